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
    pop,
    push,
    worth,
)

#: Modulus and multiplier of the random numbers.
MODULUS = 2_147_483_647
MULTIPLIER = 48_271
#: Share of activities whose place is drawn anew in a child, and their number at most on average.
MOVED, MOST_MOVED = 0.06, 3.6
#: Share of activities whose mode is drawn anew.
REMODED = 0.02


class Population(NamedTuple):
    """Schedules that compete, best kept."""

    keys: Real  # (p, a) place of each activity in the order, 0 to 1
    modes: Whole  # (p, a)
    values: Real  # (p,) what is made small
    starts: Whole  # (p, a)
    prints: Whole  # (p,) a number by which schedules that are the same are seen
    child_key: Real  # (a,)
    child_modes: Whole  # (a,)
    child_starts: Whole  # (a,)
    turned: Whole  # (a,) starts of the justified schedule
    turned_key: Real  # (a,)
    heap: Whole  # (a,) to bring activities into order
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


def print_of(population: Population) -> int:
    """A number made of the child's starts and modes."""
    number = 0
    for task in range(population.child_starts.size):
        number = (number * MULTIPLIER + population.child_starts[task]) % MODULUS
        number = (number * MULTIPLIER + population.child_modes[task]) % MODULUS
    return number


def keep(population: Population, place: int, value: float) -> None:
    """Put the child into the population, unless it is there; its starts become its order."""
    number = print_of(population)
    for other in range(population.values.size):
        if population.prints[other] == number and population.values[other] == value:
            return
    population.prints[place] = number
    count = population.child_key.size
    key, heap = population.turned_key, population.heap
    for task in range(count):
        key[task] = population.child_starts[task] + 1e-6 * drawn(population.draw)
        push(heap, task, key, task)
    for rank in range(count):
        population.keys[place, pop(heap, count - rank, key)] = rank / count
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
        for task in range(population.child_key.size):
            population.child_key[task] = population.keys[place, task]
            population.child_modes[task] = population.modes[place, task]
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


def cross(arrays: Arrays, population: Population, mother: int, father: int) -> None:
    """A child: the mother's order, but for a stretch of it that is in the father's order."""
    draw = population.draw
    moved = min(MOVED, MOST_MOVED / population.child_key.size)
    low, high = drawn(draw), drawn(draw)
    if low > high:
        low, high = high, low
    for task in range(population.child_key.size):
        place = population.keys[mother, task]
        population.child_modes[task] = population.modes[mother, task]
        if low < place < high:
            place = low + (high - low) * population.keys[father, task]
            population.child_modes[task] = population.modes[father, task]
        if drawn(draw) < moved:
            place += 0.2 * (drawn(draw) - 0.5)
        population.child_key[task] = place
        first = arrays.mode_first[task]
        choices = arrays.mode_first[task + 1] - first
        if choices > 1 and drawn(draw) < REMODED:
            population.child_modes[task] = first + int(drawn(draw) * choices)


def evolve(
    arrays: Arrays, memory: Memory, population: Population, children: int, is_weighted: bool
) -> int:
    """So many children, one after another; how many were.

    A child takes the place of its mother where it is as good or better: a population in which every
    line goes on for itself stays varied for longer than one in which the best displace the worst.
    """
    for number in range(children):
        if population.stop[0] != 0:
            return number
        mother = better_of_two(population)
        father = int(drawn(population.draw) * population.values.size)
        cross(arrays, population, mother, father)
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
        if value <= population.values[mother]:
            keep(population, mother, value)
    return children


def new_population(arrays: Arrays, size: int, seed: int) -> Population:
    """Room for a population; its orders are still to be filled in."""
    count = len(arrays.release)
    return Population(
        keys=np.zeros((size, count)),
        modes=np.zeros((size, count), type_of_whole),
        values=np.full(size, np.inf),
        starts=np.zeros((size, count), type_of_whole),
        prints=np.full(size, -1, type_of_whole),
        child_key=np.zeros(count),
        child_modes=np.zeros(count, type_of_whole),
        child_starts=np.zeros(count, type_of_whole),
        turned=np.zeros(count, type_of_whole),
        turned_key=np.zeros(count),
        heap=np.zeros(count, type_of_whole),
        draw=np.array([1 + seed % (MODULUS - 1)], type_of_whole),
        stop=np.zeros(1, type_of_whole),
    )
