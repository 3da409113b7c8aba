"""Draws of cost and value for each option of one proposal, in money of the workspace's price year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.business_case.schedule import DiscountSchedule, growing, level
from pmo_toolkit.analysis.cells import number_of, text_of
from pmo_toolkit.analysis.results import NotAssessed
from pmo_toolkit.analysis.simulation import (
    Range,
    correlated,
    pert,
    sample_ratios,
    stated_range,
    uniforms,
)
from pmo_toolkit.settings import Settings

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class ElementDraws:
    """One cost element over the term: total in constant prices and present value, each of shape (draws,).

    `period` says when it falls due: once, per month, per year or at the end (of the term); `purpose` what it is for
    (None: not stated); `one_off` whether the outside view scales it.
    """

    element: str
    cost_type: str | None
    period: str
    one_off: bool
    total: Draws
    present: Draws
    purpose: str | None = None


@dataclass(frozen=True)
class BenefitDraws:
    """One benefit in money.

    Parameters
    ----------
    title : str
    yearly : ndarray of shape (draws,)
        Amount a year once it is full; below zero for a dis-benefit.
    ramp_months : float
        Months from its beginning until it is full.
    department : str or None
        Who answers for it.
    cashable : bool or None
    """

    title: str
    yearly: Draws
    ramp_months: float
    department: str | None
    cashable: bool | None

    def present(self, months: int, delay_months: float, schedule: DiscountSchedule) -> Draws:
        """Present value over a term of `months` when it begins after `delay_months`, shape (draws,)."""
        return self.yearly / 12 * schedule.present(growing(months, self.ramp_months, delay_months))


@dataclass(frozen=True)
class OptionDraws:
    """One option's draws.

    Parameters
    ----------
    risks : ndarray of shape (draws,)
        Cost of the stated risks; nought for doing nothing.
    inside, adjusted : ndarray of shape (draws,)
        Whole-life cost in constant prices: from the option's own ranges and risks; with the outside view on what is
        spent once.
    adjusted_present : ndarray of shape (draws,)
        Present value of `adjusted`.
    adjusted_once : ndarray of shape (draws,)
        The part of `adjusted` that is spent once, at the start, stated risks included.
    scaled : bool
        Whether the outside view scales what is spent once; it then holds the risks too.
    """

    elements: tuple[ElementDraws, ...]
    risks: Draws
    inside: Draws
    adjusted: Draws
    adjusted_present: Draws
    adjusted_once: Draws
    scaled: bool


def option_draws(
    option: pd.Series,
    costs: pd.DataFrame,
    risks: Draws,
    ratios: Sequence[float],
    *,
    proposal: str,
    settings: Settings,
    seed: int,
) -> OptionDraws | NotAssessed:
    """Draw one option's cost.

    The outside view scales the *median* of what is spent once by the ratios of the reference class: those ratios
    already hold the spread and the risks that happened there, so neither is counted twice. Running and exit cost
    keep their own ranges. Doing nothing is not a project: it is never scaled and carries none of the risks.

    Parameters
    ----------
    option : Series
        One row of options.
    costs : DataFrame
        Its rows of costs.
    risks : ndarray of shape (draws,)
        Cost of the proposal's risks.
    ratios : sequence of float
        Actual ÷ estimate of the reference class; empty where there is none.
    """
    months = int(_or(option["term_months"], settings.horizon_months))
    elements: list[ElementDraws] = []
    for position, (_, row) in enumerate(costs.iterrows()):
        values = stated_range(row["low"], row["mode"], row["high"])
        if values is None:
            return NotAssessed("cost", f"the cost of “{row['element']}” is not stated")
        key = f"{proposal}|{option['id']}|cost {position}"
        elements.append(_element_draws(row, values, key, months, proposal, settings, seed))
    exit_cost = option["exit_cost"]
    if not elements:  # a cost of leaving alone says nothing of the rest
        return NotAssessed("cost", "no cost element is stated")
    if pd.notna(exit_cost) and exit_cost > 0:
        at_end = np.full(settings.draws, float(exit_cost))
        end = at_end * DiscountSchedule.of(settings).factor(months / 12)
        label = "Leaving at the end of the term"
        elements.append(ElementDraws(label, None, "at the end", False, at_end, end, "exit"))
    nothing = option["kind"] == "nothing"
    zero = np.zeros(settings.draws)
    once = sum((each.total for each in elements if each.one_off), zero)
    running = sum((each.total for each in elements if not each.one_off), zero)
    running_present = sum((each.present for each in elements if not each.one_off), zero)
    risks = zero if nothing else risks
    inside = once + running + risks
    scaled = not nothing and len(ratios) > 0
    if not scaled:
        adjusted_once = once + risks
    else:
        u = uniforms(seed, f"{proposal}|outside view", settings.draws)
        adjusted_once = np.median(once) * sample_ratios(u, ratios)
    adjusted, present = adjusted_once + running, adjusted_once + running_present
    return OptionDraws(tuple(elements), risks, inside, adjusted, present, adjusted_once, scaled)


def benefit_draws(
    benefits: pd.DataFrame, months: int, *, proposal: str, settings: Settings, seed: int, delay_months: float = 0.0
) -> Draws | NotAssessed:
    """Present value of the benefits stated in money, shape (draws,), over a term of `months`.

    Benefits count once `delay_months` have passed since the start of the term, growing in a line over their ramp.
    """
    lines = benefit_lines(benefits, proposal=proposal, settings=settings, seed=seed)
    if isinstance(lines, NotAssessed):
        return lines
    schedule = DiscountSchedule.of(settings)
    return sum((line.present(months, delay_months, schedule) for line in lines), np.zeros(settings.draws))


def benefit_lines(
    benefits: pd.DataFrame, *, proposal: str, settings: Settings, seed: int
) -> tuple[BenefitDraws, ...] | NotAssessed:
    """Draws of each benefit that is stated in money; not assessed where one of them states no amount."""
    money = benefits[benefits["unit"].isna() | (benefits["unit"] == "money per year")]
    if benefits.empty:
        return NotAssessed("net value", "no benefit is stated")
    if money.empty:
        return NotAssessed("net value", "no benefit is stated in money")
    lines = []
    for position, (_, row) in enumerate(money.iterrows()):
        values = stated_range(row["low"], row["mode"], row["high"])
        if values is None:
            return NotAssessed("net value", f"the benefit “{row['title']}” states no amount")
        u = uniforms(seed, f"{proposal}|benefit {position}", settings.draws)
        cashable = row.get("cashable")
        lines.append(
            BenefitDraws(
                text_of(row["title"]) or "benefit without a title",
                pert(u, values),
                _or(row["ramp_months"], 0.0),
                text_of(row.get("department")),
                None if cashable is None or pd.isna(cashable) else bool(cashable),
            )
        )
    return tuple(lines)


def risk_draws(risks: pd.DataFrame, *, proposal: str, settings: Settings, seed: int) -> Draws:
    """Cost of the risks that state a probability and an effect on money, shape (draws,)."""
    total = np.zeros(settings.draws)
    for position, (_, row) in enumerate(risks.iterrows()):
        impact = stated_range(row["impact_money_low"], row["impact_money_mode"], row["impact_money_high"])
        if impact is None or pd.isna(row["probability"]):
            continue
        happens = uniforms(seed, f"{proposal}|risk {position} happens", settings.draws) < row["probability"]
        total += happens * pert(uniforms(seed, f"{proposal}|risk {position} costs", settings.draws), impact)
    return total


def _element_draws(
    row: pd.Series, values: Range, key: str, months: int, proposal: str, settings: Settings, seed: int
) -> ElementDraws:
    u = uniforms(seed, key, settings.draws)
    if pd.notna(row["correlation_group"]):
        shared = uniforms(seed, f"{proposal}|group {row['correlation_group']}", settings.draws)
        u = correlated(u, shared, settings.group_correlation)
    amount = pert(u, values)
    period = row["period"] if pd.notna(row["period"]) else "once"
    cost_type = row["cost_type"] if pd.notna(row["cost_type"]) else None
    purpose = text_of(row.get("purpose"))
    schedule = DiscountSchedule.of(settings)
    if period == "once" and purpose == "exit":  # whoever leaves does so at the end
        present = amount * schedule.factor(months / 12)
        return ElementDraws(row["element"], cost_type, "at the end", False, amount, present, purpose)
    if period == "once":
        return ElementDraws(row["element"], cost_type, period, True, amount, amount, purpose)
    per_month = amount if period == "per month" else amount / 12
    present = per_month * schedule.present(level(months))
    return ElementDraws(row["element"], cost_type, period, False, per_month * months, present, purpose)


def _or(value: object, default: float) -> float:
    stated = number_of(value)
    return default if stated is None else stated
