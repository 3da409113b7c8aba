"""``pmo template``: one workbook with a sheet a table, to be filled in by those who know."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path
from typing import Any

import pandera.pandas as pa
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pmo_toolkit.core.atomic_files import write_bytes
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.template.drop_downs import LAST_ROW, named_lists, rule
from pmo_toolkit.intake.template.words import TABLE_ORDER, Words, words_in
from pmo_toolkit.workspace.dictionary.tables import TABLES

AUTHOR = "PMO Workbench"
_CREATED = dt.datetime(2026, 1, 1)  # fixed, so that the same words give the same bytes
_HEADER = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
_REQUIRED = {"font_color": "#FFFFFF", "bg_color": "#1F3864"}
_OPTIONAL = {"font_color": "#1F3864", "bg_color": "#D9E2F3"}
_LABEL = {"font_color": "#595959", "bg_color": "#F2F2F2", "text_wrap": True, "valign": "top"}
_EXAMPLE = {"italic": True, "font_color": "#7F7F7F"}
_TAB_COLOURS = (("#C00000", 1), ("#1F3864", 4), ("#7F7F7F", len(TABLE_ORDER)))

#: Kind of column → how its cells are shown. Words are text, so that nothing becomes a day.
_FORMATS = {
    "number": "General",
    "integer": "0",
    "rating": "0",
    "year": "0",
    "fraction": "0.0%",
    "probability": "0.0%",
    "money": "#,##0",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "flag": "General",
}
_WIDTHS = {"id": 14, "reference": 14, "text": 36, "category": 20, "date": 12, "month": 10}
_LONG_TEXTS = ("need", "description", "risk_of_not_doing", "text")
_ALLOWED = (
    *("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows"),
    *("sort", "autofilter", "insert_hyperlinks"),
)


def write_template(path: str | os.PathLike[str], *, language: str = "en") -> Path:
    """Write a workbook to fill in.

    Parameters
    ----------
    path : path-like
        A new file that ends in ``.xlsx``.
    language : str
        ``en``, ``de`` or ``fr``: explanations, comments and examples; headers stay ours.

    Returns
    -------
    Path

    Raises
    ------
    UsageError
        When the file is there already, has another ending or cannot be written, or the language
        is not known.
    """
    path = Path(path)
    data = template_bytes(language)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path}: a workbook to fill in ends in .xlsx; name it so")
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path}: there is a file already; choose another name")
    try:
        write_bytes(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path}: the workbook cannot be written ({reason})") from None
    return path


def template_bytes(language: str = "en") -> bytes:
    """The workbook to fill in; the same bytes for the same language."""
    words = words_in(language)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties({"title": words.phrases["title"], "created": _CREATED})
        _write_first_sheet(book, words)
        formats = _Formats(book)
        for position, table in enumerate(TABLE_ORDER):
            sheet = book.add_worksheet(table)
            sheet.set_tab_color(next(colour for colour, end in _TAB_COLOURS if position < end))
            _TableSheet(sheet, table, words, formats).write()
        for name, formula in named_lists(_example_row(words) + 1).items():
            book.define_name(name, formula)
    return buffer.getvalue()


class _Formats:
    """Formats of a workbook, each made once."""

    def __init__(self, book: Workbook):
        self._book = book
        self._known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(properties)
        return self._known[key]


class _TableSheet:
    """One table's sheet: headers, what they mean in the reader's language, an example."""

    def __init__(self, sheet: Worksheet, table: str, words: Words, formats: _Formats):
        self.sheet, self.table, self.words, self.formats = sheet, table, words, formats
        self.columns: dict[str, pa.Column] = TABLES[table].columns

    def write(self) -> None:
        """Write everything."""
        example = _example_row(self.words)
        for position, (name, column) in enumerate(self.columns.items()):
            self._write_column(position, name, column)
            if self.words.labels:
                self._write_label(position, name)
            self._write_example(position, name, column, example)
        last = len(self.columns) - 1
        self.sheet.conditional_format(
            1,
            0,
            LAST_ROW - 1,
            last,
            {
                "type": "formula",
                "criteria": '=LEFT($A2,1)="("',
                "format": self.formats.of(**_EXAMPLE),
            },
        )
        self.sheet.freeze_panes(example, 1)
        self.sheet.set_row(0, 32)
        self.sheet.protect("", dict.fromkeys(_ALLOWED, True))
        self.sheet.set_comments_author(AUTHOR)

    def _write_column(self, position: int, name: str, column: pa.Column) -> None:
        header = f"{name} *" if column.required else name
        width = max(_WIDTHS.get(_kind(column), 12), min(len(header) + 2, 22))
        if name in _LONG_TEXTS:
            width = 48
        self.sheet.set_column(position, position, width, self._cell_format(name, column))
        colours = _REQUIRED if column.required else _OPTIONAL
        self.sheet.write_string(0, position, header, self.formats.of(**_HEADER, **colours))
        comment = self.words.meaning(column)
        lines = sum(1 + len(line) // 45 for line in comment.split("\n"))
        self.sheet.write_comment(
            0, position, comment, {"width": 300, "height": 24 + 16 * lines, "font_size": 9}
        )
        choice = rule(self.table, name, column, self.words)
        if choice is not None:
            first = _example_row(self.words)
            self.sheet.data_validation(first, position, LAST_ROW - 1, position, choice)

    def _write_label(self, position: int, name: str) -> None:
        mark = f"{self.words.mark} " if position == 0 else ""
        self.sheet.write_string(
            1, position, mark + self.words.label(name), self.formats.of(**_LABEL)
        )

    def _write_example(self, position: int, name: str, column: pa.Column, row: int) -> None:
        value = self.words.example[self.table].get(name)
        style = self._cell_format(name, column)
        if position == 0:
            text = f"{self.words.mark} {self.words.phrases['example']}: {value}"
            self.sheet.write_string(row, position, text, style)
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, position, value, style)
        elif isinstance(value, int | float):
            self.sheet.write_number(row, position, value, style)
        elif value is not None:
            self.sheet.write_string(row, position, str(value), style)

    def _cell_format(self, name: str, column: pa.Column) -> Any:
        wrapped = {"text_wrap": True} if name in _LONG_TEXTS else {}
        number_format = _FORMATS.get(_kind(column), "@")
        return self.formats.of(locked=False, valign="top", num_format=number_format, **wrapped)


def _write_first_sheet(book: Workbook, words: Words) -> None:
    sheet = book.add_worksheet(words.first_sheet)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 96)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    link = book.add_format({"font_color": "#1F3864", "underline": 1, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3864"})
    sheet.write_string(0, 0, words.phrases["title"], title)
    row = 2
    for line in words.phrases["lines"]:
        sheet.merge_range(row, 0, row, 1, line, text)
        sheet.set_row(row, 16 * (1 + len(line) // 118))
        row += 1
    row += 1
    sheet.write_string(row, 0, words.phrases["sheet"], bold)
    sheet.write_string(row, 1, words.phrases["holds"], bold)
    for table in TABLE_ORDER:
        row += 1
        label, holds = words.table(table)
        sheet.write_url(row, 0, f"internal:'{table}'!A1", link, table)
        heading = holds if not words.tables else f"{label}: {holds}"
        sheet.write_string(row, 1, heading, text)
    sheet.protect("", {"format_cells": True, "format_columns": True})


def _example_row(words: Words) -> int:
    """Row of the example, counted from 0: below the headers and, in translation, the labels."""
    return 2 if words.labels else 1


def _kind(column: pa.Column) -> str:
    return str((column.metadata or {}).get("kind", "text"))
