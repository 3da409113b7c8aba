"""A house made up from a seed, so that what became of each project is known at any day.

Projects start faster and faster, their level walks (or jumps), one in ten goes badly, and cost goes
with time. Known as of a day are the finished ones, and of running work what it has taken so far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

#: Days of a year; first day of all houses.
YEAR, FIRST = 365.25, 2000.0


@dataclass(frozen=True)
class House:
    """All projects of a made-up house, and a day.

    Parameters
    ----------
    drivers : DataFrame of shape (n, k)
    days, cost : array of shape (n,)
        What became of each.
    started : array of shape (n,)
        Decimal years.
    as_of : float
        Projects that start from then on are to be predicted.
    """

    drivers: pd.DataFrame
    days: np.ndarray
    cost: np.ndarray
    started: np.ndarray
    as_of: float

    @property
    def finished(self) -> np.ndarray:
        """Projects that ended by the day."""
        return self.started + self.days / YEAR <= self.as_of

    @property
    def running(self) -> np.ndarray:
        """Projects under way on the day."""
        return (self.started < self.as_of) & ~self.finished

    @property
    def later(self) -> np.ndarray:
        """Projects that start from the day on, whenever they end."""
        return self.started >= self.as_of

    def known(self, target: str) -> np.ndarray:
        """What each project had taken by the day: a lower bound for running work.

        Cost comes a little later than time.
        """
        share = np.clip((self.as_of - self.started) * YEAR / self.days, 0, 1)
        if target == "days":
            return np.where(self.running, self.days * share, self.days)
        return np.where(self.running, 0.9 * self.cost * share, self.cost)


def simulated_house(
    seed: int,
    *,
    projects: int = 220,
    years: float = 8.0,
    median: float = 1.2,
    walk: float = 0.12,
    jump: float = 0.0,
    growth: float = 0.1,
) -> House:
    """A house of a seed.

    Parameters
    ----------
    seed : int
    projects : int
        Over all years and the year and a half to predict.
    years : float
        Before the day.
    median : float
        Years that a project takes.
    walk : float
        Standard deviation of a year's drift, in logarithms.
    jump : float
        Change of level after three fifths of the years.
    growth : float
        Growth of starts a year.
    """
    rng = np.random.default_rng(seed)
    end = years + 1.5
    started = np.sort(np.log1p(rng.uniform(size=projects) * np.expm1(growth * end)) / growth)
    size, kind = rng.lognormal(4, 1, projects), rng.choice(list("abcd"), projects)
    of_kind = dict(zip("abcd", rng.normal(0, 0.25, 4), strict=True))
    worth = np.array([of_kind[label] for label in kind])
    steps = rng.normal(0, walk / 2, (2, int(end * 4) + 2)).cumsum(axis=1)
    quarter = (started * 4).astype(int)
    level = steps[0, quarter] + jump * (started > 0.6 * years)
    luck = rng.normal(size=projects) * np.where(rng.uniform(size=projects) < 0.1, 1.8, 1.0)
    usual = np.log(median * YEAR) + 0.35 * (np.log(size) - 4) + worth
    money = 8 + 0.8 * (np.log(size) - 4) + worth
    days = np.exp(usual + level + 0.5 * luck)
    cost = np.exp(
        money + 0.5 * level + steps[1, quarter] + 0.35 * luck + 0.4 * rng.normal(size=projects)
    )
    drivers = pd.DataFrame(
        {
            "size": size,
            "kind": kind,
            "rating": rng.integers(1, 6, projects),
            "planned_days": np.exp(usual - 0.2 + rng.normal(0, 0.25, projects)),
            "budget": np.exp(money - 0.2 + rng.normal(0, 0.25, projects)),
        }
    )
    return House(drivers, days, cost, FIRST + started, FIRST + years)
