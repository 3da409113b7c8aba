"""Other ways to forecast, at the same past weeks: resampling, blocks, percentiles of the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.promises import SHARES, Promises, whole_items
from pmo_toolkit.analysis.flow.resampling import resampled_items
from pmo_toolkit.analysis.flow.shapes import Coverage, MethodMeasure

Rival = Callable[[NDArray[np.float64], int], tuple[int, ...]]

CALIBRATED = "own past errors"
#: Weeks back from which blocks are drawn, and weeks that stay together in a block.
_BLOCK_WINDOW, _BLOCK = 26, 4


def last_weeks(past: NDArray[np.float64], weeks: int) -> tuple[int, ...]:
    """Resampling of the last twelve weeks, exactly."""
    return resampled_items(past[-12:], weeks, SHARES)


def all_weeks(past: NDArray[np.float64], weeks: int) -> tuple[int, ...]:
    """Resampling of the whole history, exactly: what Monte Carlo tools such as quando do."""
    return resampled_items(past, weeks, SHARES)


def blocks(past: NDArray[np.float64], weeks: int) -> tuple[int, ...]:
    """Resampling of blocks of four weeks of the last half year, exactly but for the last part."""
    recent = past[-_BLOCK_WINDOW:]
    if len(recent) < _BLOCK:
        return resampled_items(recent, weeks, SHARES)
    whole, rest = divmod(weeks, _BLOCK)
    promised = np.zeros(len(SHARES))
    sums = np.convolve(recent, np.ones(_BLOCK), "valid")
    if whole:
        promised += np.asarray(resampled_items(sums, whole, SHARES))
    if rest:
        promised += np.asarray(resampled_items(recent, rest, SHARES))
    return tuple(int(number) for number in promised)


def percentiles(past: NDArray[np.float64], weeks: int) -> tuple[int, ...]:
    """Percentiles of what all earlier stretches of as many weeks finished."""
    sums = np.convolve(past, np.ones(weeks), "valid") if len(past) >= weeks else past * weeks
    chances = [1 - share for share in SHARES]
    return tuple(int(number) for number in np.quantile(sums, chances, method="lower"))


RIVALS: Mapping[str, Rival] = {
    "resampling the last 12 weeks": last_weeks,
    "resampling all weeks": all_weeks,
    "resampling blocks of 4 of 26 weeks": blocks,
    "percentiles of past stretches": percentiles,
}


def measured_methods(
    items: NDArray[np.float64], made: Promises, past_weeks: int
) -> tuple[MethodMeasure, ...]:
    """The calibrated forecast and its rivals at the same past weeks.

    Parameters
    ----------
    items : ndarray of float, shape (n,)
    made : Promises
    past_weeks : int
        Weeks of past that an origin has at least.
    """
    origins = made.origins(past_weeks)
    actual = made.actual[origins]
    promised = {CALIBRATED: whole_items(made.at_least[origins])}
    for name, rival in RIVALS.items():
        rows = [rival(items[:origin], made.weeks) for origin in origins]
        promised[name] = np.asarray(rows, dtype=float).reshape(-1, len(SHARES))
    return tuple(_measure(name, rows, actual) for name, rows in promised.items())


def _measure(
    name: str, promised: NDArray[np.float64], actual: NDArray[np.float64]
) -> MethodMeasure:
    kept = (actual[:, None] >= promised).sum(axis=0)
    coverage = Coverage(tuple(int(number) for number in kept), (len(actual),) * len(SHARES))
    usual = float(actual.mean()) if len(actual) else 0.0
    width = float((promised[:, 0] - promised[:, -1]).mean()) / usual if usual else None
    return MethodMeasure(name, coverage, width)
