"""Sentences for a board: one thing each, and nothing that was not found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.capacity.shapes import RoleLoad
from pmo_toolkit.analysis.portfolio.shapes import Infeasible, Objective
from pmo_toolkit.analysis.standing.tiers import Tier
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.assessment.portfolio.proposal_options import PricedProposal
from pmo_toolkit.studies.facilitation.result import ADVISED
from pmo_toolkit.studies.portfolio.lines import dissent_of, groups_of
from pmo_toolkit.studies.portfolio.questions import questions_by_department
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion, ScenarioOutcome
from pmo_toolkit.studies.portfolio.words import PortfolioWords
from pmo_toolkit.studies.track_record.shapes import Decision
from tests.portfolios import three

NOTHING = NotAssessed("proposals together", "none", ReasonCode.NO_ROWS)


def words(lines, **parts):
    portfolio = three()
    known = {
        "assessed": {},
        "facilitation": NOTHING,
        "standing": portfolio.standing,
        "inputs": PortfolioInputs(portfolio.problem, {}, {}, {}),
        "plan": portfolio.scenarios[0],
        "has_budget": True,
        "questions": {},
        "decides": "the board",
        "figures": portfolio.figures,
    }
    return PortfolioWords(lines=lines, **known | parts)


def said(lines, **parts):
    return " ".join(words(lines, **parts).sentences()).replace("\xa0", " ")


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
    asked = words([], has_budget=False, plan=None, plan_gap="row 2 is set to nothing").asked()
    assert asked == ("Mend the plan's own setting, which is not run: row 2 is set to nothing.",)


def test_one_proposal_and_one_advice_are_said_as_such():
    line = three().lines[0]
    assert said([line]).startswith("On the one proposal we advise, on present evidence, to advance")
    alike = [replace(line, id=name, position="defer") for name in ("P-1", "P-2")]
    assert said(alike).startswith("On all 2 proposals we advise, on present evidence, to defer;")


def test_where_nothing_is_advised_neither_money_nor_hours_are_unknown():
    never = [replace(line, position="do not pursue yet") for line in three().lines]
    text = said(never)
    assert "no money is bound" in text and "nobody's hours are asked for" in text
    assert "a choice of 3 proposals, none of them advised, brings the most net value" in text


def test_money_says_of_how_many_it_speaks_and_what_is_aimed_at():
    lines, held = three().lines, three().scenarios[0].outcome
    priced = PricedProposal(cost=np.array([1000.0, 2000.0]))
    inputs = PortfolioInputs(three().problem, {}, {}, {"P-1": priced})
    text = said(lines, inputs=inputs)
    assert "the work on 1 of 2 advised proposals would cost" in text
    assert "; what 1 more would cost is not assessed." in text
    assert "a choice of 3 proposals, 2 of them advised, brings the most net value" in text
    scenario = replace(held.scenario, objective=Objective.GOALS)
    goals = ScenarioOutcome(replace(held, scenario=scenario, gap=0.5))
    assert (
        "brings the most contribution to goals that was found, at most 50 points of a hundred more"
        in said(lines, plan=goals)
    )
    nothing = ScenarioOutcome(replace(held, choices=()))
    assert "no choice brings more than to begin nothing" in said(lines, plan=nothing)
    clash = Infeasible(held.scenario, ("P-1 forced in", "budget 2028"), "No.")
    assert "P-1 forced in and budget 2028 clash" in said(lines, plan=ScenarioOutcome(clash))
    gap = said(lines, plan=None, plan_gap="row 2 is set to nothing")
    assert "What can be afforded is not assessed: row 2 is set to nothing." in gap


def test_costs_together_are_told_for_errors_of_their_own_and_in_common():
    draws = np.linspace(1000.0, 2000.0, 101)
    priced = {"P-1": PricedProposal(cost=draws), "P-2": PricedProposal(cost=draws[::-1])}
    lines = [line for line in three().lines if line.id in priced]
    text = said(lines, inputs=PortfolioInputs(three().problem, {}, {}, priced))
    assert "where each errs by itself; " in text and " where all err alike)" in text
    alone = said(lines, inputs=PortfolioInputs(three().problem, {}, {}, {"P-1": priced["P-1"]}))
    assert "err alike" not in alone and "(80 % range)" in alone.replace("\N{NO-BREAK SPACE}", " ")


def test_hours_that_nobody_states_never_count_as_enough():
    found = three().facilitation
    role = found.roles[0]
    nobody = RoleLoad("welder", (), None, "How many?")
    text = said(three().lines, facilitation=replace(found, roles=(role, nobody)))
    assert "1 role would likely have the hours; nobody states the hours of 1 role more" in text
    none = said(three().lines, facilitation=replace(found, roles=(nobody,)))
    assert "Whether people have hours for what is advised is not assessed." in none
    unplaced = said(three().lines, facilitation=replace(found, starts={}))
    assert "what is advised and can be held against hours" in unplaced


def test_the_last_start_is_that_of_what_is_advised():
    found = three().facilitation
    short = tuple(
        replace(role, months=tuple(replace(one, chance_overloaded=0.9) for one in role.months))
        for role in found.roles
    )
    first, second, third = three().lines
    assert third.position not in ADVISED and third.start_p80 > second.start_p80
    text = said([first, second, third], facilitation=replace(found, roles=short))
    assert "the last could begin in January 2027" in text
    late = replace(second, start_p80=None)
    assert "; for 1 more no start is known" in said(
        [first, late, third], facilitation=replace(found, roles=short)
    )


def test_the_answer_that_matters_most_is_named_only_where_one_is_known_to_matter():
    asked = PortfolioQuestion("Sales", "How many?", "", "benefits", ("P-1",))
    text = said(three().lines, questions={"Sales": (asked,)})
    assert "1 question is open to 1 department; what an answer would be worth is not" in text
    moving = replace(asked, chance_changes=0.2)
    text = said(three().lines, questions={"Sales": (moving,)})
    assert "that of Sales on P-1: it changes the advice with a chance of 20 %." in text
    many = replace(moving, proposals=("P-1", "P-2", "P-3"))
    assert "that of Sales on 3 proposals:" in said(three().lines, questions={"Sales": (many,)})
    dear = said(three().lines, questions={"Sales": (moving, replace(asked, worth=5e4))})
    assert "it is worth up to 50 k€." in dear


def test_who_is_not_ranked_is_counted():
    first, second, third = three().lines
    tier = Tier("contested", 1, 0.5, "as drawn")
    text = said([replace(first, tier=tier), replace(second, tier=tier), third])
    assert "No proposal stands among the first" in text
    assert "whether 2 do hangs on who is asked and on what weighs most; 1 is not ranked." in text


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
