"""What a merge changes since the former one, and what somebody edited in between: that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.intake.row_keys import RowComparison, row_key
from pmo_toolkit.merging.base.shapes import CellChange, Conflict, RowChange, Statement, TableChanges

#: Rows as text, column → cell.
TextRows = Sequence[Mapping[str, str]]


def differences(table: str, before: TextRows, after: TextRows, locale: str) -> TableChanges:
    """Rows added, changed in some cells, and removed.

    Parameters
    ----------
    table, locale : str
    before, after : sequence of mapping of str to str
    """
    if before == after:
        return TableChanges()
    comparison = RowComparison(table, locale)
    columns = _columns(before, after)
    old = dict(zip(comparison.keys(before, columns), before, strict=True))
    new = dict(zip(comparison.keys(after, columns), after, strict=True))
    changed = [
        RowChange(_shown(table, row), cells)
        for key, row in new.items()
        if key in old and (cells := _cells(comparison, columns, old[key], row))
    ]
    return TableChanges(
        tuple(_whole(table, row, added=True) for key, row in new.items() if key not in old),
        tuple(changed),
        tuple(_whole(table, row, added=False) for key, row in old.items() if key not in new),
    )


def restated(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[RowChange, ...]]:
    """Cells in conflict of which a PMO states something else than before, by table.

    Parameters
    ----------
    before, after : mapping of str to mapping of str to str
        Table, row and column → prefix → what that PMO states.
    """
    found: dict[str, tuple[RowChange, ...]] = {}
    for about, stated in after.items():
        cells = tuple(
            CellChange(f"{about.rpartition(' ')[2]} of {prefix}", before[about][prefix], value)
            for prefix, value in stated.items()
            if before.get(about, {}).get(prefix, value) != value
        )
        if cells:
            table, _, row = about.rpartition(" ")[0].partition(" ")
            found[table] = (*found.get(table, ()), RowChange(row, cells))
    return found


def _shown(table: str, row: Mapping[str, str]) -> str:
    """By what people find a row again."""
    named = [text for name in row_key(table) if (text := row.get(name, "").strip())]
    return ", ".join(named or [text for text in row.values() if text][:3])


def _columns(*tables: TextRows) -> list[str]:
    return list(dict.fromkeys(name for rows in tables for row in rows for name in row))


def _cells(
    comparison: RowComparison,
    columns: Sequence[str],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> tuple[CellChange, ...]:
    if before == after:
        return ()
    pairs = [(name, before.get(name, ""), after.get(name, "")) for name in columns]
    return tuple(
        CellChange(name, old, new)
        for name, old, new in pairs
        if old != new and not comparison.same(name, old, new)
    )


def _whole(table: str, row: Mapping[str, str], *, added: bool) -> RowChange:
    cells = [(name, text) for name, text in row.items() if text]
    return RowChange(
        _shown(table, row),
        tuple(
            CellChange(name, "", text) if added else CellChange(name, text, "")
            for name, text in cells
        ),
    )


@dataclass
class KeptEdits:
    """A table with what somebody edited in it.

    Attributes
    ----------
    rows : list of (mapping of str to str, int or None)
        Each with the position of the row that the merge made, None for one that was added by hand.
    edits : TableChanges
        As the merge would have it → as it stands.
    conflicts : list of Conflict
        Cells that a PMO changed since they were edited.
    """

    rows: list[tuple[Mapping[str, str], int | None]] = field(default_factory=list)
    edits: TableChanges = field(default_factory=TableChanges)
    conflicts: list[Conflict] = field(default_factory=list)


def keep_edits(
    table: str, written: TextRows, held: TextRows, merged: TextRows, locale: str
) -> KeptEdits:
    """The merged rows with the edits that somebody made since the former merge.

    Parameters
    ----------
    table : str
    written : sequence of mapping of str to str
        As the former merge wrote the table.
    held : sequence of mapping of str to str
        As it stands now.
    merged : sequence of mapping of str to str
        As it would come out of the workspaces.
    locale : str
    """
    if list(written) == list(held):
        return KeptEdits([(row, place) for place, row in enumerate(merged)])
    comparison = RowComparison(table, locale)
    columns = _columns(written, held, merged)
    base = dict(zip(comparison.keys(written, columns), written, strict=True))
    now = dict(zip(comparison.keys(held, columns), held, strict=True))
    kept = KeptEdits()
    added, changed, removed = [], [], []
    new_keys = comparison.keys(merged, columns)
    for position, (key, row) in enumerate(zip(new_keys, merged, strict=True)):
        if key in base and key not in now:
            removed.append(_whole(table, row, added=False))
            continue
        edits = _own_edits(comparison, columns, base.get(key), now.get(key), row)
        if edits:
            shown = _shown(table, row)
            changed.append(RowChange(shown, edits))
            kept.conflicts += _both_changed(
                comparison, f"{table} {shown}", edits, base.get(key, {})
            )
        kept.rows.append(({**row, **{cell.column: cell.after for cell in edits}}, position))
    known = set(new_keys)
    for key, row in now.items():
        if key in known:
            continue
        edited = key in base and _cells(comparison, columns, base[key], row)
        if key in base and not edited:
            continue  # its PMO took it out
        if edited:
            about = f"{table} {_shown(table, row)}"
            kept.conflicts.append(_conflict(about, "row taken out", "row edited"))
        added.append(_whole(table, row, added=True))
        kept.rows.append((row, None))
    kept.edits = TableChanges(tuple(added), tuple(changed), tuple(removed))
    return kept


def _own_edits(
    comparison: RowComparison,
    columns: Sequence[str],
    base: Mapping[str, str] | None,
    now: Mapping[str, str] | None,
    merged: Mapping[str, str],
) -> tuple[CellChange, ...]:
    """Cells that somebody changed, and that the merge would have otherwise."""
    if now is None or now == base:
        return ()
    hands = {cell.column for cell in _cells(comparison, columns, base or {}, now)}
    return tuple(
        CellChange(cell.column, cell.after, cell.before)
        for cell in _cells(comparison, columns, now, merged)
        if cell.column in hands
    )


def _both_changed(
    comparison: RowComparison,
    about: str,
    edits: Sequence[CellChange],
    base: Mapping[str, str],
) -> list[Conflict]:
    return [
        _conflict(f"{about} {cell.column}", cell.before, cell.after)
        for cell in edits
        if not comparison.same(cell.column, cell.before, base.get(cell.column, ""))
    ]


def absorbed_edits(
    table: str,
    written: Mapping[str, Mapping[str, str]],
    held: Mapping[str, Mapping[str, str]],
    locale: str,
) -> list[Conflict]:
    """Edits of rows that have since become one with another PMO's: listed, since they are gone.

    Parameters
    ----------
    table, locale : str
    written, held : mapping of str to mapping of str to str
        Key of a row → the row as the former merge wrote it, and as it stood now.
    """
    comparison = RowComparison(table, locale)
    return [
        _conflict(
            f"{table} {_shown(table, held[key])} {cell.column}",
            cell.before,
            cell.after,
            "not kept: the row has become one with another PMO's; edit that one",
        )
        for key, row in written.items()
        if key in held
        for cell in _cells(comparison, list(row), row, held[key])
    ]


def _conflict(
    about: str, merged: str, edited: str, outcome: str = "what was edited stays"
) -> Conflict:
    statements = (
        Statement("", "the PMO's workspace", "", None, merged),
        Statement("", "edited in the merged workspace", "", None, edited),
    )
    return Conflict("edit", about, statements, outcome, is_open=True)
