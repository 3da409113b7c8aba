"""Which house (client, donor, team) each project of a history belongs to."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.core.errors import UsageError

#: Fewer houses cannot be parted into some to learn from and some to predict.
FEWEST_HOUSES = 3


def houses_of(history: PreparedHistory, groups: pd.Series) -> list[str]:
    """House of each project that is learnt from; a project without one is a house of its own.

    Parameters
    ----------
    history : PreparedHistory
        Of n usable projects.
    groups : Series
        Label of each project, on the index of the history's projects.

    Returns
    -------
    list of n labels

    Raises
    ------
    UsageError
        For fewer than three houses.
    """
    labels = groups.loc[pd.Index(history.rows)]
    houses = [
        f"house {label}" if pd.notna(label) else f"row {row}"
        for row, label in zip(history.rows, labels, strict=True)
    ]
    found = len(set(houses))
    if found < FEWEST_HOUSES:
        raise UsageError(
            f"--groups: the column {groups.name!r} names {found} of the {FEWEST_HOUSES} houses that"
            " a backtest by house needs at least; name another column, or leave --groups out"
        )
    return houses
