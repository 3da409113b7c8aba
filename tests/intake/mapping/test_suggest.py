"""Whole workbooks of clients: tables, columns, units and words are suggested."""

from __future__ import annotations

import random

import pytest

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.suggest import NO_TABLE, suggest_tables
from tests.intake.mapping import (
    last_workbooks,
    later_workbooks,
    seen_workbooks,
    unseen_workbooks,
)
from tests.intake.mapping.client_sheets import (
    Outcome,
    outcomes,
    read_workbook,
    region_from_rows,
    region_of,
)

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


def _by_table(*regions: Region, hours_per_day: float | None = 8.0) -> dict[str, TableSuggestion]:
    found = suggest_tables(regions, Declared(hours_per_day=hours_per_day))
    return {suggestion.rule.table: suggestion for suggestion in found}


def _proposals(text: str = _PROPOSALS) -> Region:
    return region_from_rows("Vorhaben", text)


def _workbook_outcomes(
    workbooks: dict[str, dict[str, tuple[str, str, str]]],
) -> list[Outcome]:
    found = []
    for sheets in workbooks.values():
        regions, expected = read_workbook(sheets)
        suggestions = suggest_tables(regions, Declared(hours_per_day=8))
        found += outcomes(suggestions, regions, expected)
    return found


_ALL_WORKBOOKS = {
    "seen": seen_workbooks.WORKBOOKS,
    "unseen": unseen_workbooks.WORKBOOKS,
    "later": later_workbooks.WORKBOOKS,
    "last": last_workbooks.WORKBOOKS,
}


@pytest.mark.parametrize("name", _ALL_WORKBOOKS)
def test_workbooks_in_five_languages(name):
    found = _workbook_outcomes(_ALL_WORKBOOKS[name])
    wrong = [outcome for outcome in found if not outcome.right]
    assert len(wrong) <= 0.05 * len(found), wrong
    assert [outcome for outcome in wrong if outcome.certainty == "sure"] == []


@pytest.mark.parametrize("name", _ALL_WORKBOOKS)
def test_every_sheet_of_the_workbooks_is_taken_for_its_table(name):
    for sheets in _ALL_WORKBOOKS[name].values():
        regions, expected = read_workbook(sheets)
        suggestions = suggest_tables(regions, Declared())
        for region, meaning in zip(regions, expected, strict=True):
            own = [one for one in suggestions if one.region is region]
            assert own[0].rule.table == meaning.table, region.source


def test_the_order_of_columns_does_not_matter():
    plain = _by_table(_proposals(), region_from_rows("Ziele", _GOALS))
    lines = [[cell.strip() for cell in line.split("|")] for line in _PROPOSALS.strip().splitlines()]
    columns = list(zip(*lines, strict=True))
    for seed in range(4):
        random.Random(seed).shuffle(columns)
        shuffled = region_of(
            [column[0] for column in columns],
            [column[1:] for column in columns],
            sheet="Vorhaben",
        )
        found = _by_table(shuffled, region_from_rows("Ziele", _GOALS))
        for table, suggestion in plain.items():
            rules = {rule.column: rule for rule in found[table].rule.columns}
            assert rules == {rule.column: rule for rule in suggestion.rule.columns}


def test_the_same_input_gives_the_same_suggestions():
    regions = [_proposals(), region_from_rows("Ziele", _GOALS)]
    assert suggest_tables(regions, Declared()) == suggest_tables(regions, Declared())


def test_tables_are_suggested_with_goals_from_cells_and_others_passed_over():
    found = _by_table(
        _proposals(), region_from_rows("Ziele", _GOALS), region_from_rows("Urlaub", _HOLIDAYS)
    )
    assert list(found) == ["proposals", "proposal_goals", "goals", NO_TABLE]
    assert found["proposals"].certainty is Certainty.SURE
    assert found[NO_TABLE].rule.aside == ("Mitarbeiter", "Resturlaub", "Farbe")
    listed = found["proposal_goals"].rule.columns[1]
    assert (listed.column, listed.headers, listed.separators) == ("goal", ("Ziele",), ";")


