"""Options of the sample, compared without the models of history: quick enough for properties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import Curve, NotAssessed
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs, option_inputs
from pmo_toolkit.analysis.money.stated.typical_risks import (
    TypicalRisks,
    risk_loads,
    typical_risks,
)
from pmo_toolkit.analysis.uncertainty.cost_lines import OPTION_ORDER, group_names
from pmo_toolkit.analysis.uncertainty.coupling import Coupling
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryEvidence
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, load_workspace

QUICK = Settings().with_overrides({"draws": 2048, "seed": 7})
RATIOS = (0.75, 0.9, 1.0, 1.05, 1.1, 1.2, 1.3, 1.5, 1.9, 2.6)
DAYS = Curve.of(np.exp(np.random.default_rng(1).normal(5.3, 0.35, 4000)), "calendar days")
TABLES = ("options", "costs", "benefits", "risks", "activities")

Tables = dict[str, pd.DataFrame]


@cache
def sample() -> Workspace:
    """The sample organisation."""
    return load_workspace(place("sample"))


@cache
def usual(proposal: str) -> TypicalRisks:
    """What registers of the other proposals of the sample add."""
    tables = [sample().table(name) for name in ("options", "costs", "risks")]
    return typical_risks(risk_loads(*tables, QUICK), proposal, QUICK)


def tables_of(proposal: str) -> Tables:
    """The proposal's rows."""
    options = sample().table("options")
    own = options[options["proposal"] == proposal]
    costs = sample().table("costs")
    found = {"options": own, "costs": costs[costs["option"].isin(list(own["id"]))]}
    for name in ("benefits", "risks", "activities"):
        table = sample().table(name)
        found[name] = table[table["proposal"] == proposal]
    return {name: found[name].reset_index(drop=True) for name in TABLES}


def owned(tables: Tables) -> Tables:
    """The same with a department that answers for each benefit."""
    benefits = tables["benefits"]
    return tables | {"benefits": benefits.assign(department=benefits["department"].fillna("IT"))}


def inputs_of(
    proposal: str,
    tables: Tables,
    *,
    ratios: tuple[float, ...] = RATIOS,
    settings: Settings = QUICK,
    not_before: float = 0.0,
    waits: Mapping[str, StartWait] | None = None,
) -> OptionInputs:
    """All options of a proposal, compared."""
    typical = usual(proposal)
    return option_inputs(
        *(tables[name] for name in TABLES),
        ratios=dict.fromkeys(OPTION_ORDER, ratios),
        typical=typical,
        evidence=DeliveryEvidence(
            DAYS, (0.9, 1.0, 1.2, 1.5, 2.0), None, typical.days, not_before, waits or {}
        ),
        proposal=proposal,
        coupling=Coupling(group_names(tables["costs"], tables["activities"])),
        settings=settings,
    )


def figures(inputs: OptionInputs) -> dict[str, float]:
    """Median net value and chance of the preferred option, cost and width; empty: not assessed."""
    compared = inputs.compared
    if isinstance(compared, NotAssessed) or inputs.preferred not in compared.values:
        return {}
    value = compared.values[inputs.preferred]
    cost = compared.draws[inputs.preferred].adjusted
    return {
        "value": float(np.median(value)),
        "chance": float(np.mean(value > 0)),
        "cost": float(np.quantile(cost, 0.8)),
        "width": float(np.ptp(np.quantile(value, (0.1, 0.9)))),
    }
