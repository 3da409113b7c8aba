"""Options side by side: whole-life cost and value against doing nothing, on the same draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.net_value import delay_of, net_value, term_of
from pmo_toolkit.analysis.money.option_results import CostElement, OptionResult, OptionsComparison
from pmo_toolkit.analysis.money.switching import SwitchingValue, switching_values
from pmo_toolkit.analysis.money.valuation import (
    BenefitDraws,
    Draws,
    OptionDraws,
    benefit_draws,
    benefit_lines,
    option_draws,
    risk_draws,
)
from pmo_toolkit.analysis.uncertainty.cost_lines import (
    OPTION_ORDER,
    cost_slots,
    group_names,
    shared_draws,
)
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class ComparedOptions:
    """The comparison to report, and the draws behind it (not reported).

    Parameters
    ----------
    comparison : OptionsComparison
    draws : dict of str to OptionDraws
        Cost by option id, of the options whose cost is assessed.
    values : dict of str to ndarray of shape (draws,)
        Net value against doing nothing by option id, of the options whose net value is assessed;
        nought for doing nothing.
    benefits : tuple of BenefitDraws or NotAssessed
        The proposal's benefits in money, in full.
    """

    comparison: OptionsComparison
    draws: dict[str, OptionDraws]
    values: dict[str, Draws] = field(default_factory=dict)
    benefits: tuple[BenefitDraws, ...] | NotAssessed = ()


def compare_options(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    benefits: pd.DataFrame,
    risks: pd.DataFrame,
    ratios: Mapping[str, Sequence[float]],
    *,
    proposal: str,
    coupling: Coupling | None = None,
    settings: Settings,
) -> ComparedOptions | NotAssessed:
    """Compare all options of one proposal on the same draws.

    Parameters
    ----------
    options, costs, benefits, risks : DataFrame
        The proposal's rows of these tables.
    ratios : mapping of str to sequence of float
        Kind of option → actual cost ÷ estimated cost of comparable projects; without the kinds for
        which there are none.
    coupling : Coupling, optional
        Correlations between groups; by default groups are independent of one another.
    """
    if options.empty:
        return NotAssessed(
            "options", "no option is stated, not even doing nothing", ReasonCode.NO_OPTION
        )
    order = {kind: place for place, kind in enumerate(OPTION_ORDER)}
    options = options.assign(_place=options["kind"].map(order)).sort_values(
        ["_place", "_row"], kind="stable"
    )
    risk = risk_draws(risks, proposal=proposal, settings=settings)
    coupled = coupling or Coupling(group_names(costs))
    drawn = _cost_draws(options, costs, risk, ratios, coupled, proposal, settings)
    rows = [row for _, row in options.iterrows()]
    baseline = next((row for row in rows if row["kind"] == "nothing"), None)
    gains = benefit_lines(benefits, proposal=proposal, settings=settings)
    values = {row["id"]: net_value(row, drawn, baseline, gains, settings) for row in rows}
    preferred, why = _prefer(rows, drawn, values)
    results = tuple(
        _result(row, drawn[row["id"]], values[row["id"]], costs, preferred, settings)
        for row in rows
    )
    assessed = {key: draws for key, draws in drawn.items() if isinstance(draws, OptionDraws)}
    elements = _elements(assessed[preferred]) if preferred in assessed else ()
    next_best, chance = _next_best(preferred, values)
    switching = _switching(preferred, next_best, options, drawn, values, gains, settings)
    return ComparedOptions(
        OptionsComparison(results, preferred, why, elements, next_best, chance, switching),
        assessed,
        {key: value for key, value in values.items() if not isinstance(value, NotAssessed)},
        gains,
    )


def _cost_draws(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    risks: Draws,
    ratios: Mapping[str, Sequence[float]],
    coupling: Coupling,
    proposal: str,
    settings: Settings,
) -> dict[str, OptionDraws | NotAssessed]:
    """Cost of every option by id, on the same draws of risks and correlation groups."""
    shared, _ = shared_draws(
        coupling.groups,
        proposal=proposal,
        draws=settings.simulation.draws,
        seed=settings.seed,
        between=coupling.between,
    )
    slots = cost_slots(options)
    return {
        row["id"]: option_draws(
            row,
            costs[costs["option"] == row["id"]],
            risks,
            ratios.get(row["kind"], ()),
            shared,
            slot=slots[str(row["id"])],
            alone=coupling.alone,
            proposal=proposal,
            settings=settings,
        )
        for _, row in options.iterrows()
    }


def _prefer(
    options: Sequence[pd.Series],
    drawn: Mapping[str, OptionDraws | NotAssessed],
    values: Mapping[str, Draws | NotAssessed],
) -> tuple[str | None, str]:
    acting = [row for row in options if row["kind"] != "nothing"]
    valued = [
        (median(v), row) for row in acting if not isinstance(v := values[row["id"]], NotAssessed)
    ]
    if valued:
        best = max(valued, key=lambda pair: pair[0])[1]
        return (
            str(best["id"]),
            "it has the highest net value at the median among the options whose value is assessed",
        )
    priced = [
        (float(quantiles(d.adjusted, 0.8)), row)
        for row in acting
        if isinstance(d := drawn[row["id"]], OptionDraws)
    ]
    if priced:
        best = min(priced, key=lambda pair: pair[0])[1]
        return (
            str(best["id"]),
            "it has the lowest cost at P80; no option's net value could be assessed",
        )
    return None, "no option other than doing nothing has a cost that could be assessed"


def _result(
    row: pd.Series,
    own: OptionDraws | NotAssessed,
    value: Draws | NotAssessed,
    costs: pd.DataFrame,
    preferred: str | None,
    settings: Settings,
) -> OptionResult:
    return OptionResult(
        id=str(row["id"]),
        kind=str(row["kind"]),
        title=str(row["title"]) if pd.notna(row["title"]) else str(row["kind"]),
        term_months=term_of(row, settings),
        cost=own if isinstance(own, NotAssessed) else Quantiles.of(own.adjusted, "money"),
        inside_cost=own if isinstance(own, NotAssessed) else Quantiles.of(own.inside, "money"),
        net_value=value if isinstance(value, NotAssessed) else Quantiles.of(value, "money"),
        chance_net_positive=(
            None
            if isinstance(value, NotAssessed) or row["kind"] == "nothing"
            else float(np.mean(value > 0))
        ),
        exit_cost=float(row["exit_cost"]) if pd.notna(row["exit_cost"]) else None,
        lock_in=str(row["lock_in"]) if pd.notna(row["lock_in"]) else None,
        elements=int((costs["option"] == row["id"]).sum()),
        preferred=row["id"] == preferred,
    )


def _elements(draws: OptionDraws) -> tuple[CostElement, ...]:
    variance = float(np.var(draws.inside))
    parts = [
        (element.element, element.cost_type, element.period, element.total)
        for element in draws.elements
    ]
    if draws.risks.any():
        parts.append(("Stated risks", None, "if they happen", draws.risks))
    cost_elements = []
    for element, cost_type, period, total in parts:
        p10, p50, p90 = quantiles(total, (0.1, 0.5, 0.9))
        share = float(np.cov(total, draws.inside, ddof=0)[0, 1] / variance) if variance > 0 else 0.0
        cost_elements.append(
            CostElement(element, cost_type, period, float(p10), float(p50), float(p90), share)
        )
    return tuple(sorted(cost_elements, key=lambda element: -(element.p90 - element.p10)))


def _next_best(
    preferred: str | None, values: Mapping[str, Draws | NotAssessed]
) -> tuple[str | None, float | None]:
    """The option with the next highest median net value, and the chance that it is beaten."""
    best = values.get(preferred) if preferred else None
    others = [
        (median(v), key)
        for key, v in values.items()
        if key != preferred and not isinstance(v, NotAssessed)
    ]
    if best is None or isinstance(best, NotAssessed) or not others:
        return None, None
    key = max(others)[1]
    other = values[key]
    assert not isinstance(other, NotAssessed)
    return key, float(np.mean(best > other))


def _switching(
    preferred: str | None,
    next_best: str | None,
    options: pd.DataFrame,
    drawn: Mapping[str, OptionDraws | NotAssessed],
    values: Mapping[str, Draws | NotAssessed],
    benefits: tuple[BenefitDraws, ...] | NotAssessed,
    settings: Settings,
) -> tuple[SwitchingValue, ...]:
    """Switching values of the preferred option, where its net value is assessed."""
    preferred = preferred or ""
    own, value = drawn.get(preferred), values.get(preferred)
    if (
        not isinstance(own, OptionDraws)
        or not isinstance(value, np.ndarray)
        or isinstance(benefits, NotAssessed)
    ):
        return ()
    rows = {row["id"]: row for _, row in options.iterrows()}
    chosen = rows[preferred]
    gains = benefit_draws(
        benefits,
        term_of(chosen, settings),
        settings=settings,
        delay_months=delay_of(chosen),
    )
    rival = None
    if next_best and rows[next_best]["kind"] != "nothing":
        rival = values.get(next_best)
    share = number_of(chosen["benefit_share"])
    return switching_values(
        value,
        gains * (1.0 if share is None else share),
        own.adjusted_present,
        rival if isinstance(rival, np.ndarray) else None,
    )
