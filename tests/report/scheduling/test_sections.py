"""The plan of a portfolio as sections of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.report.scheduling.words import bound_in_words
from pmo_toolkit.studies.scheduling import study_schedule
from tests.assessment.scheduling.portfolios import (
    CAPACITY,
    CONFIG,
    PROPOSALS,
    capacity,
    demand,
    two_for_one_role,
)
from tests.workspace.builders import read

SECTIONS = ("headline", "gantt", "plan", "roles", "left_out", "questions")


def text(name: str, plan) -> str:
    return getattr(report, f"schedule_{name}")(plan).text.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """Two that need one analyst, one that requires something unknown, one without a limit."""
    tables = two_for_one_role(
        proposals=PROPOSALS
        + "P1,One & only,Finance,,2027-01-31\nP2,Two,People,,2027-01-31\n"
        + "P3,Three,Finance,,\nP4,Four,Finance,,\n",
        options="id,proposal,kind,title,scope\n"
        + "".join(f"O-P{number},P{number},build,Build,whole\n" for number in (1, 2, 3, 4)),
        demand=demand(
            "O-P1,analyst,100,1,2",
            "O-P2,analyst,100,1,2",
            "O-P3,analyst,10,1,1",
            "O-P4,oracle,10,1,1",
        ),
        dependencies="from,to,type,lag_days,strength\nP3,X9,requires,,\n",
        capacity=CAPACITY + capacity("analyst", 100, 100, 100),
    )
    return study_schedule(read(tmp_path_factory.mktemp("plan"), CONFIG, **tables))


def test_the_headline_says_when_all_is_done_and_how_good_that_is(plan):
    words = text("headline", plan)
    assert "3 proposals could be done by the end of March 2027, beside work under way" in words
    assert "No plan of these proposals can end before the end of March 2027" in words
    assert "as short as any" in words
    assert "1 proposal stands in no plan" in words
    assert "beyond what is stated" in words
    assert "1 proposal finishes later than its department wishes" in words
    assert "A plan is no decision" in words


def test_a_gap_is_said_in_months(plan):
    loose = replace(plan, schedule=replace(plan.schedule, lower_bound=2, is_proved=False))
    words = bound_in_words(loose).replace("\u00a0", " ")
    assert "before the end of January 2027" in words
    assert "ends 2 months later; whether any of it could be saved is not known" in words
    weighted = replace(loose.schedule, objective="weighted finish", is_proved=True)
    assert "in that, none is better" in bound_in_words(replace(loose, schedule=weighted))


def test_the_plan_is_a_table_with_the_months_that_hold_in_most_cases(plan):
    section = report.schedule_plan(plan)
    assert "One &amp; only" in section.html
    words = section.text.replace("\u00a0", " ")
    assert "Done in one case of two by | In four of five by" in words
    assert "31 Jan 2027: kept" in words
    assert "31 Jan 2027: not kept" in words
    assert "2 months for analyst" in words
    assert "by time alone: that is no advice" in words


def test_roles_are_told_with_what_is_left_and_what_one_more_would_buy(plan):
    words = text("roles", plan)
    assert "no hour left in December 2026" in words
    assert "One person more in the role analyst" in words
    assert "Nobody states how many hours the role oracle has, which P4 needs" in words


def test_what_is_left_out_has_its_reason_and_rows(plan):
    words = text("left_out", plan)
    assert "It requires something that is not known" in words
    assert "It requires X9" in words
    assert "dependencies, row 2" in words


def test_questions_are_put_to_those_who_can_answer(plan):
    words = text("questions", plan)
    assert "Whoever plans the role oracle: How many hours" in words
    assert "Whoever plans the role analyst: How many hours are there from March 2027 on?" in words


def test_the_chart_says_what_it_shows(plan):
    section = report.schedule_gantt(plan)
    assert "Schedule of 3 activities" in section.text.replace("\u00a0", " ")
    assert section.html == report.schedule_gantt(plan).html


def test_an_empty_plan_says_so_everywhere(tmp_path):
    empty = study_schedule(read(tmp_path, CONFIG))
    assert "No proposal can be planned yet" in text("headline", empty)
    for name in SECTIONS:
        assert text(name, empty)
