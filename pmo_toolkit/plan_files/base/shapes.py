"""What a file of a plan holds beside its scheduling problem: dates, due dates, remarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pmo_toolkit.analysis.scheduling.shapes import SchedulingProblem
from pmo_toolkit.core.errors import Grade, Trouble, UsageError
from pmo_toolkit.plan_files.base.time_axis import Timetable


class PlanFileError(UsageError):
    """A file of a plan that cannot be used; the message says where and what to do."""


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
    dates : Timetable or None
        Absent where the format knows no calendar.
    due_dates : tuple of DueDate
        Reported beside a schedule, not imposed.
    remarks : tuple of Trouble
        What was read otherwise than it stands, as findings.
    unit_sizes : mapping of str to int
        Resource → hundredths that one of its whole units is; 100 where it is absent.
    """

    name: str
    format: str
    problem: SchedulingProblem
    dates: Timetable | None = None
    due_dates: tuple[DueDate, ...] = ()
    remarks: tuple[Trouble, ...] = ()
    unit_sizes: Mapping[str, int] = field(default_factory=dict)


def fault(file: str, what: str, **where: object) -> PlanFileError:
    """The refusal of a file; see `Trouble` for `where`."""
    return PlanFileError(str(_trouble(Grade.FAULT, file, what, where)))


def finding(file: str, what: str, **where: object) -> Trouble:
    """Something that was read otherwise than it stands."""
    return _trouble(Grade.FINDING, file, what, where)


def _trouble(grade: Grade, file: str, what: str, where: dict[str, object]) -> Trouble:
    make: Callable[..., Trouble] = Trouble
    return make(grade=grade, table=file, what=what, file=file, **where)
