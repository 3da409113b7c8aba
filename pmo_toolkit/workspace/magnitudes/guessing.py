"""The units under which all figures of a workspace fit together best."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.workspace.magnitudes.quantities import Quantity

#: Half of a range that holds 95 % of a normal distribution, in standard deviations.
_HALF_RANGE = 1.96
#: Beyond so many standard deviations doubt grows in proportion only: heavy tails are usual.
_LINEAR_FROM = 3.0
#: Standard deviation of the logarithm of one row, of which the median of n is known to 1.25 / √n.
_ROW_SPREAD = 0.9
#: A column more in a unit that is in use already needs this part of a first one's evidence.
_NEXT_COLUMN = 0.2
#: Who mistook one unit has more often mistaken another.
_NEXT_UNIT = 0.6
#: A unit that few people plan in needs more evidence.
_RARE = {"person-weeks": 1.5, "person-months": 1.5, "weeks": 1.0, "years": 1.0, "billion": 4.0}
_MOST_MOVES = 60
_SAME = 1e-9


@dataclass(frozen=True)
class Figure:
    """Something that figures of a workspace come to, and what that usually is.

    Parameters
    ----------
    what : str
        In words.
    terms : tuple of (Quantity, int)
        What it is made of, and whether that multiplies (1) or divides (-1).
    value : float
        Median over the rows, as they stand; above 0.
    n : int
        Number of rows.
    usual : tuple of float
        Range of what is usual.
    weight : float
        Less than 1 where several figures say nearly the same.
    """

    what: str
    terms: tuple[tuple[Quantity, int], ...]
    value: float
    n: int
    usual: tuple[float, float]
    weight: float = 1.0

    def under(self, factors: Mapping[Quantity, float]) -> float:
        """The figure, were its columns multiplied so."""
        return self.value * math.prod(
            factors.get(quantity, 1.0) ** sign for quantity, sign in self.terms
        )

    @property
    def spread(self) -> float:
        """Standard deviation of the logarithm: of organisations, and of a median of few rows."""
        low, high = map(math.log, self.usual)
        return math.hypot((high - low) / 2 / _HALF_RANGE, 1.25 * _ROW_SPREAD / math.sqrt(self.n))

    def deviation(self, factors: Mapping[Quantity, float]) -> float:
        """Distance from the middle of what is usual, in standard deviations of the logarithm."""
        middle = (math.log(self.usual[0]) + math.log(self.usual[1])) / 2
        return (math.log(self.under(factors)) - middle) / self.spread

    def doubt(self, factors: Mapping[Quantity, float]) -> float:
        """How far it is from what is usual, as a negative log likelihood."""
        return self.weight * float(_huber(np.array(self.deviation(factors))))


Units = dict[Quantity, str]
#: Column → unit that it may be in → by what its figures would be multiplied.
Candidates = Mapping[Quantity, Mapping[str, float]]


def guess_units(figures: Sequence[Figure], candidates: Candidates, needed: float) -> Units:
    """Columns whose figures fit better in another unit → that unit; most often none.

    A local search over single columns, the columns of a table and those of the workspace. Each
    unit that is in use needs evidence of its own, so that the fewest mistakes explain the most.

    Parameters
    ----------
    figures : sequence of Figure
    candidates : Candidates
        Columns that may be in another unit.
    needed : float
        Evidence that a unit needs: a difference of log likelihoods.
    """
    if not candidates:
        return {}
    search = _Search(figures, candidates, needed)
    units: Units = {}
    (lowest,) = search.doubts([units])
    for _ in range(_MOST_MOVES):
        moves = list(_moves(candidates, units))
        doubts = search.doubts(moves)
        best = int(np.argmin(doubts))
        if doubts[best] >= lowest - _SAME:
            return units
        lowest, units = doubts[best], moves[best]
    return units


def factors_of(units: Units, candidates: Candidates) -> dict[Quantity, float]:
    """Column → by what it is multiplied."""
    return {quantity: candidates[quantity][unit] for quantity, unit in units.items()}


class _Search:
    """Figures as arrays, so that hundreds of moves are weighed at once."""

    def __init__(
        self,
        figures: Sequence[Figure],
        candidates: Candidates,
        needed: float,
    ) -> None:
        self.candidates = candidates
        self.needed = needed
        self.place = {quantity: number for number, quantity in enumerate(candidates)}
        self.signs = np.zeros((len(figures), len(candidates)))
        for row, figure in enumerate(figures):
            for quantity, sign in figure.terms:
                if quantity in self.place:
                    self.signs[row, self.place[quantity]] = sign
        self.spreads = np.array([figure.spread for figure in figures])
        self.distances = np.array([figure.deviation({}) for figure in figures])
        self.weights = np.array([figure.weight for figure in figures])

    def doubts(self, moves: Sequence[Units]) -> np.ndarray:
        """Negative log likelihood under each of several sets of units, shape (moves,)."""
        logs = np.zeros((len(moves), len(self.candidates)))
        for row, units in enumerate(moves):
            for quantity, factor in factors_of(units, self.candidates).items():
                logs[row, self.place[quantity]] = math.log(factor)
        shifted = self.distances + logs @ self.signs.T / self.spreads
        doubts: np.ndarray = _huber(shifted) @ self.weights
        return doubts + [self._of_units(units) for units in moves]

    def _of_units(self, units: Units) -> float:
        """What units in use need as evidence."""
        used = list(units.values())
        evidence = [self.needed * _NEXT_UNIT] * len(set(used))
        evidence[:1] = [self.needed] * bool(used)
        doubt = sum(evidence) + sum(_RARE.get(unit, 0.0) for unit in set(used))
        return doubt + self.needed * _NEXT_COLUMN * (len(used) - len(set(used)))


def _huber(distances: np.ndarray) -> np.ndarray:
    size = np.abs(distances)
    tail: np.ndarray = _LINEAR_FROM * (size - _LINEAR_FROM / 2)
    return np.where(size > _LINEAR_FROM, tail, size**2 / 2)


def _moves(candidates: Candidates, units: Units) -> Iterator[Units]:
    """The units after one change: of a column, of a table's columns, or of all that measure so."""
    for quantity, candidate in candidates.items():
        for unit in ("", *candidate):
            if unit != units.get(quantity, ""):
                yield _changed(units, [quantity], unit)
    for group in _groups(candidates):
        for unit in {name: None for quantity in group for name in candidates[quantity]}:
            fitting = [quantity for quantity in group if unit in candidates[quantity]]
            yield _changed(units, fitting, unit)


def _groups(candidates: Candidates) -> Iterator[list[Quantity]]:
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for quantity in candidates:
        for table in ("", quantity.table):
            groups.setdefault((table, quantity.measures), []).append(quantity)
    yield from (group for group in groups.values() if len(group) > 1)


def _changed(units: Units, quantities: Iterable[Quantity], unit: str) -> Units:
    changed = dict(units)
    for quantity in quantities:
        changed.pop(quantity, None)
        if unit:
            changed[quantity] = unit
    return changed
