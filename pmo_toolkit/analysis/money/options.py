"""Options side by side: whole-life cost and value against doing nothing, on the same draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.base.scope import WHOLE, goals_of, scope_of
from pmo_toolkit.analysis.money.cost_alone import costs_alone, stated_harms
from pmo_toolkit.analysis.money.cost_elements import cost_elements
from pmo_toolkit.analysis.money.later_start import values_of_wait
from pmo_toolkit.analysis.money.net_value import OptionValue, net_value, term_of
from pmo_toolkit.analysis.money.option_results import (
    OptionResult,
    OptionsComparison,
    RisksInCost,
)
from pmo_toolkit.analysis.money.preference import next_best_of, prefer, switching_of
from pmo_toolkit.analysis.money.timing import Timing, timing_of
from pmo_toolkit.analysis.money.valuation import (
    BenefitDraws,
    Draws,
    OptionDraws,
    benefit_lines,
    option_draws,
    outside_view_draws,
    risk_draws,
)
from pmo_toolkit.analysis.uncertainty.cost_lines import (
    OPTION_ORDER,
    cost_slots,
    group_names,
    shared_draws,
)
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryDraws
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait
from pmo_toolkit.analysis.uncertainty.typical_load import (
    TypicalLoad,
    ratios_beside_risks,
)
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
    outcomes : dict of str to OptionValue
        Net value of every option with the streams that it is made of.
    timings : dict of str to Timing
        By option id.
    ratios : ndarray of shape (draws,) or None
        Ratios of projects like the preferred option as they scale what is spent once; None where
        there are none.
    values_of_wait : dict of str to callable
        By option id, of the options that act and whose net value is assessed: calendar days that
        its start waits, shape (draws,) → its net value, shape (draws,).
    if_free : ndarray of shape (draws,) or None
        Net value of the preferred option if all whom it needs were free at once; None where it is
        not known to wait for anybody.
    costs_alone : dict of str to callable
        The same as `values_of_wait` with nothing but cost and harms counted, of options whose net
        value is not assessed though their cost is.
    """

    comparison: OptionsComparison
    draws: dict[str, OptionDraws]
    values: dict[str, Draws] = field(default_factory=dict)
    benefits: tuple[BenefitDraws, ...] | NotAssessed = ()
    outcomes: dict[str, OptionValue] = field(default_factory=dict)
    timings: dict[str, Timing] = field(default_factory=dict)
    ratios: Draws | None = None
    values_of_wait: dict[str, Callable[[Draws], Draws]] = field(default_factory=dict)
    if_free: Draws | None = None
    costs_alone: dict[str, Callable[[Draws], Draws]] = field(default_factory=dict)

    @property
    def value_of_wait(self) -> Callable[[Draws], Draws] | None:
        """The same of the preferred option; None where that is not assessed."""
        return self.values_of_wait.get(self.comparison.preferred or "")


