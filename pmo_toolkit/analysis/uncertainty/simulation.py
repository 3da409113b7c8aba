"""All uncertain inputs of one option, and their draws on one Sobol sequence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.uncertainty.cost_lines import CostLine, shared_draws
from pmo_toolkit.analysis.uncertainty.risks import DiscreteRisk, RiskDraws, draw_risks
from pmo_toolkit.analysis.uncertainty.sampling.copula import correlated
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import Uniforms, activity_streams

Draws = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SimulationInputs:
    """Everything uncertain about one option.

    Parameters
    ----------
    proposal : str
        Its id; all draws depend on it.
    lines : tuple of CostLine
    risks : tuple of DiscreteRisk
        Of the proposal; empty for doing nothing.
    network : Network or None
    months : int
        Term of the option.
    certain : float
        Money that is certain, such as the exit cost.
    groups : tuple of str
        Correlation groups of the proposal, in their declared order.
    within : float
        Correlation of two members of one group, 0 to 1.
    between : mapping of (str, str) to float
        Correlation of what two groups have in common.
    draws, seed : int
    ratios : callable or None
        From uniform draws to ratios of the reference class, which then scale what is spent once.
    """

    proposal: str
    lines: tuple[CostLine, ...]
    risks: tuple[DiscreteRisk, ...]
    network: Network | None
    months: int
    certain: float
    groups: tuple[str, ...]
    within: float
    draws: int
    seed: int
    between: Mapping[tuple[str, str], float] = field(default_factory=dict)
    ratios: Callable[[Draws], Draws] | None = None

    @cached_property
    def first(self) -> Columns:
        """The draws that all results rest on."""
        return Columns(self, self.draws, second=False)

    def second(self, draws: int) -> Columns:
        """Independent draws of the same inputs, for sensitivity indices."""
        return Columns(self, draws, second=True)

    @cached_property
    def once(self) -> float:
        """Middle of what is spent once, by the option's own ranges: what the ratios scale."""
        drawn = [
            amounts
            for line, amounts in zip(self.lines, self.first.lines, strict=True)
            if line.one_off
        ]
        return median(sum(drawn, np.zeros(self.draws)))

    @property
    def point_cost(self) -> float:
        """Every cost element at its most likely value, no risk happening; money over the term."""
        return self.certain + sum(
            line.amount.mode * line.periods(self.months) for line in self.lines
        )


class Columns:
    """One set of draws of all inputs; what is not asked for is not drawn.

    Attributes
    ----------
    shared : dict of str to ndarray of shape (draws,)
        What the members of each group have in common, as uniform draws.
    """

    def __init__(self, inputs: SimulationInputs, draws: int, *, second: bool) -> None:
        self.inputs, self.draws, self._second = inputs, draws, second
        self.shared, self.matrix = shared_draws(
            inputs.groups,
            proposal=inputs.proposal,
            draws=draws,
            seed=inputs.seed,
            between=inputs.between,
            second=second,
        )

    @cached_property
    def lines(self) -> tuple[Draws, ...]:
        """Money of each cost element over the term, each of shape (draws,)."""
        return tuple(
            line.amount.at(
                line.uniforms(
                    self.inputs.seed,
                    self.draws,
                    self.shared,
                    self.inputs.within,
                    second=self._second,
                )
            )
            * line.periods(self.inputs.months)
            for line in self.inputs.lines
        )

    @cached_property
    def risks(self) -> tuple[RiskDraws, ...]:
        """Money and days of each risk."""
        return draw_risks(
            self.inputs.risks,
            proposal=self.inputs.proposal,
            draws=self.draws,
            seed=self.inputs.seed,
            second=self._second,
        )

    @cached_property
    def class_cost(self) -> Draws | None:
        """What is spent once, by the reference class, shape (draws,); None where there is none."""
        if self.inputs.ratios is None or not any(line.one_off for line in self.inputs.lines):
            return None
        mark = "|second" if self._second else ""
        u = uniforms(
            self.inputs.seed,
            f"{self.inputs.proposal}|outside view{mark}",
            self.draws,
            place_of("single", 0, second=self._second),
        )
        return self.inputs.once * self.inputs.ratios(u)

    @property
    def own_cost(self) -> Draws:
        """Money over the term by the option's own ranges and risks, shape (draws,)."""
        return sum(self.lines, np.full(self.draws, self.inputs.certain)) + self.risk_money

    @property
    def cost(self) -> Draws:
        """Money over the term, risks and reference class included, shape (draws,)."""
        if self.class_cost is None:
            return self.own_cost
        running = [
            amounts
            for line, amounts in zip(self.inputs.lines, self.lines, strict=True)
            if not line.one_off
        ]
        certain = np.full(self.draws, self.inputs.certain)
        return sum(running, certain) + self.class_cost + self.risk_money

    @property
    def risk_money(self) -> Draws:
        """Money of all risks together, shape (draws,)."""
        return sum((risk.money for risk in self.risks), np.zeros(self.draws))

    @property
    def risk_days(self) -> Draws:
        """Days by which all risks together delay the end, shape (draws,)."""
        return sum((risk.days for risk in self.risks), np.zeros(self.draws))

    def activity_uniforms(self, network: Network) -> Uniforms:
        """A function that gives the uniform draws of all activities, stretch by stretch."""
        streams = activity_streams(
            network,
            proposal=self.inputs.proposal,
            draws=self.draws,
            seed=self.inputs.seed,
            second=self._second,
        )

        def stretch(start: int, count: int) -> NDArray[np.float64]:
            columns = np.empty((len(streams), count))
            for position, (stream, activity) in enumerate(
                zip(streams, network.activities, strict=True)
            ):
                columns[position] = stream.block(start, count)
                if activity.group is not None:
                    shared = self.shared[activity.group][start : start + count]
                    columns[position] = correlated(columns[position], shared, self.inputs.within)
            return columns

        return stretch
