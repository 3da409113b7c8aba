"""Questions that came up in a workshop, beside those that the advice asks a department."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion
from pmo_toolkit.studies.questions.noted import NotedQuestion


def workshop_questions(
    noted: Iterable[NotedQuestion],
    department: str = "",
    asked: Sequence[PortfolioQuestion] = (),
) -> Section:
    """Questions that came up, by department.

    Parameters
    ----------
    noted : iterable of NotedQuestion
    department : str
        Whose other questions are listed beneath; empty: nobody's.
    asked : sequence of PortfolioQuestion
        What the advice asks that department.
    """
    ordered = sorted(noted, key=lambda question: (question.department, question.wanted_by))
    return render("workshop_questions", noted=ordered, department=department, asked=list(asked))
