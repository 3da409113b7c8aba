"""In which cases which requirements bind: all combinations with their chances, or keyed draws."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.dependencies.graph import Link
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms

#: Draws of each link where there are too many to try all combinations; a power of two. A chance is
#: then within about one percentage point.
DRAWS = 2048
#: With so many links that are not certain, all their combinations are tried: no more than 4,096.
_MOST_COMBINED = 12


class BindingDraws:
    """Draws of links, each made once: a link binds as often as its strength says.

    A link's draws follow from the seed and its own ends alone, so that other links change nothing.

    Parameters
    ----------
    seed : int
    """

    def __init__(self, seed: int):
        self.seed = seed
        self._drawn: dict[tuple[str, str, float], NDArray[np.bool_]] = {}
        self._bits: dict[tuple[str, str, float], int] = {}

    def of(self, link: Link) -> NDArray[np.bool_]:
        """Whether it binds, shape (DRAWS,)."""
        key = (link.start, link.end, link.strength)
        if key not in self._drawn:
            name = f"{link.start}|requires|{link.end}"
            self._drawn[key] = (
                uniforms(self.seed, name, DRAWS) < link.strength
                if 0 < link.strength < 1
                else np.full(DRAWS, link.strength >= 1)
            )
        return self._drawn[key]

    def bits_of(self, link: Link) -> int:
        """The same as a whole number, a bit a draw."""
        key = (link.start, link.end, link.strength)
        if key not in self._bits:
            self._bits[key] = _bits(self.of(link))
        return self._bits[key]


class LinkCases:
    """Cases of some links together, a bit each: all combinations where they are few, else draws.

    Parameters
    ----------
    links : iterable of Link
    drawn : BindingDraws
    """

    def __init__(self, links: Iterable[Link], drawn: BindingDraws):
        self._drawn = drawn
        uncertain = sorted({(link.start, link.end, link.strength) for link in links})
        uncertain = [one for one in uncertain if 0 < one[2] < 1]
        self.is_exact = len(uncertain) <= _MOST_COMBINED
        self._place = {(start, end): place for place, (start, end, _) in enumerate(uncertain)}
        self._strengths = [strength for *_, strength in uncertain]
        self.count = 1 << len(uncertain) if self.is_exact else DRAWS

    @property
    def every(self) -> int:
        """All cases."""
        return (1 << self.count) - 1

    def bits_of(self, link: Link) -> int:
        """Cases in which a link binds."""
        if link.strength <= 0:
            return 0
        if link.strength >= 1:
            return self.every
        if not self.is_exact:
            return self._drawn.bits_of(link)
        place = self._place[link.start, link.end]
        return _bits((np.arange(self.count) >> place & 1).astype(bool))

    def chance(self, cases: int) -> float:
        """Probability of some of the cases."""
        if not self.is_exact:
            return cases.bit_count() / self.count
        return float(self._weights[_flags(cases, self.count)].sum())

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        numbers = np.arange(self.count)
        weights = np.ones(self.count)
        for place, strength in enumerate(self._strengths):
            weights *= np.where(numbers >> place & 1, strength, 1.0 - strength)
        return weights


def _bits(flags: NDArray[np.bool_]) -> int:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _flags(bits: int, count: int) -> NDArray[np.bool_]:
    packed = np.frombuffer(bits.to_bytes((count + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(packed, bitorder="little")[:count].astype(bool)
