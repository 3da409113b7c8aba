"""How one proposal hangs together with others: what it waits for, what excludes it, its bundles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from pmo_toolkit.advice import Calendar
from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.dependencies.bundles import Dependant, bundle_of
from pmo_toolkit.analysis.dependencies.circles import circle_through
from pmo_toolkit.analysis.dependencies.dates import days_between, first_day, last_day, latest
from pmo_toolkit.analysis.dependencies.exclusions import Valuation, exclusion, is_likely
from pmo_toolkit.analysis.dependencies.shapes import (
    ITSELF,
    Bundle,
    Exclusion,
    LinkedProposal,
    Links,
)
from pmo_toolkit.assessment.dependencies.linked_rows import (
    LinkedWork,
    RowSource,
    binding,
    either_way,
    linked,
    names_itself,
    required_pairs,
)


@dataclass(frozen=True)
class Linked:
    """All that a proposal's dependencies say of it."""

    requires: tuple[LinkedProposal, ...]
    required_by: tuple[LinkedProposal, ...]
    links: Links


def links_of(source: RowSource, start: str | None, value_of: Callable[[str], Valuation]) -> Linked:
    """Read and weigh a proposal's dependencies.

    Parameters
    ----------
    source : RowSource
    start : str or None
        First day of the proposal's start window.
    value_of : callable
        Proposal → its net value, all on the same number of draws.
    """
    own = source.proposal
    requires = linked(source, own, "requires")
    required_by = linked(source, own, "requires", own_end="to", other_end="from").proposals
    rivals = either_way(source, own, "excludes")
    excludes, may_advance = _exclusions(source, rivals, value_of)
    bundle, others = _bundles(source, requires, required_by, value_of)
    not_before = latest(binding(source, own).all)
    return Linked(
        requires.proposals,
        required_by,
        Links(
            in_flight=requires.in_flight,
            unknown=requires.unknown,
            existing=requires.existing,
            excludes=excludes,
            enables=linked(source, own, "enables", own_end="to", other_end="from").proposals,
            enabled_by=linked(source, own, "enables").all,
            relates=either_way(source, own, "relates").all,
            bundle=bundle,
            other_bundles=others,
            circle=(
                circle_through(own, partial(required_pairs, source))
                if requires.proposals and required_by
                else ()
            ),
            contradictions=_contradictions(source, requires, required_by, rivals),
            may_advance=may_advance,
            not_before=not_before,
            not_before_days=_days_from(start, not_before),
        ),
    )


def not_before_days(source: RowSource, start: str | None) -> float | None:
    """Days from the first day of a start window until all that a proposal requires is finished.

    None where no such day is stated; nought where it lies before.
    """
    return _days_from(start, latest(binding(source, source.proposal).all))


def running_until_days(source: RowSource, start: str | None) -> float:
    """The same of work under way alone; nought where nothing of it is required or dated."""
    return _days_from(start, latest(binding(source, source.proposal).in_flight)) or 0.0


def calendar_of(row: Mapping[str, Any], as_of: dt.date, valid_days: int) -> Calendar:
    """Days that the advice on a proposal refers to."""
    return Calendar(
        as_of.isoformat(),
        (as_of + dt.timedelta(days=valid_days)).isoformat(),
        first_day(text_of(row["start_window"])),
        last_day(text_of(row["wanted_finish"])),
    )


def _days_from(start: str | None, not_before: str | None) -> float | None:
    if start is None or not_before is None:
        return None
    return max(0.0, days_between(start, not_before))


def _exclusions(
    source: RowSource,
    rivals: LinkedWork,
    value_of: Callable[[str], Valuation],
) -> tuple[tuple[Exclusion, ...], bool]:
    """What excludes the proposal, and whether it may be advanced beside that at all."""
    if not rivals.all:
        return (), True
    likely = source.settings.advice.likely
    own = value_of(source.proposal)
    found = tuple(
        exclusion(source.proposal, own, rival, value_of(rival.id), likely)
        for rival in rivals.proposals
    )
    under_way = tuple(Exclusion(work, None, True, True) for work in rivals.in_flight)
    unknown = tuple(Exclusion(work, None, False) for work in (*rivals.existing, *rivals.unknown))
    return (*found, *under_way, *unknown), is_likely(own, likely)


