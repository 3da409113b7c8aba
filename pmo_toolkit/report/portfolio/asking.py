"""What is asked of which department, and what would change the picture."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.number_format import NumberFormat, counted, listed
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import PortfolioQuestion

#: Questions of a department that stand open, and those that its list holds; the workbook has all.
MOST_SHOWN, MOST_LISTED = 3, 20
#: Chance from which on it is said that an answer may change the advice.
_WORTH_SAYING = 0.01
_MOST_NAMED = 6


@dataclass(frozen=True)
class AskedRow:
    """One question: its text, whom it is about, and what the answer is worth."""

    text: str
    about: str
    worth: str


@dataclass(frozen=True)
class DepartmentRows:
    """The questions of one department; `further` more stand in the workbook alone."""

    name: str
    count: int
    shown: tuple[AskedRow, ...]
    more: tuple[AskedRow, ...]
    further: int


def portfolio_questions(portfolio: Portfolio) -> Section:
    """Open questions, each department's together, that of the highest worth first."""
    groups = [
        DepartmentRows(
            department,
            len(questions),
            tuple(_asked(one, portfolio.figures) for one in questions[:MOST_SHOWN]),
            tuple(_asked(one, portfolio.figures) for one in questions[MOST_SHOWN:MOST_LISTED]),
            max(0, len(questions) - MOST_LISTED),
        )
        for department, questions in portfolio.questions.items()
    ]
    groups.sort(key=lambda group: (-group.count, group.name))
    return render("portfolio_questions", groups=groups, count=sum(one.count for one in groups))


def portfolio_turning(portfolio: Portfolio) -> Section:
    """What would change the picture."""
    return render("portfolio_turning", turning=portfolio.turning)


def _asked(question: PortfolioQuestion, figures: NumberFormat) -> AskedRow:
    parts = []
    if question.worth:
        parts.append(f"an answer is worth up to {figures.money(question.worth)}")
    if question.chance_changes >= _WORTH_SAYING:
        chance = figures.chance(question.chance_changes)
        parts.append(f"it changes the advice with a chance of {chance}")
    names = question.proposals
    about = listed(names) if names else ""
    if len(names) > _MOST_NAMED:
        about = counted(len(names), "proposal", "proposals")
    return AskedRow(question.text, about, "; ".join(parts) or question.effect)
