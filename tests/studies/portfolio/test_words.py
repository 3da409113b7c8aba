"""Sentences for a board: one thing each, and nothing that was not found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.studies.portfolio.lines import dissent_of, groups_of
from pmo_toolkit.studies.portfolio.questions import questions_by_department
from pmo_toolkit.studies.portfolio.words import PortfolioWords, notes_on
from pmo_toolkit.studies.track_record.shapes import Decision
from tests.portfolios import three

NOTHING = NotAssessed("proposals together", "none", ReasonCode.NO_ROWS)


def words(lines, *, has_budget=True):
    portfolio = three()
    inputs = PortfolioInputs(portfolio.problem, {}, {}, {})
    return PortfolioWords(
        lines=lines,
        assessed={},
        facilitation=NOTHING,
        standing=portfolio.standing,
        inputs=inputs,
        scenarios=portfolio.scenarios,
        has_budget=has_budget,
        questions={},
        decides="the board",
        figures=portfolio.figures,
    )


def test_five_sentences_at_most_and_who_decides():
    found = three().sentences
    assert 3 <= len(found) <= 5 and "3 proposals" in found[0].replace("\xa0", " ")
    assert "decides" in found[0] and all(sentence.endswith(".") for sentence in found)


@pytest.mark.parametrize(("decision", "is_against"), [("go ahead", False), ("no", True)])
def test_a_decision_against_the_advice_is_looked_at_again(decision, is_against):
    line = replace(
        three().lines[0],
        position="advance",
        decision=Decision(decision, None, None, None),
    )
    asked = words([line]).asked()
    assert any("against our advice" in sentence for sentence in asked) == is_against
    assert not any(sentence.startswith("Decide on") for sentence in asked)


def test_without_a_budget_it_is_asked_for():
    assert any("how much money" in sentence for sentence in words([], has_budget=False).asked())
    assert not any("how much money" in sentence for sentence in words([]).asked())
    with_none = notes_on(PortfolioInputs(three().problem, {}, {}, {}), has_budget=False)
    assert with_none == ("No budget of a year is stated: money sets no limit.",)


def test_groups_follow_the_goal_that_is_served_most():
    lines = three().lines
    groups = {group.goal: set(group.proposals) for group in groups_of(lines, {"G-2": "Letters"})}
    assert groups == {"G-1": {"P-1"}, "G-2": {"P-2"}, None: {"P-3"}}


def test_questions_asked_by_several_stand_once_and_name_them_all():
    assessed = {name: three_assessment(name, worth) for name, worth in (("P-1", 5.0), ("P-2", 2.0))}
    found = questions_by_department(assessed, NOTHING, has_budget=True)
    (same,) = found["Sales"]
    assert same.proposals == ("P-1", "P-2") and same.worth == 7.0


def three_assessment(name, worth):
    class Held:
        def __init__(self, **parts):
            self.__dict__.update(parts)

    question = Question("Sales", "How many?", "", "benefits")
    open_one = Held(question=question, worth=worth, chance_changes=0.1)
    return Held(
        advice=Held(questions=(question,)),
        open_questions=Held(questions=(open_one,)),
        name=name,
    )


def test_nobody_scored_leaves_no_dissent():
    assert dissent_of(three().standing, ["P-1"]) == ()
