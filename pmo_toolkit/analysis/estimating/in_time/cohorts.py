"""As known of a day: who had ended, who was under way, and who started next.

What random folds call 80 % says how ranges fare among projects of the same years. A plan needs to
know how they fare for the next ones: learnt from what was known of a day, and looked at in those
that started from that day on, whenever they ended.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.estimating.history.columns import Numbers

#: Share of projects that start before the first day looked at, days looked at, and fewest projects
#: that must have ended by a day.
_BEFORE, _DAYS, _FEWEST = 0.4, 5, 15
#: A cohort is looked at if this share of projects of its age would have ended by the last day.
_COMPLETE = 0.9

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class StartCohort:
    """What was known of a day, and the projects that started next.

    Parameters
    ----------
    day, until : float
        Decimal years between which the cohort started.
    finished, running : array of int
        Rows that had ended by the day, and rows under way.
    cohort : array of int
        Rows to predict.
    """

    day: float
    until: float
    finished: Rows
    running: Rows
    cohort: Rows


def start_cohorts(started: Numbers, took: Numbers, days: int = _DAYS) -> tuple[StartCohort, ...]:
    """Cohorts of later starts, each with what was known when it began, oldest first.

    The latest starts are left out: their long projects have not ended yet, so that those in the
    list would flatter any range.

    Parameters
    ----------
    started, took : array of shape (n,)
        Decimal years; NaN where not known, which leaves the row out.
    days : int
        Most cohorts.
    """
    known = np.isfinite(started) & np.isfinite(took)
    if not known.any():
        return ()
    ends = started + took
    last = float(ends[known].max()) - float(np.quantile(took[known], _COMPLETE))
    first = float(np.quantile(started[known], _BEFORE))
    candidates = np.sort(started[known & (started >= first) & (started <= last)])
    if len(candidates) == 0:
        return ()
    places = np.linspace(0, len(candidates), days, endpoint=False).astype(int)
    cuts = np.unique(candidates[places])
    untils = [*cuts[1:].tolist(), np.nextafter(last, np.inf)]
    cohorts = []
    for day, until in zip(cuts.tolist(), untils, strict=True):
        finished = np.flatnonzero(known & (ends <= day))
        running = np.flatnonzero(known & (started < day) & (ends > day))
        cohort = np.flatnonzero(known & (started >= day) & (started < until))
        if len(finished) >= _FEWEST and len(cohort):
            cohorts.append(StartCohort(day, until, finished, running, cohort))
    return tuple(cohorts)
