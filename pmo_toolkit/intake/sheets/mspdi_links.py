"""Which activity waits for which: links of a plan that summaries, lags and kinds complicate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.core.files.xml_tree import too_much
from pmo_toolkit.core.number_format import counted

#: The kind of link that says: the one begins when the other has ended.
_FINISH_TO_START = "1"
#: Links that are carried; beyond it the plan is made to do harm.
_MOST_LINKS = 1_000_000


@dataclass(frozen=True)
class Task:
    """A task as the plan lists it.

    Parameters
    ----------
    uid : str
    level : int
        In the outline.
    is_summary, is_active : bool
    links : tuple of (str, str, float)
        Predecessor, kind and lag in tenths of minutes.
    elsewhere : int
        Links to tasks of other plans.
    """

    uid: str
    level: int
    is_summary: bool
    is_active: bool
    links: tuple[tuple[str, str, float], ...] = ()
    elsewhere: int = 0

    @property
    def is_activity(self) -> bool:
        """Whether it is work of its own."""
        return self.is_active and not self.is_summary


def carried_links(tasks: Sequence[Task]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Activity → the activities that must end before it begins, and remarks on other links.

    A link of a summary holds for the first or last activities below it. Lags, links of other kinds
    than finish-to-start and links to other plans are counted, not carried.

    Raises
    ------
    Refused
        Where the links come to more than any plan has.
    """
    counts: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    for task in tasks:
        counts["left out: to another plan"] += task.elsewhere
        for uid, kind, lag in task.links:
            if kind != _FINISH_TO_START:
                counts["left out: not finish-to-start"] += 1
                continue
            counts["carried over without the lag"] += lag != 0
            pairs.append((uid, task.uid))
    waits = _expanded(_activities_below(tasks), pairs)
    order = {task.uid: place for place, task in enumerate(tasks)}
    predecessors = {uid: tuple(sorted(waits[uid], key=order.__getitem__)) for uid in waits}
    return predecessors, [
        f"{counted(count, 'link', 'links')} {what}" for what, count in counts.items() if count
    ]


def _activities_below(tasks: Iterable[Task]) -> dict[str, list[str]]:
    """Task → the activities below it; of an activity, itself."""
    below: dict[str, list[str]] = defaultdict(list)
    above: list[Task] = []
    for task in tasks:
        while above and above[-1].level >= task.level:
            above.pop()
        if task.is_summary:
            above.append(task)
        elif task.is_active:
            for name in (task.uid, *(summary.uid for summary in above)):
                below[name].append(task.uid)
    return below


def _expanded(below: Mapping[str, list[str]], pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Activity → those that it waits for, links of summaries replaced by those of activities."""
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        if below.get(first) == [first] and below.get(second) == [second]:
            before[second].add(first)
            behind[first].add(second)
    ends: dict[tuple[str, bool], list[str]] = {}

    def outermost(uid: str, others: Mapping[str, set[str]], is_last: bool) -> list[str]:
        """Activities below a task that are linked with no other one below it on that side."""
        if (uid, is_last) not in ends:
            inside = set(below.get(uid, ()))
            ends[uid, is_last] = [
                name for name in below.get(uid, ()) if inside.isdisjoint(others.get(name, ()))
            ]
        return ends[uid, is_last]

    waits: dict[str, set[str]] = defaultdict(set)
    count = 0
    for first, second in pairs:
        lasts, firsts = outermost(first, behind, True), outermost(second, before, False)
        count += len(lasts) * len(firsts)
        if count > _MOST_LINKS:
            raise too_much(f"more than {_MOST_LINKS:,} links between tasks")
        for name in firsts:
            waits[name] |= set(lasts) - {name}
    return waits
