"""Imported rows merged into a table of a workspace, so that no hand edit is lost.

A row is found again by its key. What the client changed is taken; what somebody changed in the
workspace since the last import stays, and is listed. A blank never overwrites a value, and a row
that the client no longer lists stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.applied import AppliedTable, CellNote, CellTrouble
from pmo_toolkit.intake.held_tables import HeldTable
from pmo_toolkit.intake.row_keys import RowComparison, row_key, unique_columns
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Tables of which an export may hold every state of a row, the latest last → what the first says.
STATES: Mapping[str, str] = {"tickets": "opened", "flow": "started"}
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
    repeated : tuple of str
        Keys of the client's rows that stood twice and differ; what the first says was taken, of
        the tables in `STATES` what the last says.
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
    repeated: tuple[str, ...] = ()

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
    repeated : tuple of str
        Keys of the rows that stand twice and say different things: what the first says was taken,
        of the tables in `STATES` what the last says.
    """

    table: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    notes: tuple[CellNote, ...] = ()
    repeated: tuple[str, ...] = ()


def imported_rows(parts: Sequence[AppliedTable]) -> ImportedRows:
    """The rows of all parts; of a row that stands twice, blanks are filled from the second.

    Of tickets and items the last state counts, but for the day on which they began.
    """
    table = parts[0].table
    begun = STATES.get(table)
    keyed = unique_columns(table)
    columns: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    places: dict[tuple[str, ...], int] = {}
    notes: list[CellNote] = []
    repeated: list[str] = []
    for part in parts:
        columns.update(dict.fromkeys(part.columns))
        for number, row in enumerate(part.rows):
            cells = {name: texts[number] for name, texts in part.columns.items()}
            key = tuple(cells.get(name, "").casefold() for name in keyed)
            first = places.setdefault(key, len(rows)) if all(key) and keyed else len(rows)
            if first == len(rows):
                rows.append(cells)
                continue
            before = len(notes)
            for name, text in cells.items():
                held = rows[first].get(name, "")
                if not held:
                    rows[first][name] = text
                elif text and text != held:
                    is_latest = begun is not None and name != begun
                    taken, other = (text, held) if is_latest else (held, text)
                    rows[first][name] = taken
                    says = "last" if is_latest else "first"
                    what = f"{', '.join(key)} stands twice; what it says {says} was taken"
                    notes.append(CellNote(CellTrouble.DIFFERENT, name, row, other, taken, what))
            if len(notes) > before:
                repeated.append(", ".join(cells.get(name, "") for name in keyed))
    order = [name for name in TABLES[table].columns if name in columns]
    order += [name for name in columns if name not in order]
    filled = tuple(
        name for name in order if any(row.get(name) for row in rows) or _is_required(table, name)
    )
    return ImportedRows(table, filled, tuple(rows), tuple(notes), tuple(repeated))


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
    return _Merging(imported, held, base, RowComparison(imported.table, locale)).merged()


@dataclass
class _Merging:
    imported: ImportedRows
    held: HeldTable
    base: Base
    comparing: RowComparison
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
            if key not in places:
                records.append([""] * wide)
                for name in self.imported.columns:
                    records[-1][columns[name]] = row.get(name, "")
                added.append(shown[key])
            elif self._update(records[places[key]], columns, key, row, shown[key]):
                updated.append(shown[key])
            else:
                unchanged.append(shown[key])
            # a row that only all of its cells tell is the same or another one: nothing to compare
            if any(row.get(name) for name in row_key(self.imported.table)):
                known = new_base.setdefault(key, {})
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


def _is_required(table: str, column: str) -> bool:
    schema = TABLES[table].columns.get(column)
    return schema is not None and bool(schema.required)
