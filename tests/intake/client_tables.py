"""Small tables of a client's, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from pmo_toolkit.intake.base.regions import Region, Source

PROJECT_HEADERS = ("Nr.", "Titel", "Phase", "Aufwand (PT)", "Budget T€", "Ziele", "Kontakt")
PROJECTS = (
    ("P-01", "Portal", "Idee", "12", "ca. 250 T€", "Kosten; Qualität", "PMO"),
    ("P-02", "ERP", "Konzept", "3,5", "200–250", "Kosten", "IT"),
    ("P-03", "Archiv", "Parkplatz", "TBD", "viel", "", ""),
)


def region(
    headers: Sequence[str] = PROJECT_HEADERS,
    records: Iterable[Sequence[str]] = PROJECTS,
    *,
    file: str = "intake.xlsx",
    sheet: str | None = "Projekte",
    first_row: int = 2,
) -> Region:
    """A region as it is found in a sheet."""
    rows = tuple(map(tuple, records))
    numbers = tuple(range(first_row, first_row + len(rows)))
    return Region(Source(file, sheet), (first_row - 1,), tuple(headers), rows, numbers)


def write_csv(
    path: Path, headers: Sequence[str], records: Iterable[Sequence[str]], delimiter: str = ";"
) -> Path:
    """A CSV file as a client's spreadsheet writes it."""
    lines = [delimiter.join(headers), *(delimiter.join(record) for record in records)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


def write_workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook of these sheets, each cell as given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(lines):
                sheet.write_row(row, 0, cells)
    return path
