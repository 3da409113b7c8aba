"""Columns of a client's German workbook: each header with what its cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pmo_toolkit.sample.client.cells import budget_cell, day_cell, german_month, scaled

HOURS_PER_DAY = 8
DAYS_PER_MONTH = 365.25 / 12
STAGES = {
    "idea": "Idee",
    "outline": "Konzept",
    "business case": "Wirtschaftlichkeitsbetrachtung",
    "ready for decision": "Entscheidungsreif",
}
KINDS = {"nothing": "Nichts tun", "build": "Eigenentwicklung", "reuse": "Wiederverwendung"}
LEVELS = {"1": "sehr niedrig", "2": "niedrig", "3": "mittel", "4": "hoch", "5": "sehr hoch"}
PERIODS = {"once": "einmalig", "per year": "jährlich"}
_RATINGS = ("team_experience", "requirements_clarity", "technology_novelty")
#: Drivers that proposals and finished projects share: header → our column.
_DRIVERS = {
    "Umfang": "size",
    "Umfangseinheit": "size_unit",
    "Anzahl Schnittstellen": "interface_count",
    "Anzahl Nutzer": "user_count",
    "Teamerfahrung": "team_experience",
    "Klarheit der Anforderungen": "requirements_clarity",
    "Neuheit der Technik": "technology_novelty",
}

Row = Mapping[str, str]
Cell = Callable[[Row], Any]
#: Header of a column → what its cells hold, made from a row of the sample.
Columns = Mapping[str, Cell]


def proposal_columns(goals: Mapping[str, str]) -> Columns:
    """Proposals; `goals` holds the goals of each, in one cell."""
    return {
        "Fachbereich": _plain("department"),
        "Nr.": _plain("id"),
        "Bezeichnung": _plain("title"),
        "Status": _in_words("stage", STAGES),
        "Bedarf": _plain("need"),
        "Ziele": lambda record: goals.get(record["id"], ""),
        "Budget (T€)": budget_cell,
        "Aufwand (PT)": _days("estimate_effort_person_hours"),
        "Laufzeit (Monate)": _months("estimate_duration_days"),
        "Wunschtermin": _plain("wanted_finish"),
        "Projektart": _plain("class"),
        **_drivers(),
        "Ansprechpartner": _plain("sponsor_role"),
    }


def goal_columns() -> Columns:
    """Goals, with their dates as dates."""
    return {
        "Ziel-Nr.": _plain("id"),
        "Ziel": _plain("title"),
        "Messgröße": _plain("measure"),
        "Einheit": _plain("unit"),
        "Ist-Wert": _number("baseline"),
        "Zielwert": _number("target"),
        "bis": _day("date"),
        "Gewicht": _number("weight"),
    }


def option_columns() -> Columns:
    """Options in the client's words."""
    return {
        "Options-Nr.": _plain("id"),
        "Vorhaben": _plain("proposal"),
        "Art der Umsetzung": _in_words("kind", KINDS),
        "Bezeichnung": _plain("title"),
        "Laufzeit (Monate)": _number("term_months"),
    }


def cost_columns() -> Columns:
    """Cost elements in thousands."""
    return {
        "Option": _plain("option"),
        "Kostenart": _plain("element"),
        "Capex/Opex": _plain("cost_type"),
        "niedrig (T€)": _thousands("low"),
        "wahrscheinlich (T€)": _thousands("mode"),
        "hoch (T€)": _thousands("high"),
        "Zeitraum": _in_words("period", PERIODS),
    }


def benefit_columns() -> Columns:
    """Benefits in thousands a year."""
    return {
        "Vorhaben": _plain("proposal"),
        "Ziel": _plain("goal"),
        "Nutzen": _plain("title"),
        "niedrig (T€ p.a.)": _thousands("low"),
        "wahrscheinlich (T€ p.a.)": _thousands("mode"),
        "hoch (T€ p.a.)": _thousands("high"),
        "Verantwortlicher Bereich": _plain("department"),
        "zahlungswirksam": _in_words("cashable", {"yes": "ja", "no": "nein"}),
    }


def history_columns() -> Columns:
    """Finished projects: person-days, months, thousands."""
    return {
        "Projekt": _plain("project"),
        "Projektname": _plain("title"),
        "Fachbereich": _plain("department"),
        "Beginn": _day("start_date"),
        "Abschluss": _day("finish_date"),
        "Plan-Aufwand (PT)": _days("estimate_effort_person_hours"),
        "Ist-Aufwand (PT)": _days("actual_effort_person_hours"),
        "Plan-Kosten (T€)": _thousands("estimate_cost"),
        "Ist-Kosten (T€)": _thousands("actual_cost"),
        "Plan-Dauer (Monate)": _months("estimate_duration_days"),
        "Ist-Dauer (Monate)": _months("actual_duration_days"),
        "Projektart": _plain("class"),
        **_drivers(),
    }


def capacity_columns(records: Iterable[Row]) -> Columns:
    """Gross hours, a column a month."""
    hours = {(record["role"], record["month"]): record["gross_hours"] for record in records}
    columns: dict[str, Cell] = {"Rolle": _plain("role")}
    for month in sorted({month for _, month in hours}):
        columns[german_month(month)] = _of_month(hours, month)
    return columns


def _plain(name: str) -> Cell:
    return lambda record: record[name]


def _in_words(name: str, words: Mapping[str, str]) -> Cell:
    return lambda record: words.get(record[name], record[name])


def _number(name: str) -> Cell:
    return lambda record: scaled(record[name], 1)


def _thousands(name: str) -> Cell:
    return lambda record: scaled(record[name], 1e-3)


def _days(name: str) -> Cell:
    return lambda record: scaled(record[name], 1 / HOURS_PER_DAY)


def _months(name: str) -> Cell:
    return lambda record: scaled(record[name], 1 / DAYS_PER_MONTH, 4)


def _day(name: str) -> Cell:
    return lambda record: day_cell(record[name])


def _of_month(hours: Mapping[tuple[str, str], str], month: str) -> Cell:
    return lambda record: scaled(hours.get((record["role"], month), ""), 1)


def _drivers() -> Columns:
    return {
        header: _in_words(name, LEVELS) if name in _RATINGS else _number(name)
        for header, name in _DRIVERS.items()
    }
