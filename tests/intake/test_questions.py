"""What is unsure is asked with choices, and answers change what is taken."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.intake.base.rules import ColumnRule, Declared, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.questions import HOURS, questions_about, with_answers, with_hours
from tests.intake.client_tables import region

DECLARED = Declared("EUR", hours_per_day=8, locale="en_GB")
EFFORT = ColumnRule("estimate_effort_person_hours", ("Aufwand (PT)",), unit="person-days")
BUDGET = ColumnRule("requested_budget", ("Budget T€",), decimal=",")


def _suggestion(*columns, certainty=Certainty.SURE):
    held = tuple(
        column
        if isinstance(column, ColumnSuggestion)
        else ColumnSuggestion(column, Certainty.SURE, "")
        for column in columns
    )
    rule = TableRule("proposals", "intake.xlsx", columns=tuple(one.rule for one in held))
    return TableSuggestion(region(), rule, certainty, "why", held)


def _unsure(rule, *others):
    return ColumnSuggestion(rule, Certainty.UNSURE, "by its name", ("its unit",), others)


NAME = "intake.xlsx, sheet Projekte: proposals.estimate_effort_person_hours"


def test_what_is_sure_is_not_asked():
    assert questions_about([_suggestion(EFFORT, BUDGET)], DECLARED) == ()


def test_a_column_is_asked_with_three_examples_and_its_units():
    (question,) = questions_about([_suggestion(_unsure(EFFORT, "user_count"))], DECLARED)
    assert question.name == NAME
    assert question.why == "by its name; its unit"
    assert [choice.label for choice in question.choices] == [
        "estimate_effort_person_hours, in person-days",
        "estimate_effort_person_hours",
        "user_count",
        "none of them: keep it aside",
    ]
    assert (question.examples[0].before, question.examples[0].after) == ("12", "96")
    assert len(question.examples) == 3


def test_the_suggestion_stands_where_nothing_is_answered():
    suggestion = _suggestion(_unsure(EFFORT), BUDGET)
    assert with_answers([suggestion], DECLARED, {}) == (suggestion,)


def test_an_answer_changes_the_rule_and_makes_it_sure():
    (answered,) = with_answers([_suggestion(_unsure(EFFORT), BUDGET)], DECLARED, {NAME: 1})
    assert [rule.unit for rule in answered.rule.columns] == [None, None]
    assert {column.certainty for column in answered.columns} == {Certainty.SURE}
    (aside,) = with_answers([_suggestion(_unsure(EFFORT), BUDGET)], DECLARED, {NAME: 2})
    assert aside.rule.columns == (BUDGET,)
    assert [column.rule for column in aside.columns] == [BUDGET]


def test_another_column_takes_the_place_of_the_suggested_one():
    suggestion = _suggestion(_unsure(EFFORT, "user_count"), BUDGET)
    (answered,) = with_answers([suggestion], DECLARED, {NAME: 2})
    assert {rule.column: rule.headers for rule in answered.rule.columns} == {
        "requested_budget": ("Budget T€",),
        "user_count": ("Aufwand (PT)",),
    }


def test_a_table_that_is_unsure_can_be_left_out():
    suggestion = _suggestion(BUDGET, certainty=Certainty.UNSURE)
    (question,) = questions_about([suggestion], DECLARED)
    assert "one row a proposal" in question.text
    assert with_answers([suggestion], DECLARED, {question.name: 1}) == ()
    (kept,) = with_answers([suggestion], DECLARED, {question.name: 0})
    assert kept.certainty is Certainty.SURE


def test_a_table_is_asked_about_in_its_own_words():
    unsure = _suggestion(EFFORT, certainty=Certainty.UNSURE)
    services = replace(unsure, rule=replace(unsure.rule, table="services", columns=()), columns=())
    asked = [one.text for one in questions_about([unsure, services], DECLARED)]
    assert asked[0].endswith(
        "hold proposals: one row a proposal that nobody has approved yet?"
    ) and asked[-1].endswith("hold services: IT services that exist today?")


def test_hours_of_a_day_are_asked_only_where_they_are_needed():
    undeclared = Declared()
    names = [one.name for one in questions_about([_suggestion(EFFORT)], undeclared)]
    assert names == [HOURS]
    assert questions_about([_suggestion(BUDGET)], undeclared) == ()
    assert with_hours(undeclared, {HOURS: 0}).hours_per_day == 8
    assert with_hours(undeclared, {HOURS: 6}).hours_per_day is None
    assert with_hours(Declared(hours_per_day=7), {HOURS: 0}).hours_per_day == 7
