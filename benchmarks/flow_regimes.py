"""How soon a change of a team's level is named, and how often one is named that is none.

Run it with ``python benchmarks/flow_regimes.py [--seeds 2001 2040]``; the figures are kept in
benchmarks/README.md.

Invented teams of four kinds, 1.5 to 40 items a week: Poisson, overdispersed (negative binomial of
shape 1.5 to 8), autocorrelated (a level that wanders about its mean), seasonal (six weeks of
holidays a year). Steady ones go on for three years; the share of years from the 27th week on is
shown in which any regime but the first was in force. Others halve or double after 60 weeks; the
weeks are shown until a regime is named that began within six weeks of that.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.regimes import regime_starts
from pmo_toolkit.core.settings import Settings

Items = NDArray[np.float64]
KINDS = ("Poisson", "overdispersed", "autocorrelated", "seasonal")
_STEADY_WEEKS, _FIRST, _YEAR = 156, 26, 52
_BEFORE, _AFTER, _NEAR = 60, 78, 6
_NEVER = 999


def team(kind: str, factor: float, seed: int) -> Items:
    """Items of each week; steady with a factor of 1, else with a change after 60 weeks."""
    steady = factor == 1.0
    key = (seed, KINDS.index(kind)) + (() if steady else (77, int(factor * 100)))
    rng = np.random.default_rng(key)
    mean = np.exp(rng.uniform(np.log(1.5 if steady else 3), np.log(40)))
    level = np.full(_STEADY_WEEKS if steady else _BEFORE + _AFTER, mean)
    level[_BEFORE:] *= factor
    if kind == "Poisson":
        return rng.poisson(level).astype(float)
    if kind == "autocorrelated":
        rho, scatter = rng.uniform(0.4, 0.8), rng.uniform(0.2, 0.5)
        wander = np.empty(len(level))
        wander[0] = rng.normal(0, scatter)
        for week in range(1, len(level)):
            step = rng.normal(0, scatter * np.sqrt(1 - rho**2))
            wander[week] = rho * wander[week - 1] + step
        return rng.poisson(level * np.exp(wander - scatter**2 / 2)).astype(float)
    if kind == "seasonal":
        week = (np.arange(len(level)) + rng.integers(0, _YEAR)) % _YEAR
        is_holiday = (week < 2) | ((week > 29) & (week < 34))
        wave = np.exp(0.15 * np.sin(2 * np.pi * week / _YEAR))
        level = level * np.where(is_holiday, 0.3, 1.0) * wave
    shape = rng.uniform(4, 12) if kind == "seasonal" else rng.uniform(1.5, 8)
    return rng.poisson(rng.gamma(shape, level / shape)).astype(float)


def false_years(starts_of: Callable[[Items], NDArray[np.int64]], kind: str, seed: int) -> list[int]:
    """Of each year of a steady team 1 where a change was named, else 0."""
    is_named = starts_of(team(kind, 1.0, seed)) > 0
    years = range(_FIRST, _STEADY_WEEKS - _YEAR + 1, _YEAR)
    return [int(is_named[first : first + _YEAR].any()) for first in years]


def weeks_until_named(
    starts_of: Callable[[Items], NDArray[np.int64]], kind: str, factor: float, seed: int
) -> int:
    """Weeks from a change until it is named, or very many."""
    starts = starts_of(team(kind, factor, seed))
    is_near = np.abs(starts - _BEFORE) <= _NEAR
    named = np.flatnonzero(is_near & (np.arange(len(starts)) >= _BEFORE))
    return int(named[0]) - _BEFORE if len(named) else _NEVER


def row(starts_of: Callable[[Items], NDArray[np.int64]], seeds: Sequence[int]) -> list[str]:
    """False years in per cent by kind and of all, and weeks until named."""
    shares = [np.mean([false_years(starts_of, kind, seed) for seed in seeds]) for kind in KINDS]
    cells = [f"{100 * share:.1f}" for share in (*shares, np.mean(shares))]
    for factor in (0.5, 2.0):
        delays = np.array(
            [[weeks_until_named(starts_of, kind, factor, seed) for seed in seeds] for kind in KINDS]
        )
        middles = [*np.median(delays, axis=1), np.median(delays), np.quantile(delays, 0.8)]
        cells += ["never" if weeks > _AFTER else f"{weeks:.0f}" for weeks in middles]
    return cells


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs=2, default=(2001, 2040))
    first, last = parser.parse_args().seeds
    settings = Settings().flow
    names = [*KINDS, "all"]
    heads = [f"% false a year: {name}" for name in names]
    for word in ("halved", "doubled"):
        heads += [f"weeks until {word}: {name}" for name in (*names, "four in five")]
    cells = row(lambda items: regime_starts(items, settings), range(first, last + 1))
    for head, cell in zip(heads, cells, strict=True):
        print(f"{head}: {cell}")


if __name__ == "__main__":
    main()
