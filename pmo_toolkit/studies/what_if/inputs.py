"""The inputs of a proposal that move its advice most, by its own sensitivity."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment.result import Assessment
from pmo_toolkit.studies.what_if.changes import ENDS
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: So many inputs are offered to be moved.
MOST_INPUTS = 6


@dataclass(frozen=True)
class MovableInput:
    """A stated range that can be moved.

    Parameters
    ----------
    table : str
        ``"benefits"`` or ``"costs"``.
    row : int
        Number of the row in its file.
    label : str
        Title of the benefit or element of cost, as stated.
    unit : str
        Such as ``"money per year"``.
    low, mode, high : float or None
        As stated; None where an end is not.
    """

    table: str
    row: int
    label: str
    unit: str
    low: float | None
    mode: float | None
    high: float | None


@dataclass(frozen=True)
class Switchable:
    """A row that can be switched: a risk on or off, a benefit with or without an owner.

    Parameters
    ----------
    row : int
        Number of the row in its file.
    label : str
    owner : str or None
        Of a benefit, the department that answers for it.
    """

    row: int
    label: str
    owner: str | None = None


def movable_inputs(workspace: Workspace, assessment: Assessment) -> tuple[MovableInput, ...]:
    """Benefits in money, and costs of the preferred option, those that move the advice first.

    Their order is that of the open questions, which tells how likely an answer is to change the
    advice, then that of the bars of the tornado, the widest first.

    Parameters
    ----------
    workspace : Workspace
    assessment : Assessment
        Of the proposal, in full.
    """
    found = [
        *_ranges(workspace, "benefits", "proposal", assessment.proposal.id, "title", "unit"),
        *_ranges(workspace, "costs", "option", _preferred(assessment), "element", "period"),
    ]
    places = {name: place for place, name in reversed(list(enumerate(_by_influence(assessment))))}
    last = len(places)

    def order(movable: MovableInput) -> tuple[float, float]:
        return places.get(movable.label, last), (movable.low or 0.0) - (movable.high or 0.0)

    return tuple(sorted(found, key=order)[:MOST_INPUTS])


def risks_of(workspace: Workspace, proposal: str) -> tuple[Switchable, ...]:
    """The stated risks of a proposal, in the order of the file."""
    rows = workspace.table("risks")
    own = rows[rows["proposal"] == proposal].sort_values(ROW)
    return tuple(
        Switchable(int(row[ROW]), text_of(row["title"]) or "risk without a title")
        for _, row in own.iterrows()
    )


def benefits_of(workspace: Workspace, proposal: str) -> tuple[Switchable, ...]:
    """The benefits in money of a proposal with who answers for each, in the order of the file."""
    rows = workspace.table("benefits")
    own = rows[(rows["proposal"] == proposal) & _in_money(rows["unit"])].sort_values(ROW)
    return tuple(
        Switchable(
            int(row[ROW]),
            text_of(row["title"]) or "benefit without a title",
            text_of(row["department"]),
        )
        for _, row in own.iterrows()
    )


def options_of(workspace: Workspace, proposal: str) -> tuple[tuple[str, str], ...]:
    """Title and id of the proposal's options, doing nothing left out."""
    rows = workspace.table("options")
    own = rows[(rows["proposal"] == proposal) & (rows["kind"] != "nothing")]
    return tuple(
        (f"{text_of(row['title']) or row['kind']} ({row['id']})", str(row["id"]))
        for _, row in own.iterrows()
    )


def _ranges(
    workspace: Workspace, table: str, column: str, key: str | None, label: str, unit: str
) -> list[MovableInput]:
    rows = workspace.table(table)
    own = rows[rows[column] == key]
    if table == "benefits":
        own = own[_in_money(own["unit"])]
    found = []
    for _, row in own.iterrows():
        low, mode, high = (number_of(row[end]) for end in ENDS)
        if (low, mode, high) != (None, None, None):
            name, of = text_of(row[label]) or "without a name", text_of(row[unit]) or ""
            words = of if table == "benefits" else f"money, {of}"
            found.append(MovableInput(table, int(row[ROW]), name, words, low, mode, high))
    return found


def _in_money(units: pd.Series) -> pd.Series:
    return units.astype("str").str.startswith("money")


def _preferred(assessment: Assessment) -> str | None:
    options = assessment.options
    return None if isinstance(options, NotAssessed) else options.preferred


def _by_influence(assessment: Assessment) -> list[str]:
    """Names of inputs, those that move the advice most first."""
    asked = [
        question.about
        for question in assessment.open_questions.questions
        if question.rests_on == "draws"
        and (question.chance_changes > 0 or _worth(question.worth) > 0)
    ]
    risk = assessment.risk
    if isinstance(risk, NotAssessed) or isinstance(risk.cost, NotAssessed):
        return asked
    bars = sorted(risk.cost.tornado, key=lambda bar: bar.low - bar.high)
    return [*asked, *(bar.name for bar in bars)]


def _worth(worth: float | NotAssessed) -> float:
    return 0.0 if isinstance(worth, NotAssessed) else worth
