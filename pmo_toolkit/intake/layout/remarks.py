"""What a user should know of how a table was found."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.intake.base.regions import MergedArea, RowKind, Sheet
from pmo_toolkit.intake.layout.header_rows import Headers
from pmo_toolkit.intake.layout.records import Records
from pmo_toolkit.workspace.sources.cell_text import column_letters

_MOST_LISTED = 8
#: Rows that might be records all the same, so that they are told.
_DOUBTFUL = {
    RowKind.ONE_CELL: "one cell only is filled",
    RowKind.NUMBER_ONLY: "the number only is filled in",
    RowKind.BELOW_TOTAL: "little stands there, right below a total",
}


def table_remarks(
    sheet: Sheet, headers: Headers | None, columns: Sequence[int], records: Records
) -> list[str]:
    """Remarks on a table, a clause each: its headers, what is hidden, merged and passed over.

    Parameters
    ----------
    sheet : Sheet
    headers : Headers, optional
    columns : sequence of int
        Its columns, from 0.
    records : Records
    """
    remarks = _header_remarks(headers, columns)
    for kind, said in _DOUBTFUL.items():
        rows = [str(item.row) for item in records.aside if item.kind is kind]
        if rows:
            remarks.append(f"passed over since {said}: {_listed('row', rows)}")
    hidden = [column_letters(column) for column in columns if column + 1 in sheet.hidden_columns]
    if hidden:
        remarks.append(f"hidden in the file and read all the same: {_listed('column', hidden)}")
    hidden_rows = [str(row) for row in records.rows if row in sheet.hidden_rows]
    if hidden_rows:
        remarks.append(f"hidden in the file and read all the same: {_listed('row', hidden_rows)}")
    first, last = records.rows[0], records.rows[-1]
    down = [
        _label(area)
        for area in sheet.merged
        if first <= area.first_row < area.last_row
        and area.first_row <= last
        and area.first_column - 1 in columns
    ]
    if down:
        remarks.append(f"what merged cells say counts for each of their rows: {_few(down)}")
    return remarks


def _header_remarks(headers: Headers | None, columns: Sequence[int]) -> list[str]:
    if headers is None:
        return ["has no headers; its columns are called by their letters"]
    remarks = []
    if not headers.shown:
        remarks.append(f"row {headers.rows[0]} is taken as headers, though nothing shows it")
    bare = [column_letters(column) for column in columns if not headers.texts.get(column)]
    if bare:
        remarks.append(f"no header stands above {_listed('column', bare)}")
    return remarks


def _label(area: MergedArea) -> str:
    first = f"{column_letters(area.first_column - 1)}{area.first_row}"
    return f"{first}:{column_letters(area.last_column - 1)}{area.last_row}"


def _listed(kind: str, items: Sequence[str]) -> str:
    return f"{kind if len(items) == 1 else kind + 's'} {_few(items)}"


def _few(items: Sequence[str]) -> str:
    more = len(items) - _MOST_LISTED
    return ", ".join(items[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
