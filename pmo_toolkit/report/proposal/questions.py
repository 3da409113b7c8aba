"""Sections that ask.

Who else may want the same, what is not known yet and who could say, what would change our mind.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.overlaps.shapes import Strength
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.assessment.department_answers import said_by, why_of
from pmo_toolkit.core.number_format import short
from pmo_toolkit.report.departments.words import moved
from pmo_toolkit.report.kit.section import LONG_TEXT, Section, render
from pmo_toolkit.report.proposal.case_words import answer_worth, turns
from pmo_toolkit.report.proposal.charts import number_format_of

#: Questions that are shown at once; the rest is folded away. What is more is not read.
FIRST_QUESTIONS = 5
#: Inputs whose change would turn the advice, the nearest first.
NEAREST_TURNS = 5


@dataclass(frozen=True)
class NumberedQuestion:
    """One question with its number and what an answer would do, in words.

    Empty where nothing can be said of it.
    """

    number: int
    question: Question
    worth: str


def overlaps(assessment: Assessment) -> Section:
    """Proposals that may ask for the same, services that may do it, and words used twice."""
    found = assessment.overlaps
    if isinstance(found, NotAssessed):
        return render("overlaps", gap=found, strong=(), possible=(), answers=(), remarks=())
    rows = (*found.proposals, *found.services, *found.same_words)
    return render(
        "overlaps",
        gap=None,
        strong=[row for row in rows if row.strength == Strength.STRONG],
        possible=[row for row in rows if row.strength != Strength.STRONG],
        answers=found.answers,
        remarks=found.remarks,
    )


def questions(assessment: Assessment) -> Section:
    """Open questions by department, the one most likely to change the advice first."""
    numbered = _numbered(assessment)
    departments = Counter(question.question.department for question in numbered)
    return render(
        "questions",
        decide_by=assessment.advice.decide_by,
        first=numbered[:FIRST_QUESTIONS],
        rest=numbered[FIRST_QUESTIONS:],
        departments=departments.most_common() if len(departments) > 1 else [],
        given=_given(assessment),
        none_alone=bool(numbered) and not any(question.worth for question in numbered),
    )


def switching(assessment: Assessment) -> Section:
    """What would change our mind.

    Rules and sums first, then the single inputs that are nearest to it.
    """
    case, numbers = assessment.business_case, number_format_of(assessment)
    nearest = () if isinstance(case, NotAssessed) else turns(case, numbers, NEAREST_TURNS)
    return render("switching", a=assessment, turns=nearest)


def _given(assessment: Assessment) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """What answers moved, and each: who answered and when, its question and text, its outcome."""
    answers = assessment.department_answers
    if answers is None:
        return "", ()
    return moved(answers.before, answers.now, number_format_of(assessment)), tuple(
        (said_by(line), f"{line.question} – “{short(line.answer, LONG_TEXT)}”", why_of(line))
        for line in answers.lines
    )


def _numbered(assessment: Assessment) -> tuple[NumberedQuestion, ...]:
    numbers = number_format_of(assessment)
    known = {
        question.question: question for question in reversed(assessment.open_questions.questions)
    }
    return tuple(
        NumberedQuestion(
            number, question, answer_worth(known[question], numbers) if question in known else ""
        )
        for number, question in enumerate(assessment.advice.questions, 1)
    )
