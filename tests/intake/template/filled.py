"""The workbook to fill in, filled in as people do."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from typing import Any

import openpyxl

from pmo_toolkit.intake.template.workbook import write_template
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.not_read import is_not_read
from pmo_toolkit.workspace.dictionary.tables import TABLES

_TEXTS = ("id", "reference", "text", "category", "flag", "period")


def sample_rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Rows of each table of a folder of CSV files."""
    rows = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows[path.stem] = list(csv.DictReader(stream))
    return rows


def fill(path: Path, rows: dict[str, list[dict[str, Any]]], *, over_example: bool) -> None:
    """Write rows below the examples of a workbook, or over them, and save it anew."""
    book = openpyxl.load_workbook(path)
    for table, records in rows.items():
        sheet = book[table]
        places = {comparable(str(cell.value)): cell.column for cell in sheet[1]}
        example = next(
            row for row in range(3, 0, -1) if is_not_read(str(sheet.cell(row, 1).value or ""))
        )
        first = example if over_example else example + 1
        if over_example:
            for cell in sheet[example]:
                cell.value = None
        for number, record in enumerate(records):
            for column, text in record.items():
                cell = sheet.cell(first + number, places[comparable(column)])
                cell.value = typed(table, column, text)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    book.save(path)


def typed(table: str, column: str, text: Any) -> Any:
    """A cell as somebody types it: a number or a day where the column holds such."""
    kind = (TABLES[table].columns[column].metadata or {})["kind"]
    if not isinstance(text, str) or kind in _TEXTS or not text:
        return text if text != "" else None
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        year, month, *day = map(int, text.split("-"))
        return dt.date(year, month, *(day or [1]))
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text  # a word such as TBD


def new_template(folder: Path, language: str = "en", name: str = "filled.xlsx") -> Path:
    """A fresh workbook to fill in."""
    return write_template(folder / name, language=language)
