"""One option of one proposal: cost, time and both together, from its rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.cost_lines import (
    CostLine,
    cost_lines,
    cost_slots,
    group_names,
)
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.analysis.uncertainty.quantity_views import (
    bias_uplift,
    cost_view,
    joint_view,
    time_view,
)
from pmo_toolkit.analysis.uncertainty.risks import DiscreteRisk, discrete_risks
from pmo_toolkit.analysis.uncertainty.schedule.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.schedule.critical_path import classical_path
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import (
    ActivityResult,
    NetworkResult,
    simulate_network,
)
from pmo_toolkit.analysis.uncertainty.simulation import SimulationInputs
from pmo_toolkit.analysis.uncertainty.view import RiskShare, RiskView
from pmo_toolkit.core.settings import Settings

Draws = NDArray[np.float64]


# Stays whole, though longer than most: two thirds of it are its signature, its docstring and the
# fields of its result; what it computes lies in the steps below.
def simulate_proposal(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    risks: pd.DataFrame,
    activities: pd.DataFrame,
    *,
    proposal: str,
    option: str,
    requested_budget: float | None = None,
    wanted_days: float | None = None,
    ratios: Callable[[Draws], Draws] | None = None,
    delivery: DeliveryDraws | None = None,
    net_value: ArrayLike | None = None,
    coupling: Coupling | None = None,
    settings: Settings,
) -> RiskView:
    """Simulate cost and time of one option together.

    Cost is drawn as the comparison of options draws it: its quantiles are the same.

    Parameters
    ----------
    options, costs, risks, activities : DataFrame
        The proposal's rows of these tables, all options included.
    proposal, option : str
        Ids.
    requested_budget : float, optional
        Money; None where none is asked for.
    wanted_days : float, optional
        Days from the start to the wanted finish.
    ratios : callable, optional
        From uniform draws to ratios of the reference class beside the stated risks: they scale
        what is spent once; by default the option's own ranges count alone.
    delivery : DeliveryDraws, optional
        When the option is delivered; by default its network alone says so.
    net_value : array of shape (draws,), optional
        Net value, for the chance that it is negative.
    coupling : Coupling, optional
        Correlations between groups, as the comparison of options used them; by default none.
    settings : Settings
        Draws, seed, correlation within groups, percentile to plan with, heavy tail, default term.

    Raises
    ------
    ValueError
        For an option that does not exist, a range out of order, an unfit probability or an unfit
        correlation; the message names the row. A network that cannot be used is a finding instead.
    """
    chosen = options[options["id"] == option]
    if chosen.empty:
        raise ValueError(
            f"proposal {proposal}: there is no option {option!r} among {list(options['id'])}"
        )
    row = chosen.iloc[0]
    nothing = row["kind"] == "nothing"
    coupled = coupling or Coupling(group_names(costs, activities))
    lines = cost_lines(
        costs[costs["option"] == option],
        proposal=proposal,
        option=option,
        slot=cost_slots(options)[option],
        alone=coupled.alone,
    )
    stated, findings = discrete_risks(risks)
    network = _network(activities, option, nothing)
    inputs = _inputs(
        row,
        proposal,
        lines,
        () if nothing else stated,
        network,
        coupled,
        None if nothing else ratios,
        settings,
    )
    cost = _cost_draws(inputs, lines, row)
    result, days = _simulated_time(inputs, network, delivery, settings)
    if isinstance(network, NotAssessed) and len(activities) and not nothing:
        findings = (*findings, f"The activities are not used: {network.why}.")
    if repaired := coupled.finding:
        findings = (*findings, repaired)
    return RiskView(
        proposal=proposal,
        option=option,
        seed=settings.seed,
        draws=settings.simulation.draws,
        level=settings.money.plan_percentile,
        cost=cost_view(cost, inputs, requested_budget, settings),
        time=time_view(days, inputs, network, result, delivery, wanted_days, settings),
        joint=joint_view(cost, _until(days, delivery), requested_budget, wanted_days, settings),
        chance_net_value_negative=_chance_negative(net_value),
        bias_uplift=bias_uplift(cost, inputs),
        register=_register(inputs, risks),
        activities=() if result is None else _by_criticality(result),
        classical=classical_path(network) if isinstance(network, Network) else None,
        findings=findings,
    )


def _network(activities: pd.DataFrame, option: str, nothing: bool) -> Network | NotAssessed:
    if nothing:
        return NotAssessed("time", "doing nothing is not a project", ReasonCode.NOT_APPLICABLE)
    return network_from_rows(activities, option=option)


def _inputs(
    option: pd.Series,
    proposal: str,
    lines: tuple[CostLine, ...] | NotAssessed,
    risks: tuple[DiscreteRisk, ...],
    network: Network | NotAssessed,
    coupling: Coupling,
    ratios: Callable[[Draws], Draws] | None,
    settings: Settings,
) -> SimulationInputs:
    exit_cost, term = number_of(option["exit_cost"]), number_of(option["term_months"])
    return SimulationInputs(
        proposal=proposal,
        lines=() if isinstance(lines, NotAssessed) else lines,
        risks=risks,
        network=network if isinstance(network, Network) else None,
        months=settings.money.horizon_months if term is None else int(term),
        certain=max(exit_cost or 0.0, 0.0),
        groups=coupling.groups,
        within=settings.simulation.group_correlation,
        draws=settings.simulation.draws,
        seed=settings.seed,
        between=coupling.between,
        ratios=ratios,
    )


def _cost_draws(
    inputs: SimulationInputs, lines: tuple[CostLine, ...] | NotAssessed, option: pd.Series
) -> Draws | NotAssessed:
    """Cost in each draw, where at least one element or a cost of leaving is stated."""
    if isinstance(lines, NotAssessed):
        return lines
    if not lines and number_of(option["exit_cost"]) is None:
        return NotAssessed(
            "cost", "no cost element is stated", ReasonCode.NO_ROWS, names=("costs",)
        )
    return inputs.first.cost


def _simulated_time(
    inputs: SimulationInputs,
    network: Network | NotAssessed,
    delivery: DeliveryDraws | None,
    settings: Settings,
) -> tuple[NetworkResult | None, Draws | NotAssessed]:
    """The simulated network, and days in each draw with the delays by risks."""
    if isinstance(network, NotAssessed):
        return None, network
    result = simulate_network(
        network, inputs.first.activity_uniforms(network), settings.simulation.draws
    )
    planned = result.finish + inputs.first.risk_days
    return result, planned if delivery is None else delivery.of_plan(planned)


def _until(days: Draws | NotAssessed, delivery: DeliveryDraws | None) -> Draws | NotAssessed:
    """Days from the wished start until it is delivered."""
    if isinstance(days, NotAssessed) or delivery is None:
        return days
    return delivery.until_delivered(days)


def _chance_negative(net_value: ArrayLike | None) -> float | NotAssessed:
    if net_value is None:
        return NotAssessed("net value", "no net value could be drawn", ReasonCode.NOT_VALUED)
    return float(np.mean(np.asarray(net_value) < 0))


def _by_criticality(result: NetworkResult) -> tuple[ActivityResult, ...]:
    return tuple(
        sorted(
            result.activities,
            key=lambda activity: (-activity.criticality, -activity.cruciality),
        )
    )


def _register(inputs: SimulationInputs, rows: pd.DataFrame) -> tuple[RiskShare, ...]:
    return tuple(
        RiskShare(
            drawn.risk.title,
            text_of(rows.iloc[drawn.risk.position].get("origin")),
            drawn.risk.probability,
            None if drawn.risk.money is None else float(np.mean(drawn.money)),
            None if drawn.risk.days is None else float(np.mean(drawn.days)),
        )
        for drawn in inputs.first.risks
    )
