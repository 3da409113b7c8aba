"""What each business outcome costs to run, what is there for it, and what is proposed for it.

A service's cost is parted among its capabilities as stated, else equally, and the part of each
equally among the outcomes that it serves, so that the parts add up to the whole; what serves no
stated outcome stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.capability.shapes import Capability, ProposedChange, Service
from pmo_toolkit.analysis.capability.tree import CapabilityTree


@dataclass(frozen=True)
class OutcomePart:
    """One service within the portfolio of an outcome.

    Parameters
    ----------
    service : Service
    share : float
        Part of its cost that counts here, 0–1.
    """

    service: Service
    share: float


@dataclass(frozen=True)
class OutcomePortfolio:
    """One business outcome with all that is spent and proposed for it.

    Parameters
    ----------
    goal : str or None
        Id; None: capabilities that serve no stated outcome.
    title : str
    capabilities : tuple of Capability
        That serve it.
    is_inferred : bool
        Whether any of them is tied to it by proposals alone, since nobody states its goals.
    parts : tuple of OutcomePart
        The dearest first.
    annual_cost : float
        Money a year of those whose cost is stated, by their shares.
    without_cost : tuple of str
        Services of which nobody states the cost: the sum is *at least* this.
    proposals : tuple of ProposedChange
    budget : float
        Requested by those proposals that state a budget, each in full.
    without_budget : tuple of str
        Proposals that state none.
    """

    goal: str | None
    title: str
    capabilities: tuple[Capability, ...]
    is_inferred: bool
    parts: tuple[OutcomePart, ...]
    annual_cost: float
    without_cost: tuple[str, ...]
    proposals: tuple[ProposedChange, ...]
    budget: float
    without_budget: tuple[str, ...]

    @property
    def below_target(self) -> tuple[Capability, ...]:
        """Its capabilities that are less mature than they are meant to be."""
        return tuple(one for one in self.capabilities if one.gap)


def outcome_portfolios(
    goals: Mapping[str, str],
    tree: CapabilityTree,
    services: Sequence[Service],
    proposals: Sequence[ProposedChange],
) -> tuple[OutcomePortfolio, ...]:
    """Services and proposals by the business outcome that they serve.

    Parameters
    ----------
    goals : mapping of str to str
        Goal → title, in the order in which they are shown.
    tree : CapabilityTree
    services : sequence of Service
    proposals : sequence of ProposedChange

    Returns
    -------
    tuple of OutcomePortfolio
        One a goal, and at the end one of what serves none, where there is any.
    """
    stated = goals_of_capabilities(goals, tree)
    inferred = _goals_by_proposals(goals, tree, proposals, stated)
    served = {name: stated.get(name) or inferred.get(name, ()) for name in tree.by_id}
    found = [
        _portfolio(goal, title, tree, served, inferred, services, proposals)
        for goal, title in goals.items()
    ]
    rest = _portfolio(None, "", tree, served, inferred, services, proposals)
    if rest.parts or rest.proposals:
        found.append(rest)
    return tuple(found)


def goals_of_capabilities(
    goals: Mapping[str, str], tree: CapabilityTree
) -> dict[str, tuple[str, ...]]:
    """Capability → known goals that it states, else those of the nearest one above that does."""
    found: dict[str, tuple[str, ...]] = {}
    for name, _ in tree.in_order:
        own = tuple(goal for goal in tree.by_id[name].goals if goal in goals)
        above = tree.parent(name)
        found[name] = own or (found.get(above, ()) if above is not None else ())
    return {name: known for name, known in found.items() if known}


def _goals_by_proposals(
    goals: Mapping[str, str],
    tree: CapabilityTree,
    proposals: Iterable[ProposedChange],
    stated: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Capability whose goals nobody states → goals of the proposals that would raise it."""
    found: dict[str, dict[str, None]] = {}
    for proposal in proposals:
        for capability in proposal.capabilities:
            if capability in tree.by_id and capability not in stated:
                own = found.setdefault(capability, {})
                own.update(dict.fromkeys(goal for goal in proposal.goals if goal in goals))
    order = list(goals)
    return {name: tuple(sorted(own, key=order.index)) for name, own in found.items() if own}


def _portfolio(
    goal: str | None,
    title: str,
    tree: CapabilityTree,
    served: Mapping[str, tuple[str, ...]],
    inferred: Mapping[str, tuple[str, ...]],
    services: Sequence[Service],
    proposals: Sequence[ProposedChange],
) -> OutcomePortfolio:
    parts = []
    for service in services:
        share = _share(goal, service, served)
        if share > 0:
            parts.append(OutcomePart(service, share))
    parts.sort(key=lambda part: (-(part.service.annual_cost or 0.0) * part.share, part.service.id))
    own = tuple(
        proposal
        for proposal in proposals
        if (goal is None and not proposal.goals) or goal in proposal.goals
    )
    capabilities = (
        ()
        if goal is None
        else tuple(tree.by_id[name] for name, _ in tree.in_order if goal in served[name])
    )
    return OutcomePortfolio(
        goal,
        title,
        capabilities,
        any(one.id in inferred for one in capabilities),
        tuple(parts),
        sum((part.service.annual_cost or 0.0) * part.share for part in parts),
        tuple(part.service.id for part in parts if part.service.annual_cost is None),
        own,
        sum(proposal.budget or 0.0 for proposal in own),
        tuple(proposal.id for proposal in own if proposal.budget is None),
    )


def _share(goal: str | None, service: Service, served: Mapping[str, tuple[str, ...]]) -> float:
    """The part of a service that counts for a goal, or for none."""
    share = 0.0
    for name, part in (service.shares or {"": 1.0}).items():
        goals = served.get(name, ())
        if goal in goals or (goal is None and not goals):
            share += part / max(len(goals), 1)
    return share
