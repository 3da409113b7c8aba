"""Which columns may predict a proposal's effort, cost or duration, and the table a model learns from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.estimating.input_checks import check_drivers, check_target
from pmo_toolkit.analysis.estimating.leaks import find_leaks

#: So many projects must be sized in a unit before a size in that unit can teach anything.
_FEWEST_IN_UNIT = 5


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
    remarks : tuple of str
        What is odd about the history's figures, a clause each.
    """

    history: pd.DataFrame
    proposal: pd.DataFrame
    used: tuple[str, ...]
    missing: tuple[str, ...]
    dropped: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def driver_table(
    history: pd.DataFrame,
    proposal: Mapping[str, Any],
    columns: Sequence[str],
    target: str,
    *,
    keep: Iterable[str] = (),
) -> DriverTable:
    """Line up a proposal with the history on the drivers that both state.

    Only drivers stated by the proposal are used, so that the model, and the coverage measured for it, rest on the
    same information as the estimate itself. What was known only after a project ended, or teaches nothing, is left
    out with the reason.

    Parameters
    ----------
    history : DataFrame
        Finished projects, one row each, with a positive `target`.
    proposal : mapping
        The proposal's values by column.
    columns : sequence of str
        Columns that could be known before a project starts.
    target : str
        Column of the actuals.
    keep : iterable of str
        Columns that the leak guard must not touch.
    """
    present = [name for name in columns if name in history and name != "size_unit" and history[name].notna().any()]
    leaks = {each.column: each for each in find_leaks(history[[*present, target]], target, keep=keep)}
    odd = {each.column: each for each in check_drivers(history[present])}
    used: list[str] = []
    missing: list[str] = []
    dropped: list[tuple[str, str]] = []
    known: dict[str, pd.Series] = {}
    asked: dict[str, Any] = {}
    for name in present:
        if name in leaks:
            dropped.append((name, f"{leaks[name].reason}: {leaks[name].evidence}"))
            continue
        value = proposal.get(name)
        if value is None or pd.isna(value):
            missing.append(name)
            continue
        if name in odd and odd[name].drop:
            dropped.append((name, odd[name].what))
            continue
        if name == "size" and "size_unit" in history:
            sized = _sizes_by_unit(history, proposal)
            if isinstance(sized, str):
                dropped.append((name, sized))
                continue
            known |= sized[0]
            asked |= sized[1]
        elif pd.api.types.is_numeric_dtype(history[name]):
            known[name], asked[name] = history[name].astype(float), float(value)
        else:
            known[name], asked[name] = history[name].astype("object").where(history[name].notna(), None), str(value)
        used.append(name)
    past = pd.DataFrame(known, index=history.index)
    row = pd.DataFrame({name: [asked[name]] for name in known})
    remarks = [
        f"{each.column.replace('_', ' ')}: {each.what}"
        for each in odd.values()
        if not each.drop and each.column in used
    ]
    remarks += [each.what for each in check_target(history[target], past if known else None) if each.usable]
    return DriverTable(past, row, tuple(used), tuple(missing), tuple(dropped), tuple(remarks))


def _sizes_by_unit(
    history: pd.DataFrame, proposal: Mapping[str, Any]
) -> tuple[dict[str, pd.Series], dict[str, Any]] | str:
    """Size in a column of its own for each unit, since sizes in different units cannot be compared.

    A project sized in another unit gets that column's median, so that only its unit speaks.
    """
    unit = proposal.get("size_unit")
    if unit is None or pd.isna(unit):
        return "the proposal states a size without its unit"
    units = history["size_unit"].where(history["size"].notna())
    counts = units.value_counts()
    if counts.get(unit, 0) < _FEWEST_IN_UNIT:
        return f"fewer than five finished projects are sized in {unit}"
    several = units.nunique() > 1
    past: dict[str, pd.Series] = {"size_unit": units.astype("object").where(units.notna(), None)} if several else {}
    row: dict[str, Any] = {"size_unit": unit} if several else {}
    for each in sorted(str(name) for name, count in counts.items() if count >= _FEWEST_IN_UNIT):
        sizes = history["size"].where(units == each).astype(float)
        past[f"size in {each}"] = sizes.fillna(sizes.median())
        row[f"size in {each}"] = float(proposal["size"]) if each == unit else float(sizes.median())
    return past, row
