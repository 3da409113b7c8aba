"""Resources of a plan of Microsoft Project, in whole units, and what tasks need of them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from pmo_toolkit.analysis.scheduling.shapes import Resource
from pmo_toolkit.core.files.mspdi_values import number_of
from pmo_toolkit.core.files.xml_tree import Node
from pmo_toolkit.plan_files.base.calendars import Calendar
from pmo_toolkit.plan_files.base.numbers import LARGEST, MOST_RESOURCES
from pmo_toolkit.plan_files.base.shapes import fault
from pmo_toolkit.plan_files.base.time_axis import TimeAxis
from pmo_toolkit.plan_files.mspdi.calendars import Calendars, moment_of
from pmo_toolkit.plan_files.mspdi.tasks import Remark, Task

_WORK = "1"
#: Units are kept to a hundredth: one per cent of a person.
_PER_UNIT = 100
#: The year that Microsoft Project writes where an end is open.
_FOR_EVER = 2049


@dataclass(frozen=True)
class PlanResource:
    """Who or what works, in hundredths of units.

    Parameters
    ----------
    node : Node
    uid, name : str
    most : int
        Units that there are.
    periods : tuple of (datetime or None, datetime or None, int)
        From, to, and units that there are then; empty where `most` always holds.
    calendar : Calendar
    """

    node: Node
    uid: str
    name: str
    most: int
    periods: tuple[tuple[datetime | None, datetime | None, int], ...]
    calendar: Calendar


def read_resources(
    root: Node, file: str, calendars: Calendars, remark: Remark
) -> tuple[PlanResource, ...]:
    """Resources that work; those of material and cost bound no schedule.

    Raises
    ------
    PlanFileError
    """
    nodes = [node for group in root.all("Resources") for node in group.all("Resource")]
    working = [
        node
        for node in nodes
        if (node.text_of("Type") or _WORK) == _WORK and node.text_of("IsNull") != "1"
    ]
    if len(working) > MOST_RESOURCES:
        raise fault(file, f"the plan has more than {MOST_RESOURCES:,} resources that work")
    others = sum(node.text_of("Type") in ("0", "2") for node in nodes)
    if others:
        remark(
            f"resources of material or cost bound no schedule; {others} left out",
            root,
            next_step="State what is scarce as a resource that works.",
        )
    resources = tuple(_resource(node, calendars, remark) for node in working)
    uids = [resource.uid for resource in resources]
    for node, uid in zip(working, uids, strict=True):
        if not uid or uids.count(uid) > 1:
            raise fault(
                file,
                "a resource has no UID of its own",
                row=node.line,
                found=uid or None,
                next_step="Export the plan again.",
            )
    return resources


def _resource(node: Node, calendars: Calendars, remark: Remark) -> PlanResource:
    uid, name = node.text_of("UID"), " ".join(node.text_of("Name").split())
    label = f'resource {uid} "{name}"'
    calendar = calendars.of(node.text_of("CalendarUID"), label, node)
    most = _units(node, "MaxUnits", label, remark)
    periods = []
    for group in node.all("AvailabilityPeriods"):
        for period in group.all("AvailabilityPeriod"):
            units = _units(period, "AvailableUnits", label, remark)
            from_, to = (moment_of(period.text_of(end)) for end in ("AvailableFrom", "AvailableTo"))
            periods.append((from_, to, units))
    return PlanResource(node, uid, name, most, tuple(periods), calendar)


def _units(node: Node, name: str, label: str, remark: Remark) -> int:
    """Hundredths of units; one unit where none is stated, as Microsoft Project takes it."""
    text, number = node.text_of(name), number_of(node, name)
    if number is None or not 0 <= number <= LARGEST / _PER_UNIT:
        if text:
            remark(
                f"{label} has {name} that cannot be read",
                node,
                found=text,
                expected="units such as 1 for 100 %",
                next_step="One unit is taken.",
            )
        return _PER_UNIT
    return round(number * _PER_UNIT)


def read_needs(
    root: Node,
    tasks: Mapping[str, Task],
    resources: Mapping[str, PlanResource],
    remark: Remark,
) -> dict[str, dict[str, int]]:
    """Task → resource → hundredths of units that it needs while it lasts."""
    known = {
        node.text_of("UID") for group in root.all("Resources") for node in group.all("Resource")
    }
    needs: dict[str, dict[str, int]] = defaultdict(dict)
    for group in root.all("Assignments"):
        for node in group.all("Assignment"):
            task, resource = node.text_of("TaskUID"), node.text_of("ResourceUID")
            if resource.startswith("-") or task not in tasks or tasks[task].is_summary:
                continue  # work that nobody is named for, or of a task that is left out
            if resource in resources:
                units = _units(node, "Units", tasks[task].label, remark)
                needs[task][resource] = needs[task].get(resource, 0) + units
            elif resource not in known:
                remark(
                    f"{tasks[task].label} needs a resource that the plan does not hold",
                    node,
                    found=resource or None,
                    expected="the UID of one of its resources",
                    next_step="The assignment is left out.",
                )
    return needs


def whole_units(resource: PlanResource, needs: Mapping[str, Mapping[str, int]]) -> int:
    """Hundredths that make one whole unit of a resource, so that all figures are whole."""
    figures = [resource.most, *(units for *_, units in resource.periods)]
    figures += [need[resource.uid] for need in needs.values() if resource.uid in need]
    return math.gcd(*figures) or _PER_UNIT


def resource_in_periods(
    resource: PlanResource,
    scale: int,
    axis: TimeAxis,
    absent: list[tuple[int, int]],
) -> Resource:
    """A resource with its units in each period.

    Parameters
    ----------
    resource : PlanResource
    scale : int
        Hundredths in a whole unit; see `whole_units`.
    axis : TimeAxis
    absent : list of (int, int)
        Periods from and to which its calendar has it off, in order.
    """
    edges = {0}
    spans = []
    for from_, to, units in resource.periods:
        first = 0 if from_ is None else axis.at_or_after(from_)
        last = None if to is None or to.year >= _FOR_EVER else axis.until(to)
        spans.append((first, last, units))
        edges |= {first} if last is None else {first, last}
    edges |= {edge for span in absent for edge in span}

    begins = [first for first, _ in absent]

    def units_in(period: int) -> int:
        place = bisect_right(begins, period) - 1
        if place >= 0 and period < absent[place][1]:
            return 0
        if not spans:
            return resource.most
        fitting = [
            units
            for first, last, units in spans
            if first <= period and (last is None or period < last)
        ]
        return fitting[0] if fitting else 0

    steps = [(edge, units_in(edge) // scale) for edge in sorted(edges)]
    changes = [after for before, after in pairwise(steps) if after[1] != before[1]]
    return Resource(resource.uid, steps[0][1], resource.name, tuple(changes))
