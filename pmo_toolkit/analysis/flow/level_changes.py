"""Weeks at which the level of a team changed: what two levels explain better than one.

Counts are taken as negative binomial. How much weeks scatter is measured between stretches of six
weeks that follow each other, so that lively weeks, quiet months and weeks that resemble the one
before are no change of level; and it is measured before the weeks in question, so that a change
does not hide itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.core.settings.capacity import FlowSettings

#: Weeks of a stretch between which scatter is measured.
_STRETCH = 6
#: Weeks before today that scatter is not measured by.
_LAG = 12
#: Weeks that the usual dispersion is worth beside the team's own.
_USUAL_WEEKS = 26
#: Counts are never taken as more even than this; and no rarer than this many a week.
_LEAST_DISPERSION, _LEAST_SQUARE = 0.01, 0.25
#: A change is given up where this share of what it took to believe it is no longer there.
_KEPT_SHARE = 0.5
#: Weeks of a new regime in which its first week is looked for anew.
_MOVING = 26


@dataclass(frozen=True, eq=False)
class LevelChanges:
    """Regimes as they were seen after every week, and as they are seen now.

    Parameters
    ----------
    starts : ndarray of int, shape (n + 1,)
        ``starts[t]`` is the place at which the regime began that was in force after the first t
        weeks, as they alone show it.
    now : tuple of int
        First places of all regimes, the earliest first; empty without weeks.
    """

    starts: NDArray[np.int64]
    now: tuple[int, ...]


def level_changes(counts: NDArray[np.float64], settings: FlowSettings) -> LevelChanges:
    """Look for changes of level week by week.

    Parameters
    ----------
    counts : ndarray of float, shape (n,)
        Items of each week, without bulk closures.
    settings : FlowSettings

    Notes
    -----
    A generalised likelihood ratio test of every split of the present regime after every week (Lai
    1995), with the dispersion as it was known. A change that the weeks after it do not
    bear out is given up.
    """
    search = _Search(counts, settings)
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    for week in range(1, len(counts) + 1):
        starts[week] = search.after(week)
    return LevelChanges(starts, tuple(search.regimes) if len(counts) else ())


class _Search:
    """The regimes up to a week that moves on."""

    def __init__(self, counts: NDArray[np.float64], settings: FlowSettings) -> None:
        self._sums = np.concatenate([[0.0], np.cumsum(counts)])
        self._dispersions = dispersions(counts, settings.usual_dispersion)
        self._least, self._needed = settings.regime_weeks, settings.regime_evidence
        self.regimes = [0]

    def after(self, week: int) -> int:
        """First place of the regime in force after so many weeks."""
        regimes, dispersion = self.regimes, float(self._dispersions[week])
        while len(regimes) > 1:
            before, present = regimes[-2:]
            if week - present <= _MOVING:
                present = regimes[-1] = self._best(before, week, dispersion)[0]
            borne_out = self._gain(before, np.array([present]), week, dispersion)[0]
            if borne_out >= _KEPT_SHARE * self._needed:
                break
            regimes.pop()
        if week - regimes[-1] >= 2 * self._least:
            place, gain = self._best(regimes[-1], week, dispersion)
            if gain > self._needed:
                regimes.append(place)
        return regimes[-1]

    def _best(self, first: int, week: int, dispersion: float) -> tuple[int, float]:
        """The split of the weeks from a place on that explains them best, and how much it gains."""
        places = np.arange(first + self._least, week - self._least + 1)
        gains = self._gain(first, places, week, dispersion)
        best = int(np.argmax(gains))
        return int(places[best]), float(gains[best])

    def _gain(
        self, first: int, places: NDArray[np.int64], week: int, dispersion: float
    ) -> NDArray[np.float64]:
        """Twice the logarithm of the likelihood of two levels to that of one."""
        before = self._likelihood(first, places, dispersion)
        after = self._likelihood(places, week, dispersion)
        return np.asarray(2 * (before + after - self._likelihood(first, week, dispersion)))

    def _likelihood(
        self, first: ArrayLike, end: ArrayLike, dispersion: float
    ) -> NDArray[np.float64]:
        """Logarithm of the likelihood of one level, without what all levels share."""
        begin, until = np.asarray(first), np.asarray(end)
        total, weeks = self._sums[until] - self._sums[begin], until - begin
        mean = total / weeks
        of_counts = total * np.log(np.where(total > 0, mean, 1.0))
        return np.asarray(of_counts - (total + weeks / dispersion) * np.log1p(dispersion * mean))


def dispersions(counts: NDArray[np.float64], usual: float) -> NDArray[np.float64]:
    """Variance beyond the mean, in squared means, of a team's weeks as of each; shape (n + 1,).

    Parameters
    ----------
    counts : ndarray of float, shape (n,)
    usual : float
        That of other teams, which gives way to the team's own.
    """
    found = np.full(len(counts) + 1, usual)
    pairs = len(counts) - 2 * _STRETCH + 1
    if pairs - _LAG < 1:
        return found
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    stretches = (sums[_STRETCH:] - sums[:-_STRETCH]) / _STRETCH
    earlier, later = stretches[:-_STRETCH], stretches[_STRETCH:]
    beyond = _STRETCH * (later - earlier) ** 2 / 2 - (later + earlier) / 2
    known = np.arange(1, pairs - _LAG + 1)
    squares = np.maximum(np.cumsum(later * earlier)[: len(known)] / known, _LEAST_SQUARE)
    own = np.cumsum(beyond)[: len(known)] / known / squares
    weeks = known + _STRETCH
    mixed = (own * weeks + usual * _USUAL_WEEKS) / (weeks + _USUAL_WEEKS)
    found[2 * _STRETCH + _LAG :] = np.maximum(mixed, _LEAST_DISPERSION)
    return found
