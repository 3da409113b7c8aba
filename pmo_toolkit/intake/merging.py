"""Imported rows merged into a table of a workspace, so that no hand edit is lost.

A row is found again by its key. What the client changed is taken; what somebody changed in the
workspace since the last import stays, and is listed. A blank never overwrites a value, and a row
that the client no longer lists stays.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.intake.base.applied import AppliedTable, CellNote, CellTrouble
from pmo_toolkit.intake.held_tables import HeldTable
from pmo_toolkit.workspace.checking.identifiers import KEYS
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.dates import parse_span
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle

#: Columns by which a row is found again, of tables without an id.
_ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    **KEYS,
    "costs": ("option", "element"),
    "benefits": ("proposal", "title"),
    "dependencies": ("from", "to", "type"),
    "demand": ("option", "role", "start_month"),
    "in_flight": ("project", "role"),
    "flow": ("team", "item"),
    "risks": ("proposal", "title"),
    "activities": ("proposal", "option", "activity"),
    "correlations": ("proposal", "one", "other"),
    "comparisons": ("scorer_role", "criterion", "other"),
    "judgements": ("scorer_role", "item", "criterion"),
    "stakeholders": ("department", "role"),
    "notes": ("proposal", "field", "text"),
}
_NUMBERS = {"number", "integer", "fraction", "probability", "rating", "money", "year"}

#: Key of a row → its cells at the last import.
Base = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Conflict:
    """A cell that the workspace holds otherwise than the client's file.

    Parameters
    ----------
    row : str
        Key of the row, as people read it.
    column : str
    held, imported : str
        The workspace's text, which stays, and the client's.
    client_changed : bool
        Whether the client changed it since the last import, too.
    """

    row: str
    column: str
    held: str
    imported: str
    client_changed: bool


@dataclass(frozen=True)
class MergedTable:
    """A table as it will stand, and what becomes of its rows.

    Parameters
    ----------
    table, file : str
    headers : tuple of str
    records : tuple of tuple of str
    delimiter : str
    base : Base
        What the next import compares with.
    added, updated, unchanged, vanished : tuple of str
        Keys of rows; those that vanished from the client's file stay in the table.
    conflicts : tuple of Conflict
    sha256 : str, optional
        Of the file that it takes the place of.
    """

    table: str
    file: str
    headers: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    delimiter: str
    base: Base
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sha256: str | None = None

    @property
    def changes(self) -> bool:
        """Whether the file would be another one."""
        return bool(self.added or self.updated) or self.sha256 is None


@dataclass(frozen=True)
class ImportedRows:
    """Rows of one of our tables, from all sheets that fill it; each once.

    Parameters
    ----------
    table : str
    columns : tuple of str
    rows : tuple of mapping of str to str
    notes : tuple of CellNote
        Cells of rows that stand twice and say different things.
    """

    table: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    notes: tuple[CellNote, ...] = ()


def row_key(table: str) -> tuple[str, ...]:
    """Columns by which a row of a table is found again; none where only all of them tell."""
    named = [
        name
        for name, column in TABLES[table].columns.items()
        if (column.metadata or {}).get("kind") == "id"
    ]
    return tuple(named[:1]) or _ROW_KEYS.get(table, ())


def imported_rows(parts: Sequence[AppliedTable]) -> ImportedRows:
    """The rows of all parts; of a row that stands twice, blanks are filled from the second."""
    table = parts[0].table
    keyed = _unique(table)
    columns: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    places: dict[tuple[str, ...], int] = {}
    notes: list[CellNote] = []
    for part in parts:
        columns.update(dict.fromkeys(part.columns))
        for number, row in enumerate(part.rows):
            cells = {name: texts[number] for name, texts in part.columns.items()}
            key = tuple(cells.get(name, "").casefold() for name in keyed)
            first = places.setdefault(key, len(rows)) if all(key) and keyed else len(rows)
            if first == len(rows):
                rows.append(cells)
                continue
            for name, text in cells.items():
                held = rows[first].get(name, "")
                if not held:
                    rows[first][name] = text
                elif text and text != held:
                    what = f"{', '.join(key)} stands twice; what it says first was taken"
                    notes.append(CellNote(CellTrouble.DIFFERENT, name, row, text, held, what))
    order = [name for name in TABLES[table].columns if name in columns]
    order += [name for name in columns if name not in order]
    filled = tuple(
        name
        for name in order
        if any(row.get(name) for row in rows) or _is_required(table, name)
    )
    return ImportedRows(table, filled, tuple(rows), tuple(notes))


def merge(
    imported: ImportedRows, held: HeldTable | None, base: Base, locale: str, delimiter: str
) -> MergedTable:
    """The table as it will stand.

    Parameters
    ----------
    imported : ImportedRows
    held : HeldTable, optional
        As it stands in the workspace.
    base : Base
        Of the last import.
    locale : str
        Of the workspace.
    delimiter : str
        For a table that is not there yet.
    """
    if held is None:
        held = HeldTable(imported.table, f"{imported.table}.csv", (), (), {}, delimiter, "")
    return _Merging(imported, held, base, _Comparing(imported.table, locale)).merged()


@dataclass
class _Merging:
    imported: ImportedRows
    held: HeldTable
    base: Base
    comparing: _Comparing
    conflicts: list[Conflict] = field(default_factory=list)

    def merged(self) -> MergedTable:
        headers, columns = self._headers()
        wide = len(headers)
        records = [[*record, *[""] * (wide - len(record))] for record in self.held.records]
        held_rows = [
            {name: record[place].strip() for name, place in self.held.columns.items()}
            for record in records
        ]
        keys = self.comparing.keys(held_rows, self.imported.columns)
        places = {key: number for number, key in enumerate(keys)}
        new_keys = self.comparing.keys(self.imported.rows, self.imported.columns)
        shown = self._shown(keys, held_rows) | self._shown(new_keys, self.imported.rows)
        added, updated, unchanged = [], [], []
        new_base: dict[str, dict[str, str]] = {key: dict(cells) for key, cells in self.base.items()}
        for key, row in zip(new_keys, self.imported.rows, strict=True):
            known = new_base.setdefault(key, {})
            if key not in places:
                records.append([""] * wide)
                for name in self.imported.columns:
                    records[-1][columns[name]] = row.get(name, "")
                added.append(shown[key])
            elif self._update(records[places[key]], columns, key, row, shown[key]):
                updated.append(shown[key])
            else:
                unchanged.append(shown[key])
            known.update({name: text for name, text in row.items() if text})
        gone = set(self.base) - set(new_keys)
        vanished = [shown[key] for key in keys if key in gone]
        return MergedTable(
            self.imported.table,
            self.held.file,
            tuple(headers),
            tuple(map(tuple, records)),
            self.held.delimiter,
            new_base,
            tuple(added),
            tuple(updated),
            tuple(unchanged),
            tuple(vanished),
            tuple(self.conflicts),
            self.held.sha256 or None,
        )

    def _shown(self, keys: Sequence[str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """Each key as people read it."""
        named = row_key(self.imported.table) or self.imported.columns[:3]
        return {
            key: ", ".join(filter(None, (row.get(name, "") for name in named)))
            for key, row in zip(keys, rows, strict=True)
        }

    def _headers(self) -> tuple[list[str], dict[str, int]]:
        """The headers of the table, new ones behind those it has, and where each column stands."""
        headers, columns = list(self.held.headers), dict(self.held.columns)
        for name in self.imported.columns:
            if name not in columns:
                columns[name] = len(headers)
                headers.append(name)
        return headers, columns

    def _update(
        self,
        record: list[str],
        columns: Mapping[str, int],
        key: str,
        row: Mapping[str, str],
        shown: str,
    ) -> bool:
        """Take what the client changed into a row; whether anything was taken."""
        before = self.base.get(key, {})
        changed = False
        for name in self.imported.columns:
            text, held = row.get(name, ""), record[columns[name]].strip()
            if not text or self.comparing.same(name, text, held):
                continue
            last = before.get(name, "")
            untouched = self.comparing.same(name, held, last)
            if untouched:
                record[columns[name]] = text
                changed = True
            else:
                client_changed = not self.comparing.same(name, text, last)
                self.conflicts.append(Conflict(shown, name, held, text, client_changed))
        return changed


@dataclass(frozen=True)
class _Comparing:
    """Compares texts of a table by what they mean: ``1250.0`` is ``1250``."""

    table: str
    locale: str

    def keys(
        self, rows: Iterable[Mapping[str, str]], columns: Sequence[str]
    ) -> list[str]:
        """A key for each row, different for each; rows that read the same are counted."""
        named = row_key(self.table) or tuple(columns)
        counts: Counter[str] = Counter()
        keys = []
        for row in rows:
            key = " | ".join(self._level(name, row.get(name, "")) for name in named)
            counts[key] += 1
            keys.append(key if counts[key] == 1 else f"{key} #{counts[key]}")
        return keys

    def same(self, column: str, one: str, other: str) -> bool:
        """Whether two texts of a column mean the same."""
        return one == other or self._level(column, one) == self._level(column, other)

    def _level(self, column: str, text: str) -> str:
        schema = TABLES[self.table].columns.get(column)
        kind = str(((schema.metadata if schema is not None else None) or {}).get("kind", "text"))
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        try:
            if kind in _NUMBERS and text:
                share = kind in ("fraction", "probability")
                return repr(parse_number(text, number_style(self.locale), percent=share))
            if kind in ("date", "month", "period") and text:
                return parse_span(text, DateStyle(self.locale)).iso
        except Unreadable:
            pass
        return text if kind == "text" and column not in row_key(self.table) else text.casefold()


def _unique(table: str) -> tuple[str, ...]:
    """Columns that may stand only once together."""
    key = row_key(table)
    return key if len(key) == 1 or table in KEYS else ()


def _is_required(table: str, column: str) -> bool:
    schema = TABLES[table].columns.get(column)
    return schema is not None and bool(schema.required)
