"""Weekly series for tests of forecasts, drawn from a seed."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems

#: 6 January 2020, a Monday, as days since 1 January 1970.
MONDAY = 18267


def steady(weeks: int = 120, level: float = 6.0, seed: int = 3) -> np.ndarray:
    """Poisson weeks about one level."""
    return np.random.default_rng(seed).poisson(level, weeks).astype(float)


def two_levels(before: float = 4.0, after: float = 12.0, weeks: int = 60) -> np.ndarray:
    """Weeks at one level, then as many at another."""
    rng = np.random.default_rng(5)
    return np.concatenate([rng.poisson(before, weeks), rng.poisson(after, weeks)]).astype(float)


def moving(weeks: int = 400, seed: int = 8) -> np.ndarray:
    """Weeks whose level wanders and whose scatter is more than chance."""
    rng = np.random.default_rng(seed)
    level = 8 * np.exp(np.clip(np.cumsum(rng.normal(0, 0.07, weeks)), -1.5, 1.5))
    return rng.poisson(rng.gamma(3.0, level / 3)).astype(float)


def weekly(items: np.ndarray, team: str = "A team") -> WeeklyItems:
    """A series from 6 January 2020 on."""
    return WeeklyItems(team, MONDAY, np.asarray(items, dtype=float))
