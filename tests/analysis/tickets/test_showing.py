"""What recurs, what it takes, what is not seen, and how firm a conclusion is."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import coverage_of_departments
from pmo_toolkit.analysis.tickets.grades import grade_of
from pmo_toolkit.analysis.tickets.load import LoadGaps, load_gaps, loads_by_role
from pmo_toolkit.analysis.tickets.recurring import (
    Ungrouped,
    recurring_problems,
    ungrouped_tickets,
)
from pmo_toolkit.core.settings import Settings

AS_OF = pd.Timestamp("2026-11-20")
SETTINGS = Settings().tickets


def tickets(days, **columns):
    frame = pd.DataFrame({"opened": days} | columns)
    return clean_tickets(frame, AS_OF).rows


def test_texts_split_one_category_into_two_problems():
    days = pd.date_range("2026-01-01", periods=20, freq="14D")
    texts = ["printer jammed", "password expired today"] * 10
    rows = tickets(days, service="S", category="c", hours=2.0, text=texts)
    assert len(recurring_problems(rows, AS_OF, SETTINGS)) == 1
    found = recurring_problems(rows, AS_OF, SETTINGS, WordEncoder())
    assert sorted(problem.text for problem in found) == sorted(set(texts))
    assert all(problem.n == 10 for problem in found)
    a_year = pytest.approx(20 * 365 / 267)  # 267 days of tickets
    assert all(problem.hours_a_year == a_year for problem in found)
    assert all(0 < problem.avoided_low < problem.avoided_high for problem in found)


def test_one_outage_is_no_problem_that_recurs():
    days = pd.date_range("2026-03-01", periods=20, freq="D")
    assert recurring_problems(tickets(days, service="S", category="c"), AS_OF, SETTINGS) == ()


def test_hours_that_nobody_states_are_not_nought():
    days = pd.date_range("2026-01-01", periods=20, freq="14D")
    (problem,) = recurring_problems(tickets(days, category="c"), AS_OF, SETTINGS)
    assert problem.avoided_low is None and problem.n == 20


def test_without_category_and_text_nothing_is_one_problem():
    days = pd.date_range("2026-01-01", periods=20, freq="14D")
    rows = tickets(days, service="S", hours=2.0)
    assert recurring_problems(rows, AS_OF, SETTINGS, WordEncoder()) == ()
    assert ungrouped_tickets(rows, AS_OF, SETTINGS) == Ungrouped(neither=20)
    # without a category equal texts are one problem where none is compared, and only those
    texts = ["printer jammed", "password expired today"] * 10
    found = recurring_problems(tickets(days, service="S", text=texts), AS_OF, SETTINGS)
    assert sorted((problem.text, problem.n) for problem in found) == [
        ("password expired today", 10),
        ("printer jammed", 10),
    ]


def test_texts_that_are_not_compared_are_no_problem_and_are_counted():
    days = pd.date_range("2025-12-01", periods=340, freq="D")
    texts = ["printer jammed"] * 40 + [f"odd matter number {n}" for n in range(300)]
    rows = tickets(days, service="S", category="c", text=texts)
    few = replace(SETTINGS, most_texts=10)
    found = recurring_problems(rows, AS_OF, few, WordEncoder())
    assert sum(problem.n for problem in found) <= 49
    assert ungrouped_tickets(rows, AS_OF, few) == Ungrouped(rare_texts=291)
    assert ungrouped_tickets(rows, AS_OF, SETTINGS) == Ungrouped()


def test_a_year_has_twelve_months_also_where_it_begins_within_one():
    days = pd.date_range("2025-11-25", "2026-11-20", freq="5D")
    (problem,) = recurring_problems(tickets(days, category="c"), AS_OF, SETTINGS)
    assert problem.months == 12


@pytest.mark.parametrize(("last", "month"), [("2026-08-28", "2026-08"), ("2026-08-12", "2026-07")])
def test_a_month_that_the_table_knows_in_part_is_no_month_of_a_load(last, month):
    days = pd.date_range("2026-01-05", last, freq="D")
    (load,) = loads_by_role(tickets(days, role="desk", hours=1.0), AS_OF, SETTINGS)
    assert load.months[-1] == month and load.usual >= 30


def test_two_whole_years_are_twenty_four_months():
    days = pd.date_range("2024-11-01", "2026-10-31", freq="D")
    (load,) = loads_by_role(tickets(days, role="desk", hours=1.0), AS_OF, SETTINGS)
    assert (load.months[0], load.months[-1], len(load.months)) == ("2024-11", "2026-10", 24)
    (late,) = loads_by_role(tickets(days[8:], role="desk", hours=1.0), AS_OF, SETTINGS)
    assert late.months[0] == "2024-12"


def test_what_is_in_nobody_s_load_is_counted():
    days = pd.date_range("2025-11-21", "2026-11-20", freq="5D")
    roles = [("desk", "network", None)[place % 3] for place in range(len(days))]
    hours = [(1.0, None, 2.0)[place % 3] for place in range(len(days))]
    gaps = load_gaps(tickets(days, role=roles, hours=hours), AS_OF)
    assert gaps == LoadGaps(24, 48.0, (("network", 24),))


def test_a_season_is_found_where_there_is_one():
    months = pd.date_range("2023-01-01", "2026-10-01", freq="MS")
    days = [day for day in months for _ in range(20 if day.month == 1 else 4)]
    (load,) = loads_by_role(tickets(days, role="desk", hours=1.5), AS_OF, SETTINGS)
    assert load.why_no_season == ""
    assert np.isclose(np.mean(load.season), 1)
    assert load.expected(1) == pytest.approx(5 * load.expected(7))
    (short,) = loads_by_role(tickets(days[-40:], role="desk", hours=1.5), AS_OF, SETTINGS)
    assert short.why_no_season and set(short.season) == {1.0}


def test_months_before_a_role_s_first_ticket_are_not_free():
    old = pd.date_range("2025-10-01", "2026-10-31", freq="3D")
    new = old[old >= "2026-06-15"]
    roles = ["desk"] * len(old) + ["new desk"] * len(new)
    desk, begun = loads_by_role(tickets([*old, *new], role=roles, hours=2.0), AS_OF, SETTINGS)
    assert begun.months == ("2026-07", "2026-08", "2026-09", "2026-10") and len(desk.months) == 13
    assert begun.usual == pytest.approx(desk.usual, abs=1.0) and begun.usual >= 20
    # a handful of tickets, the first of them late, tells of no beginning
    rare = [*old, *[pd.Timestamp("2026-08-03")] * 3]
    roles = ["desk"] * len(old) + ["rare"] * 3
    _, rare_load = loads_by_role(tickets(rare, role=roles, hours=2.0), AS_OF, SETTINGS)
    assert len(rare_load.months) == 13 and rare_load.high == 0


def test_a_queue_that_has_ended_loads_nothing_while_others_go_on():
    days = pd.date_range("2025-01-01", "2026-10-31", freq="3D")
    old = days[days < "2026-05-20"]
    roles = ["desk"] * len(days) + ["old desk"] * len(old)
    rows = tickets([*days, *old], role=roles, hours=2.0)
    desk, ended = loads_by_role(rows, AS_OF, SETTINGS)
    assert ended.ended == "2026-05" and (ended.usual, ended.high, ended.expected(1)) == (0, 0, 0)
    assert desk.ended == "" and desk.high > 0 and sum(ended.hours) > 0
    # seen alone it would seem that the records end; the days of all tell it apart
    alone = rows[rows["role"] == "old desk"]
    assert loads_by_role(alone, AS_OF, SETTINGS)[0].high > 0
    # two months are no end, nor is a pause as it has had before
    late = days[days < "2026-08-20"]
    roles = ["desk"] * len(days) + ["late"] * len(late)
    _, late_load = loads_by_role(tickets([*days, *late], role=roles, hours=2.0), AS_OF, SETTINGS)
    assert late_load.ended == "" and late_load.high > 0
    school = old[(old < "2025-06-01") | (old >= "2025-09-01")]
    roles = ["desk"] * len(days) + ["school"] * len(school)
    _, pausing = loads_by_role(tickets([*days, *school], role=roles, hours=2.0), AS_OF, SETTINGS)
    assert pausing.ended == "" and pausing.high > 0


def test_who_hardly_raises_tickets_is_asked():
    days = pd.date_range("2026-01-01", periods=40, freq="D")
    rows = tickets(days, department=["Sales"] * 39 + ["People"])
    found = coverage_of_departments(rows, {"Sales": 3, "People": 5, "Law": None}, SETTINGS)
    assert [one.name for one in found if one.question] == ["People", "Law"]
    assert "workarounds" in found[0].question
    # figures stand beside the question: an answer to its words finds it again next month
    assert found[0].basis == "People raised 1 of 40 tickets in twelve months."
    assert not any(letter.isdigit() for letter in found[0].question)


@given(st.lists(st.sampled_from(["a", "b", "c", "d"])))
def test_more_evidence_never_makes_a_lower_grade(sources):
    grades = ["tickets only", "two sources", "three sources"]
    places = [grades.index(grade_of(sources[:n]).grade) for n in range(len(sources) + 1)]
    assert places == sorted(places)
