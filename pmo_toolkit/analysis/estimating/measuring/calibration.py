"""Calibration: whether ranges held as often as they said they would, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.estimating.measuring.accuracy import coverage_range
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest

#: Stated confidence of the ranges that a calibration looks at.
LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
#: The level that people plan with; it weighs most in the verdict.
_PLANNED = 0.8


@dataclass(frozen=True)
class LevelCoverage:
    """What became of the ranges of one stated confidence.

    Parameters
    ----------
    level : float
        Stated confidence, 0–1.
    coverage : float
        Share of actuals inside their range.
    coverage_low, coverage_high : float
        95 % range of that share for this number of projects (Wilson).
    below, above : float
        Shares of actuals under the lower and over the upper end.
    median_ratio_hi_lo : float
        Median of upper over lower end.
    """

    level: float
    coverage: float
    coverage_low: float
    coverage_high: float
    below: float
    above: float
    median_ratio_hi_lo: float

    @property
    def kept(self) -> bool:
        """Whether the stated confidence lies within the range of the measured one."""
        return self.coverage_low <= self.level <= self.coverage_high


@dataclass(frozen=True)
class QuantileCoverage:
    """Share of actuals that a stated percentile was not exceeded by, with its 95 % range (Wilson).

    All 0–1.
    """

    share: float
    measured: float
    measured_low: float
    measured_high: float

    @property
    def kept(self) -> bool:
        """Whether the stated share lies within the range of the measured one."""
        return self.measured_low <= self.share <= self.measured_high


@dataclass(frozen=True)
class Calibration:
    """Stated against measured coverage.

    Parameters
    ----------
    n : int
        Projects predicted, repeats counted once.
    levels : tuple of LevelCoverage
        Narrowest first.
    quantiles : tuple of QuantileCoverage
        One-sided: P10, P50 and so on, lowest first.
    verdict : str
        ``"kept"``, ``"too narrow"``, ``"too wide"`` or ``"uneven"``.
    sentence : str
    """

    n: int
    levels: tuple[LevelCoverage, ...]
    quantiles: tuple[QuantileCoverage, ...]
    verdict: str
    sentence: str

    def at(self, level: float) -> LevelCoverage | None:
        """The coverage of one level, or None where it was not measured."""
        return next((row for row in self.levels if abs(row.level - level) < 1e-9), None)


def calibrate(measured: Backtest, levels: Sequence[float] = LEVELS) -> Calibration:
    """Read stated against measured coverage out of a backtest.

    Parameters
    ----------
    measured : Backtest
        Made with (at least) these levels.
    levels : sequence of float

    Notes
    -----
    The levels share their projects, so neighbours go astray together: nine levels are no nine
    tests.
    """
    n, seen = measured.tested, measured.predictions
    rows, quantiles = [], []
    for level in sorted(levels):
        interval = measured.intervals[level]
        low, high = seen[f"low_{level * 100:.0f}"], seen[f"high_{level * 100:.0f}"]
        below, above = float((seen["actual"] < low).mean()), float((seen["actual"] > high).mean())
        rows.append(
            LevelCoverage(
                level,
                interval.coverage,
                interval.coverage_low,
                interval.coverage_high,
                below,
                above,
                interval.median_ratio_hi_lo,
            )
        )
        for share, held in (((1 - level) / 2, below), ((1 + level) / 2, 1 - above)):
            quantiles.append(_quantile(share, held, n))
    quantiles.append(_quantile(0.5, float((seen["actual"] <= seen["default"]).mean()), n))
    quantiles.sort(key=lambda row: row.share)
    verdict = _verdict(rows)
    return Calibration(n, tuple(rows), tuple(quantiles), verdict, _sentence(rows, n, verdict))


def _quantile(share: float, held: float, n: int) -> QuantileCoverage:
    low, high = coverage_range(round(held * n), n)
    return QuantileCoverage(round(share, 4), held, low, high)


def _planned(rows: Sequence[LevelCoverage]) -> LevelCoverage:
    return min(rows, key=lambda row: abs(row.level - _PLANNED))


def _verdict(rows: Sequence[LevelCoverage]) -> str:
    """Kept if the level to plan with is kept and most others too.

    Else by the side to which levels go astray.
    """
    off = [row for row in rows if not row.kept]
    if _planned(rows).kept and len(off) <= len(rows) / 3:
        return "kept"
    narrow = sum(row.coverage < row.level for row in off)
    if narrow == len(off):
        return "too narrow"
    return "too wide" if narrow == 0 else "uneven"


def _sentence(rows: Sequence[LevelCoverage], n: int, verdict: str) -> str:
    plan = _planned(rows)
    held = (
        f"{percent(plan.level)} ranges held for {percent(plan.coverage)} of {n} projects that the"
        f" model had not seen (95 % range {plan.coverage_low * 100:.0f} to"
        f" {percent(plan.coverage_high)})"
    )
    meaning = {
        "kept": "the ranges keep what they say",
        "too narrow": "the ranges are too narrow: treat them as surer than they have earned",
        "too wide": "the ranges are too wide: they could be narrower and still hold",
        "uneven": (
            "some levels hold too often and others too seldom: use the 80 % range only with its"
            " measured share"
        ),
    }
    return f"{held}: {meaning[verdict]}."
