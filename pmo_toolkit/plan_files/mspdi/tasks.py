"""Tasks of a plan of Microsoft Project, and which are work of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pmo_toolkit.core.files.mspdi_values import ELAPSED, minutes_of, number_of
from pmo_toolkit.core.files.xml_tree import Node
from pmo_toolkit.plan_files.base.numbers import MOST_ACTIVITIES
from pmo_toolkit.plan_files.base.shapes import fault
from pmo_toolkit.plan_files.mspdi.calendars import FIRST_YEAR, LAST_YEAR, moment_of

#: Value of Type of a link → its kind.
_KINDS = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
_PERCENT, _ELAPSED_PERCENT = frozenset({"19", "51"}), frozenset({"20", "52"})
#: Value of ConstraintType → what it demands, in the words of the program.
CONSTRAINTS = {
    "0": "ASAP",
    "1": "ALAP",
    "2": "MSO",
    "3": "MFO",
    "4": "SNET",
    "5": "SNLT",
    "6": "FNET",
    "7": "FNLT",
}
#: Minutes of work of forty years; what lasts longer is a slip.
_LONGEST = 40 * 52 * 7 * 24 * 60
Remark = Callable[..., None]


@dataclass(frozen=True)
class TaskLink:
    """A link as it stands: `lag` in minutes, or, with `is_percent`, in per cent of the predecessor.

    `is_elapsed` says that the lag runs through nights and weekends.
    """

    predecessor: str
    kind: str
    lag: float
    is_percent: bool
    is_elapsed: bool
    line: int


@dataclass(frozen=True)
class Task:
    """A task as the plan lists it.

    Parameters
    ----------
    node : Node
    uid, name : str
    level : int
        In the outline.
    is_summary : bool
    minutes : int
        Duration, rounded up to whole minutes.
    is_elapsed : bool
        Whether it runs through nights and weekends.
    constraint : str
        One of `CONSTRAINTS`' values.
    date : datetime or None
        Of the constraint.
    deadline, begun : datetime or None
        A date that may be missed; the actual start.
    links : tuple of TaskLink
    """

    node: Node
    uid: str
    name: str
    level: int
    is_summary: bool
    minutes: int
    is_elapsed: bool
    constraint: str
    date: datetime | None
    deadline: datetime | None
    begun: datetime | None
    links: tuple[TaskLink, ...]

    @property
    def label(self) -> str:
        """How messages name it."""
        return labelled(self.uid, self.name)


def labelled(uid: str, name: str) -> str:
    """How messages name a task."""
    return f'task {uid} "{name}"' if name else f"task {uid}"


class TaskReader:
    """Reads the tasks of a plan; what is odd becomes a finding."""

    def __init__(self, file: str, remark: Remark):
        self.file, self._remark = file, remark
        self.manual = self.late = 0

    def tasks(self, root: Node) -> tuple[Task, ...]:
        """Active tasks in the order of the plan, summaries among them.

        Raises
        ------
        PlanFileError
            Where there is none, where uids are missing or double, or where there are too many.
        """
        nodes = [node for group in root.all("Tasks") for node in group.all("Task")]
        if len(nodes) > MOST_ACTIVITIES:
            raise fault(self.file, f"the plan has more than {MOST_ACTIVITIES:,} tasks")
        tasks: dict[str, Task] = {}
        for node in nodes:
            if node.text_of("IsNull") == "1" or node.text_of("Active") == "0":
                continue
            task = self._task(node)
            if not task.uid or task.uid in tasks:
                raise fault(
                    self.file,
                    "a task has no UID of its own",
                    row=node.line,
                    found=task.uid or None,
                    expected="a UID that no other task has",
                    next_step="Export the plan again.",
                )
            tasks[task.uid] = task
        if all(task.is_summary for task in tasks.values()):
            raise fault(
                self.file,
                "the plan holds no active task",
                row=root.line,
                next_step="Export a plan with tasks.",
            )
        return tuple(tasks.values())

    def _task(self, node: Node) -> Task:
        constraint = CONSTRAINTS.get(node.text_of("ConstraintType") or "0", "")
        uid, name = node.text_of("UID"), " ".join(node.text_of("Name").split())
        is_summary = node.text_of("Summary") == "1"
        level = node.text_of("OutlineLevel")
        label = labelled(uid, name)
        if not constraint:
            self._remark(
                f"{label} has a constraint that is not known",
                node,
                found=node.text_of("ConstraintType"),
                expected="a type from 0 to 7",
                next_step="It is scheduled as soon as possible.",
            )
            constraint = "ASAP"
        self.manual += node.text_of("Manual") == "1" and not is_summary
        self.late += constraint == "ALAP" and not is_summary
        return Task(
            node,
            uid,
            name,
            int(level) if level.isdecimal() and len(level) < 3 else 1,
            is_summary,
            0 if is_summary else self._minutes(node, label),
            node.text_of("DurationFormat") in ELAPSED,
            constraint,
            self._date(node, "ConstraintDate", label, needed=constraint not in ("ASAP", "ALAP")),
            self._date(node, "Deadline", label),
            None if is_summary else self._date(node, "ActualStart", label),
            tuple(self._links(node, label)),
        )

    def _minutes(self, node: Node, label: str) -> int:
        text = node.text_of("Duration")
        minutes = minutes_of(text)
        if node.text_of("ActualFinish") not in ("", "NA"):  # what it took counts, not the estimate
            actual = minutes_of(node.text_of("ActualDuration"))
            minutes = minutes if actual is None else actual
        if minutes is None:
            if node.text_of("Milestone") == "1":
                return 0
            self._remark(
                f"{label} has no duration that can be read",
                node,
                found=text or None,
                expected="a duration such as PT40H0M0S",
                next_step="It takes no time in this schedule; state its duration in the plan.",
            )
            return 0
        if minutes > _LONGEST:
            raise fault(
                self.file,
                f"{label} lasts longer than forty years",
                row=node.line,
                found=text,
                next_step="Correct its duration in the plan.",
            )
        return -int(-minutes // 1)

    def _date(self, node: Node, name: str, label: str, *, needed: bool = False) -> datetime | None:
        text = node.text_of(name)
        moment = moment_of(text)
        if moment is None and (needed or text not in ("", "NA")):
            self._remark(
                f"{label} has no {name} that can be read",
                node,
                found=text or None,
                expected=f"a date from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-01-31T08:00:00",
                next_step="It counts for nothing in this schedule; state it in the plan.",
            )
        return moment

    def _links(self, node: Node, label: str) -> Iterator[TaskLink]:
        for link in node.all("PredecessorLink"):
            kind = _KINDS.get(link.text_of("Type") or "1")
            if link.text_of("CrossProject") == "1":
                what, expected = f"{label} waits for a task of another plan", None
            elif kind is None:
                what, expected = f"{label} has a link of an unknown kind", "a type from 0 to 3"
            else:
                yield self._link(link, kind, label)
                continue
            self._remark(
                what,
                link,
                found=link.text_of("Type") if kind is None else link.text_of("CrossProjectName"),
                expected=expected,
                next_step="The link is left out.",
            )

    def _link(self, link: Node, kind: str, label: str) -> TaskLink:
        lag, scale = number_of(link, "LinkLag") or 0.0, link.text_of("LagFormat")
        is_percent = scale in _PERCENT or scale in _ELAPSED_PERCENT
        minutes = lag if is_percent else lag / 10
        if abs(minutes) > _LONGEST:
            raise fault(
                self.file,
                f"a link of {label} has a lag of more than forty years",
                row=link.line,
                found=link.text_of("LinkLag"),
                next_step="Correct it in the plan.",
            )
        is_elapsed = scale in ELAPSED or scale in _ELAPSED_PERCENT
        return TaskLink(
            link.text_of("PredecessorUID"), kind, minutes, is_percent, is_elapsed, link.line
        )
