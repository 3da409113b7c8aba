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
from tests.intake.mapping.client_sheets import table_region

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
