"""Analogues, effects and importances say what an exactly known model does."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import BaseEstimator, RegressorMixin

from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.explanation import what_if
from pmo_toolkit.analysis.estimating.model.nearest import nearest_analogues


class PowerLaw(RegressorMixin, BaseEstimator):
    """3 · size^.9, doubled for builds, 10 % more for each step of the rating.

    Blind to anything else.
    """

    def predict(self, X: pd.DataFrame) -> np.ndarray:
        built = np.where(X["class"] == "build", 2.0, 1.0)
        return 3 * X["size"].to_numpy(float) ** 0.9 * built * 1.1 ** X["rating"].to_numpy(float)


def history(n: int = 50, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "size": rng.lognormal(5, 1.2, n),
            "rating": rng.integers(1, 6, n),
            "class": rng.choice(["build", "package", "move"], n, p=[0.5, 0.3, 0.2]),
            "noise": rng.uniform(20, 40, n),
        },
        index=[f"P{i}" for i in range(n)],
    )


PROPOSAL = pd.DataFrame({"size": [200], "rating": [3], "class": ["package"], "noise": [30.0]})


def test_worked_example_of_a_distance():
    """Sizes 1 to 100 on a logarithmic scale.

    10 lies half the range from 1; another class adds its whole weight.
    """
    past = pd.DataFrame(
        {"size": [1.0, 100.0, 10.0], "class": ["a", "a", "b"]}, index=["x", "y", "z"]
    )
    found = nearest_analogues(
        past, [5, 6, 7], {"size": 1.0, "class": "a"}, k=3, weights={"size": 3}
    )
    assert found.table["project"].tolist() == ["x", "z", "y"]
    assert found.table["distance"].tolist() == pytest.approx([0, 0.75 * 0.5 + 0.25, 0.75])
    assert found.weights == {"size": 0.75, "class": 0.25}


@given(st.integers(0, 49), st.integers(1, 60))
def test_a_finished_project_is_its_own_nearest_analogue(row, k):
    past = history()
    found = nearest_analogues(past, np.arange(50), past.iloc[[row]], k=k)
    assert found.table["project"].iloc[0] == f"P{row}" and found.table["distance"].iloc[0] == 0
    assert (
        found.table["distance"].is_monotonic_increasing
        and found.table["distance"].between(0, 1).all()
    )
    assert len(found.table) == min(k, 50) and sum(found.weights.values()) == pytest.approx(1)


def test_the_unit_of_a_size_changes_no_distance():
    one = nearest_analogues(history(), np.ones(50), PROPOSAL, k=50)
    scaled = nearest_analogues(
        history().assign(size=history()["size"] * 7), np.ones(50), PROPOSAL.assign(size=1400), k=50
    )
    assert one.table["distance"].tolist() == pytest.approx(scaled.table["distance"].tolist())


def test_what_is_not_stated_is_passed_over_and_makes_no_project_near():
    past = history()
    past.loc["P7", ["size", "rating", "noise"]] = np.nan
    past["empty"] = np.nan
    found = nearest_analogues(
        past, np.ones(50), {"size": 200.0, "rating": None, "class": past.loc["P7", "class"]}, k=50
    )
    assert set(found.weights) == {"size", "class"}
    assert found.table.set_index("project")["distance"]["P7"] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("proposal", "kwargs", "why"),
    [
        ({"other": 1}, {}, "no driver in common"),
        ({"size": 1.0}, {"weights": {"size": 0}}, "no driver in common"),
        ({"size": 1.0}, {"weights": {"size": -1}}, "negative"),
        ({"size": 1.0}, {"k": 0}, "at least one"),
    ],
)
def test_impossible_comparisons_are_refused(proposal, kwargs, why):
    with pytest.raises(ValueError, match=why):
        nearest_analogues(history(), np.ones(50), proposal, **kwargs)


def test_effects_of_a_known_model():
    found = what_if(PowerLaw(), history(), PROPOSAL)
    table = found.set_index(["driver", "change"])["effect"]
    assert table["size", "+10 %"] == pytest.approx(1.1**0.9 - 1)
    assert table["rating", "one step up"] == pytest.approx(0.1)
    assert table["class", "build instead of package"] == pytest.approx(1.0)
    assert table["class", "move instead of package"] == pytest.approx(0)
    assert table["noise", "+10 %"] == 0
    assert found["effect"].abs().is_monotonic_decreasing


def test_effects_pass_over_what_the_proposal_leaves_open():
    open_ended = PROPOSAL.assign(rating=5, noise=np.nan)
    found = what_if(PowerLaw(), history(), open_ended, change=-0.2)
    assert set(found["driver"]) == {"size", "rating", "class"}
    assert {"-20 %", "one step down"} <= set(found["change"])
    assert what_if(PowerLaw(), history()[["noise"]], PROPOSAL.assign(noise=None)).empty
    with pytest.raises(ValueError, match="one proposal"):
        what_if(PowerLaw(), history(), history())


def test_it_explains_the_estimator_of_the_house():
    past = history(60)
    y = PowerLaw().predict(past) * np.random.default_rng(0).lognormal(0, 0.1, 60)
    model = EffortEstimator().fit(past, y)
    effects = what_if(model, past, PROPOSAL).set_index(["driver", "change"])["effect"]
    assert effects["size", "+10 %"] == pytest.approx(1.1**0.9 - 1, abs=0.02)
    assert effects["class", "build instead of package"] > 0.6
