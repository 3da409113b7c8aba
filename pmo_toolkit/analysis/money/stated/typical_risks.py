"""What a usual register of risks adds, measured on the registers of a workspace's proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, records_of
from pmo_toolkit.analysis.money.stated.tables import fill_risks
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint, stated_range
from pmo_toolkit.analysis.uncertainty.typical_load import TypicalLoad
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class RiskLoad:
    """What the register of one proposal adds on average, and the variance of that.

    Parameters
    ----------
    proposal : str
    money, money_variance : float or None
        As a share of what its options cost once (the middle one of those that act); None where no
        risk or no such cost is stated in money.
    days, days_variance : float or None
        Delay in calendar days; None where no risk states days.
    """

    proposal: str
    money: float | None
    money_variance: float | None
    days: float | None
    days_variance: float | None


@dataclass(frozen=True)
class TypicalRisks:
    """Usual registers in money (as a share of one-off cost) and in calendar days."""

    money: TypicalLoad
    days: TypicalLoad


def typical_risks(loads: Sequence[RiskLoad], proposal: str, settings: Settings) -> TypicalRisks:
    """The usual register, by those of all proposals but one: raising own risks never lifts it."""
    others = [load for load in loads if load.proposal != proposal]
    return TypicalRisks(
        _typical([(load.money, load.money_variance) for load in others], settings),
        _typical([(load.days, load.days_variance) for load in others], settings),
    )


def _typical(pairs: Sequence[tuple[float | None, float | None]], settings: Settings) -> TypicalLoad:
    stated = [(mean, variance) for mean, variance in pairs if mean is not None]
    if not stated:
        return TypicalLoad(0, 0.0, 0.0, False)
    means = np.array([mean for mean, _ in stated], dtype=float)
    within = np.array([variance or 0.0 for _, variance in stated], dtype=float)
    return TypicalLoad(
        len(stated),
        float(np.mean(means)),
        float(np.mean(within) + np.var(means)),
        len(stated) >= settings.money.registers_needed,
    )


def risk_loads(
    options: pd.DataFrame, costs: pd.DataFrame, risks: pd.DataFrame, settings: Settings
) -> tuple[RiskLoad, ...]:
    """The load of every register of a workspace, in the order of the proposals' first risks.

    Parameters
    ----------
    options, costs, risks : DataFrame
        The whole tables. Blank cells of a register are filled as those of the proposal's own.
    settings : Settings
    """
    once = _one_off_costs(options, costs)
    registers: dict[str, list[dict[Any, Any]]] = {}
    for row in records_of(risks):
        registers.setdefault(str(row["proposal"]), []).append(row)
    for register in registers.values():
        fill_risks(register, settings)
    money, days = _moments(registers, "money"), _moments(registers, "days")
    loads = []
    for proposal in dict.fromkeys([*money, *days]):
        share: tuple[float | None, float | None] = (None, None)
        cost = once.get(proposal, 0.0)
        if proposal in money and cost > 0:
            mean, variance = money[proposal]
            share = (mean / cost, variance / cost**2)
        loads.append(RiskLoad(proposal, *share, *days.get(proposal, (None, None))))
    return tuple(loads)


def _moments(
    registers: Mapping[str, Sequence[Mapping[Any, Any]]], unit: str
) -> dict[str, tuple[float, float]]:
    """Proposal → mean and variance of the sum of its risks in money or days."""
    sums: dict[str, tuple[float, float]] = {}
    columns = [f"impact_{unit}_{end}" for end in ("low", "mode", "high")]
    for proposal, register in registers.items():
        for row in register:
            chance, effect = (
                number_of(row["probability"]),
                _range([row.get(name) for name in columns]),
            )
            if chance is None or effect is None:
                continue
            mean, variance = sums.get(proposal, (0.0, 0.0))
            own = chance * (effect.variance + effect.mean**2) - (chance * effect.mean) ** 2
            sums[proposal] = (mean + chance * effect.mean, variance + own)
    return sums


def _one_off_costs(options: pd.DataFrame, costs: pd.DataFrame) -> dict[str, float]:
    """Proposal → what its acting options cost once, by their means: the middle one of them."""
    sums: dict[str, float] = {}
    cells = zip(
        costs["option"].tolist(),
        costs["period"].tolist(),
        *(costs[name].tolist() for name in ("low", "mode", "high")),
        strict=True,
    )
    for option, period, *ends in cells:
        amount = _range(ends)
        if amount is not None and (pd.isna(period) or period == "once"):
            sums[str(option)] = sums.get(str(option), 0.0) + amount.mean
    by_proposal: dict[str, list[float]] = {}
    for option, proposal, kind in zip(
        options["id"].tolist(), options["proposal"].tolist(), options["kind"].tolist(), strict=True
    ):
        if kind != "nothing" and sums.get(str(option), 0.0) > 0:
            by_proposal.setdefault(str(proposal), []).append(sums[str(option)])
    return {proposal: float(np.median(amounts)) for proposal, amounts in by_proposal.items()}


def _range(ends: Sequence[Any]) -> ThreePoint | None:
    """The range that three cells state; None where they state none, or one out of order."""
    try:
        return stated_range(*(number_of(end) for end in ends))
    except ValueError:
        return None
