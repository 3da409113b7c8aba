"""Which drivers a proposal and the history both state, and the one row to predict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.estimating.history.driver_cache import DriverCache
from pmo_toolkit.analysis.estimating.history.sizes import FEWEST_IN_UNIT
from pmo_toolkit.analysis.estimating.history.written_columns import as_learnt
from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory, why_leaked


@dataclass(frozen=True)
class DriverTable:
    """What a model learns from, and the one row to predict.

    Parameters
    ----------
    history : DriverCache
        k drivers of n finished projects; numbers or text, with missing values.
    proposal : DataFrame of shape (1, k)
    used, missing : tuple of str
        Drivers that the proposal states; drivers that the history has but the proposal does not
        state.
    dropped : tuple of (str, str)
        Drivers left out, with the reason.
    """

    history: DriverCache
    proposal: pd.DataFrame
    used: tuple[str, ...]
    missing: tuple[str, ...]
    dropped: tuple[tuple[str, str], ...]


def driver_table(history: PreparedHistory, proposal: Mapping[str, Any]) -> DriverTable:
    """Line up a proposal with the history on the drivers that both state.

    Only drivers stated by the proposal are used, so that the model, and the coverage measured for
    it, rest on the same information as the estimate itself. What was known only after a project
    ended, or teaches nothing, is left out with the reason.

    Parameters
    ----------
    history : PreparedHistory
    proposal : mapping
        The proposal's values by column.
    """
    used: list[str] = []
    missing: list[str] = []
    dropped: list[tuple[str, str]] = []
    for name in history.present:
        value = proposal.get(name)
        if name in history.leaks:
            dropped.append((name, why_leaked(history.leaks[name])))
        elif value is None or pd.isna(value):
            missing.append(name)
        elif name in history.useless:
            dropped.append((name, history.useless[name]))
        elif name in history.styles and _number(name, history, value) is None:
            dropped.append((name, f"the proposal's “{value!s:.20}” is no number as in the history"))
        elif name == "size" and (why := _unfit_size(history, proposal)):
            dropped.append((name, why))
        else:
            used.append(name)
    learnt = history.described(tuple(used))
    row = {name: [_stated_value(name, history, learnt.frame, proposal)] for name in learnt.names}
    return DriverTable(learnt, pd.DataFrame(row), tuple(used), tuple(missing), tuple(dropped))


def _unfit_size(history: PreparedHistory, proposal: Mapping[str, Any]) -> str | None:
    if "size_unit" not in history.usable:
        return None
    unit = proposal.get("size_unit")
    if unit is None or pd.isna(unit):
        return "the proposal states a size without its unit"
    if history.units.get(unit, 0) < FEWEST_IN_UNIT:
        return f"fewer than five finished projects are sized in {unit}"
    return None


def _stated_value(
    name: str, history: PreparedHistory, learnt: pd.DataFrame, proposal: Mapping[str, Any]
) -> Any:
    """The proposal's value of a column.

    A size in a unit that is not its own is the history's median.
    """
    if name.startswith("size in ") and name not in proposal:
        own = name == f"size in {proposal['size_unit']}"
        return _number("size", history, proposal["size"]) if own else float(learnt[name].median())
    if pd.api.types.is_numeric_dtype(learnt[name]):
        return _number(name, history, proposal[name])
    return str(proposal[name])


def _number(name: str, history: PreparedHistory, value: Any) -> float | None:
    """The proposal's number of a column, written as in the history; None where it is none."""
    if name not in history.styles:
        return float(value)
    try:
        read = as_learnt(pd.DataFrame({name: [value]}), {name: history.styles[name]})
    except ValueError:
        return None
    return float(read[name].iloc[0])
