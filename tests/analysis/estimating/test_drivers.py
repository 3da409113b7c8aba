"""Which drivers are used, which not, and why."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.drivers import driver_table
from pmo_toolkit.analysis.estimating.estimates import Estimate, estimate_from_history
from pmo_toolkit.analysis.results import NotAssessed
from pmo_toolkit.settings import Settings

COLUMNS = ("department", "class", "size", "size_unit", "user_count", "team_experience")


def history(n: int = 40) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    size = rng.lognormal(5, 0.8, n)
    return pd.DataFrame(
        {
            "department": rng.choice(["Finance", "People"], n),
            "class": rng.choice(["migration", "integration"], n),
            "size": size,
            "size_unit": ["users" if i % 4 == 0 else "function points" for i in range(n)],
            "user_count": rng.integers(5, 500, n).astype(float),
            "team_experience": np.full(n, 3.0),
            "actual_effort_person_hours": size * rng.lognormal(2, 0.3, n),
        }
    )


def table(proposal: dict[str, object], past: pd.DataFrame | None = None):
    past = history() if past is None else past
    return driver_table(past, proposal, COLUMNS, past["actual_effort_person_hours"])


def test_only_drivers_that_the_proposal_states_are_used():
    made = table({"class": "migration", "user_count": 50.0})
    assert made.used == ("class", "user_count")
    assert "size" in made.missing and "department" in made.missing
    assert list(made.history.columns) == list(made.proposal.columns)


def test_sizes_in_different_units_get_columns_of_their_own():
    made = table({"size": 100.0, "size_unit": "users"})
    assert {"size_unit", "size in users", "size in function points"} <= set(made.history.columns)
    assert made.proposal["size in users"].iloc[0] == pytest.approx(np.log1p(100))


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        ({"size": 100.0}, "without its unit"),
        ({"size": 100.0, "size_unit": "story points"}, "fewer than five"),
        ({"team_experience": 2.0}, "same value"),
    ],
)
def test_what_cannot_be_used_is_dropped_with_the_reason(proposal, reason):
    made = table(proposal)
    assert made.used == ()
    assert any(reason in why for _, why in made.dropped)


def test_a_driver_computed_from_the_result_is_dropped():
    past = history()
    past["user_count"] = past["actual_effort_person_hours"] / 8
    made = table({"user_count": 50.0}, past)
    assert made.dropped[0][0] == "user_count" and "afterwards" in made.dropped[0][1]


def test_values_that_the_history_has_not_seen_are_told():
    made = table({"department": "Legal", "user_count": 90_000.0})
    assert any("Legal" in each for each in made.outside_range)
    assert any("user count 90000" in each for each in made.outside_range)


def estimate(proposal: dict[str, object], past: pd.DataFrame) -> Estimate | NotAssessed:
    return estimate_from_history(
        past, proposal, target="effort_person_hours", unit="person-hours", columns=COLUMNS, settings=Settings()
    )


def test_an_estimate_carries_coverage_n_and_what_it_was_made_from():
    made = estimate({"size": 150.0, "size_unit": "function points", "class": "migration"}, history())
    assert isinstance(made, Estimate)
    assert made.n == 40 and made.intervals[0].n == 40
    wide, half = made.intervals
    assert wide.low < half.low < made.point < half.high < wide.high
    assert wide.coverage_low <= wide.coverage <= wide.coverage_high
    assert list(made.curve.values) == sorted(made.curve.values)


def test_rows_without_a_positive_actual_are_counted_as_left_out():
    past = history()
    past.loc[[1, 2], "actual_effort_person_hours"] = [0.0, np.nan]
    made = estimate({"user_count": 50.0}, past)
    assert isinstance(made, Estimate) and (made.n, made.left_out) == (38, 2)


@pytest.mark.parametrize(
    ("proposal", "past", "why"),
    [
        ({"user_count": 50.0}, history(10), "holds 10 finished projects"),
        ({}, history(), "does not state"),
        ({"user_count": 50.0}, history().drop(columns="actual_effort_person_hours"), "no history"),
        ({"user_count": 50.0}, history().assign(actual_effort_person_hours=5.0), "same effort"),
    ],
)
def test_too_little_is_not_assessed(proposal, past, why):
    made = estimate(proposal, past)
    assert isinstance(made, NotAssessed) and why in made.why
