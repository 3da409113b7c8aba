"""When a number of items is done: the first week for which that many are promised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.promises import SHARES, promises, whole_items
from pmo_toolkit.core.settings.capacity import FlowSettings

#: Weeks up to which each is looked at; from there on in growing steps.
_EACH_WEEK, _GROWTH = 12, 1.15


@dataclass(frozen=True, eq=False)
class Completions:
    """Weeks until a number of items is done, as of every week, and whether that was kept.

    Parameters
    ----------
    items : int
    within : ndarray of float, shape (n + 1, 4)
        ``within[t, s]``: weeks promised with ``SHARES[s]`` after the first t weeks; NaN where the
        number is not promised within the furthest week that is looked at.
    is_known, is_kept : ndarray of bool, shape (n + 1, 4)
        Whether the promised week lies in the past, and whether the items were done by then.
    own_errors : int
        Past forecasts of the team, side by side, of as many weeks as the middle promise.
    """

    items: int
    within: NDArray[np.float64]
    is_known: NDArray[np.bool_]
    is_kept: NDArray[np.bool_]
    own_errors: int


def weeks_ahead(settings: FlowSettings) -> tuple[int, ...]:
    """Weeks ahead for which promises are made, to read between: 1 to 12, then 15 % more each."""
    ladder = list(range(1, min(_EACH_WEEK, settings.furthest_weeks) + 1))
    while ladder[-1] < settings.furthest_weeks:
        ladder.append(min(settings.furthest_weeks, int(np.ceil(ladder[-1] * _GROWTH))))
    return tuple(ladder)


def completions(
    weekly: NDArray[np.float64],
    levels: NDArray[np.float64],
    items: int,
    settings: FlowSettings,
) -> Completions:
    """Weeks until `items` more are done, as of every week.

    Parameters
    ----------
    weekly : ndarray of float, shape (n,)
    levels : ndarray of float, shape (n + 1,)
    items : int
        At least 1.
    settings : FlowSettings

    Notes
    -----
    That the items are done within w weeks is the same as that w weeks finish at least the items,
    so that the same promises answer both questions.
    """
    count = len(weekly)
    within = np.full((count + 1, len(SHARES)), np.nan)
    before, promised_before = 0, np.zeros_like(within)
    errors: dict[int, int] = {}
    for weeks in weeks_ahead(settings):
        made = promises(weekly, levels, weeks, settings)
        # a longer time never promises less
        promised = np.maximum(made.at_least, promised_before)
        errors[weeks] = made.own_errors
        reached = np.isnan(within) & (whole_items(promised) >= items)
        gained = np.where(reached, promised - promised_before, 1.0)
        part = np.where(reached, (items - promised_before) / np.maximum(gained, 1e-9), 0.0)
        exact = before + np.clip(part, 0.0, 1.0) * (weeks - before)
        within = np.where(reached, np.maximum(np.ceil(exact - 1e-9), 1.0), within)
        before, promised_before = weeks, promised
        if not np.isnan(within[1:]).any():
            break
    is_known, is_kept = _outcomes(weekly, within, items)
    middle = before if np.isnan(within[-1, 0]) else within[-1, 0]
    nearest = min(errors, key=lambda weeks: abs(weeks - middle))
    return Completions(items, within, is_known, is_kept, errors[nearest])


def _outcomes(
    weekly: NDArray[np.float64], within: NDArray[np.float64], items: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    count = len(weekly)
    sums = np.concatenate([[0.0], np.cumsum(weekly)])
    origins = np.arange(count + 1)[:, None]
    due = origins + np.where(np.isnan(within), count + 1, within)
    is_known = due <= count
    done = sums[np.minimum(due, count).astype(np.int64)] - sums[:, None]
    return np.asarray(is_known), np.asarray(is_known & (done >= items))
