"""Which columns may predict a proposal's effort, cost or duration, and the table a model learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

#: A driver this closely related to the target (log-log correlation) was computed from it, not known beforehand.
_LEAK = 0.999


@dataclass(frozen=True)
class DriverTable:
    """What a model learns from, and the one row to predict.

    Parameters
    ----------
    history : DataFrame of shape (n, k)
        Drivers of finished projects; numbers or text, with missing values.
    proposal : DataFrame of shape (1, k)
    used, missing : tuple of str
        Drivers that the proposal states; drivers that the history has but the proposal does not state.
    dropped : tuple of (str, str)
        Drivers left out, with the reason.
    outside_range : tuple of str
        One sentence a value that the history has not seen.
    """

    history: pd.DataFrame
    proposal: pd.DataFrame
    used: tuple[str, ...]
    missing: tuple[str, ...]
    dropped: tuple[tuple[str, str], ...]
    outside_range: tuple[str, ...]


def driver_table(
    history: pd.DataFrame, proposal: Mapping[str, Any], columns: Sequence[str], target: pd.Series
) -> DriverTable:
    """Line up a proposal with the history on the drivers that both state.

    Only drivers stated by the proposal are used, so that the model, and the coverage measured for it, rest on the
    same information as the estimate itself.

    Parameters
    ----------
    history : DataFrame
        Finished projects, one row each.
    proposal : mapping
        The proposal's values by column.
    columns : sequence of str
        Columns that are known before a project starts.
    target : Series
        Positive actuals, aligned with `history`.
    """
    used: list[str] = []
    missing: list[str] = []
    dropped: list[tuple[str, str]] = []
    outside: list[str] = []
    known: dict[str, pd.Series] = {}
    asked: dict[str, Any] = {}
    for name in columns:
        if name == "size_unit" or name not in history or history[name].isna().all():
            continue
        value = proposal.get(name)
        if value is None or pd.isna(value):
            missing.append(name)
            continue
        reason = _unfit(history[name], target)
        if reason:
            dropped.append((name, reason))
            continue
        if name == "size" and "size_unit" in history:
            sized = _sizes_by_unit(history, proposal)
            if isinstance(sized, str):
                dropped.append((name, sized))
                continue
            known |= sized[0]
            asked |= sized[1]
            own = history["size"][history["size_unit"] == proposal["size_unit"]]
            outside += _outside("size", float(value), own, f" {proposal['size_unit']}")
        elif pd.api.types.is_numeric_dtype(history[name]):
            known[name], asked[name] = history[name].astype(float), float(value)
            outside += _outside(name, float(value), history[name], "")
        else:
            known[name], asked[name] = history[name].astype("object").where(history[name].notna(), None), str(value)
            if str(value) not in set(history[name].dropna()):
                outside.append(f"no finished project has {_words(name)} “{value}”")
        used.append(name)
    past = pd.DataFrame(known, index=history.index)
    row = pd.DataFrame({name: [asked[name]] for name in known})
    return DriverTable(past, row, tuple(used), tuple(missing), tuple(dropped), tuple(outside))


def _sizes_by_unit(
    history: pd.DataFrame, proposal: Mapping[str, Any]
) -> tuple[dict[str, pd.Series], dict[str, Any]] | str:
    """Logarithm of size in a column of its own for each unit, since sizes in different units cannot be compared.

    A project sized in another unit gets that column's median, so that only its unit speaks.
    """
    unit = proposal.get("size_unit")
    if unit is None or pd.isna(unit):
        return "the proposal states a size without its unit"
    units = history["size_unit"].where(history["size"].notna())
    counts = units.value_counts()
    if counts.get(unit, 0) < 5:
        return f"fewer than five finished projects are sized in {unit}"
    past: dict[str, pd.Series] = {"size_unit": units.astype("object").where(units.notna(), None)}
    row: dict[str, Any] = {"size_unit": unit}
    for each in sorted(str(name) for name, count in counts.items() if count >= 5):
        logs = np.log1p(history["size"].where(units == each))
        past[f"size in {each}"] = logs.fillna(logs.median())
        row[f"size in {each}"] = float(np.log1p(proposal["size"])) if each == unit else float(logs.median())
    return past, row


def _unfit(column: pd.Series, target: pd.Series) -> str | None:
    seen = column.dropna()
    if seen.nunique() < 2:
        return "it has the same value for every finished project"
    if pd.api.types.is_numeric_dtype(column) and len(seen) > 10 and seen.min() > 0:
        correlation = np.corrcoef(np.log(seen), np.log(target[seen.index]))[0, 1]
        if abs(correlation) > _LEAK:
            return "it follows the result so closely that it can only have been known afterwards"
    return None


def _outside(name: str, value: float, seen: pd.Series, unit: str) -> list[str]:
    low, high = seen.min(), seen.max()
    if low <= value <= high:
        return []
    return [f"{_words(name)} {value:g}{unit} lies outside the {low:g} to {high:g} that finished projects have had"]


def _words(column: str) -> str:
    return column.replace("_", " ")
