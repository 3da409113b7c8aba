"""Weekly throughput of invented teams, of the kinds that real ones show; a seed, a series.

Counts are negative binomial about a level that drifts. On it lies what the kind names: a change of
level, holidays, weeks of nothing, a collapse, growth, or releases in batches.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Items = NDArray[np.float64]
_SHORTEST, _LONGEST = 30, 200
_YEAR = 52.0


def _drift(rng: np.random.Generator, weeks: int, step: float) -> Items:
    return np.exp(np.clip(np.cumsum(rng.normal(0, step, weeks)), -1.2, 1.2))


def _wandering(rng: np.random.Generator, weeks: int) -> Items:
    return _drift(rng, weeks, rng.uniform(0.02, 0.08))


def _steady(rng: np.random.Generator, weeks: int) -> Items:
    return _drift(rng, weeks, 0.01)


def _changing(rng: np.random.Generator, weeks: int) -> Items:
    level = _drift(rng, weeks, 0.03)
    for place in rng.integers(weeks // 5, weeks - 5, rng.integers(1, 3)):
        level[place:] *= rng.choice([0.35, 0.5, 1.8, 2.5])
    return level


def _holidays(rng: np.random.Generator, weeks: int) -> Items:
    level = _drift(rng, weeks, 0.03)
    week = (np.arange(weeks) + rng.integers(0, 52)) % _YEAR
    return level * np.where((week < 2) | ((week > 29) & (week < 34)), 0.25, 1.0)


def _zeros(rng: np.random.Generator, weeks: int) -> Items:
    return _drift(rng, weeks, 0.03) * (rng.random(weeks) > rng.uniform(0.3, 0.7))


def _collapsing(rng: np.random.Generator, weeks: int) -> Items:
    level = _drift(rng, weeks, 0.03)
    place = int(rng.uniform(0.35, 0.85) * weeks)
    fall = rng.uniform(0.75, 0.97)
    level[place:] *= np.maximum(fall ** np.arange(weeks - place), rng.uniform(0, 0.2))
    return level


def _growing(rng: np.random.Generator, weeks: int) -> Items:
    rise = rng.uniform(1.0, 2.2) * np.arange(weeks) / weeks
    return _drift(rng, weeks, 0.03) * np.exp(rise - rise.mean())


def _batches(rng: np.random.Generator, weeks: int) -> Items:
    every = int(rng.integers(2, 7))
    place = (np.arange(weeks) + rng.integers(0, every)) % every
    return _drift(rng, weeks, 0.03) * np.where(place == 0, 0.7 * every, 0.3)


KINDS: dict[str, Callable[[np.random.Generator, int], Items]] = {
    "wandering": _wandering,
    "changing level": _changing,
    "holidays": _holidays,
    "weeks of nothing": _zeros,
    "collapsing": _collapsing,
    "growing": _growing,
    "batches": _batches,
    "steady": _steady,
}


def invented_team(seed: int) -> tuple[str, Items]:
    """The kind and the weeks of one team; the kinds take turns."""
    rng = np.random.default_rng(seed)
    kind = list(KINDS)[seed % len(KINDS)]
    weeks = int(rng.integers(_SHORTEST, _LONGEST + 1))
    mean = np.exp(rng.uniform(np.log(1.5), np.log(40.0))) * KINDS[kind](rng, weeks)
    shape = rng.uniform(1.5, 12.0)
    return kind, rng.poisson(rng.gamma(shape, mean / shape)).astype(float)


def invented_teams(first: int, last: int) -> dict[str, Items]:
    """Teams of the seeds from first to last, both included."""
    made = ((seed, *invented_team(seed)) for seed in range(first, last + 1))
    return {f"{seed} {kind}": items for seed, kind, items in made}
