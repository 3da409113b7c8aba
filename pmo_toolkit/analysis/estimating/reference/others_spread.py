"""How far others' estimates spread, where a house's own projects are too few to tell.

Fewer finished projects must never make a figure surer. With none the spread is others'; with some
it is pooled with theirs, as the variance of many small groups is (Smyth, "Linear models and
empirical Bayes methods", 2004). The level is never taken from others: at which level a house
estimates, their projects do not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.core.settings import Settings

_SHARES = (0.1, 0.2, 0.5, 0.8, 0.9)
#: Standard normal scores from P10 to P90.
_SCORES_P10_TO_P90 = 2.563
#: Ratios that the spread is written out in.
_WRITTEN_OUT = 201
#: Variance of logarithms below which ratios are alike but for rounding.
_ALIKE = 1e-12


@dataclass(frozen=True)
class OthersSpread:
    """How far estimates of other organisations' projects were out, whatever their level.

    Parameters
    ----------
    n : int
        Projects.
    ratio : Quantiles
        Final ÷ estimated figure over its own median; unit ``"ratio"``.
    source : str
    between_houses : float
        Standard deviation of the logarithm of that median from house to house.
    """

    n: int
    ratio: Quantiles
    source: str
    between_houses: float

    @property
    def variance(self) -> float:
        """Variance of the logarithm of the ratio, as of a normal one with this P10 and P90."""
        width = np.log(self.ratio.p90 / self.ratio.p10)
        return float((width / _SCORES_P10_TO_P90) ** 2)

    @property
    def level_factor(self) -> float:
        """Factor by which the levels of houses usually differ."""
        return float(np.exp(self.between_houses))

    @property
    def widening(self) -> float:
        """Factor on logarithms of the ratio for a house whose own level is unknown."""
        return float(np.sqrt(1 + self.between_houses**2 / self.variance))


#: At each quantile the middle one of three public sets; their medians are .97, 1.17 and 1.59.
SPREAD_OF_OTHERS = OthersSpread(
    457,
    Quantiles(p10=0.67, p20=0.76, p50=1.0, p80=1.47, p90=1.89, unit="ratio"),
    "effort of 145 projects (Kitchenham and others, 2002) and of 120 (SEERA, 2021); budgets of 192"
    " (Government of Canada, large IT projects as tabled in 2016, 2019 and 2022)",
    0.25,
)


@cache
def ratios_of_others() -> tuple[float, ...]:
    """Ratios about 1 with the spread of others' projects, ascending, equally likely; shape (201,).

    For a house whose finished projects are too few to tell how far its estimates are out: stated
    ranges alone would make it surer than one that knows. Logarithms of `SPREAD_OF_OTHERS` are drawn
    out by its `widening`, since the house's level is unknown as well. Between and beyond the
    quantiles, from the 1st to the 99th, they follow the normal score in straight lines.
    """
    from scipy.special import ndtri  # a plan of a run needs no ratios

    spread = SPREAD_OF_OTHERS.ratio
    logs = SPREAD_OF_OTHERS.widening * np.log(
        [spread.p10, spread.p20, spread.p50, spread.p80, spread.p90]
    )
    scores = ndtri(np.array(_SHARES))
    places = ndtri(np.clip(np.linspace(0, 1, _WRITTEN_OUT), 0.01, 0.99))
    values = np.interp(places, scores, logs)
    low, high = places < scores[0], places > scores[-1]
    slopes = np.diff(logs) / np.diff(scores)
    values[low] = logs[0] + (places[low] - scores[0]) * slopes[0]
    values[high] = logs[-1] + (places[high] - scores[-1]) * slopes[-1]
    return tuple(float(value) for value in np.exp(values))


def weight_of_others(n: int, settings: Settings) -> float:
    """Share of the variance of a ratio of cost that is others', with n own projects, 0–1."""
    worth = settings.estimating.others_spread_projects
    return worth / (worth + n - 1)


def pooled_with_others(
    logs: NDArray[np.float64], settings: Settings, others: OthersSpread = SPREAD_OF_OTHERS
) -> NDArray[np.float64]:
    """Logarithms of own ratios about their median, their variance pooled with others'.

    A range for one more of n values (`predictive_quantiles`) allows for a spread that only these n
    tell. With others' it is known as well as by more of them, so that the values are drawn in by
    the ratio of both P90 of Student's t.

    Parameters
    ----------
    logs : ndarray of shape (n,), n ≥ 2
        Of actual ÷ estimate.
    settings : Settings
        Its `others_spread_projects`: own projects that others' spread is worth.
    others : OthersSpread, optional

    Returns
    -------
    ndarray of shape (n,)
        Where own ratios are all alike, normal ones.
    """
    from scipy.special import ndtri, stdtrit

    n, own = len(logs), float(np.var(logs, ddof=1))
    known = n - 1 + settings.estimating.others_spread_projects
    surer = stdtrit(known, 0.9) / stdtrit(n - 1, 0.9)
    weight = weight_of_others(n, settings)
    pooled = weight * others.variance + (1 - weight) * own
    spread, middle = surer * np.sqrt(pooled), np.median(logs)
    if own < _ALIKE:
        normal = ndtri(np.arange(1, n + 1) / (n + 1))
        return np.asarray(middle + spread * normal / np.std(normal, ddof=1))
    return np.asarray(middle + spread / np.sqrt(own) * (logs - middle), dtype=float)
