"""A genetic algorithm over the order in which activities are placed, with double justification.

Plain loops over arrays, compiled as those of `placement.py` are. Random numbers are drawn here, so
that they are the same whether compiled or not.

Sources: Valls, Ballestín and Quintanilla (2008), "A hybrid genetic algorithm for the
resource-constrained project scheduling problem"; Park and Miller (1988) for the random numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pmo_toolkit.analysis.scheduling.generation.arrays import Arrays, Real, Whole, type_of_whole
from pmo_toolkit.analysis.scheduling.generation.placement import (
    Memory,
    last_finish,
    place_early,
    place_late,
    worth,
)

#: Modulus and multiplier of the random numbers.
MODULUS = 2_147_483_647
MULTIPLIER = 48_271
#: Share of activities whose place or mode is drawn anew in a child.
MOVED, REMODED = 0.03, 0.02


class Population(NamedTuple):
    """Schedules that compete, best kept."""

    keys: Real  # (p, a) place of each activity in the order, 0 to 1
    modes: Whole  # (p, a)
    values: Real  # (p,) what is made small
    starts: Whole  # (p, a)
    child_key: Real  # (a,)
    child_modes: Whole  # (a,)
    child_starts: Whole  # (a,)
    turned: Whole  # (a,) starts of the justified schedule
    turned_key: Real  # (a,)
    draw: Whole  # (1,) last random number
    stop: Whole  # (1,) other than 0 to break off


def drawn(draw: Whole) -> float:
    """The next random number, 0 to 1."""
    draw[0] = draw[0] * MULTIPLIER % MODULUS
    return float(draw[0] / MODULUS)


def decode(
    arrays: Arrays,
    memory: Memory,
    key: Real,
    modes: Whole,
    starts: Whole,
    turned: Whole,
    turned_key: Real,
    is_weighted: bool,
) -> float:
    """Place by key, then push all to the right and back to the left; what it is worth."""
    count = key.size
    late = place_early(arrays, memory, key, modes, starts)
    if late < 0:
        return np.inf
    value = worth(arrays, modes, starts, late, is_weighted)
    end = last_finish(arrays, modes, starts)
    for task in range(count):
        turned[task] = starts[task]
        turned_key[task] = -(starts[task] + arrays.duration[modes[task]])
    if not place_late(arrays, memory, turned_key, modes, end, turned):
        return value
    for task in range(count):
        turned_key[task] = turned[task]
    late = place_early(arrays, memory, turned_key, modes, turned)
    if late < 0:
        return value
    other = worth(arrays, modes, turned, late, is_weighted)
    if other <= value:
        value = other
        for task in range(count):
            starts[task] = turned[task]
    return value


def keep(population: Population, place: int, value: float) -> None:
    """Put the child into the population; its keys become the order of its starts."""
    count = population.child_key.size
    draw = population.draw
    for task in range(count):
        population.turned_key[task] = population.child_starts[task] + 1e-6 * drawn(draw)
    order = np.argsort(population.turned_key)
    for rank in range(count):
        population.keys[place, order[rank]] = rank / count
    for task in range(count):
        population.modes[place, task] = population.child_modes[task]
        population.starts[place, task] = population.child_starts[task]
    population.values[place] = value


def settle(
    arrays: Arrays, memory: Memory, population: Population, first: int, is_weighted: bool
) -> int:
    """Decode the members of a new population from `first` on; how many are."""
    for place in range(first, population.values.size):
        if population.stop[0] != 0:
            return place
        population.child_key[:] = population.keys[place]
        population.child_modes[:] = population.modes[place]
        value = decode(
            arrays,
            memory,
            population.child_key,
            population.child_modes,
            population.child_starts,
            population.turned,
            population.turned_key,
            is_weighted,
        )
        keep(population, place, value)
    return int(population.values.size)


def better_of_two(population: Population) -> int:
    """The better of two members drawn at random."""
    size = population.values.size
    one = int(drawn(population.draw) * size)
    other = int(drawn(population.draw) * size)
    return other if population.values[other] < population.values[one] else one


def cross(arrays: Arrays, population: Population) -> None:
    """A child: one parent's order, but for a stretch of it that is in the other parent's order."""
    draw = population.draw
    mother, father = better_of_two(population), better_of_two(population)
    low, high = drawn(draw), drawn(draw)
    if low > high:
        low, high = high, low
    for task in range(population.child_key.size):
        place = population.keys[mother, task]
        population.child_modes[task] = population.modes[mother, task]
        if low < place < high:
            place = low + (high - low) * population.keys[father, task]
            population.child_modes[task] = population.modes[father, task]
        if drawn(draw) < MOVED:
            place += 0.2 * (drawn(draw) - 0.5)
        population.child_key[task] = place
        first = arrays.mode_first[task]
        choices = arrays.mode_first[task + 1] - first
        if choices > 1 and drawn(draw) < REMODED:
            population.child_modes[task] = first + int(drawn(draw) * choices)


def evolve(
    arrays: Arrays, memory: Memory, population: Population, children: int, is_weighted: bool
) -> int:
    """So many children, one after another, each in the place of a worse member; how many were."""
    for number in range(children):
        if population.stop[0] != 0:
            return number
        cross(arrays, population)
        value = decode(
            arrays,
            memory,
            population.child_key,
            population.child_modes,
            population.child_starts,
            population.turned,
            population.turned_key,
            is_weighted,
        )
        size = population.values.size
        place = int(drawn(population.draw) * size)
        other = int(drawn(population.draw) * size)
        if population.values[other] > population.values[place]:
            place = other
        if value <= population.values[place]:
            keep(population, place, value)
    return children


def new_population(arrays: Arrays, size: int, seed: int) -> Population:
    """Room for a population; its orders are still to be filled in."""
    count = len(arrays.release)
    return Population(
        keys=np.zeros((size, count)),
        modes=np.zeros((size, count), type_of_whole),
        values=np.full(size, np.inf),
        starts=np.zeros((size, count), type_of_whole),
        child_key=np.zeros(count),
        child_modes=np.zeros(count, type_of_whole),
        child_starts=np.zeros(count, type_of_whole),
        turned=np.zeros(count, type_of_whole),
        turned_key=np.zeros(count),
        draw=np.array([1 + seed % (MODULUS - 1)], type_of_whole),
        stop=np.zeros(1, type_of_whole),
    )
