"""The model of logarithms: size and multipliers, experts' estimates, and drivers that rows lack."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.model.log_model import LogModel


def history(n: int = 60, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    frame = pd.DataFrame({"size": size, "skill": rng.integers(1, 6, n).astype(float)})
    return frame, np.log(size) * 0.95 - 0.1 * frame["skill"].to_numpy() + rng.normal(0, 0.2, n)


def estimated(
    n: int = 60, seed: int = 0, spread: float = 0.2, bias: float = 1.5
) -> tuple[pd.DataFrame, np.ndarray]:
    """Projects with an expert's estimate that runs too low by `bias`."""
    rng = np.random.default_rng(seed + 100)
    X, logs = history(n, seed)
    logs = logs + rng.normal(0, 0.4, n)
    return X.assign(first_estimate=np.exp(logs + rng.normal(0, spread, n)) / bias), logs


def test_a_cocomo_law_is_recovered():
    """Intermediate COCOMO, semi-detached.

    Effort = 3.0 × KLOC^1.12 × product of the multipliers (Boehm, 1981).
    """
    rng = np.random.default_rng(1)
    X = pd.DataFrame(
        {f"m{i}": rng.choice([0.75, 0.88, 1.0, 1.15, 1.3, 1.46], 60) for i in range(10)}
    )
    X.insert(0, "kloc", rng.lognormal(3.5, 1.2, 60))
    logs = np.log(3.0 * (1 + X["kloc"]) ** 1.12 * X.drop(columns="kloc").prod(axis=1)).to_numpy()
    model = LogModel().fit(X.iloc[:30], logs[:30])
    assert np.abs(model.predict(X.iloc[30:]) - logs[30:]).max() < 0.2


def test_predictions_stay_within_a_factor_e_of_the_actuals():
    X, logs = history()
    far = pd.DataFrame({"size": [1e-6, 1e12], "skill": [1.0, 5.0]})
    predicted = LogModel().fit(X, logs).predict(far)
    assert logs.min() - 1 <= predicted.min() and predicted.max() <= logs.max() + 1


@pytest.mark.parametrize("drop", [["size"], ["size", "skill"]])
def test_without_a_size_or_any_driver_it_still_answers(drop):
    X, logs = history()
    X["same"] = 1
    predicted = LogModel().fit(X.drop(columns=drop), logs).predict(X.drop(columns=drop))
    assert np.isfinite(predicted).all()
    if len(drop) == 2:
        assert predicted == pytest.approx(np.mean(logs))


def test_equal_actuals_and_exact_laws_are_no_trouble():
    X, _ = history()
    assert LogModel().fit(X, np.full(60, 2.0)).predict(X) == pytest.approx(2.0)
    exact = np.log(X["size"].to_numpy())
    assert np.abs(LogModel().fit(X, exact).predict(X) - exact).max() < 0.5


def test_a_row_that_lacks_a_driver_is_predicted_as_by_a_model_that_never_had_it():
    X, logs = history()
    X["kind"] = np.where(np.arange(60) % 2, "new", "change")
    model, without = LogModel().fit(X, logs), LogModel().fit(X[["skill", "kind"]], logs)
    blind = X.assign(size=[np.nan] * 60)
    assert model.predict(blind) == pytest.approx(without.predict(X))
    wide, narrow = model.predict_ranges(blind, (0.8,))[1], without.predict_ranges(X, (0.8,))[1]
    assert (wide >= narrow - 1e-12).all()
    lacking = model.read(blind.assign(kind="unheard of")).lacking
    assert lacking.tolist() == [[True, False, True]] * 60
    assert not model.read(X).lacking.any()


def test_the_bias_is_put_right_in_proportion_even_beyond_the_largest_project():
    X, logs = estimated()
    model = LogModel().fit(X, logs)
    assert model.estimate_ == "first_estimate"
    ratio = model.predict(X) - np.log(X["first_estimate"])
    assert np.exp(np.median(ratio)) == pytest.approx(1.5, rel=0.1)
    largest = X.iloc[[int(np.argmax(logs))]]
    giant = largest.assign(first_estimate=largest["first_estimate"] * 100)
    assert model.predict(giant)[0] - model.predict(largest)[0] == pytest.approx(np.log(100))


def test_other_drivers_tell_what_the_estimate_overlooks():
    X, logs = estimated()
    kind = np.where(np.arange(60) % 2, "new", "change")
    X["kind"] = kind
    noise = np.random.default_rng(5).normal(0, 0.1, 60)
    X["first_estimate"] = np.exp(logs - np.where(kind == "new", 0.6, 0.0) + noise)
    model = LogModel().fit(X, logs)
    new, change = (model.predict(X.assign(kind=label))[0] for label in ("new", "change"))
    assert new - change == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize(
    "change",
    [
        {"first_estimate": lambda X: X["first_estimate"].to_numpy()[::-1]},  # says nothing
        {"first_estimate": lambda X: X["first_estimate"] / 100},  # some other unit
        {"first_estimate": lambda X: X["first_estimate"].where(X.index < 9)},  # nearly all missing
        {"first_estimate": lambda X: ["about a year"] * 60},
    ],
)
def test_an_estimate_not_worth_relying_on_is_a_driver_like_others(change):
    X, logs = estimated()
    X = X.assign(**change)
    model = LogModel().fit(X, logs)
    assert model.estimate_ is None and np.isfinite(model.predict(X)).all()


@pytest.mark.parametrize("name", ["estimated_size", "planned function points", "budgetless"])
def test_neither_sizes_nor_columns_of_other_names_are_taken_for_estimates(name):
    X, logs = estimated()
    assert LogModel().fit(X.rename(columns={"first_estimate": name}), logs).estimate_ is None


def test_a_proposal_without_an_estimate_has_a_wider_range():
    X, logs = estimated()
    model = LogModel().fit(X, logs)
    rows = X.iloc[:2].assign(first_estimate=[np.nan, 500.0])
    predicted, halves = model.predict_ranges(rows, (0.8,))
    assert np.isfinite(predicted).all() and halves[0, 0] > 1.2 * halves[1, 0]
