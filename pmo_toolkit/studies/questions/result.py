"""Open questions and answers, each department's together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.assessment.department_answers import Stand
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class OpenItem:
    """One open question to a department.

    Parameters
    ----------
    id : str
        The same as long as the question is asked in the same words of the same proposal.
    question, effect : str
        What is asked, and what an answer would make possible or change.
    topic : str
    proposals : tuple of str
        Those that one answer serves; empty where it is about several together.
    cell : str
        Table and column that are asked for, as in ``options.exit_cost``; empty where the answer is
        in words.
    answer_form : str
        How the answer is to be written.
    worth : float or None
        What the answer is worth, money; None where that is not assessed.
    chance_changes : float
        Highest probability that the answer changes the advice on one of the proposals.
    """

    id: str
    question: str
    effect: str
    topic: str
    proposals: tuple[str, ...]
    cell: str
    answer_form: str
    worth: float | None
    chance_changes: float


@dataclass(frozen=True)
class GivenAnswer:
    """One answer of a department, and where the advice stood without the answers and stands now.

    Parameters
    ----------
    answer : DepartmentAnswer
    outcome : str
        What became of it, in a clause.
    before, now : Stand or None
        Of its proposal; None where no answer on it fills a cell.
    """

    answer: DepartmentAnswer
    outcome: str
    before: Stand | None
    now: Stand | None

    @property
    def moves(self) -> bool:
        """Whether this answer is among those that moved the advice or a figure that it goes by."""
        return self.answer.use == "cell" and self.before != self.now


@dataclass(frozen=True)
class DepartmentPage:
    """What is asked of one department, and what it has answered.

    Parameters
    ----------
    department : str
    stem : str
        Of its files, as in ``questions-finance``.
    questions : tuple of OpenItem
        That of the highest worth first.
    answers : tuple of GivenAnswer
        Those that moved the advice first.
    """

    department: str
    stem: str
    questions: tuple[OpenItem, ...]
    answers: tuple[GivenAnswer, ...] = ()


@dataclass(frozen=True)
class DepartmentQuestions(ShownAsFirstPage):
    """Open questions of all proposals, a page a department.

    Parameters
    ----------
    pages : tuple of DepartmentPage
        By the name of the department.
    titles, positions : mapping of str to str
        Proposal → title, and what we advise.
    failed : mapping of str to str
        Proposal that cannot be assessed → why.
    context : Context
    input_hash, version : str
    seed : int
    figures : NumberFormat
        Writes numbers as the workspace does.

    Examples
    --------
    >>> from pmo_toolkit import study_questions
    >>> questions = study_questions("sample")  # doctest: +SKIP
    >>> questions.page(questions.pages[0].department).questions[0].question  # doctest: +SKIP
    """

    pages: tuple[DepartmentPage, ...]
    titles: Mapping[str, str]
    positions: Mapping[str, str]
    failed: Mapping[str, str]
    context: Context
    input_hash: str
    version: str
    seed: int
    figures: NumberFormat = field(repr=False)

    @property
    def count(self) -> int:
        """Open questions of all departments."""
        return sum(len(page.questions) for page in self.pages)

    def page(self, department: str) -> DepartmentPage | None:
        """The page of a department; None where it has none."""
        return next((page for page in self.pages if page.department == department), None)

    def as_dict(self) -> dict[str, Any]:
        """What ``questions.json`` holds; the same inputs, seed and day give the same."""
        context = self.context
        written = {
            "schema_version": SCHEMA_VERSION,
            "workspace": context.workspace,
            "sample": context.is_sample,
            "decides": context.decides,
            "as_of": context.as_of,
            "valid_until": context.valid_until,
            "currency": context.currency,
            "price_year": context.price_year,
            "seed": self.seed,
            "input_hash": self.input_hash,
            "version": self.version,
            "departments": self.pages,
            "proposals": {
                name: {"title": title, "position": self.positions[name]}
                for name, title in self.titles.items()
            },
            "failed": [{"proposal": name, "why": why} for name, why in self.failed.items()],
        }
        ready: dict[str, Any] = json_ready(written)
        return ready

    def table(self) -> pd.DataFrame:
        """A row a question.

        Text columns ``department``, ``question``, ``proposals``, ``answer_form``; ``worth``
        (money) and ``chance_changes`` (0–1).
        """
        rows = [
            {
                "department": page.department,
                "question": item.question,
                "proposals": ", ".join(item.proposals),
                "answer_form": item.answer_form,
                "worth": item.worth,
                "chance_changes": item.chance_changes,
            }
            for page in self.pages
            for item in page.questions
        ]
        names = ("department", "question", "proposals", "answer_form", "worth", "chance_changes")
        return pd.DataFrame(rows, columns=list(names))

    def __repr__(self) -> str:
        return (
            f"DepartmentQuestions({counted(self.count, 'question', 'questions')} to"
            f" {counted(len(self.pages), 'department', 'departments')})"
        )
