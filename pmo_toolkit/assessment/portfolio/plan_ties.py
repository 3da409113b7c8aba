"""Stated dependencies between proposals as ties of a choice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import ceil

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import Tie, TieKind
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.tables import ROW

#: Calendar days of a quarter, on average.
_DAYS = 365.25 / 4


def ties_between(
    table: pd.DataFrame, proposals: Collection[str], settings: Settings
) -> tuple[Tie, ...]:
    """Ties among some proposals that more likely bind than not.

    Rows that say the same are one tie with the longer lag. What enables another adds no value that
    anybody states: it is named and counts nothing.

    Parameters
    ----------
    table : DataFrame
        ``dependencies``.
    proposals : collection of str
    settings : Settings
    """
    found: dict[tuple[TieKind, str, str], Tie] = {}
    kinds = {kind.value: kind for kind in TieKind}
    for _, row in table.iterrows():
        kind, start, end = kinds.get(str(row["type"])), str(row["from"]), str(row["to"])
        if kind is None or start == end or not {start, end} <= set(proposals):
            continue
        strength = row["strength"]
        if pd.isna(strength):
            strength = settings.dependencies.default_strength
        if strength < settings.scheduling.binds_from:
            continue
        if kind is TieKind.EXCLUDES and start > end:
            start, end = end, start
        lag = 0 if pd.isna(row["lag_days"]) else max(0, ceil(row["lag_days"] / _DAYS - 1e-9))
        known = found.get((kind, start, end))
        rows = (*(known.rows if known else ()), int(row[ROW]))
        lag = max(lag, known.lag_quarters if known else 0)
        found[kind, start, end] = Tie(kind, start, end, lag, 0.0, tuple(sorted(rows)))
    return tuple(found[key] for key in sorted(found))


def required_by_others(
    ties: Collection[Tie], cannot: Mapping[str, NotAssessed]
) -> dict[str, NotAssessed]:
    """Proposals that cannot be chosen since they require what cannot be, through others too.

    Parameters
    ----------
    ties : collection of Tie
        Among all proposals.
    cannot : mapping of str to NotAssessed
        Proposals that cannot be chosen of themselves.
    """
    found: dict[str, NotAssessed] = {}
    waiting = sorted(cannot)
    while waiting:
        end = waiting.pop(0)
        for tie in ties:
            if tie.kind is not TieKind.REQUIRES or tie.end != end:
                continue
            if tie.start in cannot or tie.start in found:
                continue
            found[tie.start] = NotAssessed(
                "choice among the portfolio",
                f"it requires {end}, which cannot be chosen as it stands",
                ReasonCode.NOT_VALUED,
                tie.rows,
                (end,),
            )
            waiting.append(tie.start)
    return found
