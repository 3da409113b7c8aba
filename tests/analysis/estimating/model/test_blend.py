"""The blend: its members and what holds them together."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.model.blend import LogBlend, spread_rows


def history(n: int = 60, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    frame = pd.DataFrame({"size": size, "skill": rng.integers(1, 6, n).astype(float)})
    return frame, np.log(size) * 0.95 - 0.1 * frame["skill"].to_numpy() + rng.normal(0, 0.2, n)


def test_the_point_is_the_weighted_mean_of_the_members():
    X, logs = history()
    blend = LogBlend().fit(X, logs)
    members = blend.predict_members(X)
    assert set(members) == {"ridge", "huber", "productivity", "process", "parametric"}
    weight = blend.parametric_weight_
    assert weight == pytest.approx(40 / 60)
    others = sum(values for name, values in members.items() if name != "parametric")
    assert blend.predict(X) == pytest.approx(
        (others + weight * members["parametric"]) / (4 + weight)
    )


def test_a_cocomo_law_is_recovered_and_given_half_of_the_weight():
    """Intermediate COCOMO, semi-detached.

    Effort = 3.0 × KLOC^1.12 × product of the multipliers (Boehm, 1981).
    """
    rng = np.random.default_rng(1)
    X = pd.DataFrame(
        {f"m{i}": rng.choice([0.75, 0.88, 1.0, 1.15, 1.3, 1.46], 60) for i in range(10)}
    )
    X.insert(0, "kloc", rng.lognormal(3.5, 1.2, 60))
    logs = np.log(3.0 * (1 + X["kloc"]) ** 1.12 * X.drop(columns="kloc").prod(axis=1)).to_numpy()
    blend = LogBlend().fit(X, logs)
    assert blend.members_["parametric"].coef_ == pytest.approx([1.12, 1.0], abs=0.01)
    assert blend.parametric_weight_ == 4
    assert np.abs(blend.predict(X) - logs).max() < 0.2


def test_predictions_stay_within_a_factor_e_of_the_actuals():
    X, logs = history()
    far = pd.DataFrame({"size": [1e-6, 1e12], "skill": [1.0, 5.0]})
    made = LogBlend().fit(X, logs).predict(far)
    assert logs.min() - 1 <= made.min() and made.max() <= logs.max() + 1


def test_a_kernel_learnt_before_is_used_as_it_is():
    X, logs = history()
    whole = LogBlend().fit(X, logs)
    again = LogBlend(whole.kernel_).fit(X, logs)
    assert again.members_["process"].kernel_ == whole.kernel_
    assert again.predict(X) == pytest.approx(whole.predict(X), abs=1e-9)


def test_rows_for_the_process_are_the_same_in_any_order():
    logs = np.random.default_rng(0).normal(size=1000)
    turned = logs[::-1].copy()
    assert len(spread_rows(logs, 250)) == 250
    assert sorted(logs[spread_rows(logs, 250)]) == sorted(turned[spread_rows(turned, 250)])


@pytest.mark.parametrize("drop", [["size"], ["size", "skill"]])
def test_without_a_size_or_any_driver_it_still_answers(drop):
    X, logs = history()
    X["same"] = 1
    made = LogBlend().fit(X.drop(columns=drop), logs).predict(X.drop(columns=drop))
    assert np.isfinite(made).all()
    if len(drop) == 2:
        assert made == pytest.approx(np.median(logs))


def test_equal_actuals_and_exact_laws_are_no_trouble():
    X, _ = history()
    assert LogBlend().fit(X, np.full(60, 2.0)).predict(X) == pytest.approx(2.0)
    exact = np.log(X["size"].to_numpy())
    assert np.abs(LogBlend().fit(X, exact).predict(X) - exact).max() < 0.5
