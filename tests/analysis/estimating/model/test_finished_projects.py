"""What is given beside drivers and target is checked, with the reason of a refusal."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.finished_projects import checked_projects, years_of

N = 12
FRAME = pd.DataFrame({"size": np.arange(1.0, N + 1)})
TARGET = np.arange(1.0, N + 1) ** 1.1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"sample_weight": np.ones(N - 1)}, "sample_weight must hold one value a project: 12"),
        ({"sample_weight": np.full(N, np.nan)}, "finite and not negative"),
        ({"sample_weight": np.full(N, -1.0)}, "finite and not negative"),
        (
            {"sample_weight": np.zeros(N)},
            "at least 5 finished projects.*weights of the others are zero",
        ),
        ({"groups": ["a"] * N}, "one label alone"),
        ({"groups": ["a", "b"]}, "groups must hold one value a project"),
        ({"groups": [None, *"abcdefghijk"]}, "a label is missing"),
        ({"censored": ["yes"] * N}, "true or false"),
        ({"censored": [True] * N}, "none has finished"),
        ({"censored": [False]}, "censored must hold one value"),
        ({"started": ["soon"] * N}, "dates or decimal years"),
        ({"started": np.arange(42_000.0, 42_000 + N)}, "'42000.0', no year from 0 to 9999"),
        ({"sample_weight": ["much"] * N}, "sample_weight must be a number"),
        ({"started": [2020.0]}, "started must hold one value"),
        ({"sample_weight": [1.0] * 6 + [0.0] * 6, "groups": ["a"] * 6 + ["b"] * 6}, "one label"),
    ],
)
def test_what_cannot_be_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        EffortEstimator().fit(FRAME, TARGET, **given)


def test_rows_without_weight_are_left_out_of_everything():
    weights = np.where(np.arange(N) < 2, 0.0, 3.0)
    projects = checked_projects(
        FRAME,
        TARGET,
        np.arange(N) % 2 == 0,
        pd.date_range("2020-01-01", periods=N, freq="YS"),
        list("ab" * 6),
        weights,
    )
    assert len(projects.frame) == len(projects.logs) == 10
    assert projects.weights is not None and set(projects.weights) == {3.0}
    assert projects.groups == list("ab" * 5)
    assert projects.censored is not None and projects.censored.sum() == 5
    assert projects.started is not None and projects.started[0] == pytest.approx(2022)


def test_starts_are_dates_or_decimal_years_and_may_be_missing():
    assert years_of(["2020-07-01", None], 2)[0] == pytest.approx(2020.5, abs=0.01)
    assert np.isnan(years_of([2020.5, np.nan], 2)[1])