def test_shares_behind_ids_are_no_column_of_percentages():
    capabilities = """
Kennung | Fähigkeit | Übergeordnete Fähigkeit | Reifegrad heute
BC1 | Kaufen | | 2
BC2 | Lagern | BC1 | 3
"""
    services = """
Kennung | Dienst | Fähigkeit | Jährliche Kosten | Vertragsende
D1 | Lager | BC1:60%; BC2:40% | 9000 | 31.12.2027
D2 | Kasse | BC1: 62,5 %; BC2: 37,5 % | 100 | 31.12.2028
"""
    found = _by_table(
        region_from_rows("Fähigkeiten", capabilities), region_from_rows("Dienste", services)
    )
    assert ("capability", ("Fähigkeit",)) in [
        (rule.column, rule.headers) for rule in found["services"].rule.columns
    ]


def test_units_and_words_of_columns():
    rules = {rule.column: rule for rule in _by_table(_proposals())["proposals"].rule.columns}
    assert rules["requested_budget"].unit == "thousand"
    assert rules["estimate_effort_person_hours"].unit == "person-days"
    assert rules["estimate_duration_days"].unit == "months"
    assert rules["stage"].words == {
        "Idee": "idea",
        "Konzept": "outline",
        "Entscheidungsreif": "ready for decision",
    }


def test_person_days_without_their_hours_say_so():
    def why(hours_per_day):
        columns = _by_table(_proposals(), hours_per_day=hours_per_day)["proposals"].columns
        return next(
            column.why for column in columns if column.rule.column == "estimate_effort_person_hours"
        )

    assert "hours of a person-day are not stated" in why(None)
    assert "hours of a person-day are not stated" not in why(8.0)


def test_cells_that_a_column_cannot_hold_keep_it_aside():
    words = _PROPOSALS.replace("| 250 |", "| viel |").replace("| ca. 80 |", "| wenig |")
    found = _by_table(_proposals(words.replace("| 1.200 |", "| offen |")))["proposals"]
    assert "Budget (T€)" in found.rule.aside
    assert '"Budget (T€)" names requested_budget' in found.why


def test_two_sheets_of_one_table_are_asked_unless_their_headers_are_the_same():
    other = region_from_rows("Anträge", "Nr | Titel | Budget\nP9 | Neu | 90000\nP8 | Alt | 80000")
    first = suggest_tables([_proposals(), other], Declared(hours_per_day=8))[0]
    assert first.rule.table == "proposals"
    assert first.certainty is Certainty.UNSURE
    assert "sheet Anträge fits proposals as well" in first.why

    again = region_from_rows("Vorhaben 2", _PROPOSALS.replace("P-0", "Q-0"))
    same = suggest_tables([_proposals(), again], Declared(hours_per_day=8))
    tables = [one for one in same if one.rule.table == "proposals"]
    assert [one.certainty for one in tables] == [Certainty.SURE, Certainty.SURE]
    assert all("both are joined" in one.why for one in tables)


def test_a_missing_id_is_numbered_and_referred_to_by_title():
    found = _by_table(
        region_from_rows("Vorhaben", "Titel | Budget\nCRM neu | 90000\nArchiv | 80000\nNetz | 7e4"),
        region_from_rows(
            "Risiken", "Vorhaben | Risiko | Wahrscheinlichkeit\nCRM neu | X | 20%\nNetz | Y | 5%"
        ),
    )
    number = found["proposals"].columns[-1]
    assert (number.rule.column, number.rule.numbered) == ("id", "P-{:03}")
    assert number.certainty is Certainty.UNSURE
    reference = next(rule for rule in found["risks"].rule.columns if rule.column == "proposal")
    assert (reference.headers, reference.numbered) == (("Vorhaben",), "P-{:03}")


def test_figures_in_proposals_and_history_are_kept_as_drivers():
    history = """
Projekt-Nr | Projekt | Ist-Aufwand (h) | Ist-Kosten | Standorte
H1 | X | 960 | 120000 | 3
H2 | Y | 700 | 90000 | 2
"""
    proposals = "\n".join(
        f"{line} | {extra}"
        for line, extra in zip(
            _PROPOSALS.strip().splitlines(), ("Standorte", "3", "1", "4"), strict=True
        )
    )
    found = _by_table(_proposals(proposals), region_from_rows("Historie", history))
    for table in ("proposals", "history"):
        driver = next(one for one in found[table].columns if one.rule.column == "standorte")
        assert driver.certainty is Certainty.LIKELY
        assert "cost driver" in driver.why
    alone = _by_table(_proposals(proposals))["proposals"]
    assert "Standorte" in alone.rule.aside


