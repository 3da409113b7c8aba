"""Each proposal of a world forecast by the workbench and by the former rules, and what happened."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from _calibration_arithmetic import MONTH, PARALLEL, Accounts, Row, accounts, happened, middle_once
from _calibration_worlds import Proposal, World

from pmo_toolkit.advice.positions import Grounds, position_from
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.reference_class import (
    OutsideView,
    outside_view,
    tells_deliveries,
)
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs, option_inputs
from pmo_toolkit.analysis.money.cost import cost_from_options
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.stated.typical_risks import RiskLoad, risk_loads, typical_risks
from pmo_toolkit.analysis.uncertainty.cost_lines import group_names
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryEvidence
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.option_tables import DELIVERIES

_NO_MODEL = NotAssessed("cost", "no model is fitted here", ReasonCode.NO_DRIVER)
_LEVELS = (0.5, 0.8, 0.9)
_FORMER_DRAWS, _FORMER_LEAST = 2048, 20


def scored(world: World, outcomes: int, draws: int, seed: int) -> Iterator[Row]:
    """One row a proposal: chances as forecast, and in how many outcomes it came true.

    Parameters
    ----------
    world : World
    outcomes : int
        Drawn for each proposal, from the law of its world.
    draws : int
        Of each assessment.
    seed : int
        Of the outcomes.
    """
    settings = Settings.of(draws=draws)
    loads = risk_loads(world.frame("options"), world.frame("costs"), world.frame("risks"), settings)
    for place, proposal in enumerate(world.proposals):
        rng = np.random.default_rng([seed, world.law.number, place])
        yield {
            "world": world.law.number,
            "history": world.law.history,
            "registers": world.law.registers,
            "register": proposal.register,
            "tells_kinds": world.law.tells_kinds,
            "poor": proposal.poor,
            "load": next((load.money for load in loads if load.proposal == proposal.id), 0.0)
            or 0.0,
            **_now(world, proposal, loads, settings, rng, outcomes),
            **_formerly(world, proposal, rng, outcomes),
        }


def inputs_of(
    world: World, proposal: Proposal, loads: tuple[RiskLoad, ...], settings: Settings
) -> OptionInputs:
    """The proposal's options compared as an assessment compares them, without its model of time."""
    costs = proposal.frame("costs")
    typical = typical_risks(loads, proposal.id, settings)
    return option_inputs(
        proposal.frame("options"),
        costs,
        proposal.frame("benefits"),
        proposal.frame("risks"),
        pd.DataFrame(columns=["option", "activity", "after"]),
        ratios={
            kind: class_ratios(world, proposal, "cost", kind, settings)
            for kind in (option["kind"] for option in proposal.stated["options"])
        },
        typical=typical,
        evidence=DeliveryEvidence(
            ratios=class_ratios(world, proposal, "duration_days", None, settings),
            estimate=proposal.row["estimate_duration_days"],
            typical=typical.days,
        ),
        proposal=proposal.id,
        coupling=Coupling(group_names(costs)),
        settings=settings,
    )


def class_ratios(
    world: World, proposal: Proposal, target: str, kind: str | None, settings: Settings
) -> tuple[float, ...]:
    """Actual ÷ estimate of comparable projects as the workbench reads them."""
    view = outside_view(
        world.history,
        target=target,
        unit="money",
        project_class=proposal.row["class"],
        department=proposal.row["department"],
        delivery=kind if kind in DELIVERIES and tells_deliveries(world.history) else None,
        applied_to=None,
        applied_label=None,
        settings=settings,
    )
    assert isinstance(view, OutsideView), view
    return view.ratios


def truth(
    world: World, proposal: Proposal, options: tuple[str, ...], rng: np.random.Generator, n: int
) -> dict[str, Accounts]:
    """What becomes of some options in `n` outcomes that the world's law draws, by id."""
    law, row = world.law, proposal.row
    of_cost, of_days = law.ratios(rng, row["class"], row["department"], "", n)
    money, delay = happened(proposal.true["risks"], rng, n)
    found = {}
    for option in proposal.true["options"]:
        if option["id"] not in options:
            continue
        part, shift = option["kind"] == "minimum", law.by_kind.get(option["kind"], 0.0)
        planned = option["months_to_benefit"] * MONTH if part else row["estimate_duration_days"]
        delivered = np.ceil((planned * of_days * np.exp(shift / 2) + delay) / MONTH).astype(int)
        begins = np.maximum(delivered, int(np.ceil(option["months_to_benefit"])))
        once = middle_once(proposal.true["costs"], option["id"], law.within)
        once = once * of_cost * np.exp(shift)
        replaced = np.zeros(n, dtype=int) if part else delivered + PARALLEL
        found[option["id"]] = accounts(
            proposal.true, option, once, money, begins, replaced, rng, law.within
        )
    return found


