"""What a backtest measured.

Accuracy of each method, coverage of the intervals, and every prediction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(n: int) -> str:
    """``5`` → ``"five"``; digits beyond ten."""
    return _WORDS[n - 1] if 1 <= n <= len(_WORDS) else str(n)


@dataclass(frozen=True)
class Accuracy:
    """Accuracy of one method on projects that it had not seen.

    Parameters
    ----------
    mar : float
        Mean absolute residual, in the unit of the target.
    sa : float
        Standardised accuracy against the exact expectation of guessing.
    mdmre : float
        Median of |actual − predicted| / actual.
    pred25 : float
        Share of predictions within 25 % of the actual.
    sa_mean : float
        1 − MAR / mean actual; under the protocol ``rome`` the median over folds and repeats.
    """

    mar: float
    sa: float
    mdmre: float
    pred25: float
    sa_mean: float


@dataclass(frozen=True)
class Coverage:
    """Measured coverage of the default's intervals.

    Parameters
    ----------
    level : float
        Stated confidence.
    coverage : float
        Share of actuals inside, over all repeats.
    coverage_low, coverage_high : float
        Its 95 % range (Wilson) for the number of projects, repeats counted once.
    median_ratio_hi_lo : float
        Median of upper over lower end.
    """

    level: float
    coverage: float
    coverage_low: float
    coverage_high: float
    median_ratio_hi_lo: float


@dataclass(frozen=True)
class Backtest:
    """What a backtest measured.

    Parameters
    ----------
    n : int
        Projects in the history.
    tested : int
        Projects predicted (all, except by start cohort, where the first ones are only learnt
        from).
    protocol : str
    seed : int
    methods : mapping of str to Accuracy
        ``default`` first.
    intervals : mapping of float to Coverage
    predictions : DataFrame
        One row a prediction: ``repeat``, ``fold``, ``row`` (position in the table), ``actual``, a
        column a method, and ``low_80``, ``high_80`` … for each level.
    """

    n: int
    tested: int
    protocol: str
    seed: int
    methods: Mapping[str, Accuracy]
    intervals: Mapping[float, Coverage]
    predictions: pd.DataFrame = field(compare=False, repr=False)

    @property
    def folds(self) -> int:
        """Parts that the projects were parted into."""
        return int(self.predictions["fold"].nunique())

    @property
    def repeats(self) -> int:
        """How often all projects were parted anew."""
        return int(self.predictions["repeat"].nunique())

    @property
    def table(self) -> pd.DataFrame:
        """One row a method, best SA first."""
        rows = {name: vars(method) for name, method in self.methods.items()}
        return pd.DataFrame.from_dict(rows, orient="index").sort_values(
            "sa", ascending=False, kind="stable"
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers under the names of the command's JSON: n, protocol, methods, intervals."""
        return {
            "n": self.n,
            "tested": self.tested,
            "protocol": self.protocol,
            "folds": self.folds,
            "repeats": self.repeats,
            "seed": self.seed,
            "methods": {name: dict(vars(method)) for name, method in self.methods.items()},
            "intervals": {
                f"{level * 100:.0f}": dict(vars(interval))
                for level, interval in self.intervals.items()
            },
        }
