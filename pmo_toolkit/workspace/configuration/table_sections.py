"""The sections ``[units]`` and ``[words]``: what a workspace says of single columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import table_named
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import UNITS, measure_of, unit_named

#: Where a value stands in the config: its field, and keys within it.
Place = tuple[str, ...]


class Complaints(Protocol):
    """Where entries go that are not known or do not fit."""

    def place(self, place: Place, written: str, section: str | None = None) -> Place:
        """Note how the entry of a place was written."""

    def wrong(self, name: str, value: Any, expected: str, section: str | None = None) -> None:
        """Tell that a value cannot be used."""

    def unknown(self, name: str, choices: Sequence[str], section: str | None = None) -> None:
        """Tell that a name is not known."""


def column_measure(table: str, column: str) -> str | None:
    """What a column measures, so that a unit can be stated for it; None for others."""
    unit = (TABLES[table].columns[column].metadata or {}).get("unit")
    if (table, column) == ("demand", "start_month"):
        return None
    return "money" if (table, unit) == ("benefits", "unit") else measure_of(unit)


def unit_entries(entries: Mapping[str, Any], complaints: Complaints) -> Iterator[tuple[Place, Any]]:
    """``[units.history] actual_effort_person_hours = "person-days"``: units by table and column."""
    for name, columns in entries.items():
        table = table_named(name)
        if table is None:
            complaints.unknown(name, tuple(TABLES), "units")
            continue
        section = f"units.{table}"
        if not isinstance(columns, dict):
            complaints.wrong(name, columns, f"a section [{section}]", "units")
            continue
        measured = {
            comparable(column): (column, measure)
            for column in TABLES[table].columns
            if (measure := column_measure(table, column)) is not None
        }
        for written, text in columns.items():
            column, measure = measured.get(comparable(written), (None, ""))
            if column is None:
                complaints.unknown(written, [known for known, _ in measured.values()], section)
                continue
            unit = unit_named(text, measure) if isinstance(text, str) else None
            if unit is None or unit.measures != measure:
                names = [unit.name for unit in UNITS if unit.measures == measure]
                complaints.wrong(written, text, f"one of {', '.join(names)}", section)
            else:
                yield complaints.place(("units", table, column), written, section), unit.name


def word_entries(entries: Mapping[str, Any], complaints: Complaints) -> Iterator[tuple[Place, Any]]:
    """``[words.proposals.stage] "Idee" = "idea"``: translations by column, in a table or in all."""
    for name, inner in entries.items():
        if not isinstance(inner, dict):
            complaints.wrong(name, inner, f"a section [words.{name}]", "words")
            continue
        table = table_named(name)
        if table is not None and all(isinstance(words, dict) for words in inner.values()):
            columns = tuple(map(str, TABLES[table].columns))
            for written, words in inner.items():
                yield from _words(written, words, columns, complaints, table)
        else:
            anywhere = sorted({str(c) for schema in TABLES.values() for c in schema.columns})
            yield from _words(name, inner, anywhere, complaints)


def _words(
    written: str,
    words: Mapping[str, Any],
    choices: Sequence[str],
    complaints: Complaints,
    table: str | None = None,
) -> Iterator[tuple[Place, Any]]:
    key = comparable(written)
    column = next((choice for choice in choices if comparable(choice) == key), None)
    section = f"words.{table}" if table else "words"
    if column is None:
        complaints.unknown(written, choices, section)
        return
    if table is not None and _names_rows(table, column):
        complaints.wrong(written, words, "a column that holds no ids", section)
        return
    full = f"{table}.{column}" if table else column
    for word, ours in words.items():
        place = ("translations", full, word)
        yield complaints.place(place, word, f"{section}.{column}"), ours


def _names_rows(table: str, column: str) -> bool:
    kind = (TABLES[table].columns[column].metadata or {}).get("kind")
    return kind in ("id", "reference")
