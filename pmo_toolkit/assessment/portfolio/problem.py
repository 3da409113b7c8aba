"""From a workspace and its assessments to the problem of choosing among all proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.portfolio.shapes import (
    Floats,
    PortfolioOption,
    PortfolioProblem,
    PortfolioProposal,
)
from pmo_toolkit.assessment.capacity.inputs import resources_for
from pmo_toolkit.assessment.portfolio.plan_ties import required_by_others, ties_between
from pmo_toolkit.assessment.portfolio.pricing import Pricing
from pmo_toolkit.assessment.portfolio.proposal_options import (
    PricedOption,
    PricedProposal,
    gaps_in_hours,
)
from pmo_toolkit.assessment.portfolio.served import buckets_of, goal_contribution
from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.result import Assessment
from pmo_toolkit.core.calendar.plan_quarters import MONTHS, PlanQuarters
from pmo_toolkit.core.number_format import listed

_CHOICE = "choice among the portfolio"
#: Positions of what we advise to go on with.
_ADVISED = POSITIONS[:2]


@dataclass(frozen=True, eq=False)
class PortfolioInputs:
    """What can be chosen, and what cannot as it stands.

    Parameters
    ----------
    problem : PortfolioProblem
        Without any budget: that is what a scenario sets.
    beside : mapping of str to NotAssessed
        Proposal that cannot be chosen → why.
    options_beside : mapping of str to NotAssessed
        Option that cannot be chosen, of a proposal that can → why.
    priced : mapping of str to PricedProposal
    cost_alone : mapping of str to NotAssessed
        Proposal of whose options none has a net value → why: it counts with its cost alone.
    roles_without_hours : mapping of str to tuple of str
        Role whose hours nobody states → proposals that need it: it sets them no limit.
    continued : tuple of str
        Roles whose hours are not stated of every quarter: the least that is stated goes on.
    """

    problem: PortfolioProblem
    beside: Mapping[str, NotAssessed]
    options_beside: Mapping[str, NotAssessed]
    priced: Mapping[str, PricedProposal]
    cost_alone: Mapping[str, NotAssessed] = field(default_factory=dict)
    roles_without_hours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    continued: tuple[str, ...] = ()


def portfolio_problem(
    ready: Prepared,
    assessed: Mapping[str, Assessment],
    *,
    pricing: Pricing | None = None,
    unsettled: Mapping[str, NotAssessed] | None = None,
) -> PortfolioInputs:
    """All that could be chosen of a workspace, by option and quarter.

    Less evidence never makes a proposal look better: what states no cost, no benefit that somebody
    answers for, or no hours of people where those are counted is not chosen as if it were free. It
    stands beside with its reason; without a net value it counts with its cost alone.

    Parameters
    ----------
    ready : Prepared
    assessed : mapping of str to Assessment
    pricing : Pricing, optional
        What was priced while the assessments were made; the rest is priced here.
    unsettled : mapping of str to NotAssessed, optional
        Proposals that cannot begin until a contradiction is settled.
    """
    pricing = pricing or Pricing(ready)
    priced = {name: pricing.of(name) for name in sorted(assessed)}
    demanded = {
        role.role
        for proposal in priced.values()
        for option in proposal.options
        for role in option.demand.roles
    }
    hours = resources_for(ready.reader(""), sorted(demanded)).hours
    options_beside = _options_beside(priced, counts_people=bool(hours))
    beside = dict(unsettled or {}) | {
        name: why
        for name, proposal in priced.items()
        if (why := _why_beside(proposal, options_beside)) is not None
        and name not in (unsettled or {})
    }
    table = ready.workspace.table("dependencies")
    every = ties_between(table, ready.workspace.proposal_ids, ready.settings)
    failed = {name: _failed() for name in ready.workspace.proposal_ids if name not in assessed}
    beside |= required_by_others(every, {**beside, **failed})
    chosen = [name for name in priced if name not in beside]
    capacity, continued = _capacity(hours, pricing.quarters)
    return PortfolioInputs(
        problem=PortfolioProblem(
            quarters=pricing.quarters.names,
            years=pricing.quarters.years,
            proposals=tuple(
                _proposal(assessed[name], priced[name], options_beside) for name in chosen
            ),
            ties=tuple(tie for tie in every if {tie.start, tie.end} <= set(chosen)),
            capacity=capacity,
            currency=ready.workspace.config.currency,
        ),
        beside=beside,
        options_beside={
            option: why
            for name in chosen
            for option, why in _own(priced[name], options_beside).items()
        },
        priced=priced,
        cost_alone=_with_cost_alone(priced, chosen),
        roles_without_hours=_without_hours(priced, chosen, hours),
        continued=continued,
    )


def _failed() -> NotAssessed:
    return NotAssessed(_CHOICE, "its rows have faults", ReasonCode.UNUSABLE_ROW)


def _own(proposal: PricedProposal, beside: Mapping[str, NotAssessed]) -> dict[str, NotAssessed]:
    """Options of a proposal that cannot be chosen."""
    short = {
        option.option.id: beside[option.option.id]
        for option in proposal.options
        if option.option.id in beside
    }
    return {**proposal.gaps, **short}


def _options_beside(
    priced: Mapping[str, PricedProposal], *, counts_people: bool
) -> dict[str, NotAssessed]:
    """Options that need people and do not say for how long, where people are counted at all."""
    found: dict[str, NotAssessed] = {}
    if not counts_people:
        return found
    for proposal in priced.values():
        for option in proposal.options:
            if gaps := list(gaps_in_hours(option.demand)):
                found[option.option.id] = NotAssessed(
                    _CHOICE,
                    f"{option.option.id} does not state {listed(gaps)}, so that it cannot be"
                    " planned by people",
                    ReasonCode.NOT_STATED,
                    names=("demand",),
                )
    return found


def _why_beside(
    proposal: PricedProposal, options_beside: Mapping[str, NotAssessed]
) -> NotAssessed | None:
    if any(option.option.id not in options_beside for option in proposal.options):
        return None
    reasons = _own(proposal, options_beside)
    return next(iter(reasons.values()))


def _proposal(
    assessment: Assessment, priced: PricedProposal, beside: Mapping[str, NotAssessed]
) -> PortfolioProposal:
    facts = assessment.proposal
    return PortfolioProposal(
        id=facts.id,
        title=facts.title,
        options=tuple(
            _option(assessment, option)
            for option in priced.options
            if option.option.id not in beside
        ),
        buckets=buckets_of(assessment),
        department=facts.department,
        is_advised=assessment.advice.position in _ADVISED,
    )


def _option(assessment: Assessment, priced: PricedOption) -> PortfolioOption:
    goals = goal_contribution(assessment.alignment, priced.share, priced.goals)
    return replace(priced.option, goals=goals)


def _capacity(
    hours: Mapping[str, RoleHours], quarters: PlanQuarters
) -> tuple[dict[str, Floats], tuple[str, ...]]:
    """Role → expected hours that are left by quarter, and roles of which some are not stated.

    Hours of which nothing is stated go on as the least that is: neither none, nor without end.
    """
    found, continued = {}, []
    for role in sorted(hours):
        by_quarter = _by_quarter(hours[role], quarters)
        gaps = np.isnan(by_quarter)
        if gaps.all():
            continue
        if gaps.any():
            continued.append(role)
            by_quarter[gaps] = np.nanmin(by_quarter)
        found[role] = by_quarter
    return found, tuple(continued)


def _by_quarter(hours: RoleHours, quarters: PlanQuarters) -> NDArray[np.float64]:
    """Expected hours left, three months together; not a number where one is not stated."""
    net = np.asarray(hours.net(quarters.first, MONTHS * quarters.count), dtype=float)
    left = np.where(np.isinf(net), np.nan, np.maximum(net, 0.0))
    return np.asarray(left.mean(axis=1).reshape(quarters.count, MONTHS).sum(axis=1))


def _with_cost_alone(
    priced: Mapping[str, PricedProposal], chosen: Iterable[str]
) -> dict[str, NotAssessed]:
    found = {}
    for name in chosen:
        reasons = [option.cost_alone for option in priced[name].options]
        if reasons[0] is not None and None not in reasons:
            found[name] = reasons[0]
    return found


def _without_hours(
    priced: Mapping[str, PricedProposal], chosen: Iterable[str], hours: Mapping[str, RoleHours]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in chosen:
        roles = {role.role for option in priced[name].options for role in option.demand.roles}
        for role in sorted(roles - hours.keys()):
            found.setdefault(role, []).append(name)
    return {role: tuple(found[role]) for role in sorted(found)}
