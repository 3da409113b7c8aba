"""Reading ``workspace.toml``.

Strictly, kindly explained, one entry at a time so that all troubles are found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pmo_toolkit.core.errors import SettingsError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration import values as kinds
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.configuration.values import FileChoice
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import meant, nearest, snake, table_named
from pmo_toolkit.workspace.dictionary.tables import TABLES

_MAX_BYTES = 1_000_000


def read_config(
    folder: Path, base: Settings, troubles: Troubles
) -> tuple[WorkspaceConfig, Settings]:
    """Read ``workspace.toml`` of `folder`, if it is there; every trouble goes to `troubles`."""
    path = folder / CONFIG_FILE
    text = _text(path, troubles)
    if text is None:
        return WorkspaceConfig(), base
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        troubles.fault(
            "workspace",
            "workspace.toml cannot be read as TOML",
            row=int(line[1]) if line else None,
            found=str(error),
            expected='lines such as currency = "CAD"',
            next_step="Put text in quotes and mend this line.",
            file=CONFIG_FILE,
        )
        return WorkspaceConfig(), base
    reader = _Reader(data, text, troubles)
    config = reader.config()
    return config, reader.settings(base)


def _text(path: Path, troubles: Troubles) -> str | None:
    try:
        if not path.exists() and not path.is_symlink():
            return None
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            troubles.fault("workspace", "workspace.toml is not a small text file", file=CONFIG_FILE)
            return None
        raw = path.read_bytes()
    except OSError as error:
        troubles.fault(
            "workspace", "workspace.toml cannot be opened", found=error.strerror, file=CONFIG_FILE
        )
        return None
    try:
        # newlines as TOML knows them; an editor on old systems may have left others
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        troubles.fault(
            "workspace",
            "workspace.toml is not written in UTF-8",
            row=raw.count(b"\n", 0, error.start) + 1,
            found=f"byte 0x{raw[error.start]:02X}",
            next_step="Save it again as UTF-8.",
            file=CONFIG_FILE,
        )
        return None


_DRIVER_LISTS = ("drop", "keep", "known_before")


class _Reader:
    """Turns parsed TOML into a config, one entry at a time, so that all troubles are found."""

    def __init__(self, data: dict[str, Any], text: str, troubles: Troubles):
        self.data = data
        self.lines = text.split("\n")
        self.troubles = troubles

    def config(self) -> WorkspaceConfig:
        plain_entries: dict[str, Callable[[Any], Any]] = {
            "name": kinds.string,
            "sample": kinds.boolean,
            "as_of": kinds.day,
            "decides": kinds.string,
            "currency": kinds.currency,
            "price_year": kinds.whole(1950, 2150),
            "hours_per_day": kinds.hours,
            "locale": kinds.locale,
            "date_order": kinds.date_order,
            "fiscal_year_start": kinds.whole(1, 12),
            "encoding": kinds.encoding,
        }
        sections: dict[str, Callable[[str, dict[str, Any]], dict[str, Any]]] = {
            "columns": self._columns,
            "files": self._files,
            "vocabulary": self._vocabulary,
            "history": self._history,
            "drivers": self._drivers,
            "settings": lambda name, entries: {"settings": dict(entries)},
        }
        values: dict[str, Any] = {}
        for name, value in self.data.items():
            if name in plain_entries:
                self._take(values, name, name, plain_entries[name], value)
            elif name in sections:
                if isinstance(value, dict):
                    values.update(sections[name](name, value))
                else:
                    self._wrong(name, value, f"a section [{name}]")
            else:
                self._unknown(name, (*plain_entries, *sections))
        if "locale" in values and "date_order" not in values:
            values["date_order"] = kinds.order_of(values["locale"])
        return WorkspaceConfig(**values, declared=frozenset(self.data))

    def settings(self, base: Settings) -> Settings:
        entries = self.data.get("settings")
        for name, value in entries.items() if isinstance(entries, dict) else ():
            try:
                base = base.with_overrides({name: value})
            except SettingsError as error:
                self.troubles.fault(
                    "workspace",
                    str(error),
                    row=self._line(name, "settings"),
                    column=str(name),
                    file=CONFIG_FILE,
                    next_step="Mend or remove this line.",
                )
        return base

    def _columns(self, section: str, entries: dict[str, Any]) -> dict[str, Any]:
        columns: dict[str, dict[str, str]] = {}
        for name, value in entries.items():
            table = self._table(name, section)
            if table is None:
                continue
            if not isinstance(value, dict):
                self._wrong(name, value, f"a section [columns.{table}]")
                continue
            mapping = columns.setdefault(table, {})
            for ours, theirs in value.items():
                known = {comparable(column): column for column in TABLES[table].columns}
                ours_is = known.get(comparable(ours), snake(ours))
                if not ours_is or ours_is.startswith("_"):
                    self._unknown(ours, tuple(TABLES[table].columns), f"columns.{table}")
                else:
                    self._take(mapping, ours_is, ours, kinds.string, theirs, f"columns.{table}")
        return {"columns": columns}

    def _files(self, section: str, entries: dict[str, Any]) -> dict[str, Any]:
        files: dict[str, FileChoice] = {}
        for name, value in entries.items():
            table = self._table(name, section)
            if table is not None:
                self._take(files, table, name, kinds.file_choice, value, section)
        return {"files": files}

    def _vocabulary(self, section: str, entries: dict[str, Any]) -> dict[str, Any]:
        flat: dict[str, Any] = {}
        for name, value in entries.items():
            if isinstance(value, dict):
                flat.update({f"{name}.{column}": words for column, words in value.items()})
            else:
                flat[name] = value
        columns = {name for schema in TABLES.values() for name in schema.columns}
        vocabulary: dict[str, tuple[str, ...]] = {}
        for name, value in flat.items():
            table, _, column = name.rpartition(".")
            home = table_named(table) if table else None
            choices = tuple(TABLES[home].columns) if home else tuple(columns)
            known = next(
                (choice for choice in choices if comparable(choice) == comparable(column)), None
            )
            if known is None or (table and home is None):
                self._unknown(name, choices, section)
            else:
                self._take(
                    vocabulary,
                    f"{home}.{known}" if home else known,
                    column,
                    kinds.words,
                    value,
                    section,
                )
        return {"vocabulary": vocabulary}

    def _history(self, section: str, entries: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in entries.items():
            if name == "actual_means":
                self._take(values, name, name, kinds.string, value, section)
            else:
                self._unknown(name, ("actual_means",), section)
        return values

    def _drivers(self, section: str, entries: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in entries.items():
            if name in _DRIVER_LISTS:
                self._take(
                    values,
                    f"drivers_{name}",
                    name,
                    lambda v: tuple(map(snake, kinds.words(v))),
                    value,
                    section,
                )
            else:
                self._unknown(name, _DRIVER_LISTS, section)
        return values

    def _table(self, name: str, section: str) -> str | None:
        table = table_named(name)
        if table is None:
            self._unknown(name, tuple(TABLES), section)
        return table

    def _take(
        self,
        into: dict[str, Any],
        name: str,
        written: str,
        convert: Callable[[Any], Any],
        value: Any,
        section: str | None = None,
    ) -> None:
        try:
            into[name] = convert(value)
        except kinds.Unfit as error:
            self._wrong(written, value, str(error), section)

    def _wrong(self, name: str, value: Any, expected: str, section: str | None = None) -> None:
        self.troubles.fault(
            "workspace",
            f"{name} has a value that cannot be used",
            row=self._line(name, section),
            column=name,
            found=kinds.shown(value),
            expected=expected,
            next_step="Mend or remove this line of workspace.toml.",
            file=CONFIG_FILE,
        )

    def _unknown(self, name: str, choices: tuple[str, ...], section: str | None = None) -> None:
        near = nearest(name, choices)
        self.troubles.finding(
            "workspace",
            f"{f'[{section}] ' if section else ''}{name} is not known and is passed over",
            row=self._line(name.rpartition(".")[2], section),
            column=name,
            expected=None if near else "one of " + ", ".join(sorted(choices)[:12]),
            next_step=f"{meant(near)}Mend or remove this line.",
            file=CONFIG_FILE,
        )

    def _line(self, name: str, section: str | None = None) -> int | None:
        """Line on which the entry stands, found by its spelling.

        None where it is written in an unusual way.
        """
        entry = re.compile(rf"\s*[\"']?{re.escape(str(name))}[\"']?\s*(=|\.)")
        header = re.compile(rf"\s*\[.*{re.escape(str(name))}[\"']?\s*[\].]")
        inside = section is None
        for number, line in enumerate(self.lines, start=1):
            if header.match(line):
                return number
            if re.match(r"\s*\[", line):
                inside = section is not None and comparable(section) in comparable(line)
            if inside and entry.match(line):
                return number
        return None
