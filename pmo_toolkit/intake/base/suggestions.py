"""What a client's table may mean, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, TableRule


class Certainty(Enum):
    """How sure a suggestion is; what is not sure is asked, or listed where nobody can be asked."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Example:
    """A cell before and after conversion, with the row that it stands in."""

    row: int
    before: str
    after: str


@dataclass(frozen=True)
class ColumnSuggestion:
    """What one or several of their columns mean.

    Parameters
    ----------
    rule : ColumnRule
    certainty : Certainty
    why : str
        What speaks for it, in a clause: ``header says "Aufwand (PT)": person-days``.
    doubts : tuple of str
        What is unsure about it, a clause each: the column, its unit, a word, a date's order.
    others : tuple of str
        Other columns of ours that it could be, best first.
    """

    rule: ColumnRule
    certainty: Certainty
    why: str
    doubts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSuggestion:
    """What one of their tables means.

    Parameters
    ----------
    region : Region
    rule : TableRule
        With the column rules of `columns`.
    certainty : Certainty
        Of the table itself.
    why : str
    columns : tuple of ColumnSuggestion
    others : tuple of str
        Other tables that it could be, best first.
    """

    region: Region
    rule: TableRule
    certainty: Certainty
    why: str
    columns: tuple[ColumnSuggestion, ...] = ()
    others: tuple[str, ...] = ()
