"""Reading ``workspace.toml``: which entry is meant, and its value as `WorkspaceConfig` has it.

All troubles are found at once: what is unknown or does not fit is told and left out, and the rest
is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pmo_toolkit.core.errors import SettingsError, shorten, shown_value
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.configuration.table_sections import Place, unit_entries, word_entries
from pmo_toolkit.workspace.configuration.toml_text import read_toml
from pmo_toolkit.workspace.configuration.values import order_of
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import meant, nearest, snake, table_named
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import unit_of

_CONFIG: TypeAdapter[WorkspaceConfig] = TypeAdapter(WorkspaceConfig)

#: Sections whose entries are fields of `WorkspaceConfig`, by the field's name before the entry's.
_PREFIXES = {"history": "", "drivers": "drivers_"}
_NAMED = {"history": ("actual_means",), "drivers": ("drop", "keep", "known_before")}
_KEYED = ("columns", "units", "files", "vocabulary", "settings")
_DERIVED = (
    "declared",
    "translations",
    *(f"{_PREFIXES[name]}{key}" for name in _NAMED for key in _NAMED[name]),
)
_SINGLE = tuple(
    declared.name
    for declared in fields(WorkspaceConfig)
    if declared.name not in (*_KEYED, *_DERIVED)
)
_SECTIONS = (*_KEYED, "words", *_NAMED)

#: Entries of one section that are told singly; of more only the number is told.
_TOLD = 10


def read_config(
    folder: Path, base: Settings, troubles: Troubles
) -> tuple[WorkspaceConfig, Settings]:
    """Read ``workspace.toml`` of `folder`, if it is there; every trouble goes to `troubles`."""
    toml = read_toml(folder, troubles)
    if toml is None:
        return WorkspaceConfig(), base
    reader = _EntryReader(*toml, troubles)
    settings = reader.settings(base)
    config = reader.config()
    reader.tell_remainders()
    return config, settings


class _EntryReader:
    """Turns parsed TOML into a config and settings."""

    def __init__(self, text: str, entries: Mapping[str, Any], troubles: Troubles):
        self.entries = entries
        self.lines = text.split("\n")
        self.troubles = troubles
        self.counts: Counter[str | None] = Counter()
        self.accepted_settings: dict[str, Any] = {}
        #: Name and section, as written, of what stands at a place of the config.
        self.written: dict[Place, tuple[str, str | None]] = {}

    def config(self) -> WorkspaceConfig:
        """What is declared, without what does not fit."""
        values: dict[str, Any] = {
            "declared": frozenset(self.entries),
            "settings": self.accepted_settings,
        }
        for place, value in self._places():
            into = values
            for key in place[:-1]:
                into = into.setdefault(key, {})
            into[place[-1]] = value
        while True:
            try:
                config = _CONFIG.validate_python(values)
            except ValidationError as errors:
                self._leave_out(values, errors)
            else:
                break
        self._tell_working_days(config)
        if "date_order" in values:
            return config
        return replace(config, date_order=order_of(config.locale))

    def _tell_working_days(self, config: WorkspaceConfig) -> None:
        """Working days become hours only where the hours of a day are declared."""
        if "hours_per_day" in self.entries:
            return
        for table, columns in config.units.items():
            for column, name in columns.items():
                unit = unit_of(name)
                if unit is not None and unit.by_day:
                    written, section = self.written["units", table, column]
                    self.troubles.fault(
                        "workspace",
                        f"[{section}] states {name}, and nothing says how many hours a day has",
                        row=self._line(written, section),
                        column=shorten(written),
                        expected="a declared hours_per_day",
                        next_step="Write hours_per_day = 8 (or what it is) in workspace.toml.",
                        file=CONFIG_FILE,
                    )

    def settings(self, base: Settings) -> Settings:
        """`base` with what ``[settings]`` overrides."""
        entries = self.entries.get("settings")
        for name, value in entries.items() if isinstance(entries, dict) else ():
            try:
                base = base.with_overrides({name: value})
                self.accepted_settings[name] = value
            except SettingsError as error:
                if self._is_told("settings"):
                    self.troubles.fault(
                        "workspace",
                        str(error),
                        row=self._line(name, "settings"),
                        column=shorten(name),
                        file=CONFIG_FILE,
                        next_step="Mend or remove this line.",
                    )
        return base

    def tell_remainders(self) -> None:
        """How many further entries of each section are unknown or do not fit."""
        for section, count in self.counts.items():
            if count > _TOLD:
                self.troubles.finding(
                    "workspace",
                    f"{count - _TOLD:,} further entries{f' of [{section}]' if section else ''} are"
                    " not known or have a value that cannot be used",
                    file=CONFIG_FILE,
                    next_step="Mend or remove them.",
                )

    def _places(self) -> Iterator[tuple[Place, Any]]:
        """Where in the config each entry belongs, and its value."""
        for name, value in self.entries.items():
            if name in _SINGLE:
                yield self.place((name,), name), value
            elif name not in _SECTIONS:
                self.unknown(name, (*_SINGLE, *_SECTIONS))
            elif not isinstance(value, dict):
                self.wrong(name, value, f"a section [{name}]")
            elif name in _NAMED:
                yield from self._named(name, value)
            elif name == "columns":
                yield from self._columns(value)
            elif name == "files":
                yield from self._files(value)
            elif name == "vocabulary":
                yield from self._vocabulary(value)
            elif name == "units":
                yield from unit_entries(value, self)
            elif name == "words":
                yield from word_entries(value, self)

    def _named(self, section: str, entries: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
        for name, value in entries.items():
            if name in _NAMED[section]:
                yield self.place((_PREFIXES[section] + name,), name, section), value
            else:
                self.unknown(name, _NAMED[section], section)

    def _columns(self, entries: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
        for name, value in entries.items():
            table = table_named(name)
            if table is None:
                self.unknown(name, tuple(TABLES), "columns")
            elif not isinstance(value, dict):
                self.wrong(name, value, f"a section [columns.{table}]")
            else:
                known = {comparable(column): column for column in TABLES[table].columns}
                for ours, theirs in value.items():
                    column = known.get(comparable(ours), snake(ours))
                    if column and not column.startswith("_"):
                        place = self.place(("columns", table, column), ours, f"columns.{table}")
                        yield place, theirs
                    else:
                        self.unknown(ours, tuple(TABLES[table].columns), f"columns.{table}")

    def _files(self, entries: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
        for name, value in entries.items():
            table = table_named(name)
            if table is None:
                self.unknown(name, tuple(TABLES), "files")
            else:
                yield self.place(("files", table), name, "files"), value

    def _vocabulary(self, entries: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
        flat: dict[str, Any] = {}
        for name, value in entries.items():
            if isinstance(value, dict):
                flat.update({f"{name}.{column}": words for column, words in value.items()})
            else:
                flat[name] = value
        anywhere = tuple({name for schema in TABLES.values() for name in schema.columns})
        for name, value in flat.items():
            written_table, _, written = name.rpartition(".")
            table = table_named(written_table) if written_table else None
            choices = tuple(TABLES[table].columns) if table else anywhere
            key = comparable(written)
            column = next((choice for choice in choices if comparable(choice) == key), None)
            if column is None or (written_table and table is None):
                self.unknown(name, choices, "vocabulary")
            else:
                full = f"{table}.{column}" if table else column
                yield self.place(("vocabulary", full), written, "vocabulary"), value

    def place(self, place: Place, written: str, section: str | None = None) -> Place:
        """Note how the entry of a place was written."""
        self.written[place] = (written, section)
        return place

    def _leave_out(self, values: dict[str, Any], errors: ValidationError) -> None:
        """Tell what does not fit, once for each entry, and take it out of `values`."""
        expected: dict[Place, str] = {}
        for error in errors.errors(include_url=False):
            inner = tuple(map(str, error["loc"]))
            place = next(
                inner[:end] for end in range(len(inner), 0, -1) if inner[:end] in self.written
            )
            expected.setdefault(place, str(error.get("ctx", {}).get("error", error["msg"])))
        for place, fit in expected.items():
            holder = values
            for key in place[:-1]:
                holder = holder[key]
            name, section = self.written[place]
            self.wrong(name, holder.pop(place[-1]), fit, section)

    def _is_told(self, section: str | None) -> bool:
        """Count an entry that is not used; whether it is among the first of its section."""
        self.counts[section] += 1
        return self.counts[section] <= _TOLD

    def wrong(self, name: str, value: Any, expected: str, section: str | None = None) -> None:
        """Tell that a value cannot be used."""
        if self._is_told(section):
            self.troubles.fault(
                "workspace",
                f"{shorten(name)} has a value that cannot be used",
                row=self._line(name, section),
                column=shorten(name),
                found=shown_value(value),
                expected=expected,
                next_step="Mend or remove this line of workspace.toml.",
                file=CONFIG_FILE,
            )

    def unknown(self, name: str, choices: Sequence[str], section: str | None = None) -> None:
        """Tell that a name is not known."""
        if not self._is_told(section):
            return
        near = nearest(name, choices)
        self.troubles.finding(
            "workspace",
            f"{f'[{section}] ' if section else ''}{shorten(name)} is not known and is passed over",
            row=self._line(name.rpartition(".")[2], section),
            column=shorten(name),
            expected=None if near else "one of " + ", ".join(sorted(choices)[:12]),
            next_step=f"{meant(near)}Mend or remove this line.",
            file=CONFIG_FILE,
        )

    def _line(self, name: str, section: str | None = None) -> int | None:
        """Line on which the entry stands, found by its spelling.

        None where it is written in an unusual way.
        """
        entry = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*(=|\.)")
        header = re.compile(rf"\s*\[.*{re.escape(name)}[\"']?\s*[\].]")
        inside = section is None
        for number, line in enumerate(self.lines, start=1):
            if header.match(line):
                return number
            if re.match(r"\s*\[", line):
                inside = section is not None and comparable(section) in comparable(line)
            if inside and entry.match(line):
                return number
        return None
