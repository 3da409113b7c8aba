"""Sheets of what ties proposals say what the page and the file say."""

from __future__ import annotations

import pytest

from pmo_toolkit import report
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.number_format import NBSP, counted, day, month
from pmo_toolkit.exports.moderation_ties import tie_sheets
from pmo_toolkit.exports.workbook import Kind
from pmo_toolkit.studies.flow.hand_over_calendar import Landing, LandingKind
from tests.page_tables import tables_of

NOTHING = {
    "dependencies": {"links": [], "clashes": []},
    "overlaps": {"pairs": [], "services": []},
    "opportunities": [],
    "roles": [],
}
LANDINGS = (
    Landing(LandingKind.PROPOSAL, "P-1", "=1+1", "2027-05", None, ("Billing", "Tax"), ("Sales",)),
    Landing(LandingKind.PROPOSAL, "P-2", "Hub", "2027-06", "2027-09", (), ()),
    Landing(LandingKind.TEAM, "Payments", "Payments", "2027-01", "2027-01", (), (), items=1),
    Landing(
        *(LandingKind.UNDER_WAY, "W-1", "Move", "2026-11", None, (), ("Finance",)),
        overdue_since="2026-08-31",
    ),
)


def hand_overs(facilitation):
    (sheet,) = (one for one in tie_sheets(facilitation) if one.title == "Hand-overs")
    return sheet


@pytest.fixture(scope="module")
def sheet():
    return hand_overs(json_ready(NOTHING | {"hand_overs": LANDINGS}))


def test_every_hand_over_of_the_file_is_a_row_with_its_units(sheet):
    titles = [column.title for column in sheet.columns]
    assert len(sheet.rows) == len(LANDINGS) and "items at least (80 %)" in titles
    assert sum("(month)" in title for title in titles) == 2
    for landing, cells in zip(LANDINGS, sheet.rows, strict=True):
        row = dict(zip(titles, cells, strict=True))
        assert (row["id"], row["what"]) == (landing.id, landing.title)
        assert row["lands by the end of (month)"] == landing.month
        assert row["80 % by the end of (month)"] == (landing.p80 or "not known")
        assert row["items at least (80 %)"] == landing.items
        assert row["overdue since (day)"] == landing.overdue_since
    assert {column.kind for column in sheet.columns if "items" in column.title} == {Kind.WHOLE}


def test_the_sheet_agrees_with_the_page_cell_by_cell(sheet):
    (table,) = tables_of(str(report.hand_over_calendar(LANDINGS).html))
    for page, cells in zip(table.records(), sheet.rows, strict=True):
        row = dict(zip((column.title for column in sheet.columns), cells, strict=True))
        lands = month(row["lands by the end of (month)"])
        assert lands in page["Lands in"].text and row["what"] in page["What"].text
        if row["overdue since (day)"]:
            assert day(row["overdue since (day)"]) in page["Lands in"].text
        if row["items at least (80 %)"]:
            items = counted(row["items at least (80 %)"], "item", "items").replace(NBSP, " ")
            assert items in page["What"].text
        p80 = row["80 % by the end of (month)"]
        assert page["80 % by"].text == (p80 if p80 == "not known" else month(p80))
        for title, name in (("Capability", "capabilities"), ("Whose", "whose")):
            assert page[title].text == row[name]
        assert page["Known from"].text == row["known from"]


def test_the_sheet_has_a_word_for_every_kind(sheet):
    assert {landing.kind for landing in LANDINGS} == set(LandingKind)


def test_why_nothing_lands_is_said():
    missing = {"what": "x", "why": "nobody said so", "code": "not_stated"}
    assert hand_overs(missing).note == "not assessed: nobody said so"
    empty = hand_overs(NOTHING | {"hand_overs": []})
    assert (empty.rows, empty.note) == ([], "What lands when is not assessed.")
