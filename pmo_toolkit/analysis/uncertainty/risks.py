"""Discrete risks: what happens with a stated probability and then costs money, days, or both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import Uncertain, stated_range

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class DiscreteRisk:
    """One risk.

    Parameters
    ----------
    title : str
    probability : float
        Chance that it happens, 0 to 1.
    money, days : ThreePoint or Lognormal or None
        What it then costs and by how much it delays the end; None: no effect is stated. A case that
        is bad for money is as bad for time: both are read at the same chance.
    position : int
        Its place among the proposal's risks, from 0; draws depend on it.

    Raises
    ------
    ValueError
        If the probability is out of range or an effect may be negative; the message names the risk.
    """

    title: str
    probability: float
    money: Uncertain | None
    days: Uncertain | None
    position: int

    def __post_init__(self) -> None:
        if not (math.isfinite(self.probability) and 0 <= self.probability <= 1):
            raise ValueError(
                f"risk “{self.title}”: the probability must lie between 0 and 1, found"
                f" {self.probability:g}"
            )
        for effect, unit in ((self.money, "money"), (self.days, "days")):
            lowest = getattr(effect, "low", 0.0)
            if lowest < 0:
                raise ValueError(
                    f"risk “{self.title}”: its effect on {unit} must not be negative, found"
                    f" {lowest:,g}"
                )


@dataclass(frozen=True, eq=False)
class RiskDraws:
    """Draws of one risk, each of shape (draws,).

    Effect on money and on days, nought where it does not happen.
    """

    risk: DiscreteRisk
    money: Draws
    days: Draws


def discrete_risks(rows: pd.DataFrame) -> tuple[tuple[DiscreteRisk, ...], tuple[str, ...]]:
    """Risks of one proposal that can be drawn, and a sentence for each that cannot.

    Parameters
    ----------
    rows : DataFrame
        The proposal's rows of the table risks.

    Raises
    ------
    ValueError
        As `DiscreteRisk` and `ThreePoint`.
    """
    usable: list[DiscreteRisk] = []
    findings: list[str] = []
    for position, (_, row) in enumerate(rows.iterrows()):
        title = text_of(row.get("title")) or f"risk {position + 1}"
        effects = {
            part: stated_range(
                *(number_of(row.get(f"impact_{part}_{end}")) for end in ("low", "mode", "high")),
                name=f"risk “{title}”, effect on {part}",
            )
            for part in ("money", "days")
        }
        probability = number_of(row["probability"])
        if probability is None:
            findings.append(
                f"The risk “{title}” states no probability; it is left out of all figures."
            )
        elif effects["money"] is None and effects["days"] is None:
            findings.append(
                f"The risk “{title}” states no effect on money or days; it is left out of all"
                " figures."
            )
        else:
            usable.append(
                DiscreteRisk(title, probability, effects["money"], effects["days"], position)
            )
    return tuple(usable), tuple(findings)


def draw_risks(
    risks: Sequence[DiscreteRisk], *, proposal: str, draws: int, seed: int, second: bool = False
) -> tuple[RiskDraws, ...]:
    """Draws of each risk; `second` gives an independent set of columns for sensitivity indices."""
    drawn = []
    mark = "|second" if second else ""
    for risk in risks:
        key = f"{proposal}|risk {risk.position}"
        first = uniforms(
            seed,
            f"{key} happens{mark}",
            draws,
            place_of("risk happens", risk.position, second=second),
        )
        effect = uniforms(
            seed,
            f"{key} impact{mark}",
            draws,
            place_of("risk impact", risk.position, second=second),
        )
        happens = first < risk.probability
        nought = np.zeros(draws)
        drawn.append(
            RiskDraws(
                risk,
                nought if risk.money is None else happens * risk.money.at(effect),
                nought if risk.days is None else happens * risk.days.at(effect),
            )
        )
    return tuple(drawn)
