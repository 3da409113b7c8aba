"""Money and time of one option as they are reported, from the draws of its simulation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.analysis.uncertainty.exceedance import exceedance
from pmo_toolkit.analysis.uncertainty.influences import (
    sobol_of_cost,
    sobol_of_time,
    tornado_of_cost,
    tornado_of_time,
)
from pmo_toolkit.analysis.uncertainty.joint import JointConfidence, joint_confidence
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import NetworkResult
from pmo_toolkit.analysis.uncertainty.sensitivity import SobolIndex, TornadoBar
from pmo_toolkit.analysis.uncertainty.simulation import SimulationInputs
from pmo_toolkit.analysis.uncertainty.view import Contingency, QuantityView
from pmo_toolkit.core.settings import Settings

Draws = NDArray[np.float64]

_MONEY, _DAYS = "money", "calendar days"


def cost_view(
    cost: Draws | NotAssessed, inputs: SimulationInputs, budget: float | None, settings: Settings
) -> QuantityView | NotAssessed:
    """Whole-life cost against the requested budget, with what moves it."""
    if isinstance(cost, NotAssessed):
        return cost
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


def time_view(
    days: Draws | NotAssessed,
    inputs: SimulationInputs,
    network: Network | NotAssessed,
    result: NetworkResult | None,
    delivery: DeliveryDraws | None,
    wanted: float | None,
    settings: Settings,
) -> QuantityView | NotAssessed:
    """Days from the start against the wanted finish, with what moves them."""
    if isinstance(days, NotAssessed):
        return days
    assert isinstance(network, Network) and result is not None
    against = days if delivery is None else delivery.until_delivered(days)
    lasting = _as_planned if delivery is None else delivery.of_plan
    modes = np.array([[activity.duration.mode] for activity in network.activities])
    return _one_view(
        days,
        _DAYS,
        wanted,
        "the time until the wanted finish",
        float(network.finish(modes)[0]),
        tornado_of_time(inputs, network, lasting),
        sobol_of_time(inputs, network, result, lasting),
        settings,
        against=against,
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
    *,
    against: Draws | None = None,
) -> QuantityView:
    """One quantity; `against` is what is held against the limit, by default the quantity itself."""
    at_level = float(quantiles(draws, settings.money.plan_percentile))
    held = draws if against is None else against
    stated = limit is not None and limit > 0 and held is draws
    return QuantityView(
        quantiles=Quantiles.of(draws, unit),
        curve=Curve.of(draws, unit),
        limit=limit,
        chance_over_limit=NotAssessed(limit_words, "none is stated for this", ReasonCode.NOT_STATED)
        if limit is None
        else float(np.mean(held > limit)),
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


def joint_view(
    cost: Draws | NotAssessed,
    days: Draws | NotAssessed,
    budget: float | None,
    wanted: float | None,
    settings: Settings,
) -> JointConfidence | NotAssessed:
    """Cost and time together."""
    if isinstance(cost, NotAssessed):
        return cost.about("cost and time together")
    if isinstance(days, NotAssessed):
        return days.about("cost and time together")
    return joint_confidence(
        cost, days, budget=budget, wanted_days=wanted, level=settings.money.plan_percentile
    )


def bias_uplift(cost: Draws | NotAssessed, inputs: SimulationInputs) -> float | NotAssessed:
    """Money by which the reference class lifts the median above the own ranges and risks."""
    if isinstance(cost, NotAssessed):
        return cost.about("bias uplift")
    if inputs.ratios is None:
        return NotAssessed("bias uplift", "there is no outside view", ReasonCode.NO_OUTSIDE_VIEW)
    return median(cost) - median(inputs.first.own_cost)


def _as_planned(days: Draws) -> Draws:
    """Days of the plan where no other view stands beside it."""
    return days
