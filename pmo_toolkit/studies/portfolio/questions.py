"""Open questions of all proposals, each department's together, by what an answer is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.cell_questions import same_words
from pmo_toolkit.studies.facilitation.result import Facilitation
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer

#: Who sets budgets, scenarios and targets.
ENTERPRISE_PMO = "Enterprise PMO"
#: Asked of them where no budget is stated.
BUDGET = PortfolioQuestion(
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
    answers: Iterable[DepartmentAnswer] = (),
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
    answers : iterable of DepartmentAnswer
        What was answered in words to the question about budgets is not asked again.
    """
    found: dict[tuple[str, str], PortfolioQuestion] = {}
    for name in sorted(assessed):
        for question in questions_of(name, assessed[name]):
            gather(found, question)
    if not isinstance(facilitation, NotAssessed):
        for together in facilitation.questions:
            gather(found, with_worth(together, (), 0.0, None))
    answered = {
        same_words(one.question) for one in answers if one.use == "words" and not one.proposal
    }
    if not has_budget and same_words(BUDGET.text) not in answered:
        gather(found, BUDGET)
    by_department: dict[str, list[PortfolioQuestion]] = {}
    for question in found.values():
        by_department.setdefault(question.department, []).append(question)
    return {
        department: tuple(sorted(by_department[department], key=by_worth))
        for department in sorted(by_department)
    }


def questions_of(name: str, assessment: Assessment) -> Iterator[PortfolioQuestion]:
    """Questions on one proposal, with what an answer is worth."""
    known = {
        (open_one.question.department, open_one.question.text): open_one
        for open_one in assessment.open_questions.questions
    }
    for question in assessment.advice.questions:
        open_one = known.get((question.department, question.text))
        if open_one is None:
            yield with_worth(question, (name,), 0.0, None)
            continue
        worth = None if isinstance(open_one.worth, NotAssessed) else open_one.worth
        yield with_worth(question, (name,), open_one.chance_changes, worth)


def with_worth(
    question: Question, proposals: tuple[str, ...], chance: float, worth: float | None
) -> PortfolioQuestion:
    """A question with the proposals that ask it, and what an answer is worth."""
    return PortfolioQuestion(
        question.department,
        question.text,
        question.effect,
        question.topic,
        proposals,
        float(chance),
        worth,
    )


def gather(found: dict[tuple[str, str], PortfolioQuestion], question: PortfolioQuestion) -> None:
    """Add a question to those found, once a department and text, with the proposals of both."""
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


def by_worth(question: PortfolioQuestion) -> tuple[float, float, int, str]:
    """In this order questions stand: by worth, by chance, by how many ask, by their text."""
    return (
        -(question.worth or 0.0),
        -question.chance_changes,
        -len(question.proposals),
        question.text,
    )
