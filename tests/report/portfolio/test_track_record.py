"""The track record on the page: what is scored stands apart from what is not."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from pmo_toolkit import report, study_portfolio
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.exports.moderation import moderation_workbook
from tests.portfolios import QUICK, three, workspace
from tests.studies.track_record.test_given import NONE, PROJECTS
from tests.track_records import much


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return much(tmp_path_factory.mktemp("much"))


def text_of(portfolio):
    return report.portfolio_track_record(portfolio).text.replace(NBSP, " ")


def test_all_sentences_stand_on_the_page(found):
    assert all(note.replace(NBSP, " ") in text_of(found) for note in found.track_record.notes)


def test_advice_of_before_and_of_today_have_tables_of_their_own(found):
    text = text_of(found)
    before, today = text.index("Our advice of an earlier day"), text.index("Our advice of today")
    assert before < today and "neither hits nor misses (2 proposals)" in text
    assert text.index("Where decision and advice differ") < text.index("1 further decision")
    assert "of 1 October 2026" in text and "no reason stated" in text
    assert "earlier: ask again (Board, 1 November 2026: No figures yet)" in text


def test_what_is_finished_and_under_way_says_where_it_lies(found):
    text = text_of(found)
    assert "1–50 k€ (80 %, of 1 October 2026) | 60 k€ | above the range" in text
    assert "should cost 40 k€, has cost 30 k€, should end 1 May 2027 | within the range" in text


def test_rows_that_do_not_count_are_named_with_a_way_out(found):
    text = text_of(found)
    for row in (2, 3, 7, 9, 10):
        assert f"Row {row} of decisions" in text
    assert "Add it to proposals, or mend the id here." in text


def test_without_decisions_no_share_is_said():
    text = text_of(three())
    assert "%" not in text and "3 proposals have no decision: P-1, P-2, P-3." in text


def test_what_is_in_the_former_pack_is_escaped(found):
    evil = "<img src=x onerror=alert(1)>"
    record = found.track_record
    decided = tuple(replace(one, position=evil, advised_on="2026-10-01") for one in record.decided)
    crossings = tuple(replace(one, position=evil, decision=evil) for one in record.crossings)
    unused = tuple(replace(one, proposal=evil, why=evil, next_step=evil) for one in record.unused)
    hostile = replace(
        record,
        notes=(evil,),
        decided=decided,
        crossings=crossings,
        unused=unused,
        undecided=(evil,),
    )
    assert (
        "<img src=x" not in report.portfolio_track_record(replace(found, track_record=hostile)).html
    )


def test_page_workbook_and_file_hold_the_same_figures(found):
    data = found.as_dict()
    record = data["track_record"]
    book = openpyxl.load_workbook(io.BytesIO(moderation_workbook(data)))

    def rows(sheet):
        head, *body = book[sheet].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in body]

    text = text_of(found)
    notes = [row["what can be said, and what cannot"] for row in rows("Track record")]
    assert notes == record["notes"]
    decided = rows("Advice and decision")
    for cells, one in zip(decided, record["decided"], strict=True):
        assert (cells["advice"], cells["decision"], cells["day of the advice"]) == (
            one["position"],
            one["decision"]["decision"],
            one["advised_on"],
        )
        assert f"{cells['title']} · {cells['proposal']} | {cells['advice']}" in text
    *crossings, all_of_them = rows("Advice by decision")
    assert [row["proposals"] for row in crossings] == [one["n"] for one in record["crossings"]]
    assert all_of_them["share"] == record["as_advised"]["share"]
    assert all_of_them["95 % range from (Wilson)"] == record["as_advised"]["low"]
    *finished, held = rows("Finished proposals")
    assert [row["came to"] for row in finished] == [one["actual"] for one in record["finished"]]
    assert (held["compared"], held["within their range"]) == (1, 0)
    (work,) = rows("Proposals under way")
    assert work["should cost"] == record["under_way"][0]["estimate_cost"] == 40000
    assert [row["row of decisions"] for row in rows("Decisions not counted")] == [2, 3, 7, 9, 10]


def test_measured_ranges_are_the_same_on_page_and_in_workbook(tmp_path):
    budget = "id,title,class,requested_budget\nP-1,Register,integration,15000\n"
    held = workspace(tmp_path, history=PROJECTS, proposals=budget, **NONE)
    portfolio = study_portfolio(held, settings=QUICK)
    (measured,) = portfolio.track_record.measured
    book = openpyxl.load_workbook(io.BytesIO(moderation_workbook(portfolio.as_dict())))
    row = next(book["Measured ranges"].iter_rows(min_row=2, values_only=True))
    assert row[3:5] == (measured.held.n, measured.held.held)
    assert row[5] == pytest.approx(measured.held.share, rel=1e-5)
    assert f"{measured.held.held} of {measured.held.n}" in text_of(portfolio)
