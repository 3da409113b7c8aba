"""A workbook as a German client's project office keeps it, and what stands in it in our words.

Drawn by hand from what such workbooks look like: titles, two-row headers, merged cells, totals,
remarks, "ca. 250 T€", person-days, months side by side, a sheet of finished projects, a sheet of
prose, an empty sheet.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.messy.clean import Columns, write_tables

HOURS_PER_DAY = 8
DAYS_PER_MONTH = 365.25 / 12

#: Id → budget, effort in hours, duration in months, stage and goals, as they are to be read.
PROPOSALS = {
    "P 01": (250_000.0, 320 * HOURS_PER_DAY, 9, "business case", ("Z1", "Z3")),
    "P 02": (1_200_000.0, 1100 * HOURS_PER_DAY, 24, "outline", ("Z2",)),
    "P 03": (450_000.0, 450 * HOURS_PER_DAY, 12, "idea", ("Z1",)),
    "P 04": (180_000.0, 160 * HOURS_PER_DAY, 6, "ready for decision", ("Z2", "Z3")),
}
#: Option → proposal, kind, and cost elements with their range in money and how often they fall due.
OPTIONS: dict[str, tuple[str, str, dict[str, tuple[float, float, float, str]]]] = {
    "O 01-A": (
        "P 01",
        "SaaS",
        {
            "Einführung": (90_000, 110_000, 160_000, "once"),
            "Lizenzen": (24_000, 28_000, 36_000, "per year"),
        },
    ),
    "O 01-B": ("P 01", "nothing", {"Betrieb Altsystem": (40_000, 45_000, 55_000, "per year")}),
    "O 02-A": (
        "P 02",
        "build",
        {
            "Entwicklung": (700_000, 850_000, 1_300_000, "once"),
            "Wartung": (60_000, 80_000, 120_000, "per year"),
        },
    ),
    "O 03-A": ("P 03", "SaaS", {"Einführung": (180_000, 240_000, 390_000, "once")}),
}
#: Title, department and sponsor; start and wanted end.
WORDS = {
    "P 01": ("Kundenportal für Hausanschlüsse", "Vertrieb", "Leitung Vertrieb"),
    "P 02": ("Ablösung der Abrechnung", "Vertrieb", "Leitung Vertrieb"),
    "P 03": ("Mobile Instandhaltung", "Netzbetrieb", "Leitung Netze"),
    "P 04": ("Fernauslesung der Zähler", "Netzbetrieb", "Leitung Netze"),
}
DAYS = {
    "P 01": (dt.date(2027, 3, 1), dt.date(2027, 12, 31)),
    "P 02": (dt.date(2027, 4, 1), dt.date(2029, 3, 31)),
    "P 03": (dt.date(2027, 6, 1), dt.date(2028, 5, 31)),
    "P 04": (dt.date(2027, 2, 1), dt.date(2027, 7, 31)),
}
ROLES = {"Projektleitung": 456, "Fachanalyse": 304, "Entwicklung": 912}
FINISHED = 24


def finished(number: int) -> tuple[str, dt.date, dt.date, int, int, float, float]:
    """Id, first and last day, effort planned and taken in hours, cost planned and actual."""
    start = dt.date(2021, 1, 15) + dt.timedelta(days=61 * number)
    days = 120 + 37 * (number % 9) + 11 * number
    taken = round(days * (1.05 + 0.06 * (number % 7)))
    cost = 48 + 21 * (number % 8) + 9 * number
    actual = round(cost * (1.02 + 0.07 * (number % 6)))
    end = start + dt.timedelta(days=150 + 20 * (number % 11))
    return (
        f"H{number:03}",
        start,
        end,
        days * HOURS_PER_DAY,
        taken * HOURS_PER_DAY,
        cost * 1000.0,
        actual * 1000.0,
    )


def write_client_workbook(path: Path) -> Path:
    """Write the workbook."""
    book = openpyxl.Workbook()
    prose = book.active
    assert prose is not None
    prose.title = "Hinweise"
    for row, line in enumerate(
        (
            "Pflege des Projektportfolios",
            "Bitte nur die gelben Felder ausfüllen. Rückfragen an das Projektbüro.",
            "Meldeschluss ist der 15. des Monats.",
        ),
        1,
    ):
        prose.cell(row, 1, line)
    _proposals(book.create_sheet("Projektanträge 2027"))
    _goals(book.create_sheet("Ziele"))
    _options(book.create_sheet("Lösungsoptionen"))
    _costs(book.create_sheet("Kostenplan"))
    _benefits(book.create_sheet("Nutzen"))
    _capacity(book.create_sheet("Kapazitäten"))
    _history(book.create_sheet("Abgeschlossene Projekte"))
    book.create_sheet("Tabelle3")
    book.save(path)
    return path


def write_clean_workspace(folder: Path) -> Path:
    """The same, for what an assessment of one proposal needs, written by hand in our words."""
    names = list(PROPOSALS)
    rows = [finished(number) for number in range(1, FINISHED + 1)]
    elements = [
        (option, element, *(str(part) for part in amounts))
        for option, (_, _, costs) in OPTIONS.items()
        for element, amounts in costs.items()
    ]
    units = [("Vertrieb", "Netzbetrieb", "Personal")[number % 3] for number in range(1, 25)]
    tables: dict[str, Columns] = {
        "proposals": {
            "id": names,
            "title": [WORDS[name][0] for name in names],
            "department": [WORDS[name][1] for name in names],
            "stage": [PROPOSALS[name][3] for name in names],
            "start_window": [DAYS[name][0].isoformat() for name in names],
            "wanted_finish": [DAYS[name][1].isoformat() for name in names],
            "requested_budget": [str(PROPOSALS[name][0]) for name in names],
            "estimate_effort_person_hours": [str(PROPOSALS[name][1]) for name in names],
            "estimate_duration_days": [str(PROPOSALS[name][2] * DAYS_PER_MONTH) for name in names],
        },
        "options": {
            "id": list(OPTIONS),
            "proposal": [option[0] for option in OPTIONS.values()],
            "kind": [option[1] for option in OPTIONS.values()],
            "term_months": ["60"] * len(OPTIONS),
        },
        "costs": dict(
            zip(
                ("option", "element", "low", "mode", "high", "period"),
                map(list, zip(*elements, strict=True)),
                strict=True,
            )
        ),
        "history": {
            "project": [row[0] for row in rows],
            "department": units,
            "start_date": [row[1].isoformat() for row in rows],
            "finish_date": [row[2].isoformat() for row in rows],
            "estimate_effort_person_hours": [str(row[3]) for row in rows],
            "actual_effort_person_hours": [str(row[4]) for row in rows],
            "estimate_cost": [str(row[5]) for row in rows],
            "actual_cost": [str(row[6]) for row in rows],
        },
        "benefits": {
            "proposal": ["P 01", "P 02"],
            "title": ["Weniger Rückfragen", "Wegfall des Altsystems"],
            "low": ["40000", "150000"],
            "mode": ["70000", "210000"],
            "high": ["90000", "240000"],
            "department": ["Vertrieb", "Vertrieb"],
        },
    }
    write_tables(folder, tables)
    return folder


def _proposals(sheet: Worksheet) -> None:
    sheet["A1"] = "Stadtwerke Musterstadt – Projektportfolio 2027"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "Stand: 12.11.2026 – vertraulich"
    headers = (
        *(("Nr.", ""), ("Projektname", ""), ("Fachbereich", ""), ("Auftraggeber", "")),
        *(("Status", "Planung"), ("Starttermin", "Planung"), ("Wunschtermin", "Planung")),
        *(("Aufwand (PT)", "Planung"), ("Dauer (Monate)", "Planung")),
        *(("Budget", ""), ("Ziele", ""), ("Ampel", "")),
    )
    _two_rows(sheet, 4, headers)
    stages = ("Business Case", "Grobkonzept", "Idee", "Entscheidungsreif")
    budgets = ("ca. 250 T€", "1,2 Mio €", "400–450 T€", "180 TEUR")
    for number, (name, (_, effort, months, _, goals)) in enumerate(PROPOSALS.items()):
        title, department, sponsor = WORDS[name]
        planned = (effort / HOURS_PER_DAY, months, budgets[number], "; ".join(goals), "gelb")
        row = (name, title, department, sponsor, stages[number], *DAYS[name], *planned)
        for column, value in enumerate(row, 1):
            cell = sheet.cell(6 + number, column, value)
            cell.fill = PatternFill("solid", fgColor="FFFFCC")
            if isinstance(value, dt.date):
                cell.number_format = "DD.MM.YYYY"
    sheet.merge_cells("C6:C7")
    sheet.merge_cells("C8:C9")
    sheet["A10"] = "Summe"
    sheet["H10"] = 320 + 1100 + 450 + 160
    sheet["A12"] = "* Budgets sind Schätzungen der Fachbereiche"


def _goals(sheet: Worksheet) -> None:
    _rows(
        sheet,
        1,
        ("Ziel-ID", "Ziel", "Kennzahl", "Einheit", "Istwert", "Zielwert", "Zieltermin"),
        [
            ("Z1", "Schnellere Bearbeitung", "Tage je Antrag", "Tage", "14,5", "6", "31.12.2028"),
            (
                "Z2",
                "Weniger Störungen",
                "Störungen im Jahr",
                "Anzahl",
                "1.240",
                "800",
                "30.06.2029",
            ),
            ("Z3", "Zufriedene Kunden", "Note", "Note", "3,1", "2,2", "31.12.2028"),
        ],
    )


def _options(sheet: Worksheet) -> None:
    german = {"SaaS": "SaaS", "nothing": "Nichts tun", "build": "Eigenentwicklung"}
    _rows(
        sheet,
        1,
        ("Options-ID", "Projekt-Nr.", "Lösungsart", "Bezeichnung", "Laufzeit (Monate)"),
        [
            (option, proposal, german[kind], f"Lösung {option[-1]} für {proposal}", 60)
            for option, (proposal, kind, _) in OPTIONS.items()
        ],
    )


def _costs(sheet: Worksheet) -> None:
    sheet["A1"] = "Kostenplan (alle Beträge in T€)"
    headers = (
        *(("Options-ID", ""), ("Kostenposition", "")),
        *(("Minimum", "Schätzung"), ("Erwartet", "Schätzung"), ("Maximum", "Schätzung")),
        ("Häufigkeit", ""),
    )
    _two_rows(sheet, 3, headers)
    often = {"once": "einmalig", "per year": "jährlich"}
    row = 5
    for option, (_, _, elements) in OPTIONS.items():
        first = row
        for element, (low, mode, high, period) in elements.items():
            values = (low / 1000, mode / 1000, high / 1000)
            for column, value in enumerate([None, element, *values, often[period]], 1):
                sheet.cell(row, column, value)
            row += 1
        sheet.cell(first, 1, option)
        if row - first > 1:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=1, end_column=1)
    sheet.cell(row, 1, "Gesamt")
    for column in (3, 4, 5):
        total = sum(sheet.cell(number, column).value for number in range(5, row))
        sheet.cell(row, column, total)


def _benefits(sheet: Worksheet) -> None:
    _rows(
        sheet,
        1,
        ("Projekt-Nr.", "Nutzen", "Min. T€/Jahr", "Erwartet T€/Jahr", "Max. T€/Jahr", "Abteilung"),
        [
            ("P 01", "Weniger Rückfragen", 40, 70, 90, "Vertrieb"),
            ("P 02", "Wegfall des Altsystems", 150, 210, 240, "Vertrieb"),
        ],
    )


def _capacity(sheet: Worksheet) -> None:
    sheet["A1"] = "Verfügbare Stunden je Rolle 2027"
    months = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
    headers = ("Rolle", *(f"{month} 27" for month in months))
    _rows(sheet, 3, headers, [(role, *[hours] * 12) for role, hours in ROLES.items()])
    sheet.cell(6 + len(ROLES), 1, "Summe")
    for column in range(2, 14):
        sheet.cell(6 + len(ROLES), column, sum(ROLES.values()))


def _history(sheet: Worksheet) -> None:
    headers = (
        *("Projekt-Nr.", "Projektname", "Fachbereich", "Startdatum", "Enddatum"),
        *("Plan-Aufwand (PT)", "Ist-Aufwand (PT)", "Plan-Kosten (T€)", "Ist-Kosten (T€)"),
    )
    rows = []
    for number in range(1, FINISHED + 1):
        name, start, end, planned, taken, cost, actual = finished(number)
        unit = ("Vertrieb", "Netzbetrieb", "Personal")[number % 3]
        effort = (planned / HOURS_PER_DAY, taken / HOURS_PER_DAY)
        rows.append(
            (name, f"Vorhaben {number}", unit, start, end, *effort, cost / 1000, actual / 1000)
        )
    _rows(sheet, 1, headers, rows)


def _rows(
    sheet: Worksheet, top: int, headers: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    for column, header in enumerate(headers, 1):
        sheet.cell(top, column, header).font = Font(bold=True)
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)


def _two_rows(sheet: Worksheet, top: int, headers: tuple[tuple[str, str], ...]) -> None:
    """Headers of which some have a common one above them."""
    for column, (header, group) in enumerate(headers, 1):
        sheet.cell(top + 1 if group else top, column, header).font = Font(bold=True)
        if not group:
            sheet.merge_cells(
                start_row=top, end_row=top + 1, start_column=column, end_column=column
            )
    places = [column for column, (_, group) in enumerate(headers, 1) if group]
    sheet.cell(top, places[0], headers[places[0] - 1][1])
    sheet.merge_cells(start_row=top, end_row=top, start_column=places[0], end_column=places[-1])
