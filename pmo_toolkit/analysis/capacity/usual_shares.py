"""What takes hours of roles, as shares of gross hours, for roles that never state it.

A role whose rows leave absence, run work or tickets blank throughout is not free of them. As in
the rule for a blank month, the largest counts that is stated nearest by: here the largest share of
gross hours that another role of the workspace states. Where no role states any absence, the usual
share of the settings counts; of run work and tickets nothing is usual, so that nothing is taken off
and what is left is *at most* what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

ABSENCE = "absence_hours"
#: What is taken off the gross hours, in the order of the table.
TAKEN = (ABSENCE, "run_work_hours", "ticket_hours")


@dataclass(frozen=True)
class UsualShare:
    """Share of gross hours that something takes of the roles that state it.

    Parameters
    ----------
    low, high : float
        Smallest and largest share of a role.
    roles : int
        Roles that state it; 0 where the share is that of the settings.
    """

    low: float
    high: float
    roles: int


#: Column → share, of columns of which any is known.
UsualShares = Mapping[str, UsualShare]


def usual_shares(capacity: pd.DataFrame, usual_absence: float) -> dict[str, UsualShare]:
    """Share of gross hours that absence, run work and tickets take of the roles that state them.

    Parameters
    ----------
    capacity : DataFrame
        All rows of the table; of a role those months count that state both hours.
    usual_absence : float
        Share that counts where no role states its absence.
    """
    rows = capacity[capacity["month"].notna() & (capacity["gross_hours"] > 0)]
    found = {ABSENCE: UsualShare(usual_absence, usual_absence, 0)}
    for column in TAKEN:
        stated = rows[rows[column] >= 0]
        if stated.empty:
            continue
        sums = stated.groupby("role")[[column, "gross_hours"]].sum()
        shares = (sums[column] / sums["gross_hours"]).clip(upper=1.0)
        found[column] = UsualShare(float(shares.min()), float(shares.max()), len(shares))
    return found