def compare_options(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    benefits: pd.DataFrame,
    risks: pd.DataFrame,
    ratios: Mapping[str, Sequence[float]],
    *,
    proposal: str,
    coupling: Coupling | None = None,
    typical: TypicalLoad | None = None,
    deliveries: Mapping[str, DeliveryDraws] | None = None,
    not_before: float = 0.0,
    waits: Mapping[str, StartWait] | None = None,
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
    typical : TypicalLoad, optional
        What a usual register adds to one-off cost; without it stated risks are added in full.
    deliveries : mapping of str to DeliveryDraws, optional
        Option id → when it is delivered.
    not_before : float
        Days from the wished start before which no work begins, since it needs other work first.
    waits : mapping of str to StartWait, optional
        Option id → how long its start waits for people.
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
    by_kind = {
        str(kind): _class_ratios(ratios.get(kind, ()), risk, typical, proposal, settings)
        for kind in options["kind"].unique()
    }
    drawn_ratios = {kind: drawn for kind, (drawn, _) in by_kind.items()}
    coupled = coupling or Coupling(group_names(costs))
    drawn = _cost_draws(options, costs, risk, drawn_ratios, coupled, proposal, settings)
    rows = [row for _, row in options.iterrows()]
    baseline = next((row for row in rows if row["kind"] == "nothing"), None)
    gains = benefit_lines(benefits, proposal=proposal, settings=settings)
    known, waited = deliveries or {}, waits or {}
    timings = {
        key: timing_of(row, known.get(key), not_before, settings, waited.get(key))
        for row in rows
        for key in (str(row["id"]),)
    }
    outcomes = {
        str(row["id"]): net_value(row, drawn, baseline, gains, timings[str(row["id"])], settings)
        for row in rows
    }
    values = {key: outcome.value for key, outcome in outcomes.items()}
    preferred, why = prefer(rows, drawn, values)
    whole, _ = prefer([row for row in rows if scope_of(row) == WHOLE], drawn, values)
    results = tuple(
        _result(row, drawn[row["id"]], outcomes[row["id"]], costs, preferred, settings)
        for row in rows
    )
    assessed = {key: draws for key, draws in drawn.items() if isinstance(draws, OptionDraws)}
    kinds = dict(zip(options["id"], options["kind"], strict=True))
    drawn_ratio, basis = by_kind[str(kinds.get(preferred, rows[0]["kind"]))]
    elements = cost_elements(assessed[preferred]) if preferred in assessed else ()
    next_best, chance = next_best_of(preferred, values)
    by_wait = values_of_wait(
        rows,
        values,
        lambda row, timing: net_value(row, drawn, baseline, gains, timing, settings).value,
        known,
        not_before,
        settings,
    )
    reprice = by_wait.get(preferred or "")
    switching = switching_of(preferred, next_best, options, outcomes, settings)
    return ComparedOptions(
        OptionsComparison(
            results, preferred, why, elements, next_best, chance, switching, basis, whole
        ),
        assessed,
        {key: value for key, value in values.items() if not isinstance(value, NotAssessed)},
        gains,
        outcomes,
        timings,
        drawn_ratio,
        by_wait,
        reprice(np.zeros(settings.simulation.draws))
        if reprice is not None and preferred in waited
        else None,
        costs_alone(
            rows,
            values,
            drawn,
            baseline,
            stated_harms(benefits, proposal=proposal, settings=settings),
            known,
            not_before,
            settings,
        ),
    )


def _class_ratios(
    ratios: Sequence[float],
    risks: Draws,
    typical: TypicalLoad | None,
    proposal: str,
    settings: Settings,
) -> tuple[Draws | None, RisksInCost]:
    """Ratios of the class as drawn, and how stated risks stand beside them."""
    stated, expected = bool(risks.any()), float(np.mean(risks))
    load = typical or TypicalLoad(0, 0.0, 0.0, False)
    if not ratios:
        return None, RisksInCost("own ranges", expected, load.n, None)
    u = outside_view_draws(proposal, settings)
    drawn = ratios_beside_risks(u, ratios, load if stated else None, settings)
    if not stated:
        return drawn, RisksInCost("class alone", 0.0, load.n, load.load if load.enough else None)
    if not load.in_level:
        return drawn, RisksInCost("others' spread and all risks", expected, load.n, None)
    if not load.enough:
        return drawn, RisksInCost("class and all risks", expected, load.n, None)
    return drawn, RisksInCost("class without usual risks", expected, load.n, load.load)


def _cost_draws(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    risks: Draws,
    ratios: Mapping[str, Draws | None],
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
            ratios[str(row["kind"])],
            shared,
            slot=slots[str(row["id"])],
            alone=coupling.alone,
            proposal=proposal,
            settings=settings,
        )
        for _, row in options.iterrows()
    }


def _result(
    row: pd.Series,
    own: OptionDraws | NotAssessed,
    outcome: OptionValue,
    costs: pd.DataFrame,
    preferred: str | None,
    settings: Settings,
) -> OptionResult:
    value, if_owned = outcome.value, outcome.if_owned
    acts = row["kind"] != "nothing"
    return OptionResult(
        id=str(row["id"]),
        kind=str(row["kind"]),
        title=str(row["title"]) if pd.notna(row["title"]) else str(row["kind"]),
        term_months=term_of(row, settings),
        cost=own if isinstance(own, NotAssessed) else Quantiles.of(own.adjusted, "money"),
        inside_cost=own if isinstance(own, NotAssessed) else Quantiles.of(own.inside, "money"),
        net_value=value if isinstance(value, NotAssessed) else Quantiles.of(value, "money"),
        chance_net_positive=(
            None if isinstance(value, NotAssessed) or not acts else float(np.mean(value > 0))
        ),
        exit_cost=float(row["exit_cost"]) if pd.notna(row["exit_cost"]) else None,
        lock_in=str(row["lock_in"]) if pd.notna(row["lock_in"]) else None,
        elements=int((costs["option"] == row["id"]).sum()),
        preferred=row["id"] == preferred,
        net_value_if_owned=(
            if_owned if isinstance(if_owned, NotAssessed) else Quantiles.of(if_owned, "money")
        ),
        chance_if_owned=(
            None if isinstance(if_owned, NotAssessed) or not acts else float(np.mean(if_owned > 0))
        ),
        scope=scope_of(row),
        goals=goals_of(row),
    )
