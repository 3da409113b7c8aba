"""Ids made by the import stay the same from import to import."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.converting.numbering import Numbering

TITLES = st.lists(st.text("ab ", max_size=3), max_size=8)


def _numbered(titles, known=()):
    numbering = Numbering(known)
    return [numbering.of_row("P-{:02}", "a.csv", row, title) for row, title in enumerate(titles)]


def test_a_title_keeps_its_id_and_new_ones_take_the_next_free():
    first = _numbered(["Portal", "ERP"])
    assert first == ["P-01", "P-02"]
    later = _numbered(["New", "ERP", "Portal"], [("Portal", "P-01"), ("ERP", "P-02")])
    assert later == ["P-03", "P-02", "P-01"]


def test_an_id_of_another_kind_is_not_taken():
    assert _numbered(["Portal"], [("Portal", "GOAL-7"), ("x", "P-01")]) == ["P-02"]


def test_a_row_has_one_id_in_all_tables_and_a_title_one_wherever_it_stands():
    numbering = Numbering()
    assert numbering.of_row("P-{}", "a", 3, "x") == numbering.of_row("P-{}", "a", 3, "y") == "P-1"
    assert numbering.of_title("G-{}", "Cost") == numbering.of_title("G-{}", "cost") == "G-1"


@given(TITLES)
def test_every_row_has_an_id_of_its_own(titles):
    assert len(set(_numbered(titles))) == len(titles)


@given(TITLES, st.randoms())
def test_order_does_not_matter_where_titles_are_known(titles, random):
    titles = [title for title in dict.fromkeys(map(str.strip, titles)) if title]
    titles = list({title.replace(" ", ""): title for title in titles}.values())
    known = list(zip(titles, _numbered(titles), strict=True))
    shuffled = random.sample(titles, len(titles))
    assert dict(zip(shuffled, _numbered(shuffled, known), strict=True)) == dict(known)
