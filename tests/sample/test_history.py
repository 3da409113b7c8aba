"""Finished projects of the sample: long, with gaps, and such as can be learnt from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.sample import DEFAULT_SEED, make_sample
from pmo_toolkit.workspace.dictionary.option_tables import DELIVERIES
from tests.sample.typed_tables import AS_OF, typed


def test_history_is_long_and_has_gaps(tables):
    history = tables["history"]
    assert len(history) == 180 and history["title"].is_unique
    assert history["finish_date"].dt.year.min() <= 2016 and history["finish_date"].max() <= AS_OF
    assert history["size"].isna().mean() == pytest.approx(0.08, abs=0.05)
    assert history["size"].isna().equals(history["size_unit"].isna()), (
        "a size without its unit means nothing"
    )
    days = (history["finish_date"] - history["start_date"]).dt.days
    assert (days == history["actual_duration_days"]).all()
    always = [
        "estimate_effort_person_hours",
        "actual_effort_person_hours",
        "estimate_cost",
        "actual_cost",
        "class",
    ]
    assert history[always].notna().all(axis=None) and (history[always[:4]] > 0).all(axis=None)


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_estimates_fall_short_more_so_for_development(seed):
    history = typed("history", make_sample(1, seed)["history"])
    ratio = history["actual_effort_person_hours"] / history["estimate_effort_person_hours"]
    assert 1.08 <= ratio.median() <= 1.35
    assert ratio.quantile(0.98) > 2.3, "a heavy tail"
    risky = history["class"].isin(["custom development", "integration"])
    calm = history["class"] == "infrastructure"
    assert ratio[risky].median() > ratio[calm].median()
    assert ratio[risky].quantile(0.9) > ratio[calm].quantile(0.9)


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_effort_follows_size_within_a_unit_only(seed):
    history = typed("history", make_sample(1, seed)["history"]).dropna(subset=["size"])
    points = history[history["size_unit"] == "function points"]
    slope, _ = np.polyfit(np.log(points["size"]), np.log(points["actual_effort_person_hours"]), 1)
    assert 0.75 <= slope <= 1.15
    each = history["actual_effort_person_hours"] / history["size"]
    by_unit = each.groupby(history["size_unit"]).median()
    assert by_unit["servers"] > 3 * by_unit["function points"], "units cannot be mixed up"


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_finished_projects_can_be_learnt_from(seed):
    """A regression of log effort on log size and class, left-out tenths predicted.

    SA well above guessing.
    """
    history = typed("history", make_sample(1, seed)["history"]).dropna(subset=["size"])
    units = pd.get_dummies(history["size_unit"], dtype=float)
    classes = pd.get_dummies(history["class"], dtype=float).iloc[:, 1:]
    X = np.column_stack([units, units.mul(np.log(history["size"]), axis=0), classes])
    y = history["actual_effort_person_hours"].to_numpy()
    fold, predicted = np.arange(len(y)) % 10, np.empty(len(y))
    for each in range(10):
        rest = fold != each
        fitted, *_ = np.linalg.lstsq(X[rest], np.log(y[rest]), rcond=1e-8)
        predicted[~rest] = np.exp(X[~rest] @ fitted)
    guess = np.abs(y[:, None] - y[None, :]).sum() / (len(y) * (len(y) - 1))
    assert 0.35 < 1 - np.abs(y - predicted).mean() / guess < 0.8


def test_most_projects_say_how_they_were_delivered(tables):
    history = tables["history"]
    assert 0.01 < history["delivery"].isna().mean() < 0.15
    assert set(history["delivery"].dropna()) == set(DELIVERIES)
    custom = history[history["class"] == "custom development"]
    assert (custom["delivery"].dropna().isin(["build", "PaaS"])).all()
