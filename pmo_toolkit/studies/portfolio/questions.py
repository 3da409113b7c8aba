"""Open questions of all proposals, each department's together, by what an answer is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.studies.facilitation.result import Facilitation
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion

#: Who sets budgets, scenarios and targets.
ENTERPRISE_PMO = "Enterprise PMO"
_BUDGET = PortfolioQuestion(
    ENTERPRISE_PMO,
    "How much money is there in each year of the plan?",
    "Scenarios could say what is affordable; without it money limits no choice.",
    "budget",
)


def questions_by_department(
    assessed: Mapping[str, Assessment],
    facilitation: Facilitation | NotAssessed,
    *,
    has_budget: bool,
) -> dict[str, tuple[PortfolioQuestion, ...]]:
    """Department → its open questions, that of the highest worth first.

    A question that several proposals ask of one department is asked once and names them all; its
    worth is that of all of them together.

    Parameters
    ----------
    assessed : mapping of str to Assessment
    facilitation : Facilitation or NotAssessed
    has_budget : bool
        Whether a budget of any year is stated.
    """
    found: dict[tuple[str, str], PortfolioQuestion] = {}
    for name in sorted(assessed):
        for question in _of_proposal(name, assessed[name]):
            _add(found, question)
    if not isinstance(facilitation, NotAssessed):
        for together in facilitation.questions:
            _add(found, _with_worth(together, (), 0.0, None))
    if not has_budget:
        _add(found, _BUDGET)
    by_department: dict[str, list[PortfolioQuestion]] = {}
    for question in found.values():
        by_department.setdefault(question.department, []).append(question)
    return {
        department: tuple(sorted(by_department[department], key=_by_worth))
        for department in sorted(by_department)
    }


def _of_proposal(name: str, assessment: Assessment) -> Iterator[PortfolioQuestion]:
    known = {
        (open_one.question.department, open_one.question.text): open_one
        for open_one in assessment.open_questions.questions
    }
    for question in assessment.advice.questions:
        open_one = known.get((question.department, question.text))
        if open_one is None:
            yield _with_worth(question, (name,), 0.0, None)
            continue
        worth = None if isinstance(open_one.worth, NotAssessed) else open_one.worth
        yield _with_worth(question, (name,), open_one.chance_changes, worth)


def _with_worth(
    question: Question, proposals: tuple[str, ...], chance: float, worth: float | None
) -> PortfolioQuestion:
    return PortfolioQuestion(
        question.department,
        question.text,
        question.effect,
        question.topic,
        proposals,
        chance,
        worth,
    )


def _add(found: dict[tuple[str, str], PortfolioQuestion], question: PortfolioQuestion) -> None:
    key = question.department, question.text
    known = found.get(key)
    if known is None:
        found[key] = question
        return
    more = tuple(name for name in question.proposals if name not in known.proposals)
    if not more:
        return
    worths = [worth for worth in (known.worth, question.worth) if worth is not None]
    found[key] = replace(
        known,
        proposals=(*known.proposals, *more),
        chance_changes=max(known.chance_changes, question.chance_changes),
        worth=sum(worths) if worths else None,
    )


def _by_worth(question: PortfolioQuestion) -> tuple[float, float, int, str]:
    return (
        -(question.worth or 0.0),
        -question.chance_changes,
        -len(question.proposals),
        question.text,
    )
