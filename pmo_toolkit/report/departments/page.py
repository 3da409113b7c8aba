"""The page of a department as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.core.number_format import day, short
from pmo_toolkit.report.departments.words import moved, summary, worth_of
from pmo_toolkit.report.kit.html import render_sections
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.questions.result import (
    DepartmentPage,
    DepartmentQuestions,
    GivenAnswer,
    OpenItem,
)
from pmo_toolkit.studies.tickets.questions import TOPIC as TICKETS

#: Proposals of a question that are named with their titles; of more only the ids.
_MOST_TITLES = 3

#: What a question is about that names no proposal.
_TOGETHER = "About several proposals together."
_FROM_TICKETS = "About what tickets of the service desk cannot tell, not about one proposal."


@dataclass(frozen=True)
class ConcernedReport:
    """A proposal that a question is about: id, title, what we advise, and its report if any."""

    id: str
    title: str
    position: str
    link: str | None


@dataclass(frozen=True)
class AskedRow:
    """One question as it is shown."""

    text: str
    worth: str
    form: str
    concerned: tuple[ConcernedReport, ...]
    with_titles: bool
    about: str


@dataclass(frozen=True)
class AnsweredRow:
    """One answer as it is shown."""

    question: str
    answer: str
    date: str
    outcome: str
    concerned: tuple[ConcernedReport, ...]
    effect: str


def department_questions(
    questions: DepartmentQuestions, department: str, links: Mapping[str, str] | None = None
) -> Section:
    """What is asked of a department, what it has answered, and what that has moved.

    Parameters
    ----------
    questions : DepartmentQuestions
    department : str
    links : mapping of str to str, optional
        Proposal → its report, relative to the page.

    Raises
    ------
    KeyError
        If there is no page of this department.
    """
    page = questions.page(department)
    if page is None:
        raise KeyError(department)
    reports = links or {}
    return render(
        "department_questions",
        q=questions,
        department=department,
        workbook=f"{page.stem}.xlsx",
        summary=summary(page),
        asked=[_asked(item, questions, reports) for item in page.questions],
        answered=[_answered(one, questions, reports) for one in page.answers],
    )


def render_page(
    questions: DepartmentQuestions,
    page: DepartmentPage,
    links: Mapping[str, str],
    up: tuple[str, str] | None = None,
) -> str:
    """The complete page of a department; the same input gives the same text.

    Parameters
    ----------
    questions : DepartmentQuestions
    page : DepartmentPage
    links : mapping of str to str
        Proposal → its report, relative to the page.
    up : (str, str), optional
        Page that leads here: file name and title.
    """
    title = f"{questions.context.workspace} · Questions to {short(page.department, 80)}"
    section = department_questions(questions, page.department, links)
    return render_sections((section,), title=title, up=up)


def _asked(item: OpenItem, questions: DepartmentQuestions, links: Mapping[str, str]) -> AskedRow:
    return AskedRow(
        item.question,
        worth_of(item, questions.figures),
        item.answer_form if item.cell else "",
        tuple(_concerned(name, questions, links) for name in item.proposals),
        len(item.proposals) <= _MOST_TITLES,
        _FROM_TICKETS if item.topic == TICKETS else _TOGETHER,
    )


def _answered(
    given: GivenAnswer, questions: DepartmentQuestions, links: Mapping[str, str]
) -> AnsweredRow:
    answer = given.answer
    names = (answer.proposal,) if answer.proposal else ()
    shows = given.now is not None and given.before is not None
    return AnsweredRow(
        answer.question,
        answer.answer,
        "" if answer.date is None else day(answer.date),
        given.outcome,
        tuple(_concerned(name, questions, links) for name in names),
        moved(given.before, given.now, questions.figures) if shows and given.now else "",
    )


def _concerned(
    name: str, questions: DepartmentQuestions, links: Mapping[str, str]
) -> ConcernedReport:
    return ConcernedReport(
        name, questions.titles.get(name, ""), questions.positions.get(name, ""), links.get(name)
    )