def _bundles(
    source: RowSource,
    requires: LinkedWork,
    required_by: tuple[LinkedProposal, ...],
    value_of: Callable[[str], Valuation],
) -> tuple[Bundle | None, tuple[Bundle, ...]]:
    """The bundle that the proposal leads, or else that of what it requires most; and the others."""
    enablers = [
        *([source.proposal] if required_by else []),
        *(
            work.id
            for work in sorted(requires.proposals, key=lambda work: (-work.strength, work.id))
        ),
    ]
    requirements = cache(partial(_requirements, source))  # bundles share most of their dependants
    bundles = [bundle_led_by(source, name, value_of, requirements) for name in enablers]
    return (bundles[0], tuple(bundles[1:])) if bundles else (None, ())


def _requirements(source: RowSource, proposal: str) -> tuple[LinkedProposal, ...]:
    """Proposals that a proposal requires."""
    return linked(source, proposal, "requires").proposals


def bundle_led_by(
    source: RowSource,
    enabler: str,
    value_of: Callable[[str], Valuation],
    requirements: Callable[[str], tuple[LinkedProposal, ...]] | None = None,
) -> Bundle:
    """The bundle of an enabler; of many dependants those that need it most.

    Parameters
    ----------
    source : RowSource
    enabler : str
        Id of a proposal that others require.
    value_of : callable
        Proposal → its net value, all on the same number of draws.
    requirements : callable, optional
        Proposal → proposals that it requires; where several bundles are made, read once for all.
    """
    requirements = requirements or partial(_requirements, source)
    most = source.settings.dependencies.bundle_most
    dependants = linked(source, enabler, "requires", own_end="to", other_end="from").proposals
    counted = sorted(dependants, key=lambda work: (-work.strength, work.id))[:most]
    counted.sort(key=lambda work: work.id)
    others = {
        work.id: tuple(other for other in requirements(work.id) if other.id != enabler)
        for work in counted
    }
    lead = _described(source, enabler)
    names = {enabler, *others, *(work.id for works in others.values() for work in works)}
    return bundle_of(
        lead,
        [Dependant(work, others[work.id]) for work in counted],
        {name: value_of(name) for name in sorted(names)},
        _excluding_pairs(source, tuple(others)),
        seed=source.settings.seed,
        left_out=len(dependants) - len(counted),
    )


def _described(source: RowSource, proposal: str) -> LinkedProposal:
    columns = ("id", "title", "department")
    rows = source.rows("proposals", {"id": (proposal,)}, columns=columns)
    if rows.empty:
        return LinkedProposal(proposal, "its rows have faults", 1.0)
    row = rows.iloc[0]
    return LinkedProposal(
        proposal, text_of(row["title"]) or "", 1.0, department=text_of(row["department"])
    )


def _excluding_pairs(source: RowSource, proposals: tuple[str, ...]) -> frozenset[frozenset[str]]:
    rows = source.rows(
        "dependencies",
        {"from": proposals, "to": proposals, "type": ("excludes",)},
        columns=("from", "to"),
    )
    return frozenset(frozenset(map(str, pair)) for pair in rows.itertuples(index=False))


def _contradictions(
    source: RowSource,
    requires: LinkedWork,
    required_by: tuple[LinkedProposal, ...],
    rivals: LinkedWork,
) -> tuple[str, ...]:
    needed = {work.id for work in (*requires.all, *required_by)}
    both = sorted(needed & {rival.id for rival in rivals.all})
    return (*([ITSELF] if names_itself(source, source.proposal) else []), *both)
