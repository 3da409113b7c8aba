"""The one cost that the first page speaks of, and the views behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.others_spread import (
    SPREAD_OF_OTHERS,
    OthersSpread,
)
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.valuation import Draws, outside_view_draws
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.core.settings import Settings

#: Where nobody says what the budget covers.
NOT_STATED = "not stated"


@dataclass(frozen=True)
class ProjectCost:
    """What is spent once, at the start: what finished projects can be compared with.

    Parameters
    ----------
    planned : Quantiles
        With the outside view, where there is one, and the stated risks.
    inside : Quantiles
        By the option's own ranges and risks.
    history : Quantiles or None
        By the model from finished projects, which has seen no budget and no estimate of cost.
    """

    planned: Quantiles
    inside: Quantiles
    history: Quantiles | None


@dataclass(frozen=True)
class BudgetAgainst:
    """What the budget asked for is held against: a budget is asked for the whole proposal.

    Parameters
    ----------
    option, kind, title : str
        The option that delivers the whole.
    covers : str
        ``"project"`` (what is spent once), ``"whole life"``, or ``"not stated"``, which is read as
        the whole life, the more cautious.
    cost : Quantiles
        Of that option, as far as the budget covers it.
    """

    option: str
    kind: str
    title: str
    covers: str
    cost: Quantiles


@dataclass(frozen=True)
class CostView:
    """Whole-life (or project) cost of what the advice is about.

    Parameters
    ----------
    basis : str
        ``"options"`` (ranges of the preferred option), ``"budget"`` (requested budget times the
        outside view) or ``"history"`` (model from finished projects).
    label : str
        What the figure covers, such as ``"whole-life cost over 60 months as SaaS, in constant
        prices"``.
    cost : Quantiles
        The figure to plan with, including the outside view where there is one.
    curve : Curve
        Its distribution.
    inside, outside, history : Quantiles or None
        The proposal's own ranges; its own median times the outside view, with the stated risks;
        the model from history, of a project: None where the cost is of a whole life.
    requested_budget : float or None
    chance_within_budget : float or None
        Probability that the requested budget suffices for what it is asked for.
    contingency : float or None
        Money to add to the requested budget to reach the planning percentile; 0 if it is enough;
        None without budget.
    plan_percentile : float
        Such as 0.8.
    project : ProjectCost or None
        Of a whole-life cost, the part that is spent once.
    budget_against : BudgetAgainst or None
        What the budget is held against, where the cost is that of an option.
    others : OthersSpread or None
        Whose spread the cost of an option has, where the house has too few finished projects.
    """

    basis: str
    label: str
    cost: Quantiles
    curve: Curve
    inside: Quantiles | None
    outside: Quantiles | None
    history: Quantiles | None
    requested_budget: float | None
    chance_within_budget: float | None
    contingency: float | None
    plan_percentile: float
    project: ProjectCost | None = None
    budget_against: BudgetAgainst | None = None
    others: OthersSpread | None = None

    @property
    def p50(self) -> float:
        """The cost that is as likely to be exceeded as not."""
        return self.cost.p50

    @property
    def p80(self) -> float:
        """The cost that suffices with a chance of 80 %."""
        return self.cost.p80

    @property
    def budget_of_this_cost(self) -> float | None:
        """The budget asked for, where it is asked for the very cost of the curve; else None.

        It is not, where the advice is about a part of what the money is asked for, or where the
        money is for the project and the curve is of the whole life.
        """
        against = self.budget_against
        if self.chance_within_budget is None or (against and against.cost != self.cost):
            return None
        return self.requested_budget


def cost_from_options(
    compared: ComparedOptions,
    ratios_known: bool,
    history: Estimate | NotAssessed,
    requested_budget: float | None,
    settings: Settings,
    *,
    covers: str | None = None,
) -> CostView | None:
    """Cost of the preferred option over its whole life; None where no option could be priced.

    The budget is held against the best option that delivers the whole proposal, with what it
    `covers`: ``"project"`` or ``"whole life"``; None where that is not stated.
    """
    comparison = compared.comparison
    chosen = next((option for option in comparison.options if option.preferred), None)
    if chosen is None:
        return None
    draws = compared.draws[chosen.id]
    view = _view(
        "options",
        f"whole-life cost over {chosen.term_months} months as {chosen.kind}, in constant prices,"
        " exit included",
        draws.adjusted,
        None,
        settings,
        inside=Quantiles.of(draws.inside, "money"),
        outside=Quantiles.of(draws.adjusted, "money") if ratios_known else None,
    )
    project = ProjectCost(
        Quantiles.of(draws.adjusted_once, "money"),
        Quantiles.of(draws.inside_once, "money"),
        _history_quantiles(history),
    )
    others = None if ratios_known else SPREAD_OF_OTHERS
    view = replace(view, project=project, requested_budget=requested_budget, others=others)
    if requested_budget is None:
        return view
    return _with_budget(view, compared, requested_budget, covers or NOT_STATED, settings)


def _with_budget(
    view: CostView, compared: ComparedOptions, budget: float, covers: str, settings: Settings
) -> CostView:
    """The view with the budget held against its like; without a chance where that has no cost."""
    name = compared.comparison.whole
    whole = next((option for option in compared.comparison.options if option.id == name), None)
    if whole is None:
        return view
    draws = compared.draws[whole.id]
    cost = draws.adjusted_once if covers == "project" else draws.adjusted
    planned = float(quantiles(cost, settings.money.plan_percentile))
    return replace(
        view,
        chance_within_budget=float(np.mean(cost <= budget)),
        contingency=max(0.0, planned - budget),
        budget_against=BudgetAgainst(
            whole.id, whole.kind, whole.title, covers, Quantiles.of(cost, "money")
        ),
    )


def cost_from_budget(
    requested_budget: float,
    outside: OutsideView,
    history: Estimate | NotAssessed,
    settings: Settings,
    key: str,
) -> CostView:
    """The requested budget times what became of such estimates: the outside view alone."""
    draws = requested_budget * sample_ratios(outside_view_draws(key, settings), outside.ratios)
    return _view(
        "budget",
        "cost of the project, from the requested budget and what became of such estimates",
        draws,
        requested_budget,
        settings,
        outside=Quantiles.of(draws, "money"),
        history=_history_quantiles(history),
    )


def cost_from_history(
    history: Estimate, requested_budget: float | None, settings: Settings, key: str
) -> CostView:
    """The model from finished projects alone."""
    u = uniforms(settings.seed, f"{key}|history", settings.simulation.draws, place_of("single", 1))
    draws = np.exp(np.interp(u, history.curve.shares, np.log(history.curve.values)))
    return _view(
        "history",
        "cost of the project, from finished projects like it",
        draws,
        requested_budget,
        settings,
        history=Quantiles.of(draws, "money"),
    )


def _history_quantiles(history: Estimate | NotAssessed) -> Quantiles | None:
    """The history's cost of a project."""
    if isinstance(history, NotAssessed):
        return None
    shares = (0.1, 0.2, 0.5, 0.8, 0.9)
    logs = np.interp(shares, history.curve.shares, np.log(history.curve.values))
    p10, p20, p50, p80, p90 = (float(value) for value in np.exp(logs))
    return Quantiles(p10, p20, p50, p80, p90, "money")


def _view(
    basis: str,
    label: str,
    draws: Draws,
    requested_budget: float | None,
    settings: Settings,
    *,
    inside: Quantiles | None = None,
    outside: Quantiles | None = None,
    history: Quantiles | None = None,
) -> CostView:
    planned = float(quantiles(draws, settings.money.plan_percentile))
    return CostView(
        basis=basis,
        label=label,
        cost=Quantiles.of(draws, "money"),
        curve=Curve.of(draws, "money"),
        inside=inside,
        outside=outside,
        history=history,
        requested_budget=requested_budget,
        chance_within_budget=(
            None if requested_budget is None else float(np.mean(draws <= requested_budget))
        ),
        contingency=None if requested_budget is None else max(0.0, planned - requested_budget),
        plan_percentile=settings.money.plan_percentile,
    )
