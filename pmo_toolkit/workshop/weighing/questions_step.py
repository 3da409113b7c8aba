"""Questions that came up: to which department, by when, beside what the advice asks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import ipywidgets as widgets

from pmo_toolkit.assessment.prepared_cache import day_of
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import short
from pmo_toolkit.report.departments.workshop_questions import workshop_questions
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.studies.elicitation.entries import QUESTION
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion
from pmo_toolkit.studies.questions.noted import (
    NotedQuestion,
    advice_questions,
    answer_rows,
    day_named,
    department_named,
    departments_of,
    noted_questions,
    question_of,
)
from pmo_toolkit.workshop.base.fields import WIDE, WORDS
from pmo_toolkit.workshop.base.html_views import empty_view
from pmo_toolkit.workshop.base.step import Step, button
from pmo_toolkit.workshop.weighing.checked_text import CheckedText

_ALL = ("all of them together", "")
_NONE = ("(choose a question)", "")


class QuestionsStep(Step):
    """Each question is noted with its department and the day by which an answer is wanted.

    Parameters
    ----------
    session : WorkshopSession
    """

    title: ClassVar[str] = "Questions"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        workspace, layout = session.workspace, widgets.Layout(width=WIDE)
        self._day = day_of(session.as_of, workspace)
        self.question = widgets.Textarea(
            description="Question", rows=2, style=WORDS, layout=layout, continuous_update=False
        )
        self.department = CheckedText("Department that can answer it", departments_of(workspace))
        self.wanted_by = CheckedText("Answer wanted by (such as 2027-03-31)")
        self.proposal = widgets.Dropdown(
            options=[_ALL, *((name, name) for name in session.proposals)],
            value="",
            description="About the proposal",
            style=WORDS,
            layout=layout,
        )
        self.noted = widgets.Dropdown(
            options=[_NONE], value="", description="Withdraw", style=WORDS, layout=layout
        )
        self.add_button = button("Note the question", self.add, primary=True)
        self.advice_button = button("What the advice asks this department", self.show_asked)
        self.withdraw_button = button("Withdraw it", self.withdraw)
        self.view = empty_view()
        self._asked: Mapping[str, tuple[PortfolioQuestion, ...]] | None = None
        self.department.text.observe(lambda _: self._show(), "value")
        self.children = (
            self.question,
            self.department,
            self.wanted_by,
            self.proposal,
            widgets.HBox((self.add_button, self.advice_button)),
            self.notes,
            self.view,
            widgets.HBox((self.noted, self.withdraw_button)),
        )
        self.refresh()

    @property
    def questions(self) -> tuple[NotedQuestion, ...]:
        """Those of the journal that were not withdrawn."""
        return noted_questions(self.entries)

    @property
    def section(self) -> Section:
        """What is shown, as a section of a report."""
        department = self.department.value if self._asked is not None else ""
        asked = (self._asked or {}).get(department, ())
        return workshop_questions(self.questions, department, asked)

    def refresh(self) -> None:
        """Read the journal anew; what is typed stays."""
        options = [_NONE, *((short(one.subject, 90), one.id) for one in self.questions)]
        if list(self.noted.options) != options:
            self.noted.options, self.noted.value = options, ""
        self._show()

    def add(self) -> None:
        """Note the question of the fields in the journal."""

        def note() -> None:
            workspace = self.session.workspace
            department = self.department.checked(lambda text: department_named(workspace, text))
            day = self.wanted_by.checked(lambda text: day_named(text, self._day))
            made = question_of(
                self.question.value, department, day, self.proposal.value, self.session.role
            )
            self.session.journal.note(QUESTION, made.subject, made.noted_by, made.as_note())
            self.question.value = ""

        self.guarded(note, "The question is noted.")

    def withdraw(self) -> None:
        """Withdraw the chosen question; what was noted stays in the journal."""

        def note() -> None:
            chosen = next((one for one in self.questions if one.id == self.noted.value), None)
            if chosen is None:
                raise UsageError("choose the question that is withdrawn")
            value = {**chosen.as_note(), "withdrawn": True}
            self.session.journal.note(QUESTION, chosen.subject, self.session.role, value)

        self.guarded(note, "The question is withdrawn.")

    def show_asked(self) -> None:
        """Assess the proposals once, and list what their advice asks the department."""

        def show() -> None:
            workspace = self.session.workspace
            self.department.checked(lambda text: department_named(workspace, text))
            if self._asked is None:
                self._asked = advice_questions(
                    workspace,
                    self.session.proposals,
                    seed=self.session.seed,
                    as_of=self.session.as_of,
                )

        self.guarded(show)

    def rows(self) -> list[dict[str, Any]]:
        """A row a question, for an export: with its id, the day and who noted it."""
        return [{"id": one.id, "noted_by": one.noted_by, **one.as_note()} for one in self.questions]

    def answer_rows(self) -> list[dict[str, str]]:
        """Rows that the table ``answers`` takes, with blank answers to be filled in."""
        return answer_rows(self.questions)

    def _show(self) -> None:
        self.view.show_sections(self.section)
