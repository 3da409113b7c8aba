"""What overlaps of a proposal mean for the advice on it: conditions and questions, no merge."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.shapes import Condition, Results
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.overlaps.shapes import OverlapKind, OverlapQuestion, Strength
from pmo_toolkit.core.number_format import listed, short

#: Suggestions that become conditions and questions of the advice.
MOST_CONDITIONS = 2
TOPIC = "overlaps"


def overlap_conditions(position: str, results: Results, by_date: str | None) -> Iterator[Condition]:
    """Whether other proposals ask for the same is settled; nothing is ever merged."""
    if position == "do not pursue yet":
        return
    for question in _strong(results):
        if question.kind == OverlapKind.REUSE:
            continue
        name = f"{question.id} ({short(question.title, 60)})" if question.title else question.id
        text = f"{listed(question.departments)} settle whether {name} asks for the same"
        if question.kind == OverlapKind.PLATFORM:
            text = f"{listed(question.departments)} settle whether it and {name} share a platform"
        yield Condition(
            f"{text}; until then each stands for itself.", results.department, by_date, "same need"
        )


def overlap_questions(results: Results) -> tuple[Question, ...]:
    """Strong suggestions as questions to each department concerned."""
    return tuple(
        Question(
            department,
            f"{question.text[0].upper()}{question.text[1:]}",
            "one solution might serve both, or each could be planned knowing of the other",
            TOPIC,
        )
        for question in _strong(results)
        for department in question.departments
    )


def _strong(results: Results) -> tuple[OverlapQuestion, ...]:
    """Strong suggestions that nobody has answered, other than what the tables tie already."""
    found = results.overlaps
    if found is None or isinstance(found, NotAssessed):
        return ()
    open_ones = [
        question
        for question in (*found.proposals, *found.services)
        if question.strength == Strength.STRONG
        and not question.answer
        and question.kind != OverlapKind.SEQUENCE
    ]
    return tuple(open_ones[:MOST_CONDITIONS])
