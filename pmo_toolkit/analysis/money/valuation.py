"""Draws of cost and value for each option of a proposal, in money of the price year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, shown_row, text_of
from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.discounting import DiscountSchedule, level
from pmo_toolkit.analysis.uncertainty.cost_lines import CostLine, cost_lines
from pmo_toolkit.analysis.uncertainty.risks import discrete_risks, draw_risks
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import stated_range
from pmo_toolkit.core.settings import Settings

Draws = NDArray[np.float64]

#: The element that stands for the cost of leaving that an option states as one figure.
LEAVING = "Leaving at the end of the term"


@dataclass(frozen=True)
class ElementDraws:
    """One cost element over the term.

    Total in constant prices and present value, each of shape (draws,).

    `period` says when it falls due: once, per month, per year or at the end (of the term);
    `purpose` what it is for (None: not stated); `one_off` whether the outside view scales it.
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

    @property
    def counted(self) -> bool:
        """Whether it counts in the net value: somebody answers for it, or it is a harm."""
        return self.department is not None or median(self.yearly) < 0


@dataclass(frozen=True)
class OptionDraws:
    """One option's draws.

    Parameters
    ----------
    elements : tuple of ElementDraws
    risks : ndarray of shape (draws,)
        Cost of the stated risks; nought for doing nothing.
    inside, adjusted : ndarray of shape (draws,)
        Whole-life cost in constant prices: from the option's own ranges and risks; with the outside
        view on what is spent once, and the stated risks beside it.
    adjusted_present : ndarray of shape (draws,)
        Present value of `adjusted`.
    once : ndarray of shape (draws,)
        The part of `adjusted` that is spent once, at the start, without stated risks.
    scaled : bool
        Whether the outside view scales what is spent once.
    """

    elements: tuple[ElementDraws, ...]
    risks: Draws
    inside: Draws
    adjusted: Draws
    adjusted_present: Draws
    once: Draws
    scaled: bool

    @property
    def adjusted_once(self) -> Draws:
        """What is spent once, at the start, stated risks included, shape (draws,)."""
        return self.once + self.risks

    @property
    def inside_once(self) -> Draws:
        """The same from the option's own ranges and risks, shape (draws,)."""
        own = sum((element.total for element in self.elements if element.one_off), self.risks)
        return np.asarray(own, dtype=float)


def option_draws(
    option: pd.Series,
    costs: pd.DataFrame,
    risks: Draws,
    ratios: Draws | None,
    shared: Mapping[str, Draws],
    *,
    slot: int | None,
    alone: Collection[str] = (),
    proposal: str,
    settings: Settings,
) -> OptionDraws | NotAssessed:
    """Draw one option's cost.

    The outside view scales the *median* of what is spent once by the ratios of the reference class:
    those ratios already hold the spread, so it is not counted twice; stated risks are added to
    ratios that were relieved of what a usual register adds. Running and exit cost keep their own
    ranges. Doing nothing is not a project: it is never scaled and carries none of the risks.

    Parameters
    ----------
    option : Series
        One row of options.
    costs : DataFrame
        Its rows of costs.
    risks : ndarray of shape (draws,)
        Cost of the proposal's risks.
    ratios : ndarray of shape (draws,) or None
        Actual ÷ estimate, drawn from the reference class; None where there is none.
    shared : mapping of str to ndarray of shape (draws,)
        What the members of each correlation group have in common.
    slot : int or None
        The option's slot among the places of cost elements.
    alone : collection of str
        Cost elements that are correlated by their name; see `cost_lines`.
    """
    months = int(_or(option["term_months"], settings.money.horizon_months))
    lines = cost_lines(costs, proposal=proposal, option=str(option["id"]), slot=slot, alone=alone)
    if isinstance(lines, NotAssessed):
        return lines
    elements = [_element_draws(line, months, shared, settings) for line in lines]
    exit_cost = option["exit_cost"]
    if not elements:  # a cost of leaving alone says nothing of the rest
        return NotAssessed(
            "cost", "no cost element is stated", ReasonCode.NO_ROWS, names=("costs",)
        )
    if pd.notna(exit_cost) and exit_cost > 0:
        elements.append(_leaving(float(exit_cost), months, settings))
    nothing = option["kind"] == "nothing"
    return _summed(elements, nothing, risks, ratios, settings)


