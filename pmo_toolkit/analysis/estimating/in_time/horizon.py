"""Whether a target is the time that projects took, and until which day they were looked at.

A list of finished projects ends on a day. Where the target is a time, start and target add up to
the end of each project, and these ends stop at that day as if cut off: the long projects of recent
starts still run, and are not in the list.
"""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.estimating.history.columns import Numbers

#: Days of a mean year.
YEAR = 365.25
#: Units of time by how many make a year, longest first.
_UNITS = (1.0, 12.0, YEAR / 7, YEAR)
#: Fewer ends show no edge.
_FEWEST = 20
#: Ends in the last tenth of the time, against what an even stream would put there. With the right
#: unit .9 to 6.8 in 20 cuts of kitchenham, maxwell, ebspm and made-up houses (one .24, from a year
#: with few projects); with a wrong unit, or costs and efforts, at most .7 (one .62 to 1.9, of units
#: so short that nothing is cut off).
_EDGE = 0.8


def limits_of(target: Numbers, started: Numbers) -> Numbers | None:
    """The longest that each project could have taken to be in the list, in the target's unit.

    Parameters
    ----------
    target : array of shape (n,)
        Positive.
    started : array of shape (n,)
        Decimal years; NaN where not stated.

    Returns
    -------
    array of shape (n,) or None
        Infinite where no start is stated; None where the target is no time, or too few projects
        tell.
    """
    dated = np.isfinite(started)
    if int(dated.sum()) < _FEWEST or np.ptp(started[dated]) == 0:
        return None
    for unit in _UNITS:
        ends = started[dated] + target[dated] / unit
        first, last = float(np.quantile(ends, 0.05)), float(ends.max())
        recent = int(np.sum(ends > last - 0.1 * (last - first)))
        if recent >= _EDGE * 0.1 * 0.95 * len(ends):
            limits = np.full(len(target), np.inf)
            limits[dated] = np.maximum((last - started[dated]) * unit, target[dated])
            return limits
    return None
