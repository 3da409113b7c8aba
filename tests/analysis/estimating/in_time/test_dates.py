"""Starts and ends of a history, as far as its columns tell, and running work beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.in_time.dates import Dates, years_between


def test_what_one_column_lacks_another_tells():
    projects = pd.DataFrame(
        {
            "start_date": pd.to_datetime(["2019-01-01", None, "2019-01-01", None]),
            "finish_date": pd.to_datetime(["2020-01-01", "2020-01-01", None, None]),
            "actual_duration_days": [365.0, 365.25, 365.25, 100.0],
        }
    )
    started, ended = years_between(projects)
    assert started[:3] == pytest.approx([2019, 2019, 2019])
    assert ended[:3] == pytest.approx([2020, 2020, 2020])
    assert np.isnan([started[3], ended[3]]).all()


def test_an_end_stands_in_where_no_start_is_known_at_all():
    started, ended = years_between(pd.DataFrame({"finish_date": pd.to_datetime(["2020-01-01"])}))
    assert started == pytest.approx(ended)


def dates(**changed):
    known = {
        "started": np.array([2019.0, 2020.0]),
        "ended": np.array([2020.0, 2021.0]),
        "running": pd.DataFrame({"size": [5.0]}),
        "so_far": np.array([30.0]),
        "running_since": np.array([2020.5]),
        "is_time": True,
    }
    return Dates(**(known | changed))


def test_running_work_is_handed_on_as_bounds():
    class Spy:
        def fit(self, X, y, *, censored=None, started=None):
            self.seen = len(X), list(y), censored, list(started)

    drivers = pd.DataFrame({"size": [1.0, 2.0]})
    with_running = dates().fit(Spy(), drivers, np.array([10.0, 20.0])).seen
    assert with_running[:2] == (3, [10, 20, 30])
    assert with_running[2].tolist() == [False, False, True]
    alone = dates(running=drivers.head(0), so_far=np.empty(0), running_since=np.empty(0))
    assert alone.fit(Spy(), drivers, np.array([10.0, 20.0])).seen == (
        2,
        [10, 20],
        None,
        [2019, 2020],
    )


def test_the_fingerprint_tells_what_is_learnt_apart():
    prints = [
        dates().fingerprint,
        dates(so_far=np.array([31.0])).fingerprint,
        dates(started=np.array([2019.0, np.nan])).fingerprint,
        dates(running=pd.DataFrame({"size": [6.0]})).fingerprint,
    ]
    assert all(prints.count(fingerprint) == 1 for fingerprint in prints)
