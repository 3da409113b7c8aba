"""One proposal's options as they can be chosen: value by start, money and hours by quarter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.months import day_text
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs
from pmo_toolkit.analysis.money.cash_streams import cost_streams
from pmo_toolkit.analysis.money.net_value import term_of
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.valuation import OptionDraws
from pmo_toolkit.analysis.portfolio.shapes import PortfolioOption
from pmo_toolkit.assessment.capacity.inputs import demand_for, wish_of
from pmo_toolkit.assessment.dependencies.links import running_until_days
from pmo_toolkit.assessment.portfolio.ellipses import Ellipse, ellipse_of
from pmo_toolkit.assessment.portfolio.joint_order import Places, joint_order
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.core.calendar.plan_quarters import MONTHS, PlanQuarters

_CHOICE = "choice among the portfolio"
#: Periods of what is spent once.
_ONCE = ("once", "at the end")


@dataclass(frozen=True, eq=False)
class PricedOption:
    """An option as it can be chosen, without its contribution to goals.

    Parameters
    ----------
    option : PortfolioOption
        Its `goals` are nought.
    share : float
        Share of the benefits that it brings.
    goals : tuple of str
        Goals that it serves, where it does not serve all.
    demand : Demand
    cost_alone : NotAssessed or None
        Why its net value is not assessed, so that it counts with its cost alone.
    """

    option: PortfolioOption
    share: float
    goals: tuple[str, ...]
    demand: Demand
    cost_alone: NotAssessed | None = None


@dataclass(frozen=True, eq=False)
class PricedProposal:
    """What can be chosen of a proposal.

    Parameters
    ----------
    options : tuple of PricedOption
    gaps : mapping of str to NotAssessed
        Option that acts and cannot be chosen as it stands → why; under the empty text why none can.
    ellipse : Ellipse or None
        Cost and net value of the preferred option together.
    cost : ndarray of shape (draws,) or None
        Cost of the preferred option, beside that of other proposals.
    """

    options: tuple[PricedOption, ...] = ()
    gaps: Mapping[str, NotAssessed] = field(default_factory=dict)
    ellipse: Ellipse | None = None
    cost: NDArray[np.float32] | None = None


def priced_proposal(
    reader: ProposalReader,
    inputs: OptionInputs,
    quarters: PlanQuarters,
    shared: Collection[str],
) -> PricedProposal:
    """What can be chosen of one proposal, from the draws that its assessment rests on.

    Parameters
    ----------
    reader : ProposalReader
    inputs : OptionInputs
        Its options as they are compared.
    quarters : PlanQuarters
    shared : collection of str
        Correlation groups that other proposals name too.
    """
    compared = inputs.compared
    if isinstance(compared, NotAssessed):
        return PricedProposal(gaps={"": compared.about(_CHOICE)})
    order = _order(reader, inputs, shared)
    waits = _waits(reader, quarters)
    options, gaps = [], {}
    for _, row in inputs.tables.options.iterrows():
        name = str(row["id"])
        if row["kind"] == "nothing":
            continue
        priced = _priced(reader, row, inputs, compared, waits, order)
        if isinstance(priced, NotAssessed):
            gaps[name] = priced
        else:
            options.append(priced)
    if not options and not gaps:
        gaps[""] = NotAssessed(
            _CHOICE, "no option is stated beside doing nothing", ReasonCode.NO_OPTION
        )
    return PricedProposal(tuple(options), gaps, *_preferred(reader, compared, order))


def _preferred(
    reader: ProposalReader, compared: ComparedOptions, order: Places
) -> tuple[Ellipse | None, NDArray[np.float32] | None]:
    """Cost of the preferred option beside other proposals, and together with its net value."""
    preferred = compared.comparison.preferred
    own = compared.draws.get(preferred or "")
    if preferred is None or own is None:
        return None, None
    value = compared.values.get(preferred)
    share = reader.settings.moderation.ellipse_share
    ellipse = None if value is None else ellipse_of(own.adjusted, value, share)
    return ellipse, own.adjusted[order].astype(np.float32)


def _order(reader: ProposalReader, inputs: OptionInputs, shared: Collection[str]) -> Places:
    settings = reader.settings
    most = settings.simulation.draws
    compared = inputs.compared
    if isinstance(compared, ComparedOptions) and compared.draws:
        most = len(next(iter(compared.draws.values())).adjusted)
    draws = min(settings.moderation.joint_draws, settings.simulation.draws)
    scaled = isinstance(compared, ComparedOptions) and any(
        own.scaled for own in compared.draws.values()
    )
    shares = _spreads(inputs.tables.costs, running_alone=scaled)
    return joint_order(
        reader.proposal,
        inputs.coupling,
        shares,
        shared,
        seed=settings.seed,
        draws=draws,
        of=most,
    )


def _spreads(costs: pd.DataFrame, *, running_alone: bool) -> dict[str, float]:
    """Correlation group → how far its cost elements spread.

    What is spent once does not count where its spread is that of the reference class.
    """
    found: dict[str, float] = {}
    columns = ("correlation_group", "period", "low", "high")
    for _, row in costs.iterrows() if len(costs) else ():
        group, period, low, high = (row[name] for name in columns)
        if not isinstance(group, str) or (running_alone and period in _ONCE):
            continue
        if number_of(low) is not None and number_of(high) is not None:
            found[group] = found.get(group, 0.0) + abs(high - low)
    return found


def _waits(reader: ProposalReader, quarters: PlanQuarters) -> NDArray[np.float64]:
    """Days from the wished start to each quarter in which work can begin, else not a number.

    Other proposals that it requires do not count here: they may begin at other times than they
    wish.
    """
    wish = wish_of(reader)
    held = running_until_days(reader, day_text(wish.day))
    waits = np.full(quarters.count, np.nan)
    for place in range(quarters.count):
        if quarters.last_day(place) >= wish.day + held:
            waits[place] = max(0, quarters.first_day(place) - wish.day)
    return waits


def _priced(
    reader: ProposalReader,
    row: pd.Series,
    inputs: OptionInputs,
    compared: ComparedOptions,
    waits: NDArray[np.float64],
    order: Places,
) -> PricedOption | NotAssessed:
    name = str(row["id"])
    own = compared.draws.get(name)
    result = next(option for option in compared.comparison.options if option.id == name)
    if own is None:
        missing = result.cost
        assert isinstance(missing, NotAssessed)
        return missing.about(_CHOICE)
    value_after = compared.values_of_wait.get(name) or compared.costs_alone[name]
    demand = demand_for(reader, name)
    draws = len(own.adjusted)
    as_wished = value_after(np.zeros(draws))
    value = np.full(len(waits), np.nan)
    for wait in np.unique(waits[~np.isnan(waits)]):
        begun = as_wished if wait == 0 else value_after(np.full(draws, wait))
        value[waits == wait] = float(np.mean(begun))
    if np.isnan(value).all():
        return NotAssessed(
            _CHOICE, "it cannot begin within the quarters that are planned", ReasonCode.NOT_REACHED
        )
    spend = _spend(own, term_of(row, reader.settings), len(waits))
    option = PortfolioOption(
        id=name,
        kind=str(row["kind"]),
        value=value,
        goals=0.0,
        spend=spend.mean(axis=1),
        hours=_hours(demand),
        length=_length(inputs, row, demand),
        spend_draws=np.ascontiguousarray(spend[:, order].T, dtype=np.float32),
        value_draws=as_wished[order].astype(np.float32),
    )
    stated = number_of(row["benefit_share"])
    unknown = result.net_value if isinstance(result.net_value, NotAssessed) else None
    return PricedOption(option, 1.0 if stated is None else stated, result.goals, demand, unknown)


def _spend(own: OptionDraws, months: int, quarters: int) -> NDArray[np.float64]:
    """Money by quarter from the start on, shape (quarters + 1, draws).

    What falls due at once and in the first three months counts in the first quarter. The last place
    holds all that falls due so late that it lies beyond the plan whenever the work begins.
    """
    place = np.minimum(np.maximum(np.arange(months + 1) - 1, 0) // MONTHS, quarters)
    spend = np.zeros((quarters + 1, len(own.adjusted)))
    for stream in cost_streams(own, months):
        due = np.bincount(place, weights=stream.profile, minlength=quarters + 1)
        for quarter in np.flatnonzero(due):
            spend[quarter] -= due[quarter] * stream.amount
    return spend


def _hours(demand: Demand) -> dict[str, NDArray[np.float64]]:
    """Role → expected hours by quarter from the start on."""
    found = {}
    for role in demand.roles:
        hours = np.zeros((role.length - 1) // MONTHS + 1)
        for month, drawn in role.months.items():
            hours[month // MONTHS] += float(np.mean(drawn, dtype=float))
        found[role.role] = hours
    return found


def _length(inputs: OptionInputs, row: pd.Series, demand: Demand) -> int:
    """Quarters from its start until it is delivered in every second case, at least one."""
    return max(
        1, *(int(np.ceil(months / MONTHS - 1e-9)) for months in _months(inputs, row, demand))
    )


def _months(
    inputs: OptionInputs, row: Mapping[Any, Any] | pd.Series, demand: Demand
) -> Sequence[float]:
    delivery = inputs.deliveries.get(str(row["id"]))
    if delivery is not None:
        return (float(median(delivery.days)) / DAYS_A_MONTH, 0.0)
    stated = number_of(row.get("months_to_benefit"))
    return (float(demand.length), stated or 0.0)


def gaps_in_hours(demand: Demand) -> Iterator[str]:
    """What an option does not state of the people whom it needs, in words."""
    if demand.missing:
        for role, gap in demand.missing:
            yield f"the {gap} of the role {role}"
    elif not demand.roles:
        yield "which roles it needs, for how many hours a month"
