"""Every column is found by each of its spellings; wrong ones are never sure."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import Certainty
from pmo_toolkit.intake.mapping.column_rules import Surroundings, suggestion_for
from pmo_toolkit.intake.mapping.matching import assign, contradicted
from pmo_toolkit.intake.mapping.names.catalogue import Spelling, spellings
from pmo_toolkit.intake.mapping.texts.contents import column_cells, contents_of
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.intake.mapping.client_sheets import region_from_rows, table_region

_ALL = [(table, spelling) for table in TABLES for spelling in spellings(table)]
_LEAST = 0.98


def _found(table: str, spelling: Spelling, header: str) -> tuple[str | None, Certainty | None]:
    """What a header is taken for in its table, whose other columns bear our own names."""
    region = table_region(table, {spelling.column: header})
    columns = {name: contents_of(column_cells(region, name)) for name in region.headers}
    for assignment in assign(table, columns, {}):
        if assignment.header == header:
            surroundings = Surroundings(region, table, columns, Declared(hours_per_day=8))
            return assignment.chosen.column, suggestion_for(surroundings, assignment).certainty
    return None, None


def _misspelt(chance: random.Random, text: str) -> str:
    """One letter left out, doubled, changed or exchanged with the next."""
    places = [place for place, char in enumerate(text) if place and char.isalpha()]
    if len(places) < 5:
        return text
    place = chance.choice(places)
    instead = chance.choice(
        ["", text[place] * 2, chance.choice("aeiounrst"), text[place + 1 : place + 2] + text[place]]
    )
    skipped = 2 if len(instead) == 2 and instead[0] != instead[1] else 1
    return text[:place] + instead + text[place + skipped :]


def _check(cases: Iterable[tuple[str, Spelling, str]], least: float) -> None:
    total, wrong, sure = 0, [], []
    for table, spelling, header in cases:
        column, certainty = _found(table, spelling, header)
        total += 1
        if column != spelling.column:
            wrong.append((table, spelling.column, header, column))
            if certainty is Certainty.SURE:
                sure.append(wrong[-1])
    assert sure == []
    assert len(wrong) <= (1 - least) * total, wrong


def test_a_sample_of_spellings_is_found():
    sample = random.Random(7).sample(_ALL, 500)
    _check(((table, spelling, spelling.text) for table, spelling in sample), _LEAST)


@pytest.mark.slow
def test_every_spelling_is_found():
    _check(((table, spelling, spelling.text) for table, spelling in _ALL), _LEAST)


def test_misspelt_headers_are_found_and_never_surely_wrong():
    chance = random.Random(11)
    sample = chance.sample(_ALL, 400)
    cases = ((table, one, _misspelt(chance, one.text)) for table, one in sample)
    _check(cases, 0.96)


def test_every_column_has_spellings_in_five_languages():
    for table, schema in TABLES.items():
        for column in schema.columns:
            languages = {one.language for one in spellings(table) if one.column == column}
            assert languages >= {"own", "en", "de", "fr", "es", "nl"}, (table, column)


def test_contents_decide_between_columns_of_one_name():
    ids, titles = contents_of(("P1", "P2", "P3")), contents_of(("New portal here", "B", "C"))
    for headers in ({"Projekt": ids, "Name": titles}, {"Nr": ids, "Projekt": titles}):
        found = {one.header: one.chosen.column for one in assign("proposals", headers, {})}
        assert sorted(found.values()) == ["id", "title"]
        assert found[next(iter(headers))] == "id"


def test_words_under_money_contradict_it():
    words = contents_of(("a lot", "little", "none"))
    assert contradicted("proposals", "Budget", words, {}) == "requested_budget"
    assert contradicted("proposals", "Budget", contents_of(("1", "2")), {}) is None
    assert contradicted("proposals", "Colour", words, {}) is None


def _assigned(table: str, text: str) -> dict[str, str]:
    """Their header → our column, for a table of lines and bars."""
    region = region_from_rows("Sheet1", text)
    columns = {header: contents_of(column_cells(region, header)) for header in region.headers}
    return {one.header: one.chosen.column for one in assign(table, columns, {})}


_RISKS = """
Risk | Impact low | Impact likely | Impact high
Late | {} | 50{unit} | 120{unit}
Low | 10 | 40{unit} | 90
Other | 5 | 8 | 20
"""


@pytest.mark.parametrize(
    ("unit", "first", "measure"),
    [("K", "20K", "money"), ("", "$20", "money"), (" Tage", "20", "days"), ("", "20", "money")],
)
def test_low_likely_and_high_of_one_stem_stay_together(unit, first, measure):
    found = _assigned("risks", _RISKS.format(first, unit=unit))
    assert found == {
        "Risk": "title",
        "Impact low": f"impact_{measure}_low",
        "Impact likely": f"impact_{measure}_mode",
        "Impact high": f"impact_{measure}_high",
    }


def test_a_range_that_may_be_money_or_days_is_ambiguous():
    region = region_from_rows("Sheet1", _RISKS.format("20", unit=""))
    columns = {header: contents_of(column_cells(region, header)) for header in region.headers}
    found = {one.header: one for one in assign("risks", columns, {})}
    assert all(found[f"Impact {end}"].ambiguous for end in ("low", "likely", "high"))


def test_of_a_range_for_one_column_the_likely_end_is_taken():
    text = "ID | Title | Cost ($k) / Low | Cost ($k) / {} | Cost ($k) / High\n{}"
    rows = "A-1 | New | 300 | 420 | 700\nA-2 | Old | 90 | 120 | 180"
    assert _assigned("proposals", text.format("Likely", rows)) == {
        "ID": "id",
        "Title": "title",
        "Cost ($k) / Likely": "requested_budget",
    }
    found = _assigned("proposals", text.format("Other", rows))
    assert found["Cost ($k) / High"] == "requested_budget"


def test_a_header_in_another_measure_names_no_column():
    assert (
        "impact_money_mode" not in _assigned("risks", "Risk | Impact (days)\nA | 5\nB | 9").values()
    )


def test_a_unit_of_measure_is_no_department():
    text = "Benefit | Likely | Unit\nLess paper | 20000 | USD per year\nFaster | 300 | T€ p.a."
    assert _assigned("benefits", text)["Unit"] == "unit"


def test_a_period_behind_the_unit_leaves_the_end_of_a_range():
    found = _assigned("benefits", "Nutzen | Min. T€/Jahr | Max. T€/Jahr\nX | 20 | 40\nY | 10 | 50")
    assert found == {"Nutzen": "title", "Min. T€/Jahr": "low", "Max. T€/Jahr": "high"}


def test_ids_below_the_name_of_a_title_are_ids():
    text = "Doel | Omschrijving | Datum\nG1 | Sneller geholpen | 31-12-2028\nG2 | Minder | 1-1-2029"
    assert _assigned("goals", text) == {"Doel": "id", "Omschrijving": "title", "Datum": "date"}


def test_planned_and_actual_weeks_are_durations():
    text = "Project | Planned hours | Actual hours | Planned weeks | Actual weeks\n"
    assert _assigned("history", text + "C0 | 400 | 520 | 20 | 25\nC1 | 410 | 530 | 21 | 26") == {
        "Project": "project",
        "Planned hours": "estimate_effort_person_hours",
        "Actual hours": "actual_effort_person_hours",
        "Planned weeks": "estimate_duration_days",
        "Actual weeks": "actual_duration_days",
    }


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Délai réel (semaines)", "actual_duration_days"),
        ("Délai prévu [semaines]", "estimate_duration_days"),
        ("Duur werkelijk", "actual_duration_days"),
        ("Doorlooptijd gepland", "estimate_duration_days"),
    ],
)
def test_a_word_for_plan_or_actual_beside_what_is_measured(header, column):
    assert _assigned("history", f"Project | {header}\nH1 | 20\nH2 | 31")[header] == column


def test_texts_below_an_unknown_header_are_no_department():
    text = "ID | Title | {}\nA | New | Sales\nB | Old | Sales\nC | Odd | Finance"
    for header in ("Colour", "Traffic light", "Xyz", "Spalte1"):
        assert header not in _assigned("proposals", text.format(header))
