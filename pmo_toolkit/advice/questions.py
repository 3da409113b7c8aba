"""Which open questions are put to the departments, and in which order: decided here alone."""

from __future__ import annotations

from pmo_toolkit.advice.links import link_questions
from pmo_toolkit.advice.people import people_questions
from pmo_toolkit.advice.proposal_overlaps import overlap_questions
from pmo_toolkit.advice.shapes import Results
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.evidence.unit_questions import TOPIC as UNITS
from pmo_toolkit.analysis.money.business_case.open_questions import OpenQuestion
from pmo_toolkit.core.cell_questions import same_words
from pmo_toolkit.core.settings import Settings


def questions_to_ask(results: Results, settings: Settings) -> tuple[Question, ...]:
    """Questions for absent evidence, and on ranges and unstated numbers that may change the advice.

    Units in doubt come first, since all figures hang on them; the others in the order of
    `ValueOfInformation`: most likely to change the advice first. Absent evidence is asked for
    whatever its chance, since a single answer often changes nothing where much is open; a question
    on a range is asked from the chance ``question_chance`` on. Questions on a pre-mortem, on
    people, on dependencies and on others who may ask for the same come last.
    """
    on_units = [one for one in results.table_questions if one.topic == UNITS]
    if results.open_questions is None:
        own = (*on_units, *results.readiness.questions)
        return _open((*own, *_around(results, settings)), results)
    worth_asking = [
        question.question
        for question in results.open_questions.questions
        if _is_worth_asking(question, settings)
    ]
    asked = (*on_units, *worth_asking, *_around(results, settings))
    return _open(tuple(dict.fromkeys(asked)), results)


def _open(questions: tuple[Question, ...], results: Results) -> tuple[Question, ...]:
    """Those that no department has answered."""
    if not results.answered:
        return questions
    return tuple(one for one in questions if same_words(one.text) not in results.answered)


def _around(results: Results, settings: Settings) -> tuple[Question, ...]:
    """Questions on a pre-mortem, people, dependencies and others who may ask for the same."""
    return (
        *(one for one in results.table_questions if one.topic != UNITS),
        *people_questions(results, settings),
        *link_questions(results),
        *overlap_questions(results),
    )


def _is_worth_asking(question: OpenQuestion, settings: Settings) -> bool:
    # in whole per cent, as it is printed: the threshold then agrees with what the reader sees
    return (
        question.rests_on == "rules"
        or round(question.chance_changes, 2) >= settings.advice.question_chance
    )
