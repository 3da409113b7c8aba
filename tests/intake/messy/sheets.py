"""A client's table put into a sheet: titles, headers, totals, blanks, merged and hidden cells."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.messy.style import Style
from tests.intake.messy.tables import ClientTable
from tests.intake.messy.values import Written

_REPEAT_AFTER = 20


def fill_sheet(style: Style, sheet: Worksheet, table: ClientTable) -> None:
    """Write a table into a sheet as clients do."""
    top = _write_titles(style, sheet, table)
    left = 2 if style.happens("table begins in column B", 0.1) else 1
    body = _write_headers(style, sheet, table, top, left)
    rows = _write_records(style, sheet, table, body, left)
    _merge(style, sheet, table, rows, left)
    if style.happens("totals", 0.3):
        _write_totals(style, sheet, table, rows[-1] + 1, left)
    if style.happens("footers", 0.3):
        for number, text in enumerate(style.texts("footers")):
            sheet.cell(rows[-1] + 4 + number, left, text)
    if style.happens("hidden row", 0.15):
        sheet.row_dimensions[style.chance.choice(rows)].hidden = True
    for place, column in enumerate(table.columns):
        if column.ours is None and style.happens("hidden column", 0.3):
            letters = get_column_letter(left + place)
            sheet.column_dimensions[letters].hidden = True


def _write_titles(style: Style, sheet: Worksheet, table: ClientTable) -> int:
    """Titles above the table; the row of the headers."""
    lines = list(style.texts("titles")) if style.happens("titles above", 0.4) else []
    lines = lines[: style.chance.randint(1, 3)] if lines else []
    if table.unit_in_title:
        lines.append(table.unit_in_title)
    for row, line in enumerate(lines, 1):
        sheet.cell(row, 1, line).font = Font(bold=row == 1, size=14 if row == 1 else 10)
    if lines and style.chance.random() < 0.5:
        width = max(2, min(5, len(table.columns)))
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    return len(lines) + (2 if lines else 1)


def _write_headers(style: Style, sheet: Worksheet, table: ClientTable, top: int, left: int) -> int:
    """The headers, in one row or two; the row of the first record."""
    grouped = any(column.group for column in table.columns)
    row = top + 1 if grouped else top
    start = 0
    for place, column in enumerate(table.columns):
        cell = sheet.cell(row, left + place, column.header)
        cell.font = Font(bold=True)
        if isinstance(column.header, dt.date):
            cell.number_format = "mmm yy"
        if not grouped:
            continue
        if not column.group:
            sheet.cell(row, left + place).value = None
            sheet.cell(top, left + place, column.header).font = Font(bold=True)
            sheet.merge_cells(
                start_row=top, end_row=row, start_column=left + place, end_column=left + place
            )
            continue
        if place == 0 or table.columns[place - 1].group != column.group:
            start = place
            sheet.cell(top, left + place, column.group).font = Font(bold=True)
        last = place + 1 == len(table.columns) or table.columns[place + 1].group != column.group
        if last and place > start:
            sheet.merge_cells(
                start_row=top, end_row=top, start_column=left + start, end_column=left + place
            )
    return row + 1


def _write_records(
    style: Style, sheet: Worksheet, table: ClientTable, body: int, left: int
) -> list[int]:
    """All records; the row of each."""
    repeats = len(table) > _REPEAT_AFTER and style.happens("headers repeated", 0.15)
    repeats = repeats and not any(column.group for column in table.columns)
    blanks = style.happens("blank rows", 0.2) and f"merged:{table.table}" not in style.choices
    rows: list[int] = []
    row = body
    for position in range(len(table)):
        if repeats and position and position % _REPEAT_AFTER == 0:
            for place, column in enumerate(table.columns):
                sheet.cell(row, left + place, column.header)
            row += 1
        if blanks and position and style.chance.random() < 0.1:
            row += 1
        for place, column in enumerate(table.columns):
            _write_cell(sheet, row, left + place, column, position)
        rows.append(row)
        row += 1
    return rows


def _write_cell(sheet: Worksheet, row: int, place: int, column: Written, position: int) -> None:
    value = column.cells[position]
    if value is None:
        return
    cell = sheet.cell(row, place, value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif not isinstance(value, str):
        cell.number_format = column.number_format


def _merge(style: Style, sheet: Worksheet, table: ClientTable, rows: list[int], left: int) -> None:
    """Merge equal neighbours of the column that the table was sorted by."""
    name = style.choices.get(f"merged:{table.table}")
    places = [place for place, column in enumerate(table.columns) if column.ours == name]
    if name is None or not places or rows[-1] - rows[0] != len(rows) - 1:
        return
    cells, column = table.columns[places[0]].cells, left + places[0]
    start = 0
    for position in range(1, len(rows) + 1):
        if position < len(rows) and cells[position] == cells[start]:
            continue
        if position - start > 1 and cells[start] is not None:
            sheet.merge_cells(
                start_row=rows[start],
                end_row=rows[position - 1],
                start_column=column,
                end_column=column,
            )
        start = position


def _write_totals(style: Style, sheet: Worksheet, table: ClientTable, row: int, left: int) -> None:
    sheet.cell(row, left, style.texts("totals")).font = Font(bold=True)
    for place, column in enumerate(table.columns[1:], 1):
        numbers = [cell for cell in column.cells if isinstance(cell, int | float)]
        if numbers and len(numbers) > len(column.cells) / 2:
            sheet.cell(row, left + place, sum(numbers))


def write_csv(style: Style, path: Path, table: ClientTable) -> None:
    """Write a table as Excel saves it in that country: cp1252 and semicolons."""
    separator = "," if style.language == "en" else ";"
    with path.open("w", encoding="cp1252", errors="replace", newline="") as stream:
        writer = csv.writer(stream, delimiter=separator)
        if style.happens("titles above", 0.3):
            writer.writerow([style.texts("titles")[0]])
        if table.unit_in_title:
            writer.writerow([table.unit_in_title])
        writer.writerow([_text(style, column.header, column) for column in table.columns])
        for position in range(len(table)):
            writer.writerow(
                [_text(style, column.cells[position], column) for column in table.columns]
            )


def _text(style: Style, value: Any, column: Written) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return style.day(value)
    if isinstance(value, str):
        return value.replace("\u202f", "\xa0")  # what the code page has for a narrow space
    # a program that saves CSV writes decimals with the sign of its country, without thousands
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text if style.language == "en" else text.replace(".", ",")
