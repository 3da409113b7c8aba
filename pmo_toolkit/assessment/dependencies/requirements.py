"""Rows of ``dependencies`` as what binds proposals in a plan, by the same rules as in reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.capacity.months import lag_months
from pmo_toolkit.core.settings import Settings

COLUMNS = ("from", "to", "type", "lag_days", "strength", "_row")


@dataclass(frozen=True)
class Requirement:
    """One proposal that waits for another or for work under way.

    Parameters
    ----------
    proposal, required : str
    lag_days : float or None
        None where nobody states it.
    rows : tuple of int
    is_beyond : bool
        Whether its lag reaches beyond any plan (`longest_days`).
    """

    proposal: str
    required: str
    lag_days: float | None
    rows: tuple[int, ...]
    is_beyond: bool = False

    @property
    def lag_months(self) -> int:
        """Whole months of its lag."""
        return lag_months(self.lag_days)


@dataclass(frozen=True)
class Ties:
    """What dependencies bind in a plan.

    Parameters
    ----------
    requires : tuple of Requirement
        Each pair once; of several lags the longest. A lag that nobody states is the longest that
        is stated of what the proposal requires besides, as in reports.
    excludes : mapping of frozenset of str to tuple of int
        Pair → its rows.
    weak : tuple of (str, str, int)
        Proposal, what it is tied to and row of ties that more likely do not bind.
    """

    requires: tuple[Requirement, ...]
    excludes: Mapping[frozenset[str], tuple[int, ...]]
    weak: tuple[tuple[str, str, int], ...]


def read_ties(dependencies: pd.DataFrame, settings: Settings) -> Ties:
    """What rows of ``dependencies`` bind; a row that points at itself binds nothing.

    Parameters
    ----------
    dependencies : DataFrame
        Rows of the table, in `COLUMNS`.
    settings : Settings
    """
    requires: dict[tuple[str, str], Requirement] = {}
    excludes: dict[frozenset[str], tuple[int, ...]] = {}
    weak = []
    for row in dependencies.to_dict("records"):
        own, other, number = str(row["from"]), str(row["to"]), int(row["_row"])
        if own == other or row["type"] not in ("requires", "excludes"):
            continue
        strength = number_of(row["strength"])
        if strength is None:
            strength = settings.dependencies.default_strength
        if strength < settings.scheduling.binds_from:
            weak.append((own, other, number))
        elif row["type"] == "excludes":
            pair = frozenset((own, other))
            excludes[pair] = (*excludes.get(pair, ()), number)
        else:
            longest = lag_months(settings.magnitudes.longest_days)
            requires[own, other] = _with(requires.get((own, other)), own, other, row, longest)
    bound = [requires[pair] for pair in sorted(requires)]
    return Ties(_with_lags(bound), excludes, tuple(sorted(weak)))


def _with_lags(requires: Iterable[Requirement]) -> tuple[Requirement, ...]:
    longest: dict[str, float] = {}
    for tie in requires:
        if tie.lag_days is not None:
            longest[tie.proposal] = max(tie.lag_days, longest.get(tie.proposal, tie.lag_days))
    return tuple(
        tie if tie.lag_days is not None else replace(tie, lag_days=longest.get(tie.proposal))
        for tie in requires
    )


def _with(
    known: Requirement | None, own: str, other: str, row: Mapping[Any, Any], longest: int
) -> Requirement:
    lag, number = number_of(row["lag_days"]), int(row["_row"])
    is_beyond = abs(lag_months(lag)) > longest
    if known is None:
        return Requirement(own, other, lag, (number,), is_beyond)
    stated = [days for days in (lag, known.lag_days) if days is not None]
    rows = (*known.rows, number)
    return Requirement(own, other, max(stated, default=None), rows, is_beyond or known.is_beyond)
