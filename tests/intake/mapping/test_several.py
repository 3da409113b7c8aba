"""Lists in the cells of proposals: goals, capabilities, dependencies."""

from __future__ import annotations

from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import Certainty, TableSuggestion
from pmo_toolkit.intake.mapping.several import separators_of, split_cell
from pmo_toolkit.intake.mapping.suggest import suggest_tables
from tests.intake.mapping.client_sheets import region_from_rows

_GOALS = "Nr | Ziel | Kennzahl\nG1 | Kosten senken | €\nG2 | Kunden binden | NPS"


def _found(*sheets: tuple[str, str]) -> dict[str, TableSuggestion]:
    regions = [region_from_rows(name, text) for name, text in sheets]
    return {one.rule.table: one for one in suggest_tables(regions, Declared())}


def test_titles_of_goals_become_their_ids():
    text = """
Nr | Titel | Budget | Ziele
P1 | CRM | 90000 | Kosten senken, Kunden binden
P2 | Netz | 80000 | Kunden  binden
P3 | Archiv | 70000 | Kosten senkn
"""
    goal = _found(("Vorhaben", text), ("Ziele", _GOALS))["proposal_goals"].columns[1]
    assert goal.rule.separators == ","
    assert goal.rule.words == {
        "Kosten senken": "G1",
        "Kunden binden": "G2",
        "Kosten senkn": "G1",
    }
    assert goal.certainty is Certainty.UNSURE
    assert goal.doubts == ('"Kosten senkn" is taken for G1',)


def test_goals_that_no_sheet_holds_become_rows_of_their_own():
    text = "Nr | Titel | Strategische Ziele\nP1 | CRM | Umsatz; Marge\nP2 | Netz | Marge"
    found = _found(("Vorhaben", text))
    title = next(rule for rule in found["goals"].rule.columns if rule.column == "title")
    goal = found["proposal_goals"].rule.columns[1]
    assert (title.headers, title.separators) == (("Strategische Ziele",), ";")
    assert goal.numbered == found["goals"].rule.columns[0].numbered == "G-{:03}"
    assert found["goals"].certainty is Certainty.UNSURE


def test_what_a_proposal_needs_becomes_dependencies():
    text = """
Nr | Titel | Budget | Abhängigkeiten
P-001 | CRM | 90000 | braucht P-003, P-002
P-002 | Netz | 80000 |
P-003 | Archiv | 70000 | P-002
"""
    pairs = _found(("Vorhaben", text.replace("Abhängigkeiten", "hängt ab von")))["dependencies"]
    rules = {rule.column: rule for rule in pairs.rule.columns}
    assert rules["from"].headers == ("Nr",)
    assert rules["to"].separators == ","
    assert rules["to"].words == {"braucht P-003": "P-003"}
    assert rules["type"].constant == "requires"


def test_separators():
    assert separators_of(["G1; G3", "G2\nG4"]) == ";\n"
    assert separators_of(["R&D / IT"], frozenset({"R&D / IT"})) == ""
    assert split_cell(" G1;G3 ; ", ";") == ("G1", "G3")
    assert split_cell("", ";") == ()
