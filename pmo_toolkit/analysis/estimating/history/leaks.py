"""The leak guard: what was known only after a project ended never predicts one not yet begun.

A leak is found by its name or by a relation with the target so close that it was computed from it,
or the target from it. Every leak says why and on what evidence, and the user can overrule it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.estimating.history.column_names import (
    is_estimate,
    is_rate,
    is_size,
    phases_in,
    why_known_afterwards,
)
from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE
from pmo_toolkit.analysis.estimating.history.copies import copy_of_target
from pmo_toolkit.analysis.estimating.history.parts import products_of_powers, sums_of_parts
from pmo_toolkit.analysis.estimating.history.relations import (
    FEWEST_ROWS,
    correlation,
    relations,
    varying,
)
from pmo_toolkit.analysis.estimating.history.written_columns import numbers_of

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Leak:
    """A column that may not predict.

    Parameters
    ----------
    column : str
    reason : str
        Why, as a clause that can follow "not used:".
    evidence : str
        What was seen: the words of the name, or the relation with its figures and rows.
    """

    column: str
    reason: str
    evidence: str

    def __str__(self) -> str:
        return f"{self.column} is not used: {self.reason} ({self.evidence})"


def find_leaks(table: pd.DataFrame, target: str, *, keep: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Columns that were known only after the end of a project.

    Parameters
    ----------
    table : DataFrame of shape (n, k)
        Finished projects: drivers and the target.
    target : str
        Column to be predicted: an effort, a cost or a duration.
    keep : iterable of str
        Columns that the user knows to be known beforehand; never reported. Others are still
        compared with them: a rate stays a leak beside the size that is kept.

    Returns
    -------
    tuple of Leak
        One for each column, in the table's order.

    Raises
    ------
    KeyError
        If the table has no such column.
    """
    if target not in table:
        raise KeyError(f"the table has no column {target}")
    kept = set(keep)
    columns = [str(name) for name in table.columns if name != target]
    leaks = _by_name(table, columns, target)
    numbers = numbers_of(table[target])
    if numbers is not None:
        y: Numbers = np.where(numbers > 1 / TOO_LARGE, numbers, np.nan)
        if np.isfinite(y).sum() >= FEWEST_ROWS and np.nanmin(y) < np.nanmax(y):
            leaks = _by_relation(table[columns], y, leaks, kept) | leaks
    return tuple(leaks[name] for name in columns if name in leaks and name not in kept)


def _by_name(table: pd.DataFrame, columns: list[str], target: str) -> dict[str, Leak]:
    phases = phases_in(columns)
    leaks = {}
    for name in columns:
        why = why_known_afterwards(name, target, table[name])
        if why is None and name in phases:
            why = "it is the effort of a phase, measured at its end"
        if why is not None:
            leaks[name] = Leak(name, why, f"its name says “{name}”")
    return leaks


def _by_relation(
    table: pd.DataFrame, y: Numbers, named: dict[str, Leak], kept: set[str]
) -> dict[str, Leak]:
    leaks: dict[str, Leak] = {}
    numbers: dict[str, Numbers] = {}
    for name in map(str, table.columns):
        values = numbers_of(table[name])
        copied = copy_of_target(table[name], values, y)
        if copied:
            leaks[name] = Leak(name, *copied)
        elif values is not None:
            numbers[name] = values
    usable = varying(numbers, y)
    no_estimates = {
        name: values for name, values in usable.items() if name in named or not is_estimate(name)
    }
    taken: list[set[str]] = []
    for relation in chain(
        relations(usable, y), sums_of_parts(no_estimates, y), products_of_powers(no_estimates, y)
    ):
        members = set(relation.columns)
        if any(before <= members for before in taken):
            continue
        taken.append(members)
        closest = max(relation.columns, key=lambda name: _closeness(numbers[name], y))
        others = [name for name in relation.columns if name not in kept]
        for name in _not_known_before(others, set(named), closest):
            why = "the target is computed from it, or it from the target"
            leaks.setdefault(name, Leak(name, why, str(relation)))
    return leaks


def _not_known_before(columns: list[str], named: set[str], closest: str) -> list[str]:
    """Which columns of a relation to drop.

    Estimates stay, and sizes where another column goes. What stands beside a rate is a size by
    definition, whatever it is called; of two sizes the one closest to the target is the size.
    """
    rates = [name for name in columns if name in named and is_rate(name)]
    if rates:
        return rates
    others = [name for name in columns if name in named or not is_estimate(name)]
    no_sizes = [name for name in others if name in named or not is_size(name)]
    return no_sizes or [name for name in others if name != closest]


def _closeness(values: Numbers, y: Numbers) -> float:
    known = np.isfinite(values) & np.isfinite(y) & (values > 0)
    return abs(correlation(np.log(values[known]), np.log(y[known]))) if known.sum() > 2 else 0.0
