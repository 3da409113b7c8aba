"""Workbooks of plain sheets: numbers as numbers, no formula from text, always the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_CREATED = dt.datetime(2026, 1, 1)  # fixed, so that the same results give the same bytes
_AUTHOR = "PMO Workbench"
_HEADER = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "font_color": "#FFFFFF",
    "bg_color": "#1F3864",
}
_TO_FILL_IN = {"bg_color": "#FFF2CC", "locked": False}
#: What a cell of a sheet holds at most; the rest of a text stands on the page.
_LONGEST = 32_000
#: The last row that a sheet can have.
_MOST_ROWS = 1_048_000


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    WHOLE = "whole"
    TO_FILL_IN = "to fill in"


_FORMATS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True, "valign": "top"},
    Kind.MONEY: {"num_format": "#,##0", "valign": "top"},
    Kind.SHARE: {"num_format": "0.0%", "valign": "top"},
    Kind.NUMBER: {"num_format": "#,##0.00", "valign": "top"},
    Kind.WHOLE: {"num_format": "0", "valign": "top"},
    Kind.TO_FILL_IN: {"text_wrap": True, "valign": "top", **_TO_FILL_IN},
}


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Parameters
    ----------
    title : str
    kind : Kind
    width : float
        In characters.
    choices : tuple of str
        Words that a cell may hold, offered as a list.
    """

    title: str
    kind: Kind = Kind.TEXT
    width: float = 14
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table.

    Parameters
    ----------
    title : str
        At most 31 characters.
    columns : tuple of Column
    rows : sequence of sequences
        Cells: text, numbers, or None for nothing. A text in a column of numbers stays text.
    note : str
        Said instead of rows where there are none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]] = field(default_factory=tuple)
    note: str = ""


def workbook(title: str, first: tuple[str, Sequence[str]], sheets: Sequence[Sheet]) -> bytes:
    """A workbook whose first sheet is text and whose others are tables.

    Parameters
    ----------
    title : str
    first : (str, sequence of str)
        Name of the first sheet, and its lines.
    sheets : sequence of Sheet

    Returns
    -------
    bytes
        An ``.xlsx`` file; the same for the same contents.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with Workbook(buffer, options) as book:
        book.set_properties({"title": title, "author": _AUTHOR, "created": _CREATED})
        formats = {kind: book.add_format(properties) for kind, properties in _FORMATS.items()}
        header = book.add_format(_HEADER)
        name, lines = first
        front = book.add_worksheet(name)
        front.set_column(0, 0, 110, formats[Kind.TEXT])
        for row, line in enumerate(lines):
            front.write_string(row, 0, line[:_LONGEST], formats[Kind.TEXT])
        front.fit_to_pages(1, 0)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, formats, header)
    return buffer.getvalue()


def _write(page: Worksheet, sheet: Sheet, formats: dict[Kind, Any], header: Any) -> None:
    """Header, rows, filter, frozen panes, and how it is printed."""
    last = len(sheet.columns) - 1
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.title, header)
    for row, cells in enumerate(sheet.rows, start=1):
        if row > _MOST_ROWS:
            page.write_string(row, 0, "more rows stand in moderation.json", formats[Kind.TEXT])
            break
        for place, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
            _write_cell(page, row, place, cell, formats[column.kind])
    bottom = min(len(sheet.rows), _MOST_ROWS)
    if not sheet.rows and sheet.note:
        page.write_string(1, 0, sheet.note)
    for place, column in enumerate(sheet.columns):
        if column.choices and bottom:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            page.data_validation(1, place, bottom, place, rule)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(bottom, 1), last)
    page.print_area(0, 0, max(bottom, 1), last)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _write_cell(page: Worksheet, row: int, place: int, cell: Any, shown_as: Any) -> None:
    if cell is None or cell == "":
        page.write_blank(row, place, None, shown_as)
    elif isinstance(cell, bool):
        page.write_string(row, place, "yes" if cell else "no", shown_as)
    elif isinstance(cell, (int, float)) and math.isfinite(cell):
        page.write_number(row, place, cell, shown_as)
    else:
        page.write_string(row, place, str(cell)[:_LONGEST], shown_as)
