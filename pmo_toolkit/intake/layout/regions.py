"""The tables of a sheet, and what in it is none and why."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.intake.base.regions import Region, RowAside, Sheet
from pmo_toolkit.intake.layout.blocks import differing_bands, side_by_side
from pmo_toolkit.intake.layout.cell_kinds import is_known_header
from pmo_toolkit.intake.layout.forms import Form, find_form, form_above
from pmo_toolkit.intake.layout.grids import Grid, grid_of
from pmo_toolkit.intake.layout.header_rows import Headers, can_be_headers, find_headers
from pmo_toolkit.intake.layout.merged_cells import filled_down
from pmo_toolkit.intake.layout.records import Records, find_records
from pmo_toolkit.intake.layout.remarks import table_remarks
from pmo_toolkit.intake.layout.turned_tables import find_turned_table
from pmo_toolkit.intake.layout.words import is_pivot_label, is_pivot_measure
from pmo_toolkit.workspace.sources.cell_text import column_letters

_PIVOT_ROWS = 30


@dataclass(frozen=True)
class SheetLayout:
    """What stands where in a sheet.

    Parameters
    ----------
    regions : tuple of Region
    aside : tuple of RowAside
        Rows that belong to no region.
    why : str
        Why there is no region; blank where there is one.
    """

    regions: tuple[Region, ...] = ()
    aside: tuple[RowAside, ...] = ()
    why: str = ""


def find_regions(sheet: Sheet) -> tuple[Region, ...]:
    """The tables of a sheet, from top to bottom and from left to right."""
    return find_layout(sheet).regions


def find_layout(sheet: Sheet) -> SheetLayout:
    """The tables of a sheet, the rows that belong to none, and why there may be no table."""
    grid = grid_of(sheet)
    if grid is None:
        return SheetLayout(why="the sheet is empty")
    why = _why_no_table(grid)
    if why is not None:
        aside = tuple(RowAside(row, why, grid.cells(row)) for row in grid.rows)
        return SheetLayout(aside=aside, why=why)
    regions: list[Region] = []
    aside_rows: list[RowAside] = []
    _search(sheet, grid, regions, aside_rows)
    why = "" if regions else "it holds no rows below headers"
    return SheetLayout(tuple(regions), tuple(aside_rows), why)


def _why_no_table(grid: Grid) -> str | None:
    top = [text for row in grid.rows[:_PIVOT_ROWS] for text in grid.texts(row)]
    if any(map(is_pivot_label, top)) or sum(map(is_pivot_measure, top)) > 1:
        return "a pivot table, which repeats figures that stand elsewhere"
    if max(len(columns) for columns in grid.filled.values()) > 1:
        return None
    texts = [text for row in grid.rows for text in grid.texts(row)]
    if is_known_header(texts[0]) and len(texts) > 1:
        return None
    long = sum(len(text) > 60 or text.endswith((".", ":", "!", "?")) for text in texts)
    if long > 0.3 * len(texts) or len(texts) < 3:
        return "text, one cell a row, and no table"
    return None


def _search(sheet: Sheet, grid: Grid, regions: list[Region], aside: list[RowAside]) -> None:
    """Find the tables of a grid, each part on its own where it falls apart."""
    form = find_form(grid) or find_turned_table(grid)
    if form is not None:
        regions.append(_form_region(sheet, form))
        return
    for split in (side_by_side, differing_bands):
        parts = split(grid)
        if len(parts) > 1:
            for part in parts:
                _search(sheet, part, regions, aside)
            return
    form, rest = form_above(grid)
    if form is not None:
        regions.append(_form_region(sheet, form))
        grid = rest
    left: Grid | None = grid
    while left is not None and left.rows:
        left = _next_table(sheet, left, regions, aside)


def _next_table(
    sheet: Sheet, grid: Grid, regions: list[Region], aside: list[RowAside]
) -> Grid | None:
    """Take the first table of a grid; what is left below it."""
    headers = find_headers(grid)
    start = grid.rows.index(headers.rows[-1]) + 1 if headers else _first_wide(grid)
    records = find_records(grid, headers, start)
    alone = headers is None and len(records.rows) == 1 and can_be_headers(grid, records.rows[0])
    if alone or not records.rows:
        taken = {item.row: item.why for item in records.aside}
        why = "belongs to no table: no row below it is a record"
        aside += [
            RowAside(row, taken.get(row, why), grid.cells(row)) for row in grid.rows[: records.end]
        ]
    else:
        above = grid.rows[: start - (len(headers.rows) if headers else 0)]
        regions.append(_region(sheet, grid, headers, records, above))
    if records.end >= len(grid.rows):
        return None
    return grid.part(grid.rows[records.end :], grid.first, grid.last)


def _first_wide(grid: Grid) -> int:
    """Position of the first row of a table without headers."""
    widths = [len(grid.filled[row]) for row in grid.rows[:400]]
    least = max(widths) / 2 if max(widths) > 3 else max(widths)
    return next(place for place, width in enumerate(widths) if width >= least)


def _region(
    sheet: Sheet, grid: Grid, headers: Headers | None, records: Records, above: tuple[int, ...]
) -> Region:
    texts = headers.texts if headers else {}
    used = set(texts)
    for row in records.rows:
        used.update(grid.filled[row])
    columns = sorted(used)
    after = headers.rows[-1] if headers else records.rows[0] - 1
    lines = grid.lines | filled_down(grid.lines, grid.merged, after) if grid.merged else grid.lines
    last = columns[-1] + 1
    whole = columns == list(range(columns[0], last))
    cells = []
    for row in records.rows:
        line = lines[row]
        if len(line) < last:
            line = line + ("",) * (last - len(line))
        cells.append(
            line[columns[0] : last] if whole else tuple(line[column] for column in columns)
        )
    titles = [RowAside(row, "above the headers", grid.cells(row)) for row in above]
    return Region(
        sheet.source,
        headers.rows if headers else (),
        tuple(texts.get(column) or f"column {column_letters(column)}" for column in columns),
        tuple(cells),
        tuple(records.rows),
        aside=(*titles, *records.aside),
        title=" · ".join(" ".join(" ".join(grid.texts(row)).split()) for row in above),
        since_1904=sheet.since_1904,
        remarks=(*sheet.remarks, *table_remarks(sheet, headers, columns, records)),
        columns=tuple(column + 1 for column in columns),
    )


def _form_region(sheet: Sheet, form: Form) -> Region:
    count = len(form.records)
    remark = "is a form: each label is a header, and its values one record"
    if count > 1 and len(set(form.begins)) == 1:
        remark = f"its headers stand in the first column, and {count} records beside each other"
    elif count > 1:
        remark = f"holds {count} forms one below another: each label is a header"
    return Region(
        sheet.source,
        form.rows,
        form.labels,
        form.records,
        form.begins,
        aside=form.aside,
        title=form.title,
        since_1904=sheet.since_1904,
        remarks=(*sheet.remarks, remark),
        form=True,
    )
