"""Links of a plan of Microsoft Project as links between tasks that are work of their own.

What waits for a summary waits for the last tasks below it, and a summary that waits makes its first
tasks wait. A task that has begun waits for nothing: what happened counts, not the link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pmo_toolkit.analysis.scheduling.shapes import Link
from pmo_toolkit.plan_files.base.shapes import fault
from pmo_toolkit.plan_files.base.time_axis import TimeAxis, rounded_up
from pmo_toolkit.plan_files.mspdi.tasks import Remark, Task, TaskLink

#: Links that are carried; beyond it the plan is made to do harm.
_MOST_LINKS = 1_000_000


class Outline:
    """Which tasks stand below which.

    Parameters
    ----------
    tasks : sequence of Task
        In the order of the plan.
    """

    def __init__(self, tasks: Sequence[Task]):
        self.below: dict[str, list[str]] = defaultdict(list)
        self.above: dict[str, tuple[Task, ...]] = {}
        open_: list[Task] = []
        for task in tasks:
            while open_ and open_[-1].level >= task.level:
                open_.pop()
            self.above[task.uid] = tuple(open_)
            if task.is_summary:
                open_.append(task)
            else:
                for uid in (task.uid, *(summary.uid for summary in open_)):
                    self.below[uid].append(task.uid)

    def project(self, uid: str) -> str:
        """The outermost summary above a task, that of the whole plan aside; empty without one."""
        return next((summary.name for summary in self.above[uid] if summary.level > 0), "")


class Links:
    """Links between activities.

    Parameters
    ----------
    file : str
    tasks : sequence of Task
        In the order of the plan.
    outline : Outline
    remark : callable
        Takes what is odd.
    """

    def __init__(self, file: str, tasks: Sequence[Task], outline: Outline, remark: Remark):
        self.file, self.outline, self._remark = file, outline, remark
        self.tasks = {task.uid: task for task in tasks}
        self.before: dict[str, set[str]] = defaultdict(set)
        self.behind: dict[str, set[str]] = defaultdict(set)
        for task in tasks:
            for link in task.links:
                if link.kind in ("FS", "SS") and link.lag >= 0:
                    self.before[task.uid].add(link.predecessor)
                if link.kind in ("FS", "FF") and link.lag >= 0:
                    self.behind[link.predecessor].add(task.uid)

    def of_activities(self) -> dict[str, list[tuple[str, TaskLink]]]:
        """Activity → predecessors, each with its link as it stands.

        Raises
        ------
        PlanFileError
            Where the links come to more than any plan has.
        """
        links: dict[str, list[tuple[str, TaskLink]]] = defaultdict(list)
        count = 0
        for task in self.tasks.values():
            for link in task.links:
                firsts = self._successors(task.uid, link.kind)
                lasts = self._predecessors(task, link)
                count += len(firsts) * len(lasts)
                if count > _MOST_LINKS:
                    raise fault(
                        self.file,
                        f"the plan's links come to more than {_MOST_LINKS:,}",
                        row=link.line,
                        next_step="Link milestones rather than summaries with many tasks.",
                    )
                for first in firsts:
                    if self.tasks[first].begun is None:
                        links[first] += [(last, link) for last in lasts if last != first]
        return links

    def _successors(self, uid: str, kind: str) -> list[str]:
        others = self.before if kind in ("FS", "SS") else self.behind
        return self._outermost(uid, others)

    def _predecessors(self, task: Task, link: TaskLink) -> list[str]:
        if link.predecessor not in self.tasks:
            self._remark(
                f"{task.label} waits for a task that the plan does not hold",
                task.node,
                row=link.line,
                found=link.predecessor or None,
                expected="the UID of an active task",
                next_step="The link is left out.",
            )
            return []
        if (
            task in self.outline.above[link.predecessor]
            or self.tasks[link.predecessor] in (self.outline.above[task.uid])
        ):
            self._remark(
                f"{task.label} is linked with its own summary",
                task.node,
                row=link.line,
                found=link.predecessor,
                next_step="The link is left out.",
            )
            return []
        others = self.behind if link.kind in ("FS", "FF") else self.before
        return self._outermost(link.predecessor, others)

    def _outermost(self, uid: str, others: Mapping[str, set[str]]) -> list[str]:
        """Activities below a task that are linked with no other one below it on that side."""
        below = self.outline.below.get(uid, [])
        if len(below) < 2:
            return below
        inside = set(below)
        return [name for name in below if inside.isdisjoint(others.get(name, ()))] or below


def in_periods(
    links: Mapping[str, list[tuple[str, TaskLink]]],
    tasks: Mapping[str, Task],
    axis: TimeAxis,
    until: datetime,
) -> dict[str, tuple[Link, ...]]:
    """Activity → its links with lags in periods.

    A lag that runs through nights and weekends becomes the most periods that it can take, and a
    part of a duration is rounded up.
    """
    return {
        uid: tuple(
            dict.fromkeys(
                Link(predecessor, _lag(link, tasks[predecessor], axis, until), link.kind)
                for predecessor, link in pairs
            )
        )
        for uid, pairs in links.items()
    }


def _lag(link: TaskLink, predecessor: Task, axis: TimeAxis, until: datetime) -> int:
    minutes = link.lag * predecessor.minutes / 100 if link.is_percent else link.lag
    whole = -int(-minutes // 1)
    if not link.is_elapsed:
        return rounded_up(whole, axis.minutes)
    return axis.longest_wait(whole, until, from_finish=link.kind[0] == "F")


def exact_lags(links: Mapping[str, list[tuple[str, TaskLink]]]) -> Iterator[int]:
    """Working minutes of lags that should be whole periods."""
    for pairs in links.values():
        for _, link in pairs:
            if not link.is_elapsed and not link.is_percent:
                yield int(link.lag)
