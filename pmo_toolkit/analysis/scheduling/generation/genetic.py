"""Runs the genetic algorithm of `evolution.py` in slices, from a first population to the end."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from pmo_toolkit.analysis.scheduling.generation import evolution
from pmo_toolkit.analysis.scheduling.generation.arrays import Arrays, Draft, Whole
from pmo_toolkit.analysis.scheduling.generation.compiled import Loops
from pmo_toolkit.analysis.scheduling.generation.placement import PENALTY, memory_for
from pmo_toolkit.analysis.scheduling.generation.priorities import first_modes, priority_orders

METHOD = "genetic algorithm"
#: Schedules that compete, and of larger problems, of which fewer can be placed in the same time.
SIZE, SIZE_OF_LARGE = 80, 40
#: Activities from which on a problem is large.
LARGE = 100
#: Activities placed between two looks at the clock, about a hundredth of a second.
SLICE = 20_000
#: Spread of the first orders around those of the rules.
SPREAD = 0.35
#: Schedules of a hundred activities that count as one unit of deterministic work.
CHILDREN_A_UNIT = 12_000


class Keeper(Protocol):
    """Keeps the best schedule."""

    is_weighted: bool

    @property
    def is_proved(self) -> bool:
        """Whether no schedule is better than the best one."""

    def offer(self, draft: Draft) -> bool:
        """Take a schedule, if it is better."""


class GeneticSearch:
    """One population; `run` goes on where it stopped.

    Parameters
    ----------
    arrays : Arrays
        Without circles of links.
    earliest : ndarray, shape (activities,)
        Starts by links alone.
    loops : Loops
    seed : int
    """

    def __init__(self, arrays: Arrays, earliest: Whole, loops: Loops, seed: int):
        self._arrays, self._loops = arrays, loops
        self._memory = memory_for(arrays)
        self._population = _first_population(arrays, earliest, seed)
        self._settled = 0
        self._best = np.inf

    def stop(self) -> None:
        """Break off after the schedule that is worked on."""
        self._population.stop[0] = 1

    def run(self, keeper: Keeper, children: int) -> None:
        """So many children, or until all is stopped or proved."""
        arrays, population = self._arrays, self._population
        if self._settled < len(population.values):
            self._settled = self._loops.settle(
                arrays, self._memory, population, self._settled, keeper.is_weighted
            )
            self._offer(keeper)
        slice_ = max(1, SLICE // max(len(arrays.release), 1))
        done = 0
        while done < children and not self._population.stop[0] and not keeper.is_proved:
            number = min(slice_, children - done)
            self._loops.evolve(arrays, self._memory, population, number, keeper.is_weighted)
            done += number
            self._offer(keeper)

    def _offer(self, keeper: Keeper) -> None:
        population = self._population
        best = int(population.values.argmin())
        if population.values[best] < min(self._best, PENALTY):
            self._best = population.values[best]
            keeper.offer(
                Draft(population.starts[best].copy(), population.modes[best].copy(), METHOD)
            )


def _first_population(arrays: Arrays, earliest: Whole, seed: int) -> evolution.Population:
    rng = np.random.default_rng(seed)
    count = len(arrays.release)
    size = SIZE if count < LARGE else SIZE_OF_LARGE
    population = evolution.new_population(arrays, size, seed)
    orders = priority_orders(arrays, earliest)
    modes = first_modes(arrays)
    choices = np.diff(arrays.mode_first)
    for place in range(size):
        key = orders[place % len(orders)]
        spread = 0.0 if place < len(orders) else SPREAD
        population.keys[place] = (key + 1.0) * (1.0 + spread * rng.standard_normal(count))
        other = arrays.mode_first[:-1] + rng.integers(choices)
        changed = rng.random(count) < (0.0 if place < len(orders) else rng.random() * 0.5)
        population.modes[place] = np.where(changed, other, modes)
    return population
