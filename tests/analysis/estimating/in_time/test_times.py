"""Starts come as dates, text or years."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.in_time.times import decimal_years


@pytest.mark.parametrize(
    "started",
    [
        pd.to_datetime(["2019-01-01", "2019-07-02"]),
        pd.Series(pd.to_datetime(["2019-01-01", "2019-07-02"])),
        ["2019-01-01", "2019-07-02"],
        pd.to_datetime(["2019-01-01", "2019-07-02"]).date,
        np.array([2019.0, 2019.498]),
        [pd.Timestamp("2019-01-01", tz="Europe/Madrid"), pd.Timestamp("2019-07-02", tz="UTC")],
    ],
)
def test_the_same_days_are_the_same_years(started):
    assert decimal_years(started, 2) == pytest.approx([2019.0, 2019.498], abs=0.004)


def test_what_is_missing_stays_missing():
    assert np.isnan(decimal_years([None, "2019-01-01"], 2)).tolist() == [True, False]
    assert np.isnan(decimal_years([np.nan, 2019.5], 2)).tolist() == [True, False]


def test_years_of_two_digits_are_years_like_others():
    assert decimal_years([85, 88], 2).tolist() == [85, 88]


@pytest.mark.parametrize(
    ("started", "words"),
    [
        (["2019-01-01"], "1 rows, X has 2"),
        (["2019-01-01", "soon"], "'soon' in row 1"),
        ([2019.0, np.inf], "infinite"),
        ([2019.0, 20190501], "row 1"),
        ([True, False], "true and false"),
    ],
)
def test_what_is_no_start_is_named(started, words):
    with pytest.raises(ValueError, match=words):
        decimal_years(started, 2)
