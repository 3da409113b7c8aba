"""All open questions of a workspace, each department's together, by what an answer is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from pmo_toolkit.advice.links import BETWEEN
from pmo_toolkit.advice.proposal_overlaps import TOPIC as OVERLAPS
from pmo_toolkit.assessment import Assessment, Prepared, prepare
from pmo_toolkit.assessment.department_answers import why_of
from pmo_toolkit.assessment.provenance import context_of
from pmo_toolkit.core.cell_questions import (
    CELL_QUESTIONS,
    asks_for_cell,
    question_id,
    same_words,
)
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.assessments.finished_assessments import known_assessments
from pmo_toolkit.studies.facilitation.result import Facilitation
from pmo_toolkit.studies.facilitation.study import assess_all, study_facilitation
from pmo_toolkit.studies.portfolio.questions import (
    BUDGET,
    by_worth,
    gather,
    questions_of,
    with_worth,
)
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion
from pmo_toolkit.studies.questions.file_names import file_stems
from pmo_toolkit.studies.questions.result import (
    DepartmentPage,
    DepartmentQuestions,
    GivenAnswer,
    OpenItem,
)
from pmo_toolkit.studies.tickets.questions import TOPIC as TICKETS
from pmo_toolkit.studies.tickets.questions import TicketQuestion, questions_from_tickets
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.moderation.department_answers import answer_form

_NOTHING_CONCLUDED = "Tickets cannot say why; nothing is concluded until somebody answers."
#: To whom an answer belongs that names no department.
NOBODY = "Not said who answered"
#: What is shown where an answer is in words.
_IN_WORDS = "in words"


def study_questions(
    workspace: Workspace | str | Path,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    assessments: Mapping[str, Assessment] | str | Path | None = None,
) -> DepartmentQuestions:
    """Bring the open questions of all proposals together, a page a department.

    Parameters
    ----------
    workspace : Workspace or path
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.
    assessments : mapping of str to Assessment or path, optional
        Proposals that have been assessed already, with the same seed, day and settings; or the
        folder of a finished ``pmo assess``, of which those are used that hold today.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If an assessment is of none of its proposals, or a folder holds no finished run.

    Examples
    --------
    >>> questions = study_questions("sample")  # doctest: +SKIP
    >>> questions.table()  # doctest: +SKIP
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    known = known_assessments(ready, assessments)
    assessed, failed = assess_all(ready, known)
    together = None
    if assessed:
        together = study_facilitation(
            ready.workspace,
            seed=ready.settings.seed,
            as_of=ready.as_of,
            settings=ready.settings,
            assessments=assessed,
        )
    tickets = questions_from_tickets(
        ready.workspace, pd.Timestamp(ready.as_of), ready.settings.tickets
    )
    questions = _by_department(_items(ready.workspace, assessed, together, tickets))
    answers = _answers(ready, assessed)
    names = sorted(questions.keys() | answers.keys())
    stems = file_stems(names)
    return DepartmentQuestions(
        pages=tuple(
            DepartmentPage(name, stems[name], questions.get(name, ()), answers.get(name, ()))
            for name in names
        ),
        titles={name: found.proposal.title for name, found in assessed.items()},
        positions={name: found.advice.position for name, found in assessed.items()},
        failed=failed,
        context=context_of(ready.reader("")),
        input_hash=ready.workspace.input_hash,
        version=version("pmo-toolkit"),
        seed=ready.settings.seed,
        figures=ready.figures,
    )


