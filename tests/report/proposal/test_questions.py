"""Questions in the order of the advice, what an answer would do, and which figure would turn it."""

from dataclasses import replace

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.assessment.department_answers import DepartmentAnswers
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report.proposal.first_page import headline
from pmo_toolkit.report.proposal.questions import (
    FIRST_QUESTIONS,
    NEAREST_TURNS,
    questions,
    switching,
)
from tests import fixtures
from tests.department_pages import BEFORE, HOSTILE, NOW, given

RICH = fixtures.rich()


def text_of(section) -> str:
    return section.text.replace(NBSP, " ")


def asking(count: int):
    made = tuple(
        Question("IT" if n % 2 else "Finance", f"Question {n}?", "", "x")
        for n in range(1, count + 1)
    )
    return replace(RICH, advice=replace(RICH.advice, questions=made))


def test_questions_stand_in_the_order_of_the_advice_each_with_its_department():
    said = text_of(questions(RICH))
    places = [said.index(each.text) for each in RICH.advice.questions]
    assert places == sorted(places) and len(places) > 4
    for each in RICH.advice.questions:
        assert f"{each.department}: {each.text}" in said


def test_only_the_first_are_shown_at_once_and_the_numbers_run_on():
    html = questions(asking(11)).html
    shown, folded = html.split('<details class="deep">')
    assert shown.count("<li>") == FIRST_QUESTIONS and folded.count("<li>") == 11 - FIRST_QUESTIONS
    assert (
        f'<ol start="{FIRST_QUESTIONS + 1}"' in folded
        and f"{11 - FIRST_QUESTIONS}\xa0further questions" in folded
    )
    assert "<details" not in questions(asking(FIRST_QUESTIONS)).html


def test_the_departments_are_counted_and_the_first_page_agrees():
    said = text_of(questions(asking(5)))
    assert "Put to: IT (3), Finance (2)." in said
    assert "5 questions open" in text_of(headline(asking(5)))


def test_an_answer_says_its_chance_and_its_worth():
    first = RICH.open_questions.questions[0]
    assert RICH.advice.questions[0] == first.question and first.chance_changes > 0.05
    assert f"An answer has a chance of {first.chance_changes:.0%}".replace("%", " %") in text_of(
        questions(RICH)
    )


def test_where_no_answer_alone_changes_anything_it_is_said():
    assert "No single answer would change the advice by itself" in text_of(
        questions(fixtures.poor())
    )
    assert "No single answer" not in text_of(questions(RICH))
    assert "No question is open" in text_of(questions(asking(0)))


def test_the_nearest_figures_come_first_and_not_too_many():
    html = switching(RICH).html
    assert len(RICH.business_case.flips) > NEAREST_TURNS
    assert html.count("<li><b>") == NEAREST_TURNS
    names = [each.name for each in RICH.business_case.flips[:NEAREST_TURNS]]
    assert [html.index(f"<bdi>{name}") for name in dict.fromkeys(names)] == sorted(
        html.index(f"<bdi>{name}") for name in dict.fromkeys(names)
    )


def test_without_a_business_case_what_would_change_the_advice_still_stands():
    bare = replace(
        RICH,
        business_case=NotAssessed("business case", "no option is stated", ReasonCode.NO_OPTION),
    )
    html = switching(bare).html
    assert "<b>" not in html and "Benefits below 64" in html


def test_what_departments_answered_stands_with_what_it_moved():
    lines = (given().answer, given("words", proposal="P-1", question="Why?").answer)
    answered = replace(RICH, department_answers=DepartmentAnswers(lines, BEFORE, NOW))
    said = text_of(questions(answered))
    assert "The answers moved the advice from “explore” to “advance”" in said
    assert f"Finance on 20 November 2026: What share? – “{HOSTILE}”" in said
    assert "closes the question; it is in words, and moved no figure" in said
    assert "<script" not in questions(answered).html
    assert "Answered by departments" not in text_of(questions(RICH))