def _now(
    world: World,
    proposal: Proposal,
    loads: tuple[RiskLoad, ...],
    settings: Settings,
    rng: np.random.Generator,
    n: int,
) -> Row:
    compared = inputs_of(world, proposal, loads, settings).compared
    assert isinstance(compared, ComparedOptions), compared
    name, whole = compared.comparison.preferred, compared.comparison.whole
    view = cost_from_options(
        compared,
        True,
        _NO_MODEL,
        proposal.row["requested_budget"],
        settings,
        covers=proposal.row["requested_budget_covers"],
    )
    assert view is not None and name is not None and whole is not None
    happens = truth(world, proposal, (name, whole), rng, n)
    chance = float(np.mean(compared.values[name] > 0))
    chosen = next(option for option in compared.comparison.options if option.id == name)
    position = position_from(
        Grounds(chance, view.chance_within_budget, True, 1.0, in_part=chosen.scope == "part"),
        settings,
    )
    drawn, actual = compared.draws[name], happens[name]
    return {
        "kind": chosen.kind,
        "position": position,
        **_covered("now_whole", drawn.adjusted, actual.whole),
        **_covered("now_once", drawn.adjusted_once, actual.once),
        "now_budget": view.chance_within_budget,
        "now_budget_true": _within(proposal, happens[whole]),
        "now_net": chance,
        "now_net_true": float(np.mean(actual.net > 0)),
        "now_net_mean": float(np.mean(actual.net)) / float(np.median(actual.once)),
    }


def _formerly(world: World, proposal: Proposal, rng: np.random.Generator, n: int) -> Row:
    """The former rules: median of the ranges × ratios of the class, no register, blanks as nought.

    Benefits count from the stated month on, whenever the work is delivered, and today's service
    ends at once.
    """
    ratios = former_ratios(world.history, proposal.row)
    spread = np.exp(np.quantile(np.log(ratios), rng.random(_FORMER_DRAWS)))
    nought = np.zeros(_FORMER_DRAWS)
    forecast = {}
    for option in proposal.stated["options"]:
        if option["kind"] == "nothing":
            continue
        months = option["months_to_benefit"]
        begins = np.full(_FORMER_DRAWS, 0 if np.isnan(months) else int(np.ceil(months)))
        once = middle_once(proposal.stated["costs"], option["id"], 0.5) * spread
        forecast[option["id"]] = accounts(
            proposal.stated, option, once, nought, begins, nought.astype(int), rng, 0.5
        )
    name = max(forecast, key=lambda option: float(np.median(forecast[option].net)))
    chosen = forecast[name]
    actual = truth(world, proposal, (name,), rng, n)[name]
    chance = float(np.mean(chosen.net > 0))
    within = _within(proposal, chosen)
    return {
        "former_position": position_from(Grounds(chance, within, True, 1.0), Settings()),
        **_covered("former_whole", chosen.whole, actual.whole),
        **_covered("former_once", chosen.once, actual.once),
        "former_budget": within,
        "former_budget_true": _within(proposal, actual),
        "former_net": chance,
        "former_net_true": float(np.mean(actual.net > 0)),
        "former_net_mean": float(np.mean(actual.net)) / float(np.median(actual.once)),
    }


def former_ratios(history: pd.DataFrame, row: Row) -> np.ndarray:
    """Actual ÷ estimate of the narrowest class of at least twenty projects, else of all."""
    of_class, of_department = (history[name] == row[name] for name in ("class", "department"))
    everyone = pd.Series(True, index=history.index)
    candidates = (of_class & of_department, of_class, of_department, everyone)
    members = next((chosen for chosen in candidates if chosen.sum() >= _FORMER_LEAST), everyone)
    return (history["actual_cost"] / history["estimate_cost"])[members].to_numpy()


def _covered(name: str, drawn: np.ndarray, actual: np.ndarray) -> Row:
    """Shares of outcomes that do not exceed the planned quantiles."""
    planned = np.quantile(drawn, _LEVELS)
    return {
        f"{name}_p{100 * level:.0f}": float(np.mean(actual <= value))
        for level, value in zip(_LEVELS, planned, strict=True)
    }


def _within(proposal: Proposal, of: Accounts) -> float:
    """Share of cases in which the budget suffices for what it covers."""
    cost = of.once if proposal.row["requested_budget_covers"] == "project" else of.whole
    return float(np.mean(cost <= proposal.row["requested_budget"]))
