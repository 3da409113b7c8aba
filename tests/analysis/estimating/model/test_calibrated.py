"""An expert's estimate among the drivers: when it is relied on, and what is made of it."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.model.blend import LogBlend
from pmo_toolkit.analysis.estimating.model.calibrated import calibrate


def history(
    n: int = 60, seed: int = 0, spread: float = 0.2, bias: float = 1.5
) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    skill = rng.integers(1, 6, n).astype(float)
    logs = np.log(size) + 2 - 0.1 * skill + rng.normal(0, 0.4, n)
    estimate = np.exp(logs + rng.normal(0, spread, n)) / bias
    return pd.DataFrame({"size": size, "skill": skill, "first_estimate": estimate}), logs


def test_the_bias_is_put_right_in_proportion_even_beyond_the_largest_project():
    X, logs = history()
    blend = LogBlend().fit(X, logs)
    assert blend.estimate_ is not None and blend.estimate_.column == "first_estimate"
    assert np.exp(blend.estimate_.bias) == pytest.approx(1.5, rel=0.1)
    largest = X.iloc[[int(np.argmax(logs))]]
    giant = largest.assign(first_estimate=largest["first_estimate"] * 100)
    assert blend.predict(giant)[0] - blend.predict(largest)[0] == pytest.approx(np.log(100))


def test_by_hand_without_other_drivers():
    logs = np.log(np.arange(10.0, 40.0))
    made = calibrate(pd.DataFrame({"estimate": np.exp(logs) / 2}), logs, 1.0)
    assert made is not None and made.model is None
    assert np.exp(made.predict(pd.DataFrame({"estimate": [7.0, 0.0, None]}))) == pytest.approx(
        [14, np.nan, np.nan], nan_ok=True
    )


def test_other_drivers_tell_what_the_estimate_overlooks():
    X, logs = history()
    kind = np.where(np.arange(60) % 2, "new", "change")
    X["kind"], X["first_estimate"] = kind, np.exp(logs - np.where(kind == "new", 0.6, 0.0)) * 1.001
    made = calibrate(X, logs, 1.0)
    assert made is not None
    new, change = made.predict(X.assign(kind="new"))[0], made.predict(X.assign(kind="change"))[0]
    assert new - change == pytest.approx(0.2, abs=0.05)  # a third of the .6


@pytest.mark.parametrize(
    "change",
    [
        {"first_estimate": lambda X: X["first_estimate"].to_numpy()[::-1]},  # says nothing
        {"first_estimate": lambda X: X["first_estimate"] / 100},  # some other unit
        {
            "first_estimate": lambda X: X["first_estimate"].where(X.index < 9)
        },  # nearly always missing
        {"first_estimate": lambda X: ["about a year"] * 60},
    ],
)
def test_an_estimate_not_worth_relying_on_is_a_driver_like_others(change):
    X, logs = history()
    X = X.assign(**change)
    blend = LogBlend().fit(X, logs)
    assert blend.estimate_ is None and np.isfinite(blend.predict(X)).all()


def test_neither_sizes_nor_columns_of_other_names_are_taken_for_estimates():
    X, logs = history()
    for name in ("estimated_size", "planned function points", "budgetless"):
        renamed = X.rename(columns={"first_estimate": name})
        assert calibrate(renamed, logs, 1.0) is None


def test_a_proposal_without_an_estimate_is_blended():
    X, logs = history()
    blend = LogBlend().fit(X, logs)
    asked = X.iloc[:2].assign(first_estimate=[np.nan, 500.0])
    members = blend.predict_members(asked)
    assert min(values[0] for values in members.values()) <= blend.predict(asked)[0]
    assert blend.predict(asked)[0] <= max(values[0] for values in members.values())
    assert np.isfinite(blend.predict(asked)).all()
