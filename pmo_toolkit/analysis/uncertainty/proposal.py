"""One option of one proposal: cost, time and both together, from its rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles
from pmo_toolkit.analysis.uncertainty.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.cost_lines import cost_lines, cost_slots, group_names
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.exceedance import exceedance
from pmo_toolkit.analysis.uncertainty.influences import (
    sobol_of_cost,
    sobol_of_time,
    tornado_of_cost,
    tornado_of_time,
)
from pmo_toolkit.analysis.uncertainty.joint import JointConfidence, joint_confidence
from pmo_toolkit.analysis.uncertainty.network import (
    Network,
    NetworkResult,
    classical_path,
    simulate_network,
)
from pmo_toolkit.analysis.uncertainty.risks import discrete_risks
from pmo_toolkit.analysis.uncertainty.sensitivity import SobolIndex, TornadoBar
from pmo_toolkit.analysis.uncertainty.simulation import SimulationInputs
from pmo_toolkit.analysis.uncertainty.view import Contingency, OneView, RiskShare, RiskView
from pmo_toolkit.core.settings import Settings

Draws = NDArray[np.float64]

_MONEY, _DAYS = "money", "calendar days"


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
    adjusted: ArrayLike | None = None,
    net_value: ArrayLike | None = None,
    coupling: Coupling | None = None,
    settings: Settings,
) -> RiskView:
    """Simulate cost and time of one option together.

    Cost is drawn exactly as the comparison of options draws it, so that its quantiles are those of
    the inside view.

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
    adjusted : array of shape (draws,), optional
        Cost with the outside view on it, for the bias uplift.
    net_value : array of shape (draws,), optional
        Net value, for the chance that it is negative.
    coupling : Coupling, optional
        Correlations between groups, as the comparison of options used them; by default groups are
        independent of one another.
    settings : Settings
        Draws and their seed, correlation within groups, percentile to plan with, limit of a heavy
        tail, default term.

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
    exit_cost, term = number_of(row["exit_cost"]), number_of(row["term_months"])
    stated, findings = discrete_risks(risks)
    network = (
        NotAssessed("time", "doing nothing is not a project", ReasonCode.NOT_APPLICABLE)
        if nothing
        else network_from_rows(activities, option=option)
    )
    inputs = SimulationInputs(
        proposal=proposal,
        lines=() if isinstance(lines, NotAssessed) else lines,
        risks=() if nothing else stated,
        network=network if isinstance(network, Network) else None,
        months=settings.money.horizon_months if term is None else int(term),
        certain=max(exit_cost or 0.0, 0.0),
        groups=coupled.groups,
        within=settings.simulation.group_correlation,
        draws=settings.simulation.draws,
        seed=settings.seed,
        between=coupled.between,
    )
    cost: Draws | NotAssessed = inputs.first.cost
    if isinstance(lines, NotAssessed):
        cost = lines
    elif not lines and exit_cost is None:
        cost = NotAssessed(
            "cost", "no cost element is stated", ReasonCode.NO_ROWS, names=("costs",)
        )
    result: NetworkResult | None = None
    time: OneView | NotAssessed
    days: Draws | NotAssessed
    if isinstance(network, Network):
        result = simulate_network(
            network, inputs.first.activity_uniforms(network), settings.simulation.draws
        )
        days = result.finish + inputs.first.risk_days
        time = _time_view(days, inputs, network, result, wanted_days, settings)
    else:
        days = time = network
        if len(activities) and not nothing:
            findings = (*findings, f"The activities are not used: {network.why}.")
    if repaired := coupled.finding:
        findings = (*findings, repaired)
    return RiskView(
        proposal=proposal,
        option=option,
        seed=settings.seed,
        draws=settings.simulation.draws,
        level=settings.money.plan_percentile,
        cost=cost
        if isinstance(cost, NotAssessed)
        else _cost_view(cost, inputs, requested_budget, settings),
        time=time,
        joint=_joint(cost, days, requested_budget, wanted_days, settings),
        chance_net_value_negative=NotAssessed(
            "net value", "no net value could be drawn", ReasonCode.NOT_VALUED
        )
        if net_value is None
        else float(np.mean(np.asarray(net_value) < 0)),
        bias_uplift=_bias_uplift(cost, adjusted),
        register=_register(inputs, risks),
        activities=()
        if result is None
        else tuple(
            sorted(result.activities, key=lambda each: (-each.criticality, -each.cruciality))
        ),
        classical=classical_path(network) if isinstance(network, Network) else None,
        findings=findings,
    )


