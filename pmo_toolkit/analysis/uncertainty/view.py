"""The shape of what the simulation says of one proposal; plain enough for JSON."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles
from pmo_toolkit.analysis.uncertainty.exceedance import Exceedance
from pmo_toolkit.analysis.uncertainty.joint import JointConfidence
from pmo_toolkit.analysis.uncertainty.schedule.critical_path import ClassicalPath
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import ActivityResult
from pmo_toolkit.analysis.uncertainty.sensitivity import SobolIndex, TornadoBar


@dataclass(frozen=True)
class Contingency:
    """What must be added to the point estimate to reach a chosen confidence.

    Where there is a reference class, what it adds is part of it.

    Parameters
    ----------
    level : float
        Chosen confidence, such as 0.8.
    point_estimate : float
        Every input at its most likely value, no risk happening.
    point_percentile : float
        Chance that the point estimate is not exceeded (GAO: the percentile of the point estimate).
    at_level : float
        Value that is not exceeded with the chosen confidence.
    amount : float
        `at_level` minus `point_estimate`, at least 0.
    unit : str
        ``"money"`` or ``"calendar days"``.
    """

    level: float
    point_estimate: float
    point_percentile: float
    at_level: float
    amount: float
    unit: str


@dataclass(frozen=True)
class RiskShare:
    """What one risk adds on average over all draws, happening or not.

    Parameters
    ----------
    title : str
    origin : str or None
        Where it was found, such as ``"register"`` or ``"pre-mortem"``.
    probability : float
    expected_money, expected_days : float or None
        Money and calendar days; None where no such effect is stated.
    """

    title: str
    origin: str | None
    probability: float
    expected_money: float | None
    expected_days: float | None


@dataclass(frozen=True)
class QuantityView:
    """Money or time of one option.

    Parameters
    ----------
    quantiles : Quantiles
    curve : Curve
        The distribution, for an S-curve.
    limit : float or None
        Requested budget, or days from the start to the wanted finish; None where nothing is asked
        for.
    chance_over_limit : float or NotAssessed
    contingency : Contingency
    tornado : tuple of TornadoBar
    sobol : tuple of SobolIndex, or NotAssessed
    exceedance : Exceedance
    """

    quantiles: Quantiles
    curve: Curve
    limit: float | None
    chance_over_limit: float | NotAssessed
    contingency: Contingency
    tornado: tuple[TornadoBar, ...]
    sobol: tuple[SobolIndex, ...] | NotAssessed
    exceedance: Exceedance


@dataclass(frozen=True)
class RiskView:
    """What may become of one option.

    Cost, time and both together, by its own ranges, risks and activities beside finished projects.

    Parameters
    ----------
    proposal, option : str
        Ids.
    seed, draws : int
    level : float
        Confidence to plan with.
    cost : QuantityView or NotAssessed
        Whole-life cost in money of the workspace's price year, constant prices.
    time : QuantityView or NotAssessed
        Calendar days from the start to the last end, delays by risks included.
    joint : JointConfidence or NotAssessed
        Of cost and time.
    chance_net_value_negative : float or NotAssessed
    bias_uplift : float or NotAssessed
        Money by which the outside view lifts the median above the own ranges and risks.
    register : tuple of RiskShare
        The risks that are drawn, in their order; empty for doing nothing.
    activities : tuple of ActivityResult
        Criticality table, most critical first; empty without a network.
    classical : ClassicalPath or None
        The textbook's figures along one path, for comparison; None without a network.
    findings : tuple of str
        What was left out, repaired or could not be used, each a sentence.
    """

    proposal: str
    option: str
    seed: int
    draws: int
    level: float
    cost: QuantityView | NotAssessed
    time: QuantityView | NotAssessed
    joint: JointConfidence | NotAssessed
    chance_net_value_negative: float | NotAssessed
    bias_uplift: float | NotAssessed
    register: tuple[RiskShare, ...]
    activities: tuple[ActivityResult, ...]
    classical: ClassicalPath | None
    findings: tuple[str, ...]

    @property
    def spread_of_others(self) -> bool:
        """Whether others' projects say how far the cost spreads, for want of own ones."""
        uplift = self.bias_uplift
        return isinstance(uplift, NotAssessed) and uplift.code is ReasonCode.TOO_FEW_PROJECTS

    @property
    def sentence(self) -> str:
        """The view in words for a reader, without figures in money."""
        parts = []
        if isinstance(self.cost, QuantityView) and isinstance(self.cost.chance_over_limit, float):
            parts.append(
                "the requested budget is exceeded with a chance of"
                f" {_percent(self.cost.chance_over_limit)}"
            )
        if isinstance(self.time, QuantityView) and isinstance(self.time.chance_over_limit, float):
            parts.append(
                "the wanted date is missed with a chance of"
                f" {_percent(self.time.chance_over_limit)}"
            )
        if isinstance(self.joint, JointConfidence) and self.joint.chance_both is not None:
            parts.append(
                f"budget and date are both kept with a chance of {_percent(self.joint.chance_both)}"
            )
        if not parts:
            return "Neither a budget nor a date can be held against the simulation."
        text = "; ".join(parts)
        if self.spread_of_others:
            return f"With its own risks and the spread of others' estimates, {text}."
        if isinstance(self.bias_uplift, NotAssessed):
            return f"By the proposal's own ranges and risks, {text}."
        return f"With its own risks and what became of other finished projects, {text}."


def _percent(chance: float) -> str:
    """Whole per cent; a simulation never knows the last one."""
    if chance < 0.01:
        return "less than 1 %"
    return "more than 99 %" if chance > 0.99 else f"{100 * chance:.0f} %"
