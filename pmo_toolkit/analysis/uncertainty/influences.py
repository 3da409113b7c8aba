"""Which inputs of one option move its cost and its end, on the draws of its simulation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.risks import DiscreteRisk
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import NetworkResult, durations_at
from pmo_toolkit.analysis.uncertainty.sensitivity import (
    INDEX_DRAWS,
    SobolIndex,
    TornadoBar,
    sobol_indices,
    swings,
    tornado,
)
from pmo_toolkit.analysis.uncertainty.simulation import SimulationInputs
from pmo_toolkit.analysis.uncertainty.typical_load import CLASS_SPREAD

Draws = NDArray[np.float64]

#: Activities that get an index of their own; the rest, those of least cruciality, count as one
#: factor.
_MOST_ACTIVITIES = 40

_TAILS = np.array([0.1, 0.5, 0.9])


def tornado_of_cost(inputs: SimulationInputs) -> tuple[TornadoBar, ...]:
    """Bars of the cost elements, of the reference class and of the risks that cost money."""
    ends: dict[str, tuple[float, float]] = {}
    medians: dict[str, float] = {}
    for name, line in zip(
        _unique([line.element for line in inputs.lines]), inputs.lines, strict=True
    ):
        low, medians[name], high = (
            float(value) for value in line.amount.at(_TAILS) * line.periods(inputs.months)
        )
        ends[name] = (low, high)
        if inputs.ratios is not None and line.one_off:
            del ends[name], medians[name]
    if inputs.ratios is not None and any(line.one_off for line in inputs.lines):
        low, medians[CLASS_SPREAD], high = (
            float(value) for value in inputs.once * inputs.ratios(_TAILS)
        )
        ends[CLASS_SPREAD] = (low, high)
    bars = swings(medians, ends, lambda values: inputs.certain + sum(values.values()))
    base = inputs.certain + sum(medians.values())
    return tornado([*bars, *_risk_bars(inputs.risks, base, "money")])


def tornado_of_time(
    inputs: SimulationInputs, network: Network, lasting: Callable[[Draws], Draws]
) -> tuple[TornadoBar, ...]:
    """Bars of the activities and of the risks that cost days.

    `lasting` turns days of the plan into days as they count beside other views.
    """
    table = np.array([activity.duration.at(_TAILS) for activity in network.activities])
    medians = table[:, 1]
    planned = float(network.finish(medians[:, None])[0])
    base = float(lasting(np.array([planned]))[0])
    # each activity at either end, all in one pass forward
    moved = np.repeat(medians[:, None], 2 * len(table), axis=1)
    for position in range(len(table)):
        moved[position, 2 * position : 2 * position + 2] = table[position, [0, 2]]
    results = lasting(network.finish(moved)).reshape(-1, 2)
    bars = [
        TornadoBar(activity.title, "P10 to P90", float(low), float(high), base)
        for activity, (low, high) in zip(network.activities, results, strict=True)
    ]
    delays = [
        TornadoBar(
            bar.name, bar.swing, base, float(lasting(np.array([planned + bar.width]))[0]), base
        )
        for bar in _risk_bars(inputs.risks, 0.0, "days")
    ]
    return tornado([*bars, *delays])


def sobol_of_cost(inputs: SimulationInputs) -> tuple[SobolIndex, ...] | NotAssessed:
    """Shares of the spread of cost; elements of correlated groups count together.

    Where the reference class scales what is spent once, its spread is one factor.
    """
    count = min(INDEX_DRAWS, inputs.draws)
    one, other = inputs.first, inputs.second(count)
    factors = _Factors(inputs, count)
    names = _unique([line.element for line in inputs.lines])
    scaled = one.class_cost is not None
    for name, line, first, second in zip(names, inputs.lines, one.lines, other.lines, strict=True):
        if not (scaled and line.one_off):
            factors.add(name, line.group, first[:count], second)
    if one.class_cost is not None and other.class_cost is not None:
        factors.add(CLASS_SPREAD, None, one.class_cost[:count], other.class_cost)
    for risk, second_risk in zip(one.risks, other.risks, strict=True):
        factors.add(f"risk: {risk.risk.title}", None, risk.money[:count], second_risk.money)
    return factors.indices()


def sobol_of_time(
    inputs: SimulationInputs,
    network: Network,
    result: NetworkResult,
    lasting: Callable[[Draws], Draws],
) -> tuple[SobolIndex, ...] | NotAssessed:
    """Shares of the spread of the end; activities of correlated groups count together.

    `lasting` turns days of the plan into days as they count beside other views.
    """
    count = min(INDEX_DRAWS, inputs.draws)
    one, other = inputs.first, inputs.second(count)
    first = durations_at(network, one.activity_uniforms(network)(0, count))
    second = durations_at(network, other.activity_uniforms(network)(0, count))
    merged = _merged(inputs)
    members: dict[str, list[int]] = {}
    ranked = sorted(range(len(first)), key=lambda place: -abs(result.activities[place].cruciality))
    for rank, place in enumerate(ranked):
        activity = network.activities[place]
        own = activity.title if rank < _MOST_ACTIVITIES else "all other activities"
        members.setdefault(own if activity.group is None else merged[activity.group], []).append(
            place
        )
    end, end_second = network.finish(first), network.finish(second)
    delay, delay_second = one.risk_days[:count], other.risk_days
    names, mixed = [], []
    for name, places in members.items():
        swapped = first.copy()
        swapped[places] = second[places]
        names.append(name)
        mixed.append(lasting(network.finish(swapped) + delay))
    for risk, second_risk in zip(one.risks, other.risks, strict=True):
        if risk.days.any() or second_risk.days.any():
            names.append(f"risk: {risk.risk.title}")
            mixed.append(lasting(end + delay - risk.days[:count] + second_risk.days))
    stacked = np.array(mixed).reshape(-1, count)
    ended, ended_second = lasting(end + delay), lasting(end_second + delay_second)
    return sobol_indices(names, ended, ended_second, stacked, seed=inputs.seed)


class _Factors:
    """Independent parts of a sum."""

    def __init__(self, inputs: SimulationInputs, count: int) -> None:
        self._merged, self._seed = _merged(inputs), inputs.seed
        self._count = count
        self._parts: dict[str, tuple[Draws, Draws]] = {}

    def add(self, name: str, group: str | None, first: Draws, second: Draws) -> None:
        """Add one part; parts of one group count together."""
        factor = name if group is None else self._merged[group]
        before = self._parts.get(factor, (np.zeros(self._count), np.zeros(self._count)))
        self._parts[factor] = (before[0] + first, before[1] + second)

    def indices(self) -> tuple[SobolIndex, ...] | NotAssessed:
        """Indices of all parts that are uncertain at all."""
        parts = {
            name: pair
            for name, pair in self._parts.items()
            if np.ptp(pair[0]) > 0 or np.ptp(pair[1]) > 0
        }
        one = sum((first for first, _ in parts.values()), np.zeros(self._count))
        other = sum((second for _, second in parts.values()), np.zeros(self._count))
        mixed = np.array([one - first + second for first, second in parts.values()]).reshape(
            -1, self._count
        )
        return sobol_indices(list(parts), one, other, mixed, seed=self._seed)


def _merged(inputs: SimulationInputs) -> dict[str, str]:
    """Group → name of its factor: groups that are correlated with one another count as one."""
    linked = {name for pair, value in inputs.between.items() if value for name in pair}
    together = f"groups {', '.join(name for name in inputs.groups if name in linked)}"
    return {name: together if name in linked else f"group {name}" for name in inputs.groups}


def _risk_bars(risks: Sequence[DiscreteRisk], base: float, unit: str) -> list[TornadoBar]:
    """From not happening to happening with its median effect."""
    bars = []
    for risk in risks:
        effect = risk.money if unit == "money" else risk.days
        if effect is not None and risk.probability > 0:
            worse = base + float(effect.at(np.array(0.5)))
            bars.append(
                TornadoBar(f"risk: {risk.title}", "does not happen to happens", base, worse, base)
            )
    return bars


def _unique(names: Sequence[str]) -> list[str]:
    """Names made unique by their position where one stands twice."""
    return [
        name if names.count(name) == 1 else f"{name} ({place + 1})"
        for place, name in enumerate(names)
    ]
