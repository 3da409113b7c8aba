"""What is wrong with a problem before any search: unknown ids, impossible figures, circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from pmo_toolkit.analysis.scheduling.packing import too_much_in
from pmo_toolkit.analysis.scheduling.shapes import (
    LINK_KINDS,
    Activity,
    Link,
    Mode,
    Resource,
    ScheduleError,
    SchedulingProblem,
)
from pmo_toolkit.core.number_format import short

#: Faults that are named at most; the rest is counted.
MOST_SHOWN = 10
#: Letters of a title in a message.
_TITLE = 60


def check_problem(problem: SchedulingProblem) -> None:
    """Refuse a problem that is wrong in itself, naming every fault.

    Raises
    ------
    ScheduleError
    """
    _refuse(_of_resources(problem.resources))
    _refuse(_of_activities(problem))
    _refuse(_of_modes(problem))
    _refuse(_of_circles(problem))


def _refuse(faults: Iterable[str]) -> None:
    texts = list(faults)
    if texts:
        more = len(texts) - MOST_SHOWN
        rest = [f"and {more} more such faults"] if more > 0 else []
        raise ScheduleError("; ".join([*texts[:MOST_SHOWN], *rest]))


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _of_resources(resources: tuple[Resource, ...]) -> Iterator[str]:
    for name in _twice(resource.id for resource in resources):
        yield f"the resource {name} is stated twice"
    for resource in resources:
        if resource.capacity < 0:
            yield f"the capacity of {resource.id} is {resource.capacity}; it cannot be below 0"
        if resource.changes and not resource.is_renewable:
            yield f"{resource.id} is used up, so its capacity cannot change by period"
        periods = [period for period, _ in resource.changes]
        if periods != sorted(set(periods)):
            yield f"the changes of capacity of {resource.id} are not in ascending order of periods"
        for period, units in resource.changes:
            if units < 0:
                yield (
                    f"the capacity of {resource.id} from period {period} on is {units};"
                    " it cannot be below 0"
                )


def named(one: Activity | Resource) -> str:
    """An id, with the title where that says more."""
    title = short(one.title, _TITLE)
    return f"{one.id} “{title}”" if title and title != one.id else one.id


def _of_activities(problem: SchedulingProblem) -> Iterator[str]:
    known = {task.id for task in problem.activities}
    resources = {resource.id: resource for resource in problem.resources}
    for name in _twice(task.id for task in problem.activities):
        yield f"the activity {name} is stated twice"
    for task in problem.activities:
        for link in task.links:
            if link.predecessor not in known:
                yield f"{task.id} waits for {link.predecessor}, which is no activity of the problem"
            if link.kind not in LINK_KINDS:
                yield f"{task.id} has a link of the kind {link.kind}; known are " + ", ".join(
                    LINK_KINDS
                )
        if task.release < 0:
            yield f"the release of {task.id} is {task.release}; periods count from 0"
        if task.fixed_start is not None and task.fixed_start < task.release:
            yield (
                f"{task.id} is fixed at {task.fixed_start}, before its release at {task.release}"
            )
        if task.weight < 0:
            yield f"the weight of {task.id} is {task.weight:g}; it cannot be below 0"
        if not task.modes:
            yield f"{task.id} has no mode"
        for name in _twice(mode.id for mode in task.modes):
            yield f"{task.id} has the mode {name} twice"
        for mode in task.modes:
            yield from _of_mode(task, mode, resources)


def _of_mode(task: Activity, mode: Mode, resources: Mapping[str, Resource]) -> Iterator[str]:
    if mode.duration < 0:
        yield f"the duration of {task.id} is {mode.duration}; it cannot be below 0"
    for name in sorted(mode.peaks):
        if name not in resources:
            yield f"{task.id} needs {name}, which is no resource of the problem"
        elif name in mode.profile and not resources[name].is_renewable:
            yield f"{task.id} needs {name} by period, though it is used up as a whole"
    for name, units in mode.demand.items():
        if units < 0:
            yield f"the demand of {task.id} for {name} is {units}; it cannot be below 0"
    for name, profile in mode.profile.items():
        if len(profile) != mode.duration:
            yield (
                f"the demand of {task.id} for {name} is stated for {len(profile)} periods,"
                f" but it takes {mode.duration}"
            )
        if min(profile, default=0) < 0:
            yield f"the demand of {task.id} for {name} is {min(profile)}; it cannot be below 0"


def _of_modes(problem: SchedulingProblem) -> Iterator[str]:
    """Activities that need more in each of their modes than there ever is."""
    resources = {resource.id: resource for resource in problem.resources}
    most = {name: resource.most for name, resource in resources.items()}
    for task in problem.activities:
        short = [too_much_in(mode, most) for mode in task.modes]
        if all(short):
            name = short[0][0]
            units = task.modes[0].peaks.get(name, 0)
            way = "" if len(task.modes) == 1 else " in any of its modes; in its first"
            resource = resources[name]
            there = "there are never more than" if resource.is_renewable else "all there is is"
            yield (
                f"{named(task)} can never be done{way}: it needs {units} of {named(resource)}, and"
                f" {there} {most[name]}"
            )


def _of_circles(problem: SchedulingProblem) -> Iterator[str]:
    """The first circle of links in which each waits for the end of the one before it."""
    before: dict[str, list[str]] = {
        task.id: [link.predecessor for link in task.links if _holds_back(link)]
        for task in problem.activities
    }
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        yield "a cycle, in which each waits for the one before it: " + " → ".join(error.args[1])


def _holds_back(link: Link) -> bool:
    return link.kind == "FS" and link.lag >= 0
