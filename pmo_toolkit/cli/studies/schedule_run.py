"""A plan or a workspace scheduled within the time of a command."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pmo_toolkit
from pmo_toolkit.analysis.scheduling.shapes import Schedule, ScheduleError
from pmo_toolkit.cli.base.command_clock import CommandClock
from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.core.number_format import day
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.plan_files.base.shapes import DueDate, PlanFile, finding
from pmo_toolkit.plan_files.base.time_axis import DatedPeriods, Timetable

if TYPE_CHECKING:
    from pmo_toolkit.cli.printing.schedules import Improvements

WORKSPACE = "workspace"
#: Seconds of the processor kept for checking, writing and leaving, and more for each activity.
_TO_END, _EACH_ACTIVITY = 0.6, 0.0001
#: The same where a chart is drawn or a plan is written.
_TO_END_SLOW, _EACH_ACTIVITY_SLOW = 1.6, 0.0006
#: How many times longer than the processor's a second may take where others use the machine too.
_SLOWEST = 3.0


@dataclass(frozen=True)
class Allowed:
    """What a search may use.

    Parameters
    ----------
    clock : CommandClock
    time_limit : float
        Wall seconds of the whole command.
    seed : int or None
        None for that of the settings.
    is_slow : bool
        Whether what is written takes its time.
    slowness : float
        Wall seconds that a second of the processor takes; see `slowness_now`.
    """

    clock: CommandClock
    time_limit: float
    seed: int | None
    is_slow: bool
    slowness: float = 1.0

    def left(self, activities: int) -> float:
        """Seconds left to search, with some kept to check and write so many activities."""
        least, each = (
            (_TO_END_SLOW, _EACH_ACTIVITY_SLOW) if self.is_slow else (_TO_END, _EACH_ACTIVITY)
        )
        kept = (least + each * activities) * self.slowness
        return max(0.0, self.clock.left(self.time_limit) - min(kept, self.time_limit / 2))

    def source(self, name: str, format_: str, seed: int, *, is_sample: bool) -> dict[str, Any]:
        """Where a schedule comes from, as the JSON says it."""
        return {
            "source": name,
            "format": format_,
            "sample": is_sample,
            "seed": seed,
            "time_limit": self.time_limit,
            "version": pmo_toolkit.__version__,
        }


def slowness_now(clock: CommandClock) -> float:
    """Wall seconds that a second of the processor has taken so far, from 1 to `_SLOWEST`."""
    used = time.process_time()
    return min(_SLOWEST, max(1.0, clock.seconds / used)) if used > 0 else 1.0


@dataclass(frozen=True)
class Solved:
    """A schedule with what belongs to it, wherever the problem came from.

    `portfolio` is what a workspace's plan says beside the schedule, and `has_failed` whether some
    of its rows could not be used.
    """

    schedule: Schedule
    source: Mapping[str, Any]
    dates: Timetable | None = None
    due_dates: Sequence[DueDate] = ()
    remarks: Sequence[Trouble] = ()
    unit_sizes: Mapping[str, int] = field(default_factory=dict)
    portfolio: Mapping[str, Any] | None = None
    has_failed: bool = False


@dataclass
class Interrupt:
    """Whether the user stopped the command."""

    came: bool = False


@contextmanager
def noted_interrupt() -> Iterator[Interrupt]:
    """Note that Ctrl-C came, for a search that keeps its best then and goes on to the end."""
    interrupt = Interrupt()

    def stop(*_: object) -> NoReturn:
        interrupt.came = True
        raise KeyboardInterrupt

    try:
        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not in the main thread, where no signal arrives
        before = {}
    try:
        yield interrupt
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def solve_file(path: Path, allowed: Allowed, improvements: Improvements) -> Solved:
    """The schedule of a plan in a file.

    Raises
    ------
    PlanFileError
        Where the file cannot be read.
    ScheduleError
        Where its rules clash.
    """
    from pmo_toolkit.analysis.scheduling.solving import schedule
    from pmo_toolkit.plan_files.reading import read_plan_file

    plan = read_plan_file(path)
    seed = Settings().seed if allowed.seed is None else allowed.seed
    number = len(plan.problem.activities)
    try:
        best = schedule(
            plan.problem,
            seed=seed,
            time_left=lambda: allowed.left(number),
            on_better=lambda better: improvements.show(better, plan.dates, allowed.clock.seconds),
        )
    except ScheduleError as error:
        raise ScheduleError(f"{plan.name}: {error}{_counted_from(plan)}") from None
    refuse_violations(best)
    return Solved(
        best,
        allowed.source(plan.name, plan.format, seed, is_sample=False),
        plan.dates,
        plan.due_dates,
        plan.remarks,
        plan.unit_sizes,
    )


def _counted_from(plan: PlanFile) -> str:
    """From when a message on a plan counts its periods."""
    if plan.dates is None:
        return ""
    first = day(plan.dates.start(0).date().isoformat())
    return f" (ids are the plan's UIDs; times are counted in {plan.problem.unit} from {first})"


def solve_workspace(
    path: Path, allowed: Allowed, as_of: date | None, improvements: Improvements
) -> Solved:
    """The schedule of a workspace's proposals.

    Raises
    ------
    WorkspaceError
        Where the workspace has a fault.
    """
    from pmo_toolkit.assessment.scheduling.shapes import LeftOutReason
    from pmo_toolkit.studies.scheduling import study_schedule

    study = study_schedule(
        path,
        time_left=lambda: allowed.left(0),
        seed=allowed.seed,
        as_of=as_of,
        on_better=lambda better: improvements.show(better, None, allowed.clock.seconds),
    )
    refuse_violations(study.schedule)
    left_out = study.portfolio.left_out
    gone_ids = {gone.proposal for gone in left_out}
    findings = [found for found in study.portfolio.findings if found.proposal not in gone_ids]
    not_planned = [
        finding(
            gone.table or "proposals",
            f"{gone.proposal} “{gone.title}” is not planned: {gone.why.rstrip('.')}",
            row=gone.rows[0] if gone.rows else None,
        )
        for gone in left_out
    ]
    return Solved(
        study.schedule,
        allowed.source(study.workspace, WORKSPACE, study.seed, is_sample=study.is_sample),
        DatedPeriods(study.portfolio.months.first_day, study.schedule.problem.unit),
        remarks=(*findings, *not_planned),
        portfolio=study.as_dict(),
        has_failed=any(gone.reason is LeftOutReason.ROW_FAULT for gone in left_out),
    )


def refuse_violations(schedule: Schedule) -> None:
    """See to it that a schedule keeps all rules, whoever made it.

    Raises
    ------
    RuntimeError
        Where it does not: an error of the program.
    """
    from pmo_toolkit.analysis.scheduling.checking import violations

    broken = violations(schedule.problem, schedule)
    if broken:
        raise RuntimeError(f"the schedule breaks rules of its problem: {'; '.join(broken[:5])}")