def _items(
    workspace: Workspace,
    assessed: Mapping[str, Assessment],
    together: Facilitation | None,
    tickets: Iterable[TicketQuestion] = (),
) -> list[PortfolioQuestion]:
    """Every question once a department.

    One about what several proposals share (people, work under way, where they touch, who asks for
    the same) names them all; any other belongs to its proposal alone, whatever others ask in the
    same words.
    """
    shared: dict[tuple[str, str], PortfolioQuestion] = {}
    for question in () if together is None else together.questions:
        if question.topic != OVERLAPS:  # each proposal asks these itself
            gather(shared, with_worth(question, (), 0.0, None))
    if not _states_budget(workspace):
        gather(shared, BUDGET)
    for left_open in tickets:
        effect = f"{left_open.basis} {_NOTHING_CONCLUDED}"
        gather(shared, PortfolioQuestion(left_open.department, left_open.text, effect, TICKETS))
    answered = {
        same_words(one.question)
        for one in workspace.department_answers
        if one.use == "words" and not one.proposal
    }
    for key in [key for key in shared if same_words(key[1]) in answered]:
        del shared[key]
    own: dict[tuple[str, str, str], PortfolioQuestion] = {}
    for name in sorted(assessed):
        for question in questions_of(name, assessed[name]):
            is_of_all = question.topic in (OVERLAPS, BETWEEN)
            if is_of_all or (question.department, question.text) in shared:
                gather(shared, question)
            else:
                own.setdefault((name, question.department, question.text), question)
    return [*shared.values(), *own.values()]


def _states_budget(workspace: Workspace) -> bool:
    settings = workspace.table("scenarios")["setting"].dropna()
    return any(same_words(str(setting)).startswith("budget") for setting in settings)


def _by_department(questions: Iterable[PortfolioQuestion]) -> dict[str, tuple[OpenItem, ...]]:
    found: dict[str, list[PortfolioQuestion]] = {}
    for question in questions:
        found.setdefault(question.department, []).append(question)
    return {
        name: tuple(_item(one) for one in sorted(asked, key=_order))
        for name, asked in found.items()
    }


def _order(question: PortfolioQuestion) -> tuple[object, ...]:
    return (*by_worth(question), question.proposals)


def _item(question: PortfolioQuestion) -> OpenItem:
    """A question as it is put; those that several proposals share have an id of their own."""
    owner = question.proposals[0] if len(question.proposals) == 1 else ""
    cell = _cell_of(question)
    form = answer_form(*cell.split(".")) if cell else _IN_WORDS
    return OpenItem(
        question_id(owner, question.text),
        question.text,
        question.effect,
        question.topic,
        question.proposals,
        cell,
        form,
        question.worth,
        question.chance_changes,
    )


#: Topic of a question → the cells that questions of this topic may ask for.
_CELLS: Mapping[str, tuple[tuple[str, str], ...]] = {
    **{column: ((table, column),) for table, column in CELL_QUESTIONS},
    "sponsor": (("proposals", "sponsor_role"), ("proposals", "department")),
    "benefit_owner": (("benefits", "department"),),
    "benefit_measure": (("benefits", "measure"),),
}


def _cell_of(question: PortfolioQuestion) -> str:
    """Table and column that a question asks for; empty where it asks for none."""
    for table, column in _CELLS.get(question.topic, ()):
        if asks_for_cell(question.text, table, column):
            return f"{table}.{column}"
    return ""


def _answers(
    ready: Prepared, assessed: Mapping[str, Assessment]
) -> dict[str, tuple[GivenAnswer, ...]]:
    """Department → what it answered; what moved the advice first, then the newest."""
    found: dict[str, list[GivenAnswer]] = {}
    one = ready.workspace.department_names.one
    for given in _given(ready, assessed):
        who = given.answer.department
        found.setdefault(one(who) if who else NOBODY, []).append(given)
    return {
        name: tuple(sorted(given, key=lambda one: (not one.moves, one.answer.proposal)))
        for name, given in found.items()
    }


def _given(ready: Prepared, assessed: Mapping[str, Assessment]) -> Iterator[GivenAnswer]:
    for assessment in assessed.values():
        answers = assessment.department_answers
        if answers is None:
            continue
        for line in answers.lines:
            if not line.proposal:
                continue  # on several together: told once, below
            if line.use == "cell":
                yield GivenAnswer(line, why_of(line), answers.before, answers.now)
            elif line.use != "older":
                yield GivenAnswer(line, why_of(line), None, None)
    for line in ready.workspace.department_answers:
        if not line.proposal and line.use != "older":
            yield GivenAnswer(line, why_of(line), None, None)
