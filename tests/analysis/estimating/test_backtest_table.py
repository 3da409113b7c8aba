"""A table as it came.

What is refused says why and what to do; what is odd is told; nothing is learnt by heart.
"""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating import backtest_table as module
from pmo_toolkit.analysis.estimating.backtest_table import backtest_table
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()


def table(n=14, seed=0):
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n).round(1)
    rating = rng.integers(1, 6, n).astype(float)
    hours = (5 * size**0.9 * 1.2**rating * rng.lognormal(0, 0.3, n)).round(1)
    return pd.DataFrame(
        {"fp": size, "rating": rating, "hours": hours}, index=pd.RangeIndex(2, n + 2)
    )


@pytest.fixture
def seen(monkeypatch):
    """What reaches the backtest, which is not run."""
    kept = {}

    def measure(drivers, actual, **options):
        kept.update(drivers=drivers, actual=actual, **options)

    monkeypatch.setattr(module, "backtest", measure)
    return kept


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"hours": "long"},
            ["only 0 rows", "14 of 14 rows hold no number", "found “long”", "in one unit"],
        ),
        ({"hours": 7.0}, ["all 14 rows hold the same value, 7", "name another one"]),
        ({"hours": 1e300}, ["only 0 rows", "14 of 14 rows hold no number that can be used"]),
        ({"hours": -1.0}, ["only 0 rows", "hold zero or a negative number"]),
    ],
)
def test_a_target_that_cannot_be_predicted_says_what_stands_there_and_what_to_do(change, told):
    with pytest.raises(UsageError) as refused:
        backtest_table(table().assign(**change), "hours", settings=SETTINGS)
    for each in ["--target", *told]:
        assert each in str(refused.value)


def test_where_no_column_is_left_each_is_named_with_the_reason():
    given = table().assign(actual_cost=table()["hours"] * 80, rating=3.0)
    with pytest.raises(UsageError) as refused:
        backtest_table(given, "hours", drop=["fp"], settings=SETTINGS)
    for each in ("fp: left out by --drop", "actual_cost: it", "rating: every row", "--keep"):
        assert each in str(refused.value)


def test_the_target_cannot_be_dropped():
    with pytest.raises(UsageError, match="--drop: the column 'hours' is the target"):
        backtest_table(table(), "hours", drop=["hours"], settings=SETTINGS)


def test_numbers_beyond_all_measure_are_told_and_not_learnt_from():
    given = table(20)
    given.loc[3, "fp"], given.loc[4, "hours"] = 1e300, 1e300
    made = backtest_table(given, "hours", protocol="kfold", settings=SETTINGS)
    assert made.measured.n == 19
    assert {(each.column, each.rows) for each in made.history.findings} == {
        ("fp", (3,)),
        ("hours", (4,)),
    }
    assert all(np.isfinite(each.sa) and each.sa > -1 for each in made.measured.methods.values())


def test_rows_that_stand_twice_are_told(seen):
    once = table(20)
    twice = pd.concat([once, once.iloc[:3]]).set_axis(range(2, 25))
    assert not backtest_table(once, "hours", settings=SETTINGS).findings()
    remark = backtest_table(twice, "hours", settings=SETTINGS).copies
    assert remark.rows == (22, 23, 24) and "3 of 23 rows are copies of another row" in remark.what
    assert backtest_table(twice, "hours", settings=SETTINGS).findings()[0]["column"] is None


def test_sizes_in_two_units_do_not_share_a_column(seen):
    given = table(20).rename(columns={"fp": "size"}).assign(size_unit=["points", "screens"] * 10)
    made = backtest_table(given, "hours", settings=SETTINGS)
    assert made.drivers == ("size", "rating")
    assert set(seen["drivers"]) == {"size_unit", "size in points", "size in screens", "rating"}
    assert seen["drivers"]["size in points"].iloc[1] == given["size"].iloc[::2].median()


def test_few_projects_carry_wide_levels_too():
    intervals = backtest_table(table(9), "hours", protocol="loo", settings=SETTINGS).as_dict()[
        "intervals"
    ]
    assert intervals["80"]["coverage"] >= intervals["50"]["coverage"] > 0
    assert intervals["80"]["median_ratio_hi_lo"] > intervals["50"]["median_ratio_hi_lo"] > 1
