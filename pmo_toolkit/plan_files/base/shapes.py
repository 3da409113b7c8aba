"""What a file of a plan holds beside its scheduling problem: dates, due dates, remarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pmo_toolkit.analysis.scheduling.shapes import SchedulingProblem
from pmo_toolkit.core.errors import Grade, Trouble, UsageError


class PlanFileError(UsageError):
    """A file of a plan that cannot be used; the message says where and what to do."""


class Dates(Protocol):
    """Calendar dates of periods."""

    def start(self, period: int) -> datetime:
        """When work begins that starts in a period."""

    def finish(self, period: int) -> datetime:
        """When work ends that is finished before a period."""


@dataclass(frozen=True)
class DueDate:
    """A date that a file states and that a schedule may miss.

    Parameters
    ----------
    of : str
        Id of an activity, or a project as in `Activity.project`; empty for the whole plan.
    due : int
        Period.
    cost : int
        Stated cost of each period later.
    """

    of: str
    due: int
    cost: int = 0


@dataclass(frozen=True)
class PlanFile:
    """A plan as a file states it.

    Parameters
    ----------
    name : str
        Name of the file.
    format : str
        Such as ``"PSPLIB"``.
    problem : SchedulingProblem
    dates : Dates or None
        Absent where the format knows no calendar.
    due_dates : tuple of DueDate
        Reported beside a schedule, not imposed.
    remarks : tuple of Trouble
        What was read otherwise than it stands, as findings.
    """

    name: str
    format: str
    problem: SchedulingProblem
    dates: Dates | None = None
    due_dates: tuple[DueDate, ...] = ()
    remarks: tuple[Trouble, ...] = ()


def fault(file: str, what: str, **where: object) -> PlanFileError:
    """The refusal of a file; see `Trouble` for `where`."""
    return PlanFileError(str(_trouble(Grade.FAULT, file, what, where)))


def finding(file: str, what: str, **where: object) -> Trouble:
    """Something that was read otherwise than it stands."""
    return _trouble(Grade.FINDING, file, what, where)


def _trouble(grade: Grade, file: str, what: str, where: dict[str, object]) -> Trouble:
    make: Callable[..., Trouble] = Trouble
    return make(grade=grade, table=file, what=what, file=file, **where)
