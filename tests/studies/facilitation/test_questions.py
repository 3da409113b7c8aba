"""First steps name what matters and whose turn it is; questions reach each department once."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.capacity.shapes import RoleLoad
from pmo_toolkit.analysis.dependencies.graph_results import Clash, SinglePoint
from pmo_toolkit.studies.facilitation.questions import (
    Departments,
    FirstSteps,
    clash_questions,
    distinct,
    months_in_words,
    overlap_questions,
    still_asked,
)
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer
from tests.facilitations import some

DEPARTMENTS = Departments({"P-1": "Finance", "P-2": "Operations", "P-3": None})
CLASH = Clash("requires and excludes", ("P-1", "P-2"), "P-1 requires P-2, yet …")


def steps(*, clashes=(), points=(), roles=(), starts=None):
    found = some()
    made = FirstSteps(found.proposals, DEPARTMENTS, found.figures)
    none = replace(found.overlaps, overlaps=replace(found.overlaps.overlaps, pairs=(), services=()))
    return made.of(clashes, points, none, roles, starts or {})


def test_a_clash_is_put_to_each_department_once():
    asked = list(clash_questions([CLASH], DEPARTMENTS))
    assert [question.department for question in asked] == ["Finance", "Operations"]
    assert {question.text for question in asked} == {CLASH.sentence}


def test_where_no_department_is_stated_whoever_asks_is_meant():
    assert DEPARTMENTS.of(["P-3", "P-9", "P-1"]) == ("the asking department", "Finance")


def test_what_is_merely_late_is_no_first_step():
    late = Clash("too late", ("P-1", "P-2"), "P-1 is wanted before …")
    (only,) = steps(clashes=[late, CLASH])
    assert only.text == f"Settle: {CLASH.sentence}" and only.departments == (
        "Finance",
        "Operations",
    )


def test_much_hangs_on_one_thing_from_three_proposals_on():
    few = SinglePoint("P-1", "One", "proposal", "Finance", ("P-2", "P-3"))
    assert steps(points=[few]) == ()
    many = replace(few, stops=("P-2", "P-3", "P-4"))
    (only,) = steps(points=[few, many])
    assert "P-1 (One)" in only.text and "3\N{NO-BREAK SPACE}proposals" in only.text


def test_the_tightest_role_and_who_waits_for_it_are_named():
    found = some()
    told = [step for step in found.first_steps if "people are short" in step.text]
    assert len(told) == 1 and "change and training lead" in told[0].text
    waiting = [
        proposal.id
        for proposal in found.advised
        if found.starts[proposal.id].waits_for == "change and training lead"
    ]
    assert waiting and all(f"({name})" in told[0].text for name in waiting)


def test_with_one_advised_proposal_hours_are_looked_for_and_a_month_is_named_once():
    found = some()
    (role, *_) = [one for one in found.roles if one.role == "change and training lead"]
    worst = max(role.months, key=lambda month: month.chance_overloaded or 0.0)
    tight = replace(role, months=(replace(worst, chance_overloaded=0.9),))
    steps_of = FirstSteps(found.proposals[:1], DEPARTMENTS, found.figures)
    none = replace(found.overlaps, overlaps=replace(found.overlaps.overlaps, pairs=(), services=()))
    (only, *_) = steps_of.of((), (), none, (tight,), {})
    assert only.text.startswith("Find hours where people are short")
    assert "most of all" not in only.text


def test_what_could_begin_is_named_only_where_everything_is_known():
    found = some()
    (ready,) = [step for step in found.first_steps if "as wished" in step.text]
    assert "P-009" in ready.text and "P-023" not in ready.text


def test_each_side_of_a_pair_is_told_with_whom():
    asked = list(overlap_questions(some().overlaps))
    both = [question for question in asked if "P-009" in question.text]
    assert {question.department for question in both} == {"Finance", "Legal and compliance"}
    assert both[0].text.startswith("Together with Legal and compliance: ")


def test_the_same_question_is_asked_a_department_once():
    one = Question("Finance", "Why?", "It would help.", "costs")
    assert distinct([one, replace(one, effect="Another."), replace(one, department="IT")]) == (
        replace(one, effect="Another."),
        replace(one, department="IT"),
    )


def test_a_role_asks_no_more_what_was_answered_in_words():
    load = RoleLoad("developer", (), None, question="How many hours are left?")
    answer = DepartmentAnswer("", "How many hours  are left?", "Ask in May.", "IT", None, "words")
    assert [role.question for role in still_asked([load], [answer])] == [None]
    other = replace(answer, question="Who decides?")
    assert still_asked([load], [other]) == (load,)
    assert still_asked([load], [replace(answer, use="unreadable")]) == (load,)


def test_months_in_words():
    assert months_in_words(()) == "" and months_in_words(("2027-03",)) == "March 2027"
    several = months_in_words(("2027-03", "2027-04", "2027-06"))
    assert several.replace("\N{NO-BREAK SPACE}", " ") == "3 months from March 2027 to June 2027"
