"""Chance in small portions.

Named streams of random numbers, ranges skewed as estimates are, and rounding.

Every proposal draws from streams of its own, so that a larger sample begins with the same proposals
as a smaller one. Only `random`, `standard_normal` and `integers` of the generator are used: they
are the least likely to change between versions of numpy, and the sample must stay the same to the
byte.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.random import Generator

T = TypeVar("T")


def stream(seed: int, name: str, index: int = 0) -> Generator:
    """A generator of its own for each name and index."""
    return np.random.default_rng([seed, crc32(name.encode()), index])


def lognormal(rng: Generator, median: float, sd: float) -> float:
    """One lognormal draw with this median and standard deviation of the logarithm."""
    return median * math.exp(sd * float(rng.standard_normal()))


def between(rng: Generator, low: float, high: float) -> float:
    """One uniform draw."""
    return low + (high - low) * float(rng.random())


def pick(rng: Generator, choices: Sequence[T], weights: Sequence[float] | None = None) -> T:
    """One of `choices`, all alike or by weight."""
    if weights is None:
        return choices[int(rng.integers(len(choices)))]
    at = float(rng.random()) * math.fsum(weights)
    for choice, weight in zip(choices, weights, strict=True):
        at -= weight
        if at < 0:
            return choice
    return choices[-1]


def chance(rng: Generator, probability: float) -> bool:
    """Whether something of this probability happens."""
    return float(rng.random()) < probability


def rounded(value: float, digits: int = 2) -> int | float:
    """`value` to so many significant digits, as people write estimates; whole from 10 upwards."""
    if value == 0:
        return 0
    places = digits - 1 - math.floor(math.log10(abs(value)))
    result = round(value, places)
    return int(result) if result == int(result) else result


def cost_range(
    rng: Generator, mode: float, spread: float = 1.0
) -> tuple[int | float, int | float, int | float]:
    """Low, most likely, high of a cost.

    The way up is two to three times as long as the way down.
    """
    down = 1 - spread * between(rng, 0.08, 0.2)
    up = 1 + spread * between(rng, 0.25, 0.6)
    return _ordered(mode * down, mode, mode * up)


def benefit_range(rng: Generator, mode: float) -> tuple[int | float, int | float, int | float]:
    """Low, most likely, high of a benefit: it disappoints further than it pleases."""
    return _ordered(mode * between(rng, 0.25, 0.55), mode, mode * between(rng, 1.15, 1.45))


def _ordered(low: float, mode: float, high: float) -> tuple[int | float, int | float, int | float]:
    values = sorted(rounded(value) for value in (low, mode, high))
    return values[0], values[1], values[2]
