"""Whole workbooks of clients: tables, columns, units and words are suggested."""

from __future__ import annotations

from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import Certainty, TableSuggestion
from pmo_toolkit.intake.mapping.suggest import NO_TABLE, suggest_tables
from tests.intake.mapping.client_sheets import region_from_rows

_PROPOSALS = """
lfd. Nr. | Projektname | Bereich | Status | Budget (T€) | Aufwand (PT) | Dauer in Monaten | Ziele
P-001 | CRM neu | Vertrieb | Idee | 250 | 320 | 12 | G1; G3
P-002 | Archiv | Finanzen | Konzept | ca. 80 | 100 | 6 | G2
P-003 | Netz | IT | Entscheidungsreif | 1.200 | 900 | 24 | G1
"""
_GOALS = """
Nr | Ziel | Messgröße
G1 | Kosten senken | Kosten je Fall
G2 | Kunden binden | NPS
G3 | Regeln einhalten | Audits
"""
_HOLIDAYS = """
Mitarbeiter | Resturlaub | Farbe
A | 3 | rot
B | 5 | blau
"""


def _suggestions(**declared: float) -> dict[str, TableSuggestion]:
    regions = [
        region_from_rows("Vorhaben", _PROPOSALS),
        region_from_rows("Ziele", _GOALS),
        region_from_rows("Urlaub", _HOLIDAYS),
    ]
    found = suggest_tables(regions, Declared(**declared))
    return {suggestion.rule.table: suggestion for suggestion in found}


def test_tables_are_suggested_with_goals_from_cells_and_others_passed_over():
    found = _suggestions()
    assert list(found) == ["proposals", "proposal_goals", "goals", NO_TABLE]
    assert found["proposals"].certainty is Certainty.SURE
    assert found[NO_TABLE].rule.aside == ("Mitarbeiter", "Resturlaub", "Farbe")
    listed = found["proposal_goals"].rule.columns[1]
    assert (listed.column, listed.headers, listed.separators) == ("goal", ("Ziele",), ";")


def test_units_and_words_of_columns():
    rules = {rule.column: rule for rule in _suggestions()["proposals"].rule.columns}
    assert rules["requested_budget"].unit == "thousand"
    assert rules["estimate_effort_person_hours"].unit == "person-days"
    assert rules["estimate_duration_days"].unit == "months"
    assert rules["stage"].words == {
        "Idee": "idea",
        "Konzept": "outline",
        "Entscheidungsreif": "ready for decision",
    }


def test_person_days_without_their_hours_are_a_doubt():
    columns = {column.rule.column: column for column in _suggestions()["proposals"].columns}
    effort = columns["estimate_effort_person_hours"]
    assert effort.certainty is Certainty.UNSURE
    assert effort.doubts == ("hours of a person-day are not stated",)
    stated = {
        column.rule.column: column for column in _suggestions(hours_per_day=8)["proposals"].columns
    }
    assert stated["estimate_effort_person_hours"].certainty is Certainty.SURE