def _register(inputs: SimulationInputs, rows: pd.DataFrame) -> tuple[RiskShare, ...]:
    return tuple(
        RiskShare(
            each.risk.title,
            text_of(rows.iloc[each.risk.position].get("origin")),
            each.risk.probability,
            None if each.risk.money is None else float(np.mean(each.money)),
            None if each.risk.days is None else float(np.mean(each.days)),
        )
        for each in inputs.first.risks
    )


def _cost_view(
    cost: Draws, inputs: SimulationInputs, budget: float | None, settings: Settings
) -> OneView:
    return _one_view(
        cost,
        _MONEY,
        budget,
        "the requested budget",
        inputs.point_cost,
        tornado_of_cost(inputs),
        sobol_of_cost(inputs),
        settings,
    )


def _time_view(
    days: Draws,
    inputs: SimulationInputs,
    network: Network,
    result: NetworkResult,
    wanted: float | None,
    settings: Settings,
) -> OneView:
    modes = np.array([[each.duration.mode] for each in network.activities])
    return _one_view(
        days,
        _DAYS,
        wanted,
        "the time until the wanted finish",
        float(network.finish(modes)[0]),
        tornado_of_time(inputs, network),
        sobol_of_time(inputs, network, result),
        settings,
    )


def _one_view(
    draws: Draws,
    unit: str,
    limit: float | None,
    limit_words: str,
    point: float,
    bars: tuple[TornadoBar, ...],
    shares: tuple[SobolIndex, ...] | NotAssessed,
    settings: Settings,
) -> OneView:
    at_level = float(quantiles(draws, settings.money.plan_percentile))
    stated = limit is not None and limit > 0
    return OneView(
        quantiles=Quantiles.of(draws, unit),
        curve=Curve.of(draws, unit),
        limit=limit,
        chance_over_limit=NotAssessed(limit_words, "none is stated", ReasonCode.NOT_STATED)
        if limit is None
        else float(np.mean(draws > limit)),
        contingency=Contingency(
            settings.money.plan_percentile,
            point,
            float(np.mean(draws <= point)),
            at_level,
            max(0.0, at_level - point),
            unit,
        ),
        tornado=bars,
        sobol=shares,
        exceedance=exceedance(
            draws,
            unit,
            heavy_ratio=settings.simulation.heavy_tail_ratio,
            figure=limit if stated else None,
            compared_with=limit_words if stated else "the median",
        ),
    )


def _joint(
    cost: Draws | NotAssessed,
    days: Draws | NotAssessed,
    budget: float | None,
    wanted: float | None,
    settings: Settings,
) -> JointConfidence | NotAssessed:
    if isinstance(cost, NotAssessed):
        return cost.about("cost and time together")
    if isinstance(days, NotAssessed):
        return days.about("cost and time together")
    return joint_confidence(
        cost, days, budget=budget, wanted_days=wanted, level=settings.money.plan_percentile
    )


def _bias_uplift(cost: Draws | NotAssessed, adjusted: ArrayLike | None) -> float | NotAssessed:
    if isinstance(cost, NotAssessed):
        return cost.about("bias uplift")
    if adjusted is None:
        return NotAssessed("bias uplift", "there is no outside view", ReasonCode.NO_OUTSIDE_VIEW)
    return median(adjusted) - median(cost)
