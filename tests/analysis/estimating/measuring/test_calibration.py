"""Stated against measured coverage, read out of a backtest made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.measuring.accuracy import coverage_range
from pmo_toolkit.analysis.estimating.measuring.backtest import backtest
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest, Coverage
from pmo_toolkit.analysis.estimating.measuring.calibration import LEVELS, calibrate


def made(inside: dict[float, int], n: int = 100, above: int = 0) -> Backtest:
    """A backtest of n projects of which so many lie inside the range of each level.

    The rest below, `above` above.
    """
    actual = np.full(n, 10.0)
    seen = pd.DataFrame(
        {"repeat": 0, "fold": 0, "row": range(n), "actual": actual, "default": 10.0}
    )
    intervals = {}
    for level, hits in inside.items():
        name = f"{level * 100:.0f}"
        place = np.arange(n)
        seen[f"low_{name}"] = np.where(place < hits + above, 5.0, 11.0)
        seen[f"high_{name}"] = np.where((place >= hits) & (place < hits + above), 9.0, 20.0)
        intervals[level] = Coverage(level, hits / n, *coverage_range(hits, n), 4.0)
    return Backtest(n, n, "kfold", 0, {}, intervals, seen)


def test_hand_computed_shares():
    found = calibrate(made({0.8: 78}, above=12), levels=(0.8,))
    (line,) = found.levels
    assert (line.coverage, line.below, line.above) == pytest.approx((0.78, 0.10, 0.12))
    assert found.at(0.8) is line and found.at(0.5) is None
    p10, p50, p90 = found.quantiles
    assert (p10.share, p10.measured) == pytest.approx((0.1, 0.10))
    assert (p50.share, p90.share, p90.measured) == pytest.approx((0.5, 0.9, 0.88))
    assert line.kept and found.verdict == "kept"
    assert "78\u00a0% of 100 projects" in found.sentence and "69 to 85" in found.sentence


@pytest.mark.parametrize(
    ("inside", "verdict"),
    [
        ({0.5: 50, 0.8: 80, 0.9: 90}, "kept"),
        ({0.5: 30, 0.8: 55, 0.9: 70}, "too narrow"),
        ({0.5: 70, 0.8: 95, 0.9: 99}, "too wide"),
        ({0.2: 40, 0.8: 60, 0.9: 91}, "uneven"),
    ],
)
def test_verdicts(inside, verdict):
    found = calibrate(made(inside), levels=tuple(inside))
    assert found.verdict == verdict
    assert [each.kept for each in found.levels].count(False) >= (verdict != "kept")


def test_levels_of_a_real_backtest_nest():
    rng = np.random.default_rng(5)
    size = np.exp(rng.normal(5, 1, 60))
    X = pd.DataFrame({"size": size})
    y = size * np.exp(rng.normal(0, 0.4, 60))
    found = calibrate(backtest(X, y, protocol="kfold", repeats=1, rivals={}, levels=LEVELS))
    shares = [each.coverage for each in found.levels]
    assert [each.level for each in found.levels] == list(LEVELS)
    assert shares == sorted(shares)
    widths = [each.median_ratio_hi_lo for each in found.levels]
    assert widths == sorted(widths) and widths[0] > 1
    for each in found.levels:
        assert each.coverage + each.below + each.above == pytest.approx(1)
        assert each.coverage_low <= each.coverage <= each.coverage_high
    held = [each.measured for each in found.quantiles]
    assert held == sorted(held)
