"""The estimator: what it learns, what its intervals hold, and what it refuses."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_score

from pmo_toolkit.analysis.accuracy import standardised_accuracy
from pmo_toolkit.analysis.effort import EffortEstimator, LogWhereSkewed
from pmo_toolkit.analysis.estimates import measure
from pmo_toolkit.settings import Settings


def projects(n: int = 80, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """Finished projects whose effort follows size^0.9 and experience, with log noise of .4."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    experience = rng.integers(1, 6, n).astype(float)
    kind = rng.choice(["package", "development", "migration"], n)
    effort = 12 * size**0.9 * np.exp(-0.1 * experience + 0.4 * (kind == "development") + rng.normal(0, 0.4, n))
    frame = pd.DataFrame({"size": size, "experience": experience, "kind": kind})
    frame.loc[::9, "experience"] = np.nan
    frame.loc[::11, "kind"] = None
    return frame, effort


def test_point_prediction_is_that_of_the_full_refit():
    X, y = projects()
    model = EffortEstimator().fit(X, y)
    assert np.allclose(model.predict(X), np.exp(model.pipeline_.predict(X)))
    assert np.median(np.abs(np.log(model.predict(X) / y))) < 0.4


def test_intervals_nest_hold_the_point_and_widen_with_confidence():
    X, y = projects()
    model = EffortEstimator().fit(X, y)
    half, wide, point = model.predict_interval(X, 0.5), model.predict_interval(X, 0.8), model.predict(X)
    assert (wide["low"] <= half["low"]).all() and (half["high"] <= wide["high"]).all()
    assert ((half["low"] <= point) & (point <= half["high"])).all()
    assert (wide["low"] > 0).all()
    assert list(wide.columns) == ["low", "high"] and wide.index.equals(X.index)


def test_quantiles_agree_with_the_intervals_and_never_cross():
    X, y = projects()
    model = EffortEstimator().fit(X, y)
    quantiles = model.predict_quantiles(X)
    assert np.allclose(quantiles[0.1], model.predict_interval(X, 0.8)["low"])
    assert np.allclose(quantiles[0.9], model.predict_interval(X, 0.8)["high"])
    assert (np.diff(quantiles.to_numpy(), axis=1) >= 0).all()


def test_measured_coverage_is_near_what_is_stated_on_data_that_keep_the_model():
    X, y = projects(200, seed=3)
    seen = measure(EffortEstimator(), X, y, Settings())
    assert seen.hits[0] / seen.n == pytest.approx(0.8, abs=0.1)
    assert seen.hits[1] / seen.n == pytest.approx(0.5, abs=0.12)
    assert seen.standardised_accuracy > 0.4


def test_accuracy_falls_to_that_of_the_median_when_the_drivers_say_nothing():
    """Always saying the median already beats guessing on skewed data; drivers shuffled away leave no more than that."""
    X, y = projects(200, seed=3)
    shuffled = np.random.default_rng(0).permutation(y)
    of_median = standardised_accuracy(y, np.full_like(y, np.median(y)))
    seen = measure(EffortEstimator(), X, shuffled, Settings()).standardised_accuracy
    assert seen == pytest.approx(of_median, abs=0.06)
    assert measure(EffortEstimator(), X, y, Settings()).standardised_accuracy > of_median + 0.15


def test_it_is_a_scikit_learn_estimator():
    X, y = projects()
    assert clone(EffortEstimator(folds=5)).get_params() == {"folds": 5, "random_state": 0}
    assert np.isfinite(cross_val_score(EffortEstimator(), X, y, cv=3)).all()


def test_same_input_same_output_and_unit_does_not_matter():
    X, y = projects()
    first, second = EffortEstimator().fit(X, y), EffortEstimator().fit(X, y)
    assert np.array_equal(first.predict_interval(X), second.predict_interval(X))
    scaled = EffortEstimator().fit(X, y / 160)
    assert np.allclose(scaled.predict(X) * 160, first.predict(X))


def test_unseen_labels_missing_values_and_constant_columns_are_taken():
    X, y = projects()
    X["same"] = 1.0
    X["empty"] = np.nan
    model = EffortEstimator().fit(X, y)
    new = pd.DataFrame(
        {"size": [np.nan], "experience": [np.nan], "kind": ["never seen"], "same": [2.0], "empty": [3.0]}
    )
    assert np.isfinite(model.predict(new)).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda X, y: (X.iloc[:4], y[:4]), "at least 5"),
        (lambda X, y: (X, np.where(np.arange(len(y)) == 3, 0.0, y)), "positive"),
        (lambda X, y: (X, np.where(np.arange(len(y)) == 3, np.nan, y)), "positive"),
        (lambda X, y: (X[[]], y), "no column"),
        (lambda X, y: (X, y[:-1]), "rows"),
    ],
)
def test_unfit_input_is_refused_with_the_reason(change, message):
    X, y = change(*projects())
    with pytest.raises(ValueError, match=message):
        EffortEstimator().fit(X, y)


def test_a_level_that_few_projects_cannot_carry_is_refused():
    X, y = projects(8)
    model = EffortEstimator().fit(X, y)
    assert model.levels_[-1] < 0.8
    with pytest.raises(ValueError, match="not available"):
        model.predict_interval(X, 0.8)


def test_logarithm_only_where_it_belongs():
    rng = np.random.default_rng(0)
    values = np.column_stack([rng.lognormal(5, 1, 200), rng.integers(1, 6, 200), rng.normal(0, 50, 200)])
    assert LogWhereSkewed().fit(values).chosen_.tolist() == [True, False, False]


PUBLIC = os.environ.get("PMO_PUBLIC_DATA")


@pytest.mark.skipif(not PUBLIC, reason="PMO_PUBLIC_DATA is not set: the public effort data are not here")
def test_on_public_data_it_beats_guessing_and_keeps_its_coverage():
    """Desharnais (77 complete projects): a plain Ridge on logarithms is known to reach SA .59."""
    table = pd.read_csv(Path(PUBLIC or "") / "effort" / "desharnais.csv").apply(pd.to_numeric, errors="coerce").dropna()
    X = table.drop(columns=["Project", "Effort", "Length"]).assign(Language=table["Language"].astype(str))
    seen = measure(EffortEstimator(), X, table["Effort"], Settings())
    assert seen.standardised_accuracy > 0.5
    assert 0.68 <= seen.hits[0] / seen.n <= 0.92


@pytest.mark.parametrize("n", (5, 6, 7, 8, 12, 15, 16, 23, 39))
def test_any_number_of_projects_from_five_on_gives_levels_that_it_can_carry(n):
    X, y = projects(n, seed=n)
    model = EffortEstimator().fit(X, y)
    quantiles = model.predict_quantiles(X)
    assert np.isfinite(quantiles.to_numpy()).all()
    assert 0.5 in model.levels_ or n < 8
    assert 0.8 in model.levels_ or n < 15
