"""The joint net value of a proposal and of those that require it.

Draw by draw, the bundle of an enabler is worth the enabler's own net value, once, and the net value
of each dependant in those draws in which the dependant needs this enabler and nothing else that is
undecided. With strengths as probabilities, the weight of a dependant is::

    strength of its link to the enabler × product of (1 − strength) over the other proposals,
    not approved either, that it requires

so that no value counts in two bundles. A link without a stated strength counts as 0 towards the
enabler and as 1 towards the others: what nobody stated flatters no bundle. A dependant counts only
if its own net value is more likely positive than not, since nobody would do it otherwise; of
dependants that exclude one another only the one with the higher median counts.

Draws of different proposals take the same dimensions of one Sobol sequence: side by side as they
come, like places of two proposals would move together by accident. So each proposal's draws stand
in an order of its own (`beside_others`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.dependencies.exclusions import Valuation, beside_others
from pmo_toolkit.analysis.dependencies.shapes import Bundle, BundleMember, LinkedProposal
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms


@dataclass(frozen=True)
class Dependant:
    """A proposal that requires the enabler, and what else it requires that nobody has approved."""

    link: LinkedProposal
    others: tuple[LinkedProposal, ...] = ()


def bundle_of(
    enabler: LinkedProposal,
    dependants: Sequence[Dependant],
    valuations: Mapping[str, Valuation],
    exclusions: frozenset[frozenset[str]] = frozenset(),
    *,
    seed: int,
    left_out: int = 0,
) -> Bundle:
    """The bundle of an enabler.

    Parameters
    ----------
    enabler : LinkedProposal
    dependants : sequence of Dependant
        At least one; in the order in which they are reported.
    valuations : mapping of str to Valuation
        Proposal → its net value, of the enabler, the dependants and what else these require; all
        of the same number of draws.
    exclusions : frozenset of pairs of str
        Dependants of which only one can come about.
    seed : int
        Of the draws in which links bind, and of the order of each proposal's draws.
    left_out : int
        Dependants beyond those.
    """
    valuations = {
        name: _in_own_order(name, valuation, seed) for name, valuation in valuations.items()
    }
    lead = valuations[enabler.id]
    members = [_member(enabler, "enabler", lead, 1.0)]
    crowded_out = _crowded_out(dependants, valuations, exclusions)
    total = None if isinstance(lead.values, NotAssessed) else lead.values
    for dependant in dependants:
        member = _dependant_member(dependant, valuations[dependant.link.id], crowded_out)
        members.append(member)
        values = valuations[member.id].values
        if total is not None and member.weight > 0 and not isinstance(values, NotAssessed):
            key = f"{enabler.id}/dependency/{member.id}"
            binds = uniforms(seed, key, len(values)) < member.weight
            total = total + np.where(binds, values, 0.0)
    members += _also_required(enabler, dependants, valuations)
    joint, chance = _quantiles(total, lead.values)
    everything = _sum(members, valuations)
    whole, chance_whole = _quantiles(everything, lead.values)
    return Bundle(enabler.id, tuple(members), joint, chance, whole, chance_whole, left_out)


def _in_own_order(proposal: str, valuation: Valuation, seed: int) -> Valuation:
    if isinstance(valuation.values, NotAssessed):
        return valuation
    return replace(valuation, values=beside_others(proposal, valuation.values, seed))


def _dependant_member(
    dependant: Dependant, valuation: Valuation, crowded_out: Mapping[str, str]
) -> BundleMember:
    """A dependant with the probability with which it counts, and why it counts less."""
    link, others = dependant.link, dependant.others
    member = replace(
        _member(link, "dependant", valuation, 0.0), also_requires=tuple(work.id for work in others)
    )
    if isinstance(valuation.values, NotAssessed):
        return replace(member, why=f"its net value is not assessed: {valuation.values.why}")
    if median(valuation.values) <= 0:
        return replace(member, why="of its own it would more likely cost more than it brings")
    if link.id in crowded_out:
        return replace(member, why=f"{crowded_out[link.id]} excludes it and is worth more")
    if not link.is_strength_stated:
        return replace(member, why="how strongly it needs the enabler is not stated")
    weight = link.strength
    for work in others:
        weight *= 1.0 - (work.strength if work.is_strength_stated else 1.0)
    why = "as often as it needs the enabler"
    if others:
        why += " and nothing else that is undecided"
    return replace(member, weight=weight, why="" if weight == 1 else why)


def _crowded_out(
    dependants: Sequence[Dependant],
    valuations: Mapping[str, Valuation],
    exclusions: frozenset[frozenset[str]],
) -> dict[str, str]:
    """Dependant → the better one that excludes it and counts instead."""
    valued = []
    for dependant in dependants:
        values = valuations[dependant.link.id].values
        if not isinstance(values, NotAssessed) and median(values) > 0:
            valued.append((-median(values), dependant.link.id))
    counted: list[str] = []
    instead: dict[str, str] = {}
    for _, name in sorted(valued):
        better = next((one for one in counted if frozenset((one, name)) in exclusions), None)
        if better is None:
            counted.append(name)
        else:
            instead[name] = better
    return instead


def _also_required(
    enabler: LinkedProposal, dependants: Sequence[Dependant], valuations: Mapping[str, Valuation]
) -> list[BundleMember]:
    """What dependants require beside the enabler, each once; it counts only where all are done."""
    inside = {enabler.id, *(dependant.link.id for dependant in dependants)}
    further = {
        work.id: work
        for dependant in dependants
        for work in dependant.others
        if work.id not in inside
    }
    return [
        replace(
            _member(further[name], "also required", valuations[name], 0.0),
            why="it counts only where all are done",
        )
        for name in sorted(further)
    ]


def _member(link: LinkedProposal, role: str, valuation: Valuation, weight: float) -> BundleMember:
    values = valuation.values
    value = values if isinstance(values, NotAssessed) else Quantiles.of(values, "money")
    return BundleMember(link.id, link.title, role, link.department, value, weight)


def _sum(
    members: Sequence[BundleMember], valuations: Mapping[str, Valuation]
) -> NDArray[np.float64] | None:
    """Net values of all members that have one; None where the enabler has none."""
    valued = [
        values
        for member in members
        if not isinstance(values := valuations[member.id].values, NotAssessed)
    ]
    if isinstance(members[0].net_value, NotAssessed):
        return None
    return np.sum(valued, axis=0)  # type: ignore[no-any-return]


def _quantiles(
    total: NDArray[np.float64] | None, lead: NDArray[np.float64] | NotAssessed
) -> tuple[Quantiles | NotAssessed, float | None]:
    if total is None:
        assert isinstance(lead, NotAssessed)
        return lead.about("joint net value"), None
    return Quantiles.of(total, "money"), float(np.mean(total > 0))
