"""Sound workspaces as different organisations would fill them in, and the same with units mistaken.

Each is made from a seed: another sample, other rates and sizes of projects, noise in every amount,
tables, columns and cells that are not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from pmo_toolkit.sample import make_sample
from pmo_toolkit.workspace.dictionary.tables import RANGES
from pmo_toolkit.workspace.magnitudes.quantities import Quantity

_EFFORT = ("estimate_effort_person_hours", "actual_effort_person_hours")
_COST = ("estimate_cost", "actual_cost", "cost_to_date", "requested_budget", "low", "mode", "high")
_COST += ("exit_cost", "annual_cost")
_DAYS = ("estimate_duration_days", "actual_duration_days")
_MAY_LACK = ("demand", "activities", "risks", "capacity", "in_flight", "benefits", "services")
_MAY_LACK += ("costs",)

#: Mistaken units one by one: column → by what its figures were divided, in which unit.
ONE_COLUMN: Mapping[str, tuple[float, str]] = {
    "history.estimate_effort_person_hours": (8, "person-days"),
    "history.actual_effort_person_hours": (8, "person-days"),
    "history.estimate_duration_days": (30.4, "months"),
    "history.actual_duration_days": (30.4, "months"),
    "history.estimate_cost": (1000, "thousand"),
    "history.actual_cost": (1000, "thousand"),
    "proposals.estimate_effort_person_hours": (8, "person-days"),
    "proposals.estimate_duration_days": (30.4, "months"),
    "proposals.requested_budget": (1000, "thousand"),
    "costs.mode": (1000, "thousand"),
    "benefits.mode": (1000, "thousand"),
    "activities.duration_days_mode": (30.4, "months"),
    "risks.impact_money_mode": (1000, "thousand"),
    "services.annual_cost": (1000, "thousand"),
    "options.exit_cost": (1000, "thousand"),
    "options.term_months": (12, "years"),
    "demand.hours_per_month_mode": (8, "person-days"),
}
_OF_MEASURE = {"effort": (8.0, "person-days"), "time": (30.4, "months"), "money": (1e3, "thousand")}
#: Several at once: name → columns of which tables and measures.
TOGETHER: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "effort of history": (("history",), ("effort",)),
    "time of history": (("history",), ("time",)),
    "money of history": (("history",), ("money",)),
    "all of history": (("history",), ("effort", "time", "money")),
    "all of proposals": (("proposals",), ("effort", "time", "money")),
    "both": (("proposals", "history"), ("effort", "time", "money")),
    "all money": ((), ("money",)),
}

Mistakes = dict[Quantity, tuple[float, str]]


def varied_tables(seed: int) -> dict[str, pd.DataFrame]:
    """Tables of text of one organisation."""
    chance = np.random.default_rng([2027, seed])
    tables = make_sample(int(chance.integers(3, 41)), seed)
    for name in _MAY_LACK:
        if chance.random() < 0.3:
            tables.pop(name)
    effort, rate, days = np.exp(chance.normal(0, (0.6, 0.35, 0.35)))
    newer = float(np.exp(chance.normal(0, 0.5)))
    scales = dict.fromkeys(_EFFORT, effort) | dict.fromkeys(_COST, effort * rate)
    scales |= dict.fromkeys(_DAYS, days)
    for name, table in tables.items():
        own = newer if name not in ("history", "in_flight", "services", "capacity") else 1.0
        for column in table.columns:
            if column in scales and name != "judgements":
                scale = scales[column] * (own if column not in _DAYS else own**0.33)
                table[column] = _noisy(table[column], scale, chance)
    keep = int(chance.choice([0, 8, 20, 60, 180]))
    tables["history"] = tables["history"].iloc[:keep]
    for column in (*_EFFORT, "estimate_cost", "actual_cost", *_DAYS, "finish_date"):
        if chance.random() < 0.25:
            tables["history"] = tables["history"].drop(columns=column, errors="ignore")
    if not keep:
        tables.pop("history")
    for name, columns in RANGES.items():
        if name in tables and columns[0][0] in tables[name]:
            _put_in_order(tables[name], columns)
    return tables


def _noisy(cells: pd.Series, scale: float, chance: np.random.Generator) -> pd.Series:
    """Amounts times a scale and noise, rounded; one in ten blank."""
    amounts = pd.to_numeric(cells, errors="coerce")
    noise = np.exp(chance.normal(0, 0.2, len(cells)))
    blank = chance.random(len(cells)) < 0.1
    texts = [
        cell if np.isnan(amount) else f"{float(f'{amount * scale * factor:.3g}'):.10g}"
        for cell, amount, factor in zip(cells, amounts, noise, strict=True)
    ]
    return pd.Series(np.where(blank, "", texts), index=cells.index, dtype=object)


def _put_in_order(table: pd.DataFrame, ranges: tuple[tuple[str, str, str], ...]) -> None:
    for names in ranges:
        if not set(names) <= set(table.columns):
            continue
        for row, cells in table[list(names)].iterrows():
            amounts = [text for text in cells if text]
            ordered = iter(sorted(amounts, key=float))
            for name in names:
                if table.loc[row, name]:
                    table.loc[row, name] = next(ordered)


def mistakes(known: Mapping[Quantity, object]) -> Iterator[tuple[str, Mistakes]]:
    """Every mistake that a workspace with these columns can hold."""
    for name, mistake in ONE_COLUMN.items():
        quantity = Quantity(*name.split("."))
        if quantity in known:
            yield name, {quantity: mistake}
    for name, (tables, measures) in TOGETHER.items():
        chosen = {
            quantity: _OF_MEASURE[quantity.measures]
            for quantity in known
            if quantity.table in (tables or (quantity.table,))
            and quantity.measures in measures
            and quantity.unit not in ("months", "hours", "hours per month")
        }
        if len(chosen) > 1:
            yield name, chosen


def write(folder: Path, tables: Mapping[str, pd.DataFrame], config: str) -> Path:
    """A workspace of these tables."""
    folder.mkdir(parents=True)
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    (folder / "workspace.toml").write_text(config, encoding="utf-8")
    return folder


def mistaken(tables: dict[str, pd.DataFrame], made: Mistakes) -> dict[str, pd.DataFrame]:
    """The same tables with figures as they would stand in other units."""
    changed = {name: table.copy() for name, table in tables.items()}
    for quantity, (divisor, _) in made.items():
        table = changed[quantity.table]
        money = table.get("unit", pd.Series("", index=table.index)) != "unit per year"
        for column in quantity.columns:
            amounts = pd.to_numeric(table[column], errors="coerce")
            other = [f"{float(f'{amount / divisor:.3g}'):.10g}" for amount in amounts]
            table[column] = table[column].where(
                amounts.isna() | ~money, pd.Series(other, table.index)
            )
    return changed
