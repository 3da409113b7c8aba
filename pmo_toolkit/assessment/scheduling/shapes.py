"""A portfolio as a problem of scheduling, with all that could not be put into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.scheduling.shapes import SchedulingProblem
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.work import (
    OptionRows,
    OptionWork,
    RoleHours,
    RunningWork,
)
from pmo_toolkit.core.errors import Trouble


class LeftOutReason(StrEnum):
    """Why a proposal stands in no plan."""

    ROW_FAULT = "row_fault"  # its rows have faults
    UNDER_WAY = "under_way"  # it is work in flight already
    NO_OPTION = "no_option"  # it states no option but doing nothing
    NOTHING_PREFERRED = "nothing_preferred"  # doing nothing is preferred
    NOT_STATED = "not_stated"  # neither hours nor a duration are stated
    TOO_LATE = "too_late"  # what it requires lies further back than any plan reaches
    TOO_MUCH = "too_much"  # a role never has as many hours as it asks for
    CIRCLE = "circle"  # it requires, in a circle, itself
    CONTRADICTION = "contradiction"  # it requires what it excludes
    UNKNOWN_ID = "unknown_id"  # it requires something that stands in no table
    EXCLUDED = "excluded"  # another that it excludes is in the plan
    REQUIRES_LEFT_OUT = "requires_left_out"  # what it requires stands in no plan
    NOT_ADVISED = "not_advised"  # nobody advises to begin it yet


@dataclass(frozen=True)
class LeftOut:
    """A proposal that the plan does not hold.

    Parameters
    ----------
    proposal, title : str
    reason : LeftOutReason
    why : str
        A sentence for readers.
    others : tuple of str
        Ids of proposals, work, options or roles that the sentence names.
    table : str
        Table whose rows are to blame; empty where none is.
    rows : tuple of int
        These rows, as the user sees them.
    """

    proposal: str
    title: str
    reason: LeftOutReason
    why: str
    others: tuple[str, ...] = ()
    table: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class NotPossible:
    """An option for which some role never has the hours in the months that it is stated for.

    Parameters
    ----------
    option, title : str
    is_part : bool
    roles : tuple of str
    why : str
        A clause for readers.
    rows : tuple of int
        Rows of ``demand``.
    spread : int
        Months longer over which it can be done; 0 where it cannot.
    """

    option: str
    title: str
    is_part: bool
    roles: tuple[str, ...]
    why: str
    rows: tuple[int, ...]
    spread: int = 0


@dataclass(frozen=True, eq=False)
class PlannedProposal:
    """A proposal that the plan holds.

    Parameters
    ----------
    id, title : str
    department : str or None
    release : int
        First month in which it may start, counted from the plan's first.
    wished_release : int
        The same by its start window alone.
    released_by : tuple of str
        What it requires, is placed nowhere in the plan, and is done only by that month.
    start_window, wanted_finish : str or None
        First day of the one and last day of the other, ISO 8601. The finish is a wish: where it
        cannot hold, that is said, and the plan stands.
    options : tuple of OptionWork
        Ways of doing it between which the plan may choose; one where an option is preferred.
    is_preferred : bool
        Whether its assessment prefers the option; else time alone chooses among them.
    requires : tuple of (str, int)
        What it waits for, and whole months between.
    worth : float
        Worth of finishing it a month sooner.
    not_possible : tuple of NotPossible
        Options that it states and that cannot be done beside work under way.
    """

    id: str
    title: str
    department: str | None
    release: int
    wished_release: int
    released_by: tuple[str, ...]
    start_window: str | None
    wanted_finish: str | None
    options: tuple[OptionWork, ...]
    is_preferred: bool
    requires: tuple[tuple[str, int], ...]
    worth: float
    not_possible: tuple[NotPossible, ...] = ()

    def option(self, option: str) -> OptionWork:
        """The option of this id."""
        return next(work for work in self.options if work.option == option)


@dataclass(frozen=True, eq=False)
class PortfolioProblem:
    """The proposals of a workspace as a problem of scheduling.

    Parameters
    ----------
    problem : SchedulingProblem
        Periods are months, resources roles with hours.
    months : PlanMonths
    proposals : tuple of PlannedProposal
    running : tuple of RunningWork
    roles : tuple of RoleHours
        Those whose capacity is stated.
    without_capacity : mapping of str to tuple of str
        Role whose capacity nobody states → proposals in the plan that need it.
    left_out : tuple of LeftOut
    findings : tuple of Trouble
        What is odd in the rows, and how it was read.
    questions : tuple of Question
        Put to those who can answer them.
    option_rows : mapping of str to OptionRows
        Option → what is stated of it.
    ratios : callable
        Class and department → actual ÷ estimated duration of comparable projects.
    """

    problem: SchedulingProblem
    months: PlanMonths
    proposals: tuple[PlannedProposal, ...]
    running: tuple[RunningWork, ...]
    roles: tuple[RoleHours, ...]
    without_capacity: Mapping[str, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Trouble, ...]
    questions: tuple[Question, ...]
    option_rows: Mapping[str, OptionRows] = field(default_factory=dict, repr=False)
    ratios: Callable[[str | None, str | None], Sequence[float]] = field(
        default=lambda _class, _department: (), repr=False
    )
