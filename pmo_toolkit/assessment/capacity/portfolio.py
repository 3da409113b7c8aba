"""Several proposals one after another: when each could start alone, and after those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.in_order import HoursLeft, free_after, free_after_day
from pmo_toolkit.analysis.capacity.months import day_number
from pmo_toolkit.analysis.capacity.one_more import with_one_more
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.shapes import EarliestStart
from pmo_toolkit.analysis.capacity.starting import NotBefore, Starts
from pmo_toolkit.assessment.capacity.inputs import (
    demand_for,
    resources_for,
    start_alone,
    wish_of,
    work_under_way,
)
from pmo_toolkit.assessment.capacity.sources import ResourceSource, ResourceSources
from pmo_toolkit.assessment.dependencies.linked_rows import LinkedWork, binding

#: So many proposals that require each other in a chain are looked at.
_LONGEST_CHAIN = 200


@dataclass(frozen=True)
class OrderedStart:
    """When one proposal of an order could start.

    Parameters
    ----------
    proposal, option : str
        Ids.
    alone : EarliestStart or NotAssessed
        Beside work under way alone.
    after_others : EarliestStart or NotAssessed
        After what stands before it in the order took its hours, and after all that it requires is
        finished: where it is placed before it or under way as that is drawn, else as it is wanted.
    bottleneck : str or None
        The role that the start after the others waits for most often.
    starts : Starts or None
        The same in each draw.
    """

    proposal: str
    option: str
    alone: EarliestStart | NotAssessed
    after_others: EarliestStart | NotAssessed
    bottleneck: str | None
    starts: Starts | None = field(default=None, repr=False, compare=False)


def starts_in_order(
    prepared: ResourceSources, order: Sequence[tuple[str, str]], *, one_more: str | None = None
) -> tuple[OrderedStart, ...]:
    """When each of several proposals could start, the first taking the hours that it needs first.

    Their demand, the slip of work under way and with it the hours that are left are the same draws
    for all of them. An option of which no start is known takes its hours from the first month that
    is not ruled out.

    Parameters
    ----------
    prepared : ResourceSources
        A workspace made ready (`Prepared`); its seed and draws count.
    order : sequence of (str, str)
        Proposal and option, each proposal once.
    one_more : str, optional
        A role that one person more is tried for, from the first month on.

    Raises
    ------
    ValueError
        If a proposal stands in the order twice.
    """
    named = [proposal for proposal, _ in order]
    if len(set(named)) < len(named):
        twice = sorted({proposal for proposal in named if named.count(proposal) > 1})
        raise ValueError(f"each proposal may stand in the order once; twice or more: {twice}")
    sources = [prepared.reader(proposal) for proposal in named]
    return starts_of_sources(
        [(source, option) for source, (_, option) in zip(sources, order, strict=True)],
        one_more=one_more,
    )


def starts_of_sources(
    order: Sequence[tuple[ResourceSource, str]], *, one_more: str | None = None
) -> tuple[OrderedStart, ...]:
    """`starts_in_order` for proposals of which somebody reads already, and notes what was read."""
    if not order:
        return ()
    left = HoursLeft(order[0][0].settings.simulation.draws)
    placed: dict[str, tuple[Demand, Starts]] = {}
    return tuple(_placed(source, option, left, placed, one_more) for source, option in order)


def _placed(
    source: ResourceSource,
    option: str,
    left: HoursLeft,
    placed: dict[str, tuple[Demand, Starts]],
    one_more: str | None,
) -> OrderedStart:
    """One proposal after those before it; takes its hours."""
    demand, wish = demand_for(source, option), wish_of(source)
    hours = resources_for(source, [need.role for need in demand.roles]).hours
    if one_more in hours:
        person = source.settings.capacity.contract_hours(source.config.hours_per_day)
        hours = {**hours, one_more: with_one_more(hours[one_more], person)}
        # what is kept for others holds for the people who are there
        found = alone = starts_alone(demand, hours, wish, source.settings.simulation.draws)
    else:
        found = alone = start_alone(source, demand, hours, wish)
    earliest = _not_before(source, placed)
    if earliest is not None or not left.is_untouched:
        found = left.start(demand, hours, wish, earliest)
    if found is None or alone is None:
        missing = _not_assessed(demand)
        return OrderedStart(source.proposal, option, missing, missing, None)
    left.place(demand, hours, found)
    placed[source.proposal] = demand, found
    return OrderedStart(
        source.proposal,
        option,
        alone.earliest(wish.day),
        found.earliest(wish.day),
        found.bottleneck,
        found,
    )


def _not_assessed(demand: Demand) -> NotAssessed:
    if not demand.roles:
        why = f"{demand.option} does not state which roles it needs, for how many hours a month"
        return NotAssessed("earliest start", why, ReasonCode.NO_ROWS, names=("demand",))
    why = "nobody states hours of the roles that it needs from its wished start on"
    return NotAssessed("earliest start", why, ReasonCode.NOT_STATED, names=("capacity",))


def _not_before(
    source: ResourceSource, placed: dict[str, tuple[Demand, Starts]]
) -> NotBefore | None:
    """Before when a proposal cannot start, since what it requires is not finished.

    A required proposal that stands before it ends where it was placed, one that does not on the
    last day of its wanted finish; where none is stated, it is supposed to be there in time.
    """
    draws = source.settings.simulation.draws
    required = binding(source, source.proposal)
    found = []
    for other in required.proposals:
        if other.id in placed:
            found.append(free_after(*placed[other.id], other.lag_days or 0.0))
        elif other.finish is not None:
            last = np.full(draws, float(day_number(other.finish)))
            found.append(free_after_day(last, other.lag_days or 0.0, draws))
    finishes = _finishes(source, required)
    found += [
        free_after_day(finishes[work.id], work.lag_days or 0.0, draws)
        for work in required.in_flight
        if work.id in finishes
    ]
    return reduce(NotBefore.and_not_before, found) if found else None


def _finishes(
    source: ResourceSource, required: LinkedWork
) -> dict[str, NDArray[np.float64] | None]:
    if not required.in_flight:
        return {}
    return {work.project: work.finish for work in work_under_way(source)[0]}


def required_before(
    sources: Callable[[str], ResourceSource],
    proposal: str,
    option_of: Callable[[str], str | None],
    most: int,
) -> tuple[tuple[ResourceSource, str], ...]:
    """What a proposal requires, directly or through others, each after all that it requires.

    Parameters
    ----------
    sources : callable
        Proposal → who reads for it.
    proposal : str
    option_of : callable
        Proposal → the option that is preferred; None where none is: it is left out.
    most : int
        So many are looked at; in a circle each is looked at once.
    """
    seen, order = {proposal}, []
    most = min(most, _LONGEST_CHAIN)

    def visit(name: str) -> None:
        source = sources(name)
        for other in binding(source, name).proposals:
            if other.id not in seen and len(seen) <= most:
                seen.add(other.id)
                visit(other.id)
                order.append(other.id)

    visit(proposal)
    chosen = [(name, option_of(name)) for name in order]
    return tuple((sources(name), option) for name, option in chosen if option is not None)