def _summed(
    elements: Sequence[ElementDraws],
    nothing: bool,
    risks: Draws,
    ratios: Draws | None,
    settings: Settings,
) -> OptionDraws:
    """Cost elements added up, with the outside view and the risks on an option that is a project.

    Parameters as of `option_draws`; `nothing` is whether the option is to do nothing.
    """
    zero = np.zeros(settings.simulation.draws)
    own = sum((element.total for element in elements if element.one_off), zero)
    running = sum((element.total for element in elements if not element.one_off), zero)
    running_present = sum((element.present for element in elements if not element.one_off), zero)
    risks = zero if nothing else risks
    scaled = not nothing and ratios is not None
    once = own if nothing or ratios is None else median(own) * ratios
    return OptionDraws(
        tuple(elements),
        risks,
        own + running + risks,
        once + risks + running,
        once + risks + running_present,
        once,
        scaled,
    )


def _leaving(exit_cost: float, months: int, settings: Settings) -> ElementDraws:
    """The stated cost of leaving, certain and due at the end of the term."""
    total = np.full(settings.simulation.draws, exit_cost)
    present = total * DiscountSchedule.of(settings).factor(months / 12)
    return ElementDraws(LEAVING, None, "at the end", False, total, present, "exit")


def benefit_lines(
    benefits: pd.DataFrame, *, proposal: str, settings: Settings
) -> tuple[BenefitDraws, ...] | NotAssessed:
    """Draws of each benefit that is stated in money.

    Not assessed where one of them states no amount.
    """
    money = benefits[benefits["unit"].isna() | (benefits["unit"] == "money per year")]
    if benefits.empty:
        return NotAssessed(
            "net value", "no benefit is stated", ReasonCode.NO_ROWS, names=("benefits",)
        )
    if money.empty:
        return NotAssessed("net value", "no benefit is stated in money", ReasonCode.NOT_IN_MONEY)
    lines = []
    for position, (_, row) in enumerate(money.iterrows()):
        title = str(row["title"])
        values = stated_range(row["low"], row["mode"], row["high"], name=f"benefit “{title}”")
        if values is None:
            return NotAssessed(
                "net value",
                f"the benefit “{title}” states no amount",
                ReasonCode.NOT_STATED,
                shown_row(row),
                (title,),
            )
        u = uniforms(
            settings.seed,
            f"{proposal}|benefit {position}",
            settings.simulation.draws,
            place_of("benefit", position),
        )
        cashable = row.get("cashable")
        lines.append(
            BenefitDraws(
                text_of(row["title"]) or "benefit without a title",
                values.at(u),
                _or(row["ramp_months"], 0.0),
                text_of(row.get("department")),
                None if cashable is None or pd.isna(cashable) else bool(cashable),
            )
        )
    return tuple(lines)


def risk_draws(risks: pd.DataFrame, *, proposal: str, settings: Settings) -> Draws:
    """Cost of the risks that state a probability and an effect on money, shape (draws,)."""
    stated, _ = discrete_risks(risks)
    drawn = draw_risks(
        stated, proposal=proposal, draws=settings.simulation.draws, seed=settings.seed
    )
    return sum((risk.money for risk in drawn), np.zeros(settings.simulation.draws))


def outside_view_draws(proposal: str, settings: Settings) -> Draws:
    """Uniform draws, shape (draws,), at which the ratios of the reference class are read."""
    return uniforms(
        settings.seed, f"{proposal}|outside view", settings.simulation.draws, place_of("single", 0)
    )


def _element_draws(
    line: CostLine, months: int, shared: Mapping[str, Draws], settings: Settings
) -> ElementDraws:
    amount = line.amount.at(
        line.uniforms(
            settings.seed, settings.simulation.draws, shared, settings.simulation.group_correlation
        )
    )
    total = amount * line.periods(months)
    schedule = DiscountSchedule.of(settings)
    if line.period == "once" and line.purpose == "exit":  # whoever leaves does so at the end
        present = amount * schedule.factor(months / 12)
        return ElementDraws(
            line.element, line.cost_type, "at the end", False, total, present, line.purpose
        )
    if line.period == "once":
        return ElementDraws(
            line.element, line.cost_type, line.period, True, total, total, line.purpose
        )
    per_month = amount if line.period == "per month" else amount / 12
    present = per_month * schedule.present(level(months))
    return ElementDraws(
        line.element, line.cost_type, line.period, False, total, present, line.purpose
    )


def _or(value: object, default: float) -> float:
    stated = number_of(value)
    return default if stated is None else stated
