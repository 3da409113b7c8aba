"""Shapes that several analyses share: what is not assessed, ranges, and questions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode


@dataclass(frozen=True)
class Question:
    """One open question, put to a department.

    Parameters
    ----------
    department : str
        Who can answer it.
    text : str
        The question.
    effect : str
        What an answer would make possible or change.
    topic : str
        Key of the evidence that is missing, such as ``"benefits"``.
    """

    department: str
    text: str
    effect: str
    topic: str


@dataclass(frozen=True)
class NotAssessed:
    """Something that the evidence does not allow to say; never a zero.

    Parameters
    ----------
    what : str
        What is not assessed, such as ``"effort"``.
    why : str
        The reason, as a clause that can follow "not assessed:"; for readers, never for code.
    code : ReasonCode
        The same reason for code.
    rows : tuple of int
        Rows of the table concerned, as the user sees them; empty where none is to blame.
    names : tuple of str
        Ids or columns concerned.
    """

    what: str
    why: str
    code: ReasonCode
    rows: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"not assessed: {self.why}"

    def about(self, what: str) -> NotAssessed:
        """The same reason for something else that cannot be assessed without this."""
        return replace(self, what=what)


@dataclass(frozen=True)
class Quantiles:
    """Five quantiles of an uncertain quantity, in the unit that `unit` names.

    `p10` is a value that the quantity stays below with a chance of 10 %, and so on.
    """

    p10: float
    p20: float
    p50: float
    p80: float
    p90: float
    unit: str

    @classmethod
    def of(cls, draws: ArrayLike, unit: str) -> Quantiles:
        """Quantiles of simulated values or of a sample, shape (n,)."""
        p10, p20, p50, p80, p90 = quantiles(draws, (0.1, 0.2, 0.5, 0.8, 0.9))
        return cls(float(p10), float(p20), float(p50), float(p80), float(p90), unit)


@dataclass(frozen=True)
class Curve:
    """A cumulative distribution as points for drawing.

    ``values[i]`` is not exceeded with ``shares[i]``.
    """

    values: tuple[float, ...]
    shares: tuple[float, ...]
    unit: str

    @classmethod
    def of(cls, draws: ArrayLike, unit: str, points: int = 99) -> Curve:
        """Curve through `points` evenly spaced quantiles, 1 % to 99 %, of draws of shape (n,)."""
        shares = np.linspace(0.01, 0.99, points)
        values = quantiles(draws, shares)
        return cls(tuple(values.tolist()), tuple(shares.tolist()), unit)
