"""Clean tables laid into sheets as people lay them: titles, totals, notes, neighbours.

Everything is drawn from a seed, so that a sheet that is read wrongly can be made again.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from pmo_toolkit.intake.base.regions import MergedArea, Sheet, Source
from pmo_toolkit.workspace.parsing.outcomes import Typed
from pmo_toolkit.workspace.sources.cell_text import column_letters

_VERBS = [
    "Ablösung",
    "Einführung",
    "Migration",
    "Rollout",
    "Upgrade",
    "Aufbau",
    "Refonte",
    "Consolidation",
    "Review",
]
_THINGS = [
    "SAP",
    "CRM",
    "Intranet",
    "Data-Warehouse",
    "Netzwerk",
    "Portal",
    "Payroll",
    "Archiv",
    "HR-Self-Service",
]
_UNITS = ["IT", "Finance", "HR", "Vertrieb", "Einkauf", "Recht", "Logistik"]
_PEOPLE = ["Anna Weber", "J. Smith", "Mme Dupont", "P. de Vries", "María López", "T. Okafor"]
_LEVELS = ["hoch", "mittel", "niedrig"]
_TITLES = [
    "Projektliste 2026",
    "Portfolio overview (all figures in T€)",
    "Liste des projets – comité du 3 avril",
    "Vorhaben und Budgets, Entwurf",
    "Steering committee pack, confidential",
]
_STAMPS = [("Stand:", "03.04.2026"), ("Version", "1.2"), ("Erstellt von:", "PMO"), ("Date:", "x")]
_NOTES = [
    "* Stand: 3.4.",
    "Quelle: PMO-Tool",
    "Source: finance, unaudited",
    "Hinweis: Werte vorläufig",
    "1) without internal effort",
    "Alle Beträge ohne MwSt.",
]
_TOTALS = ["Summe", "Total", "Gesamt", "Σ", "Sous-total", "Totaal", "Total general", "Summe:"]


@dataclass
class CleanTable:
    """A table as it is meant: headers (two parts where a group stands above) and records."""

    headers: list[str]
    records: list[list[str]]
    numbers: list[int]  # columns of numbers
    groups: list[str] = field(default_factory=list)  # group above each header; blank for none
    category: int | None = None  # column whose equal neighbours may be merged

    @property
    def joined(self) -> tuple[str, ...]:
        """Headers as a region names them."""
        groups = self.groups or [""] * len(self.headers)
        return tuple(
            f"{group} / {header}" if group else header
            for group, header in zip(groups, self.headers, strict=True)
        )


@dataclass
class MessySheet:
    """A sheet, and the tables that must be found in it."""

    sheet: Sheet
    tables: list[tuple[tuple[str, ...], list[tuple[str, ...]]]]
    disturbances: list[str]


def messy_sheet(seed: int) -> MessySheet:
    """The sheet of a seed."""
    return _Writer(random.Random(seed)).sheet()


def clean_table(rng: random.Random) -> CleanTable:
    """A table of one of several kinds."""
    return rng.choice([_projects, _words_only, _years, _tickets, _pairs])(rng)


def _project(rng: random.Random) -> str:
    return f"{rng.choice(_VERBS)} {rng.choice(_THINGS)} {rng.randrange(100)}"


def _number(rng: random.Random, low: int = 1, high: int = 900) -> str:
    return Typed(rng.randrange(low, high)) if rng.random() < 0.7 else str(rng.randrange(low, high))


def _day(rng: random.Random) -> str:
    day = dt.date(2026, 1, 1) + dt.timedelta(rng.randrange(700))
    return Typed(day.isoformat()) if rng.random() < 0.6 else day.strftime("%d.%m.%Y")


def _sparse(rng: random.Random, text: str, share: float) -> str:
    return "" if rng.random() < share else text


def _projects(rng: random.Random) -> CleanTable:
    headers = rng.choice(
        [
            ["ID", "Projektname", "Abteilung", "Budget (T€)", "Start", "Bemerkung"],
            ["No.", "Project", "Department", "Cost", "Start date", "Comment"],
            ["N°", "Projet", "Service", "Coût k€", "Début", "Remarque"],
        ]
    )
    prefix = rng.choice(["P-", "IT", "2026-", "DEM-A"])
    units = sorted(rng.choices(_UNITS, k=rng.randrange(4, 25)))
    records = [
        [
            f"{prefix}{number:03}",
            _project(rng),
            unit,
            _sparse(rng, _number(rng), 0.1),
            _sparse(rng, _day(rng), 0.2),
            _sparse(rng, rng.choice(["offen", "siehe Anlage", "tbd"]), 0.7),
        ]
        for number, unit in enumerate(units, 1)
    ]
    return CleanTable(headers, records, [3], category=2)


def _words_only(rng: random.Random) -> CleanTable:
    headers = ["Vorhaben", "Verantwortlich", "Priorität", "Ziel"]
    records = [
        [
            _project(rng),
            rng.choice(_PEOPLE),
            _sparse(rng, rng.choice(_LEVELS), 0.1),
            _sparse(rng, rng.choice(["Kosten senken", "Wachstum", "Compliance"]), 0.2),
        ]
        for _ in range(rng.randrange(4, 20))
    ]
    return CleanTable(headers, records, [])


def _years(rng: random.Random) -> CleanTable:
    first = rng.randrange(2024, 2028)
    years = [str(first), str(first + 1)]
    if rng.random() < 0.5:
        headers, groups = ["Project", "Owner", *years, "Status"], []
        numbers = [2, 3]
    else:
        quarters = ["Q1", "Q2", "Q3", "Q4"]
        headers = ["Project", "Owner", *quarters, *quarters]
        groups = ["", "", *[years[0]] * 4, *[years[1]] * 4]
        numbers = list(range(2, 10))
    records = []
    for _ in range(rng.randrange(4, 20)):
        record = [_project(rng), rng.choice(_PEOPLE)]
        record += [_sparse(rng, _number(rng), 0.1) for _ in numbers]
        record += [rng.choice(["green", "amber", "red"])] * (len(headers) - len(record))
        records.append(record)
    return CleanTable(headers, records, numbers, groups)


def _tickets(rng: random.Random) -> CleanTable:
    headers = ["Key", "Summary", "Status", "Created", "Story Points"]
    records = [
        [
            f"ABC-{number}",
            f"As a user I want {_project(rng)}, because it is slow",
            rng.choice(["Open", "In Progress", "Done"]),
            _day(rng),
            _sparse(rng, _number(rng, 1, 13), 0.3),
        ]
        for number in range(1, rng.randrange(5, 30))
    ]
    return CleanTable(headers, records, [4])


def _pairs(rng: random.Random) -> CleanTable:
    headers = rng.choice([["Rolle", "Stunden"], ["Role", "Rate €/h"], ["Goal", "Weight"]])
    names = [f"Role {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    records = [[name, _number(rng)] for name in names[: rng.randrange(3, 15)]]
    return CleanTable(headers, records, [1])


class _Writer:
    """Lays tables into one sheet."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.cells: dict[tuple[int, int], str] = {}
        self.merged: list[MergedArea] = []
        self.disturbances: list[str] = []
        self.tables: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = []

    def sheet(self) -> MessySheet:
        """A sheet with one table or two."""
        rng = self.rng
        row, column = rng.randrange(1, 8), rng.randrange(0, 5)
        table, other = clean_table(rng), clean_table(rng)
        while set(other.headers) & set(table.headers):
            other = clean_table(rng)
        end_row, end_column = self._place(table, row, column)
        neighbour = rng.random()
        if neighbour < 0.12:
            self._note("table to the right")
            start = row + rng.choice([0, 0, 2])
            self._place(other, start, end_column + rng.randrange(2, 4))
        elif neighbour < 0.3:
            self._note("table below")
            self._place(other, end_row + rng.randrange(2, 4), column)
        width = max(place[1] for place in self.cells) + 1
        lines: dict[int, tuple[str, ...]] = {}
        for number in sorted({place[0] for place in self.cells}):
            lines[number] = tuple(self.cells.get((number, place), "") for place in range(width))
        sheet = Sheet(Source("messy.xlsx", "Sheet1"), lines, merged=tuple(self.merged))
        return MessySheet(sheet, self.tables, self.disturbances)

    def _note(self, disturbance: str) -> None:
        self.disturbances.append(disturbance)

    def _chance(self, share: float, disturbance: str) -> bool:
        if self.rng.random() >= share:
            return False
        self._note(disturbance)
        return True

    def _write(self, row: int, column: int, texts: list[str]) -> None:
        for place, text in enumerate(texts):
            if text:
                self.cells[row, column + place] = text

    def _place(self, table: CleanTable, row: int, column: int) -> tuple[int, int]:
        """Write a table with all that surrounds it; the row behind it and its last column."""
        row = self._titles(table, row, column)
        headers = self._headers(table, row, column)
        row += len(headers)
        if (
            len(table.headers) > 2
            and not table.groups
            and self._chance(0.06, "a column without header")
        ):
            bare = len(table.headers) - 1
            del self.cells[row - 1, column + bare]
            headers = [[*table.headers[:-1], ""]]
            letter = column_letters(column + bare)
            table = replace(table, headers=[*table.headers[:-1], f"column {letter}"])
        self.tables.append((table.joined, [tuple(record) for record in table.records]))
        row = self._records(table, headers, row, column)
        row = self._footers(table, row, column)
        return row, column + len(table.headers) - 1

    def _titles(self, table: CleanTable, row: int, column: int) -> int:
        rng = self.rng
        if not self._chance(0.6, "title"):
            return row
        self._write(row, column, [rng.choice(_TITLES)])
        if self._chance(0.3, "title merged"):
            self._merge(row, column, row, column + len(table.headers) - 1)
        row += 1
        if len(table.headers) > 2 and self._chance(0.3, "stamp"):
            self._write(row, column, list(rng.choice(_STAMPS)))
            row += 1
        return row + rng.choice([0, 1, 1, 2])

    def _merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        self.merged.append(MergedArea(row, column + 1, last_row, last_column + 1))

    def _headers(self, table: CleanTable, row: int, column: int) -> list[list[str]]:
        if not table.groups:
            self._write(row, column, table.headers)
            return [table.headers]
        self._note("two header rows")
        merge = self.rng.random() < 0.6
        upper = [""] * len(table.headers)
        for place, group in enumerate(table.groups):
            if group and (not place or table.groups[place - 1] != group):
                upper[place] = group
                if merge:
                    end = place + table.groups.count(group) - 1
                    self._merge(row, column + place, row, column + end)
        lower = list(table.headers)
        if merge and self.rng.random() < 0.5:
            for place, group in enumerate(table.groups):
                if not group:
                    upper[place], lower[place] = lower[place], ""
                    self._merge(row, column + place, row + 1, column + place)
        self._write(row, column, upper)
        self._write(row + 1, column, lower)
        return [upper, lower]

    def _records(self, table: CleanTable, headers: list[list[str]], row: int, column: int) -> int:
        rng = self.rng
        merging = table.category is not None and self._chance(0.3, "merged category")
        breaks = self._chance(0.15, "headers repeated") and len(table.records) > 4
        blanks = self._chance(0.2, "blank rows")
        subtotals = bool(table.numbers) and self._chance(0.15, "subtotal")
        again = rng.randrange(2, len(table.records) - 1) if breaks else -1
        middle = len(table.records) // 2 if subtotals and len(table.records) > 4 else -1
        headings = len(table.headers) > 2 and self._chance(0.07, "headings of groups")
        middle_heading = rng.randrange(1, len(table.records))
        first_of_run = row
        for number, record in enumerate(table.records):
            special = number in (again, middle)
            if number == again:
                for line in headers:
                    self._write(row, column, line)
                    row += 1
            if headings and number in (0, middle_heading):
                self._write(row, column, [rng.choice(["Abteilung IT", "Run the business"])])
                row += 1
                special = True
            if number == 0 and len(record) > 2 and self._chance(0.05, "example row"):
                self._write(row, column, [rng.choice(["Beispiel", "e.g."]), *record[1:]])
                row += 1
                special = True
            if number == middle:
                self._total(table, table.records[:number], row, column)
                row += 1
            if blanks and rng.random() < 0.15 and number:
                row += 1
                special = True
            written = list(record)
            if merging and table.category is not None:
                place = table.category
                same = number and table.records[number - 1][place] == record[place]
                if same and not special:
                    written[place] = ""
                    self._grow(row, column + place, first_of_run)
                else:
                    first_of_run = row
            self._write(row, column, written)
            row += 1
        return row

    def _grow(self, row: int, column: int, first: int) -> None:
        if self.merged and self.merged[-1].first_row == first:
            self.merged.pop()
        self._merge(first, column, row, column)

    def _total(self, table: CleanTable, records: list[list[str]], row: int, column: int) -> None:
        line = [""] * len(table.headers)
        line[0] = self.rng.choice(_TOTALS)
        for place in table.numbers:
            line[place] = Typed(sum(int(record[place] or 0) for record in records))
        self._write(row, column, line)

    def _footers(self, table: CleanTable, row: int, column: int) -> int:
        rng = self.rng
        if table.numbers and self._chance(0.4, "total"):
            row += rng.choice([0, 0, 1])
            self._total(table, table.records, row, column)
            if self._chance(0.2, "total without label") and len(table.headers) > 2:
                del self.cells[row, column]
            row += 1
        if self._chance(0.4, "notes"):
            row += rng.choice([0, 1])
            for note in rng.sample(_NOTES, rng.randrange(1, 3)):
                self._write(row, column, [note])
                row += 1
        return row


def cells_of(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Row and column (from 1) → text of every cell that holds something."""
    return {
        (row, column): cell
        for row, cells in sheet.lines.items()
        for column, cell in enumerate(cells, 1)
        if cell.strip()
    }
