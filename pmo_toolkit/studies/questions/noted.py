"""Questions that came up in a workshop, noted in its journal with department and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pmo_toolkit.assessment import assess_prepared
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.core.cell_questions import question_id
from pmo_toolkit.core.errors import ProposalError, UsageError
from pmo_toolkit.core.number_format import short
from pmo_toolkit.core.settings.names.departments import IT
from pmo_toolkit.studies.elicitation.entries import QUESTION, Entry, checked_text
from pmo_toolkit.studies.portfolio.questions import (
    ENTERPRISE_PMO,
    by_worth,
    gather,
    questions_of,
)
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion
from pmo_toolkit.workspace import Workspace

#: Tables with a column that names a department which can be asked.
_NAMING = ("proposals", "benefits", "stakeholders", "capabilities", "in_flight")


@dataclass(frozen=True)
class NotedQuestion:
    """A question that came up.

    Parameters
    ----------
    id : str
        As of the questions that the advice asks.
    question, department : str
    wanted_by : str
        Day by which an answer is wanted, ISO 8601.
    proposal : str
        Id; empty where it is about several together.
    noted_by : str
        Role.
    """

    id: str
    question: str
    department: str
    wanted_by: str
    proposal: str
    noted_by: str

    @property
    def subject(self) -> str:
        """Subject of its note: the question for readers, its id so that none replaces another."""
        return f"{self.proposal or 'all'}: {short(self.question, 80)} ({self.id})"

    def as_note(self) -> dict[str, Any]:
        """The question as a note of the journal holds it."""
        return {
            "question": self.question,
            "department": self.department,
            "wanted_by": self.wanted_by,
            "proposal": self.proposal,
        }


def departments_of(workspace: Workspace) -> tuple[str, ...]:
    """Departments that the tables name, and those that any advice may ask; empty without tables."""
    found: set[str] = set()
    for table in _NAMING:
        frame = workspace.table(table)
        if "department" in frame:
            found |= set(frame["department"].dropna().astype(str))
    one = workspace.department_names.one
    return tuple(sorted({*map(one, found), one(IT), ENTERPRISE_PMO})) if found else ()


def department_named(workspace: Workspace, text: str) -> str:
    """The department that a text means; any text where the tables name none.

    Raises
    ------
    UsageError
        If the text is empty, or the tables name others and not this one.
    """
    name, known = checked_text(text, "the department"), departments_of(workspace)
    found = {department.casefold(): department for department in known}
    name = workspace.department_names.one(name) if known else name
    if known and name.casefold() not in found:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"the workspace names no department {name!r}{hint}")
    return found.get(name.casefold(), name)


def day_named(text: str, as_of: dt.date) -> str:
    """A day to come, ISO 8601.

    Raises
    ------
    UsageError
        If the text is no such day, or it has passed.
    """
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day such as 2027-03-31") from None
    if day < as_of:
        raise UsageError(f"{text} has passed: an answer is wanted by a day to come")
    return day.isoformat()


def question_of(
    question: str, department: str, wanted_by: str, proposal: str, noted_by: str
) -> NotedQuestion:
    """A question with its id.

    Raises
    ------
    UsageError
        If it is empty or too long.
    """
    text = checked_text(question, "the question")
    return NotedQuestion(
        question_id(proposal, text), text, department, wanted_by, proposal, noted_by
    )


def noted_questions(entries: Iterable[Entry]) -> tuple[NotedQuestion, ...]:
    """The questions of a journal that were not withdrawn, in the order in which they came up."""
    last = {entry.subject: entry for entry in entries if entry.kind == QUESTION}
    found = []
    for entry in last.values():
        value = entry.value
        if value.get("withdrawn") or not isinstance(value.get("question"), str):
            continue
        department, day, proposal = (
            str(value.get(name, "")) for name in ("department", "wanted_by", "proposal")
        )
        found.append(question_of(value["question"], department, day, proposal, entry.role))
    return tuple(found)


def advice_questions(
    workspace: Workspace,
    proposals: Iterable[str],
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
) -> Mapping[str, tuple[PortfolioQuestion, ...]]:
    """Department → what the advice on some proposals asks it, that of the highest worth first.

    Proposals whose rows have faults ask nothing.
    """
    ready = prepare(workspace, as_of=as_of).with_seed(seed)
    shared: dict[tuple[str, str], PortfolioQuestion] = {}
    for proposal in proposals:
        try:
            assessment = assess_prepared(ready, proposal)
        except ProposalError:
            continue
        for question in questions_of(proposal, assessment):
            gather(shared, question)
    found: dict[str, list[PortfolioQuestion]] = {}
    for question in shared.values():
        found.setdefault(question.department, []).append(question)
    return {name: tuple(sorted(asked, key=by_worth)) for name, asked in sorted(found.items())}


def answer_rows(questions: Iterable[NotedQuestion]) -> list[dict[str, str]]:
    """Rows of the table ``answers`` in which the answers are to be filled in."""
    return [
        {
            "proposal": question.proposal,
            "question": question.question,
            "department": question.department,
            "answer": "",
            "date": "",
        }
        for question in questions
    ]
