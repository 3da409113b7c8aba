"""Which drivers are used, which not, and why."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.drivers import driver_table
from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory

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


def table(
    proposal: dict[str, object], past: pd.DataFrame | None = None, keep: tuple[str, ...] = ()
):
    past = history() if past is None else past
    return driver_table(prepared(past, keep), proposal)


def prepared(past: pd.DataFrame, keep: tuple[str, ...] = ()) -> PreparedHistory:
    return PreparedHistory(past, COLUMNS, "actual_effort_person_hours", keep)


def test_only_drivers_that_the_proposal_states_are_used():
    made = table({"class": "migration", "user_count": 50.0})
    assert made.used == ("class", "user_count")
    assert "size" in made.missing and "department" in made.missing
    assert list(made.history.names) == list(made.proposal.columns)


def test_sizes_in_different_units_get_columns_of_their_own():
    made = table({"size": 100.0, "size_unit": "users"})
    assert {"size_unit", "size in users", "size in function points"} <= set(made.history.names)
    assert made.proposal["size in users"].iloc[0] == 100


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        ({"size": 100.0}, "without its unit"),
        ({"size": 100.0, "size_unit": "story points"}, "fewer than five"),
        ({"team_experience": 2.0}, "every row that states a value has 3.0"),
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
    assert made.dropped[0][0] == "user_count" and "computed from the other" in made.dropped[0][1]


def test_a_leak_is_told_even_if_the_proposal_states_none_and_can_be_overruled():
    past = history().assign(user_count=lambda frame: frame["actual_effort_person_hours"] / 8)
    assert [name for name, _ in table({}, past).dropped] == ["user_count"]
    assert table({"user_count": 50.0}, past, keep=("user_count",)).used == ("user_count",)


def test_with_one_unit_of_size_the_unit_is_no_driver():
    made = table({"size": 100.0, "size_unit": "users"}, history().assign(size_unit="users"))
    assert list(made.history.names) == ["size in users"] and made.used == ("size",)


def test_mixed_units_of_the_result_are_remarked():
    past = history(80)
    past.loc[::4, "actual_effort_person_hours"] *= 1000
    (remark,) = prepared(past).remarks
    assert "mixed" in remark and prepared(history()).remarks == ()


def test_projects_without_a_result_are_left_out():
    past = history()
    past.loc[[1, 2, 3], "actual_effort_person_hours"] = [0.0, np.nan, -4.0]
    assert len(prepared(past).usable) == 37 and prepared(past).left_out == 3


def test_an_empty_column_is_neither_used_nor_missed():
    made = table({"user_count": 50.0}, history().assign(user_count=np.nan))
    assert made.used == () and "user_count" not in made.missing
