"""The sample organisation as a client would hand it in: one German workbook, with their own words.

It is there to try an import on: titles above the headings, merged departments, totals, amounts in
thousands, effort in person-days, time in months, words of their own, and capacity a column a month.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.sample.client.cells import numbers_among, runs_of_equal
from pmo_toolkit.sample.client.columns import (
    Columns,
    Row,
    benefit_columns,
    capacity_columns,
    cost_columns,
    goal_columns,
    history_columns,
    option_columns,
    proposal_columns,
)
from pmo_toolkit.sample.tables import DEFAULT_PROPOSALS, DEFAULT_SEED, make_sample

FILE_NAME = "Vorhabenliste.xlsx"
_FIXED_DAY = dt.datetime(2026, 11, 22)
_REMARKS = (
    "Erfundene Beispieldaten.",
    "Die Liste wird monatlich von den Fachbereichen ergänzt.",
    "Rückfragen bitte an das PMO.",
)


def write_client_workbook(
    folder: str | Path, *, proposals: int = DEFAULT_PROPOSALS, seed: int = DEFAULT_SEED
) -> Path:
    """Write the sample organisation as a client's workbook.

    Parameters
    ----------
    folder : path
        Folder for `FILE_NAME`; made where it does not exist.
    proposals, seed : int
        See `pmo_toolkit.sample.tables.make_sample`.

    Returns
    -------
    Path
        The workbook. The same arguments give the same bytes.

    Raises
    ------
    UsageError
        If the file exists already or cannot be written.
    """
    path = Path(folder) / FILE_NAME
    content = _workbook(make_sample(proposals, seed))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise UsageError(f"{path} is there already: nothing was written") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be written: {reason}") from error
    return path


def _workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    import xlsxwriter  # only who asks for the workbook pays for it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _FIXED_DAY})
        sheets = _Sheets(book)
        sheets.proposals(_records(tables["proposals"]), _records(tables["proposal_goals"]))
        sheets.table("Ziele", goal_columns(), _records(tables["goals"]), ("Unternehmensziele",))
        sheets.table("Lösungsoptionen", option_columns(), _records(tables["options"]))
        sheets.table(
            "Kosten",
            cost_columns(),
            _records(tables["costs"]),
            ("Kostenschätzung", "Alle Angaben in T€"),
        )
        in_money = [
            record for record in _records(tables["benefits"]) if record["unit"] == "money per year"
        ]
        sheets.table("Nutzen", benefit_columns(), in_money, ("Nutzen der Vorhaben je Jahr",))
        sheets.table(
            "Abgeschlossene Projekte",
            history_columns(),
            _records(tables["history"]),
            ("Abgeschlossene Projekte seit 2014",),
        )
        hours = _records(tables["capacity"])
        roles = [{"role": role} for role in dict.fromkeys(record["role"] for record in hours)]
        sheets.table("Kapazität", capacity_columns(hours), roles, ("Kapazität brutto in Stunden",))
        remarks = book.add_worksheet("Hinweise")
        for row, text in enumerate(_REMARKS):
            remarks.write_string(row, 0, text)
    return stream.getvalue()


def _records(table: pd.DataFrame) -> list[Row]:
    return [
        {str(name): str(cell) for name, cell in row.items()} for row in table.to_dict("records")
    ]


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any):
        self.book = book
        self.bold = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.middle = book.add_format({"valign": "vcenter"})
        self.day = book.add_format({"num_format": "dd.mm.yyyy"})

    def table(
        self, name: str, columns: Columns, records: Sequence[Row], titles: Sequence[str] = ()
    ) -> tuple[Any, int]:
        """A sheet with titles above the headings; the sheet and the row of the headings from 0."""
        sheet = self.book.add_worksheet(name)
        for row, text in enumerate(titles):
            sheet.write_string(row, 0, text, self.title if row == 0 else None)
        top = len(titles) + 1 if titles else 0
        for column, header in enumerate(columns):
            sheet.write_string(top, column, header, self.bold)
            for row, record in enumerate(records, start=top + 1):
                self._write(sheet, row, column, columns[header](record))
        sheet.freeze_panes(top + 1, 0)
        return sheet, top

    def proposals(self, records: list[Row], links: list[Row]) -> None:
        """Proposals with their goals, merged departments and the total of the budgets."""
        records = sorted(records, key=lambda record: (record["department"], record["id"]))
        goals: dict[str, str] = {}
        for link in links:
            known = goals.get(link["proposal"])
            goals[link["proposal"]] = f"{known}; {link['goal']}" if known else link["goal"]
        columns = proposal_columns(goals)
        titles = ("Vorhabenliste der Fachbereiche", "Stand: 22.11.2026, Beträge in T€ netto")
        sheet, top = self.table("Vorhaben", columns, records, titles)
        for first, last, department in runs_of_equal(record["department"] for record in records):
            if last > first and department:
                sheet.merge_range(top + 1 + first, 0, top + 1 + last, 0, department, self.middle)
        below, budget = top + len(records) + 1, "Budget (T€)"
        sheet.write_string(below, 0, "Summe", self.bold)
        total = sum(numbers_among(columns[budget](record) for record in records))
        sheet.write_number(below, list(columns).index(budget), total, self.bold)
        sheet.set_column(2, 2, 40)
        sheet.set_column(4, 4, 60)

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value in (None, ""):
            return
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self.day)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, str(value))
