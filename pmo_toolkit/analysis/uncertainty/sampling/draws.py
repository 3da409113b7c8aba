"""Uniform draws: one scrambled Sobol sequence, in which every named input has its own place.

All inputs of one proposal share one Sobol sequence, so that their *combinations* fill the space
evenly too; that is what makes a quantile of a sum steadier than with random numbers. An input takes
one dimension of it:

- its **place** (which dimension) follows from what it is and from its position in its own table
  (`place_of`);
- its **scramble** (Matoušek's linear scramble and a digital shift) follows from the seed and its
  name alone.

A row added at the end of any table therefore changes no draw of the others. What finds no place,
because its table is longer than the block kept for it, falls back to a stratified stream of its own
(Latin hypercube), which needs no place.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

#: Sobol dimensions that go well together: at 2**14 points, any two of them fill every box of 2**-8
#: evenly. Taken one by one from the first 1,024; among the others, two now and then hang together
#: so closely that a quantile of their sum is less steady than with random numbers.
# fmt: off
WELL_MATCHED: tuple[int, ...] = (
    *range(47),
    49, 50, 52, 55, 56, 57, 58, 59, 60, 62, 64, 65, 67, 68, 69, 73, 76, 77, 81, 82, 85, 95, 100,
    107, 113, 122, 124, 125, 134, 135, 141, 168, 170, 180, 184, 195, 214, 217, 249, 260, 272,
    278, 292, 314, 331, 363, 367, 384, 457, 514, 660, 734, 819, 833, 838,
)
# fmt: on

#: Block → (number of places, how many of them are among the well-matched dimensions: as many as
#: most proposals need). Lower dimensions combine better, so those come first whose spread matters
#: most.
BLOCKS: MappingProxyType[str, tuple[int, int]] = MappingProxyType(
    {
        "cost": (168, 56),
        "group": (16, 6),
        "single": (8, 2),
        "risk happens": (24, 6),
        "risk impact": (24, 6),
        "benefit": (16, 5),
        "activity": (768, 21),
    }
)

#: An input's second column, for sensitivity indices, stands this many places further on.
SECOND_COLUMN = 1024

_BITS = 32
_STEP = 2.0**-_BITS
#: Place of each bit, the highest first, and the bits that count for more than it.
_SHIFTS = np.arange(_BITS - 1, -1, -1, dtype=np.uint64)
_ABOVE = np.uint64(0xFFFFFFFF) ^ ((np.uint64(2) << _SHIFTS) - np.uint64(1))


def place_of(block: str, position: int, *, second: bool = False) -> int | None:
    """The Sobol dimension of the input at `position` (from 0) of a block of `BLOCKS`.

    None beyond the block's end.

    `second` gives the place of the input's second, independent column.
    """
    places = _PLACES[block]
    if not 0 <= position < len(places):
        return None
    return places[position] + (SECOND_COLUMN if second else 0)


def _allotted() -> dict[str, tuple[int, ...]]:
    """Block → its dimensions.

    First its share of the well-matched ones, then of the others, each in turn.
    """
    well = iter(WELL_MATCHED)
    other = iter(sorted(set(range(SECOND_COLUMN)) - set(WELL_MATCHED)))
    return {
        block: (*(next(well) for _ in range(first)), *(next(other) for _ in range(size - first)))
        for block, (size, first) in BLOCKS.items()
    }


_PLACES = _allotted()


@dataclass(frozen=True, eq=False)
class Stream:
    """Uniform draws of one input, block by block, so that a simulation need not hold them all.

    Parameters
    ----------
    draws : int
        Length of the whole stream, a power of two.
    columns : ndarray of uint32, shape (log2 draws,)
        Scrambled direction numbers; empty for a stratified stream.
    shift : int
        Digital shift.
    order : ndarray of uint32, shape (draws,) or (0,)
        Slices of a stratified stream in their random order; empty for a Sobol stream.
    """

    draws: int
    columns: NDArray[np.uint32]
    shift: int
    order: NDArray[np.uint32]

    def block(self, start: int = 0, count: int | None = None) -> NDArray[np.float64]:
        """Draws number `start` to `start + count`, each above 0 and below 1, shape (count,)."""
        stop = self.draws if count is None else min(start + count, self.draws)
        if len(self.order):
            return np.asarray(self.order[start:stop] * _STEP + _STEP / 2, dtype=float)
        # the lowest bits run through all their values in turn; the higher ones are settled block by
        # block
        low = max(stop - 1, 1).bit_length() if start == 0 else (start & -start).bit_length() - 1
        low = min(low, len(self.columns))
        pieces = [self._aligned(at, low) for at in range(start, stop, 1 << low)]
        whole = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        return np.asarray(whole[: stop - start] * _STEP + _STEP / 2, dtype=float)

    def _aligned(self, start: int, low: int) -> NDArray[np.uint32]:
        """Points `start` to `start + 2**low`, where `start` is a multiple of ``2**low``."""
        base = np.uint32(self.shift)
        for bit in range(low, len(self.columns)):
            if start >> bit & 1:
                base = base ^ self.columns[bit]
        points = np.empty(1 << low, dtype=np.uint32)
        points[0] = base
        for bit in range(low):
            size = 1 << bit
            np.bitwise_xor(points[:size], self.columns[bit], out=points[size : 2 * size])
        return points


def stream(seed: int, key: str, draws: int, place: int | None) -> Stream:
    """The stream of the input named `key`.

    Parameters
    ----------
    seed : int
        Not negative.
    key : str
        Name of the input, unique in its simulation.
    draws : int
        A power of two.
    place : int or None
        Its Sobol dimension, from `place_of`; no two inputs of a simulation may share one. None: a
        stratified stream.

    Raises
    ------
    ValueError
        If `draws` is not a power of two, or larger than 2**31.
    """
    if draws < 1 or draws & (draws - 1) or draws > 1 << (_BITS - 1):
        raise ValueError(
            f"the number of draws must be a power of two of at most 2**31, found {draws}"
        )
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    generator = np.random.default_rng([seed, *np.frombuffer(digest[:16], dtype="<u4").tolist()])
    shift = int(generator.integers(0, 1 << _BITS, dtype=np.uint64))
    if place is None:
        within = generator.random(draws)
        order = ((generator.permutation(draws) + within) * (2.0**_BITS / draws)).astype(np.uint32)
        return Stream(draws, np.empty(0, dtype=np.uint32), 0, order)
    bits = draws.bit_length() - 1
    columns = _scrambled(_directions(_rounded_up(place + 1), bits)[place], generator).astype(
        np.uint32
    )
    return Stream(draws, columns, shift, np.empty(0, dtype=np.uint32))


def uniforms(seed: int, key: str, draws: int, place: int | None = None) -> NDArray[np.float64]:
    """All draws of one input, shape (draws,).

    Each of `draws` equal slices of (0, 1) holds exactly one.

    See `stream` for the parameters.
    """
    return stream(seed, key, draws, place).block()


def _rounded_up(dimensions: int) -> int:
    """Few different sizes of the Sobol engine, so that direction numbers are worked out once."""
    return max(256, 1 << (dimensions - 1).bit_length())


@lru_cache(maxsize=16)
def _directions(dimensions: int, bits: int) -> NDArray[np.uint64]:
    """Direction numbers of the first Sobol dimensions (Joe and Kuo, as SciPy has them).

    SciPy gives points, in Gray-code order: point number 2**k is the combination of the directions k
    and k + 1, so the directions follow one from the other. Shape (dimensions, bits).
    """
    from scipy.stats import qmc  # slow to load

    engine = qmc.Sobol(dimensions, scramble=False, bits=_BITS)
    numbers = np.zeros((dimensions, bits), dtype=np.uint64)
    done = 0
    previous = np.zeros(dimensions, dtype=np.uint64)
    for bit in range(bits):
        engine.fast_forward((1 << bit) - done)
        done = (1 << bit) + 1
        previous = previous ^ (engine.random(1)[0] * 2.0**_BITS).astype(np.uint64)
        numbers[:, bit] = previous
    return numbers


def _scrambled(
    directions: NDArray[np.uint64], generator: np.random.Generator
) -> NDArray[np.uint64]:
    """Directions times a random lower triangular matrix of bits with ones on its diagonal."""
    rows = generator.integers(0, 1 << _BITS, size=_BITS, dtype=np.uint64)
    matrix = (rows & _ABOVE) | (np.uint64(1) << _SHIFTS)
    odd = np.bitwise_count(directions & matrix[:, None]).astype(np.uint64) & np.uint64(1)
    return np.asarray(np.bitwise_or.reduce(odd << _SHIFTS[:, None], axis=0), dtype=np.uint64)
