"""What the table ``decisions`` says: the latest decision on a proposal, those before, the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import records_of, text_of
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.studies.track_record.shapes import Decision, UnusedDecision
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

_TABLE, _DECISION = "decisions", "decision"


@dataclass(frozen=True)
class Decisions:
    """What was decided, as of a day.

    Parameters
    ----------
    latest : mapping of str to Decision
        By proposal.
    earlier : mapping of str to tuple of Decision
        Those before, oldest first; a proposal with one decision has none.
    unused : tuple of UnusedDecision
        Rows that do not count, in the order of the table.
    """

    latest: Mapping[str, Decision] = field(default_factory=dict)
    earlier: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    unused: tuple[UnusedDecision, ...] = ()


def decisions_of(workspace: Workspace, as_of: dt.date) -> Decisions:
    """What was decided on each proposal up to a day.

    A decision without a day counts as the oldest. One of a later day is none yet.

    Parameters
    ----------
    workspace : Workspace
    as_of : date
    """
    table = workspace.table(_TABLE)
    unused = _rows_with_faults(workspace.troubles)
    words = {row: trouble for trouble in workspace.troubles for row in _rows_of_words(trouble)}
    found: dict[str, list[Decision]] = {}
    ordered = table.sort_values(["date", ROW], na_position="first", kind="stable")
    for cells in records_of(ordered):
        row, proposal = int(cells[ROW]), str(cells["proposal"])
        decided, date = text_of(cells["decision"]), day_of_cell(cells["date"])
        if decided is None:
            unused.append(_without_a_word(row, proposal, words.get(row)))
        elif date is not None and date > as_of.isoformat():
            unused.append(_of_a_later_day(row, proposal, date, as_of))
        else:
            by_role, reason = text_of(cells["by_role"]), text_of(cells["reason"])
            found.setdefault(proposal, []).append(Decision(decided, by_role, date, reason))
    return Decisions(
        {proposal: decisions[-1] for proposal, decisions in found.items()},
        {proposal: tuple(rest[:-1]) for proposal, rest in found.items() if len(rest) > 1},
        tuple(sorted(unused, key=lambda one: one.row)),
    )


def day_of_cell(value: Any) -> str | None:
    """The day of a cell of a typed table, ISO 8601; None where it is missing."""
    return None if pd.isna(value) else pd.Timestamp(value).date().isoformat()


def _rows_with_faults(troubles: tuple[Trouble, ...]) -> list[UnusedDecision]:
    """Rows that reading has set aside: of unknown proposals, or of none."""
    return [
        UnusedDecision(
            row,
            trouble.proposal,
            f"{trouble.column or 'the row'} {trouble.what}"
            + ("" if trouble.found is None else f"; found {trouble.found}"),
            trouble.next_step or "Mend the row, or remove it.",
        )
        for trouble in troubles
        if trouble.table == _TABLE and trouble.grade is Grade.ROW
        for row in _rows_of(trouble)
    ]


def _rows_of_words(trouble: Trouble) -> tuple[int, ...]:
    """Rows whose decision is not a word that the table knows."""
    if trouble.table != _TABLE or trouble.column != _DECISION or trouble.found is None:
        return ()
    return _rows_of(trouble)


def _rows_of(trouble: Trouble) -> tuple[int, ...]:
    return trouble.rows or (() if trouble.row is None else (trouble.row,))


def _without_a_word(row: int, proposal: str, trouble: Trouble | None) -> UnusedDecision:
    if trouble is None:
        return UnusedDecision(
            row,
            proposal,
            "it does not say what was decided",
            "Fill in what was decided, or remove the row.",
        )
    return UnusedDecision(
        row,
        proposal,
        f"“{trouble.found}” is not a word that the column decision knows",
        trouble.next_step or f"Write {trouble.expected}.",
    )


def _of_a_later_day(row: int, proposal: str, date: str, as_of: dt.date) -> UnusedDecision:
    return UnusedDecision(
        row,
        proposal,
        f"its day, {date}, lies after the day of this page, {as_of.isoformat()}",
        "Mend the date if it is a slip; else it counts from that day on.",
    )