def test_a_header_that_stands_repeatedly_is_one_rule():
    region = region_of(
        ["Nr", "Titel", "Beschreibung", "Beschreibung", "Budget"],
        [["A1", "A2"], ["Neu", "Alt"], ["a", "b"], ["c", ""], ["90000", "80000"]],
        sheet="Vorhaben",
    )
    rules = [
        rule
        for rule in _by_table(region)["proposals"].rule.columns
        if rule.headers == ("Beschreibung",)
    ]
    assert [rule.column for rule in rules] == ["description"]


def test_two_headers_for_one_column_are_in_doubt():
    text = "Nr | Titel | Bezeichnung | Budget\nA1 | Neu | Neues | 90000\nA2 | Alt | Altes | 80000"
    title = next(
        column
        for column in _by_table(_proposals(text))["proposals"].columns
        if column.rule.column == "title"
    )
    assert title.certainty is Certainty.UNSURE
    assert title.doubts


def test_what_is_left_names_the_only_figures_in_a_unit():
    text = """
Nr | Titel | Kapitalanforderung (T€) | Ressourceneinsatz (PT)
A1 | Neu | 900 | 300
A2 | Alt | 80 | 40
"""
    columns = {
        column.rule.column: column for column in _by_table(_proposals(text))["proposals"].columns
    }
    assert columns["requested_budget"].rule.headers == ("Kapitalanforderung (T€)",)
    assert columns["requested_budget"].rule.unit == "thousand"
    assert columns["estimate_effort_person_hours"].certainty is Certainty.UNSURE


def _ratings(suggestion: TableSuggestion) -> ColumnSuggestion:
    return next(one for one in suggestion.columns if one.rule.column == "team_experience")


def test_a_word_of_a_rating_means_the_same_in_all_tables():
    proposals = region_from_rows(
        "Vorhaben", "Nr | Titel | Teamerfahrung\nP1 | A | niedrig\nP2 | B | mittel\nP3 | C | hoch"
    )
    history = region_from_rows(
        "Historie",
        "Projekt | Ist-Kosten | Teamerfahrung\nH1 | 9000 | sehr niedrig\nH2 | 8000 | hoch",
    )
    alone = _ratings(_by_table(proposals)["proposals"])
    assert alone.rule.words == {"niedrig": "1", "mittel": "3", "hoch": "5"}
    assert "three levels are taken for 1, 3 and 5" in alone.doubts
    both = _by_table(proposals, history)
    assert _ratings(both["proposals"]).rule.words == {"niedrig": "2", "mittel": "3", "hoch": "4"}
    assert _ratings(both["history"]).rule.words["hoch"] == "4"


def test_the_only_dates_that_are_left_may_be_a_free_date():
    text = "Nr | Ziel | {}\nG1 | Kosten senken | 31.12.2027\nG2 | Kunden binden | 30.06.2028"
    (goals,) = suggest_tables([region_from_rows("Ziele", text.format("bis"))], Declared())
    date = next(one for one in goals.columns if one.rule.column == "date")
    assert (date.rule.headers, date.certainty) == (("bis",), Certainty.UNSURE)
    (made,) = suggest_tables([region_from_rows("Ziele", text.format("Erfasst am"))], Declared())
    assert made.rule.aside == ("Erfasst am",)


@pytest.mark.parametrize(
    "header", ["Team experience (1=high, 5=low)", "Teamerfahrung (1 = sehr hoch)"]
)
def test_a_scale_that_runs_the_other_way_is_in_doubt(header):
    region = region_from_rows("Proposals", f"ID | Title | {header}\nP1 | Portal | 1\nP2 | ERP | 4")
    (suggestion,) = suggest_tables([region], Declared())
    column = next(one for one in suggestion.columns if one.rule.column == "team_experience")
    assert column.certainty is Certainty.UNSURE
    assert "turn the figures round" in " ".join(column.doubts)


def test_units_in_cells_name_the_only_column_of_their_measure():
    text = "Id | Intitulé | Coût estimé | Calendrier\n"
    text += "E1 | A | 45000 | 6 mois\nE2 | B | 9000 | 90 jours"
    (proposals,) = suggest_tables([region_from_rows("Projets", text)], Declared())
    found = next(one for one in proposals.columns if one.rule.headers == ("Calendrier",))
    assert (found.rule.column, found.certainty) == ("estimate_duration_days", Certainty.UNSURE)
