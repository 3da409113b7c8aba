"""What an answer is worth and what answers moved, in sentences."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.report.departments.words import moved, summary, worth_of
from tests.department_pages import BEFORE, NOW, item, two_pages

FIGURES = two_pages().figures


def test_what_an_answer_is_worth_comes_before_what_it_makes_possible():
    finance = two_pages().pages[0]
    assert worth_of(finance.questions[0], FIGURES) == (
        "An answer is worth up to 5,000\N{NO-BREAK SPACE}€; it changes the advice with a chance of"
        " 25\N{NO-BREAK SPACE}%."
    )
    assert worth_of(item("Why?"), FIGURES) == "It could then be said."


def test_a_position_that_moved_is_said_with_its_figures():
    said = moved(BEFORE, NOW, FIGURES)
    assert "the advice from “explore” to “advance”" in said
    assert "from not assessed to 3,000" in said
    assert "above zero from not assessed to 90" in said and "budget" not in said


def test_a_position_that_stays_is_said_to_stay():
    said = moved(replace(NOW, chance_within_budget=0.4), NOW, FIGURES)
    assert said.startswith("The advice stays “advance”; the answers moved the chance that the budg")
    assert "neither the advice (advance) nor its figures" in moved(NOW, NOW, FIGURES)
    assert moved(None, NOW, FIGURES) == "No answer fills a cell, so that no figure moved."


def test_another_option_is_named():
    assert "from O-1 to none" in moved(NOW, replace(NOW, option=None), FIGURES)


def test_the_summary_counts_questions_and_proposals():
    finance, other = two_pages().pages
    assert (
        summary(finance)
        .replace("\N{NO-BREAK SPACE}", " ")
        .startswith("3 questions are open, on 2 proposals; ")
    )
    assert summary(other) == "No question to you is open."
