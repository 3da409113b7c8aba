"""Finished projects as they were: what counts, how groups stand, and what is odd."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.past_projects import (
    finished_with_actual,
    odd_projects,
    ratios_by,
)

EFFORT = "effort_person_hours"


def table(estimates, actuals, **columns):
    """A history as reading a workspace gives it."""
    n = len(actuals)
    held = {"class": ["a"] * n, "department": [None] * n, "finish_date": [pd.NaT] * n} | columns
    return pd.DataFrame(
        {
            "project": [f"H{place}" for place in range(n)],
            "_row": range(2, n + 2),
            f"estimate_{EFFORT}": estimates,
            f"actual_{EFFORT}": actuals,
            **held,
        }
    )


def test_only_positive_actuals_count_and_a_missing_estimate_is_no_ratio():
    found = finished_with_actual(table([10, 0, None, 10], [12, 5, 7, 0]), EFFORT)
    assert found["project"].tolist() == ["H0", "H1", "H2"]
    assert found["ratio"].iloc[0] == 1.2 and found["ratio"].iloc[1:].isna().all()


def test_groups_are_measured_by_hand_and_small_ones_are_not():
    classes = ["a"] * 5 + [" b "] * 2 + [None]
    history = table([100.0] * 8, [80, 110, 120, 130, 200, 90, 95, 500], **{"class": classes})
    groups = ratios_by(finished_with_actual(history, EFFORT), "class")
    assert [(group.label, group.n) for group in groups] == [("a", 5), ("b", 2)]
    assert groups[0].bias.ratio == pytest.approx(1.2) and groups[0].near == pytest.approx(0.6)
    assert isinstance(groups[1].bias, NotAssessed) and groups[1].near is None


def test_years_stand_in_their_order():
    dates = pd.to_datetime(["2024-05-01", "2022-01-01", None, "2024-12-31"])
    history = table([1.0] * 4, [1.0] * 4, finish_date=dates)
    groups = ratios_by(finished_with_actual(history, EFFORT), "year")
    assert [(group.label, group.n) for group in groups] == [("2022", 1), ("2024", 2)]


def test_a_project_far_from_what_is_usual_is_odd():
    ratios = [0.9, 1.0, 1.05, 1.1, 1.2, 1.3, 40.0]
    found = odd_projects(finished_with_actual(table([10.0] * 7, np.multiply(ratios, 10)), EFFORT))
    assert [(odd.project, odd.row, odd.ratio) for odd in found] == [("H6", 8, 40.0)]


def test_of_few_or_equal_projects_nothing_is_said():
    few = finished_with_actual(table([10.0] * 4, [10, 11, 12, 900]), EFFORT)
    same = finished_with_actual(table([10.0] * 7, [10] * 6 + [900]), EFFORT)
    assert "4 finished projects state both" in odd_projects(few).why
    assert "same ratio" in odd_projects(same).why
    assert ratios_by(finished_with_actual(table([], []), EFFORT), "class") == ()


@given(
    logs=st.lists(st.floats(-3, 3), min_size=5, max_size=30),
    factor=st.floats(0.01, 100),
)
def test_another_unit_changes_nothing(logs, factor):
    actual = np.exp(logs) * 100
    one, other = (
        odd_projects(finished_with_actual(table([100.0 * by] * len(actual), actual * by), EFFORT))
        for by in (1.0, factor)
    )
    if isinstance(one, NotAssessed) or isinstance(other, NotAssessed):
        return
    clear = {odd.project for odd in one if abs(odd.score) > 3.6}
    assert clear <= {odd.project for odd in other}
