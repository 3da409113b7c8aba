"""Few own projects: drawn towards public figures, measured on themselves, never across units."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.estimates import estimate_from_history
from pmo_toolkit.analysis.estimating.fitted_models import Models
from pmo_toolkit.analysis.estimating.target_histories import History
from pmo_toolkit.assessment.history import public_priors
from pmo_toolkit.core.settings import Settings

PROPOSAL = {"size": 250.0, "size_unit": "function points", "class": "migration"}


def projects(n: int, level: float = 1.0) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    size = rng.lognormal(5.5, 0.6, n)
    return pd.DataFrame(
        {
            "project": [f"H{i}" for i in range(n)],
            "title": [f"Project {i}" for i in range(n)],
            "class": "migration",
            "size": size,
            "size_unit": "function points",
            "estimate_effort_person_hours": np.nan,
            "actual_effort_person_hours": level * 12 * size * rng.lognormal(0, 0.4, n),
            "actual_cost": 1000 * size,
        }
    )


def estimate(past: pd.DataFrame, target: str = "effort_person_hours", **changed: object):
    history = History(past, ("class", "size", "size_unit"), (), priors=public_priors())
    return estimate_from_history(
        history,
        {**PROPOSAL, **changed},
        target=target,
        unit="person-hours",
        models=Models(),
        settings=Settings(),
    )


@pytest.mark.parametrize("n", (1, 2, 5, 14))
def test_from_one_project_on_there_is_an_estimate_that_says_what_it_rests_on(n):
    made = estimate(projects(n))
    assert isinstance(made, Estimate) and made.basis == "few" and made.n == n and made.n_public > 50
    wide, half = made.intervals
    assert wide.low < half.low < made.point < half.high < wide.high
    assert f"{n} of them" in made.basis_sentence and "public" in made.basis_sentence
    assert len(made.analogues) == min(n, 5)
    if n == 1:
        assert wide.coverage is None and wide.n == 0
    else:
        assert wide.n == n and wide.coverage_low <= wide.coverage <= wide.coverage_high


def test_own_projects_pull_the_estimate_the_more_the_more_there_are():
    usual = estimate(projects(5)).point
    one, ten = estimate(projects(1, level=6)).point, estimate(projects(10, level=6)).point
    assert usual < one < ten


def test_with_enough_projects_the_model_takes_over():
    made = estimate(projects(30))
    assert isinstance(made, Estimate) and made.basis == "model" and made.n_public == 0


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"size": None}, "no size with its unit"),
        ({"size": 0.0}, "no size with its unit"),
        ({"size_unit": None}, "no size with its unit"),
        ({"size_unit": "users"}, "there are none for sizes in users"),
        ({"size_unit": "KLOC"}, "none of them is sized in KLOC: outside view only"),
    ],
)
def test_what_public_figures_cannot_help_is_not_assessed(changed, reason):
    made = estimate(projects(5), **changed)
    assert isinstance(made, NotAssessed) and reason in made.why and "a model needs 15" in made.why


def test_no_history_at_all_says_that_only_others_can_speak():
    made = estimate(projects(5).iloc[:0])
    assert isinstance(made, NotAssessed) and "only others' experience" in made.why


def test_public_figures_are_for_effort_alone():
    made = estimate(projects(5), target="cost")
    assert isinstance(made, NotAssessed) and "effort by size only" in made.why


def test_a_size_beyond_all_projects_is_told():
    assert estimate(projects(5), size=1e6).outside_range and not estimate(projects(5)).outside_range
