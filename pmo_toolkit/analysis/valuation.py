"""Draws of cost and value for each option of one proposal, in money of the workspace's price year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.cells import number_of
from pmo_toolkit.analysis.discounting import discount_factor, discounted_months, ramped_months
from pmo_toolkit.analysis.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.cost_lines import CostLine, cost_lines
from pmo_toolkit.analysis.uncertainty.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.inputs import sample_ratios, stated_range
from pmo_toolkit.analysis.uncertainty.risks import discrete_risks, draw_risks
from pmo_toolkit.settings import Settings

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class ElementDraws:
    """One cost element over the term: total in constant prices and present value, each of shape (draws,)."""

    element: str
    cost_type: str | None
    period: str
    one_off: bool
    total: Draws
    present: Draws


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
    """

    elements: tuple[ElementDraws, ...]
    risks: Draws
    inside: Draws
    adjusted: Draws
    adjusted_present: Draws


def option_draws(
    option: pd.Series,
    costs: pd.DataFrame,
    risks: Draws,
    ratios: Sequence[float],
    shared: Mapping[str, Draws],
    *,
    slot: int | None,
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
    shared : mapping of str to ndarray of shape (draws,)
        What the members of each correlation group have in common.
    slot : int or None
        The option's slot among the places of cost elements.
    """
    months = int(_or(option["term_months"], settings.horizon_months))
    lines = cost_lines(costs, proposal=proposal, option=str(option["id"]), slot=slot)
    if isinstance(lines, NotAssessed):
        return lines
    elements = [_element_draws(line, months, shared, settings, seed) for line in lines]
    exit_cost = option["exit_cost"]
    if not elements and pd.isna(exit_cost):
        return NotAssessed("cost", "no cost element is stated")
    if pd.notna(exit_cost) and exit_cost > 0:
        at_end = np.full(settings.draws, float(exit_cost))
        end = at_end * discount_factor(months / 12, settings.discount_rate)
        elements.append(ElementDraws("Leaving at the end of the term", None, "at the end", False, at_end, end))
    nothing = option["kind"] == "nothing"
    zero = np.zeros(settings.draws)
    once = sum((each.total for each in elements if each.one_off), zero)
    running = sum((each.total for each in elements if not each.one_off), zero)
    running_present = sum((each.present for each in elements if not each.one_off), zero)
    risks = zero if nothing else risks
    inside = once + running + risks
    if nothing or len(ratios) == 0:
        adjusted_once = once + risks
    else:
        u = outside_view_draws(proposal, settings, seed)
        adjusted_once = np.median(once) * sample_ratios(u, ratios)
    return OptionDraws(tuple(elements), risks, inside, adjusted_once + running, adjusted_once + running_present)


def benefit_draws(
    benefits: pd.DataFrame, months: int, *, proposal: str, settings: Settings, seed: int
) -> Draws | NotAssessed:
    """Present value of the benefits stated in money, shape (draws,), over a term of `months`.

    Benefits count from the start of the term, growing in a line over their ramp.
    """
    money = benefits[benefits["unit"].isna() | (benefits["unit"] == "money per year")]
    if benefits.empty:
        return NotAssessed("net value", "no benefit is stated")
    if money.empty:
        return NotAssessed("net value", "no benefit is stated in money")
    total = np.zeros(settings.draws)
    for position, (_, row) in enumerate(money.iterrows()):
        title = str(row["title"])
        values = stated_range(row["low"], row["mode"], row["high"], name=f"benefit “{title}”")
        if values is None:
            return NotAssessed("net value", f"the benefit “{title}” states no amount")
        u = uniforms(seed, f"{proposal}|benefit {position}", settings.draws, place_of("benefit", position))
        yearly = values.at(u)
        total += yearly / 12 * ramped_months(months, _or(row["ramp_months"], 0.0), settings.discount_rate)
    return total


def risk_draws(risks: pd.DataFrame, *, proposal: str, settings: Settings, seed: int) -> Draws:
    """Cost of the risks that state a probability and an effect on money, shape (draws,)."""
    stated, _ = discrete_risks(risks)
    drawn = draw_risks(stated, proposal=proposal, draws=settings.draws, seed=seed)
    return sum((each.money for each in drawn), np.zeros(settings.draws))


def outside_view_draws(proposal: str, settings: Settings, seed: int) -> Draws:
    """Uniform draws, shape (draws,), at which the ratios of the reference class are read."""
    return uniforms(seed, f"{proposal}|outside view", settings.draws, place_of("single", 0))


def _element_draws(
    line: CostLine, months: int, shared: Mapping[str, Draws], settings: Settings, seed: int
) -> ElementDraws:
    amount = line.amount.at(line.uniforms(seed, settings.draws, shared, settings.group_correlation))
    total = amount * line.periods(months)
    if line.period == "once":
        return ElementDraws(line.element, line.cost_type, line.period, True, total, total)
    per_month = amount if line.period == "per month" else amount / 12
    present = per_month * discounted_months(months, settings.discount_rate)
    return ElementDraws(line.element, line.cost_type, line.period, False, total, present)


def _or(value: object, default: float) -> float:
    stated = number_of(value)
    return default if stated is None else stated
