"""Quantiles and chances of exceeding: what can still be said where an average cannot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

_SHARES = (0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class ExceedancePoint:
    """`chance` of being above `value`, which is `multiple` times the figure compared with."""

    multiple: float
    value: float
    chance: float


@dataclass(frozen=True)
class Exceedance:
    """An uncertain quantity by its quantiles and by the chances of exceeding a figure.

    Parameters
    ----------
    unit : str
    quantiles : tuple of (float, float)
        Share and the value that is not exceeded with this chance, 5 % to 99 %.
    compared_with : str
        What the multiples refer to, such as ``"the requested budget"``.
    points : tuple of ExceedancePoint
    p90_to_p50 : float or NotAssessed
        How much further a bad case lies than the middle one.
    heavy_tailed : bool
        Whether `p90_to_p50` reaches the limit from which no mean is given.
    mean : float or NotAssessed
        Not assessed for a heavy tail: a few extreme draws would decide it.
    sentence : str
    """

    unit: str
    quantiles: tuple[tuple[float, float], ...]
    compared_with: str
    points: tuple[ExceedancePoint, ...]
    p90_to_p50: float | NotAssessed
    heavy_tailed: bool
    mean: float | NotAssessed
    sentence: str


def exceedance(
    draws: ArrayLike,
    unit: str,
    *,
    heavy_ratio: float,
    compared_with: str = "the median",
    figure: float | None = None,
    multiples: Sequence[float] = (0.8, 1.0, 1.25, 1.5, 2.0, 3.0),
) -> Exceedance:
    """Describe draws by quantiles and exceedance.

    Overruns of IT projects follow a power law whose mean may not exist (Flyvbjerg and others 2022),
    so a mean is given only where the distribution is not far from even.

    Parameters
    ----------
    draws : array of shape (n,)
    unit : str
    heavy_ratio : float
        P90 ÷ P50 from which the tail counts as heavy.
    compared_with : str
        Words for `figure`.
    figure : float, optional
        What the multiples refer to, above 0; default: the median of the draws.
    multiples : sequence of float
    """
    values = np.sort(np.asarray(draws, dtype=float))
    shares = quantiles(values, _SHARES)
    p50, p90 = float(shares[3]), float(shares[5])
    base = p50 if figure is None else figure
    above = 1 - np.searchsorted(values, np.array(multiples) * base, side="right") / len(values)
    points = tuple(
        ExceedancePoint(float(multiple), float(multiple * base), float(chance))
        for multiple, chance in zip(multiples, above, strict=True)
    )
    ratio: float | NotAssessed = (
        p90 / p50
        if p50 > 0
        else NotAssessed("tail", "the median is not above nought", ReasonCode.NOTHING_TO_DIVIDE_BY)
    )
    heavy = not isinstance(ratio, NotAssessed) and ratio >= heavy_ratio
    mean: float | NotAssessed = float(values.mean())
    if heavy:
        mean = NotAssessed(
            "mean",
            "the tail is heavy: a few extreme cases would decide the average",
            ReasonCode.HEAVY_TAIL,
        )
    return Exceedance(
        unit,
        tuple(zip(_SHARES, map(float, shares), strict=True)),
        compared_with,
        points,
        ratio,
        heavy,
        mean,
        _sentence(ratio, heavy, points, compared_with),
    )


def _sentence(
    ratio: float | NotAssessed, heavy: bool, points: Sequence[ExceedancePoint], compared_with: str
) -> str:
    worst = next((point for point in reversed(points) if point.chance >= 0.01), None)
    tail = (
        f"about {_percent(worst.chance)} of the draws lie above"
        f" {_times(worst.multiple)}{compared_with}"
        if worst
        else (
            "fewer than one draw in a hundred lies above"
            f" {_times(points[0].multiple)}{compared_with}"
        )
    )
    if isinstance(ratio, NotAssessed):
        return f"{tail[0].upper()}{tail[1:]}."
    start = f"One case in ten is at least {ratio:.2g} times the middle one"
    if heavy:
        return f"{start}, so the tail is heavy and no average is given; {tail}."
    return f"{start}; {tail}."


def _times(multiple: float) -> str:
    return "" if multiple == 1 else f"{multiple:g} times "


def _percent(chance: float) -> str:
    return f"{math.floor(100 * chance + 0.5)} %"
