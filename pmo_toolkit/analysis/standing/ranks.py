"""Ranks of many alternatives in many draws, quickly; equal alternatives share their ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]  # half the memory of numpy's own choice

#: Overall values that differ by less than 2^-40 of their scale, about 10⁻¹², are equal: rounding
#: errors are no ranks.
_STEPS = 2.0**40
#: Beyond this the sorting key has no bits left for the alternative.
_MOST = 2**16


@dataclass(frozen=True, eq=False)
class RankDraws:
    """Ranks in each draw, arrays of shape (draws, alternatives).

    How many are better, how many alike, itself too.
    """

    better: Integers
    alike: Integers

    @property
    def mean_ranks(self) -> Floats:
        """Expected rank of each alternative, 1 the best.

        Alternatives that are alike share their ranks.
        """
        return np.asarray(1 + (self.better + (self.alike - 1) / 2).mean(axis=0), dtype=float)

    def chance_within(self, top: int) -> Floats:
        """Chance of each alternative to take one of the first `top` ranks.

        Alternatives that are alike share them.
        """
        return np.asarray(np.clip((top - self.better) / self.alike, 0, 1).mean(axis=0), dtype=float)


def rank_draws(values: ArrayLike) -> RankDraws:
    """Ranks in each draw.

    Parameters
    ----------
    values : array of shape (draws, alternatives)
        The higher the better.

    Raises
    ------
    ValueError
        With fewer than two alternatives, no draw, or a value that is not a finite number.
    """
    overall = np.asarray(values, dtype=float)
    if overall.ndim != 2 or overall.shape[1] < 2 or not overall.shape[0]:
        raise ValueError(
            "values of at least two alternatives in at least one draw are needed, found"
            f" {overall.shape}"
        )
    if overall.shape[1] > _MOST:
        raise ValueError(
            f"at most {_MOST:,} alternatives can be ranked, found {overall.shape[1]:,}"
        )
    if not np.isfinite(overall).all():
        raise ValueError("values must be finite numbers")
    alternatives = overall.shape[1]
    bits = alternatives.bit_length()
    # Value and alternative in one whole number: sorting those needs no second array, and the value
    # is the higher part.
    scale = max(1.0, float(np.abs(overall).max()))
    key = np.rint(overall * (-_STEPS / scale)).astype(np.int64)
    key <<= bits
    key |= np.arange(alternatives)
    key.sort(axis=1)
    who = key & ((1 << bits) - 1)
    key >>= bits
    better, alike = np.empty(who.shape, dtype=np.int32), np.ones(who.shape, dtype=np.int32)
    place = np.broadcast_to(np.arange(alternatives, dtype=np.int32), who.shape)
    new = np.ones(who.shape, dtype=bool)
    np.not_equal(key[:, 1:], key[:, :-1], out=new[:, 1:])
    if new.all():
        np.put_along_axis(better, who, place, axis=1)
        return RankDraws(better, alike)
    first = np.maximum.accumulate(np.where(new, place, 0), axis=1)
    # The next group begins where the run of equals ends, looked up from the right.
    ends = np.where(new, place, alternatives)[:, ::-1]
    after = np.full(who.shape, alternatives, dtype=np.int32)
    after[:, :-1] = np.minimum.accumulate(ends, axis=1)[:, ::-1][:, 1:]
    np.put_along_axis(better, who, first, axis=1)
    np.put_along_axis(alike, who, after - first, axis=1)
    return RankDraws(better, alike)


def joined(parts: Sequence[RankDraws]) -> RankDraws:
    """The draws of several views as one."""
    return RankDraws(
        np.concatenate([part.better for part in parts]),
        np.concatenate([part.alike for part in parts]),
    )
