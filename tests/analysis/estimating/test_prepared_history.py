"""What a history says of a target: which projects, which columns, and why not the others."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.analysis.estimating.target_histories import History

COLUMNS = ("class", "size", "size_unit", "team", "final_cost_per_point", "never")


def projects(n: int = 24) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    size = rng.lognormal(5, 0.8, n).round(1)
    actual = (9 * size * rng.lognormal(0, 0.4, n)).round(1)
    return pd.DataFrame(
        {
            "project": [f"H{place}" for place in range(n)],
            "class": ["migration", "integration"] * (n // 2),
            "size": size,
            "size_unit": ["users" if place % 3 == 0 else "points" for place in range(n)],
            "team": 3.0,
            "final_cost_per_point": actual / size,
            "never": np.nan,
            "estimate_effort": actual / 2 * rng.lognormal(0, 0.3, n),
            "actual_effort": actual,
            "actual_duration": rng.integers(30, 300, n).astype(float),
            "_row": np.arange(n) + 2,
        }
    )


def prepared(rows: pd.DataFrame, **options) -> PreparedHistory:
    return PreparedHistory(
        rows, COLUMNS, "actual_effort", own_estimate="estimate_effort", **options
    )


def test_columns_that_may_not_predict_say_why():
    history = prepared(projects())
    assert history.drivers == ("class", "size")
    assert history.fit == ("class", "size", "estimate_effort")
    whys = dict(history.dropped)
    assert list(whys) == ["final_cost_per_point", "team", "never"]
    assert "what became of" in whys["final_cost_per_point"] and "has 3.0" in whys["team"]
    assert whys["never"] == "no finished project states it"


def test_the_user_overrules_the_leak_guard():
    assert "final_cost_per_point" in prepared(projects(), keep=["final_cost_per_point"]).drivers


def test_other_columns_known_only_afterwards_are_named_too():
    assert [leak.column for leak in prepared(projects()).known_afterwards] == [
        "final_cost_per_point",
        "actual_duration",
    ]


def test_rows_without_a_usable_result_are_left_out_and_findings_keep_their_labels():
    rows = projects()
    rows.loc[[1, 4], "actual_effort"] = [0.0, np.nan]
    rows.loc[5, "size"] = 1e300
    history = prepared(rows)
    assert (history.n, history.left_out) == (22, 2)
    (zero,) = (odd for odd in history.findings if odd.kind == "not positive")
    (large,) = (odd for odd in history.findings if odd.kind == "infinite")
    assert history.shown_rows(zero) == (3,) and history.shown_rows(large) == (7,)
    assert history.remarks == (f"size: {large.what}",)


def test_sizes_in_two_units_get_a_column_each():
    frame = prepared(projects()).frame(("class", "size"))
    assert list(frame) == ["class", "size_unit", "size in points", "size in users"]


@pytest.mark.parametrize(("n", "learnable"), [(4, False), (5, True)])
def test_too_few_projects_cannot_be_learnt_from(n, learnable):
    assert prepared(projects().iloc[:n]).learnable is learnable


def test_a_target_is_prepared_once():
    history = History(projects(), COLUMNS, ())
    assert history.of("effort") is history.of("effort")
    assert history.of("effort").own_estimate == "estimate_effort"
