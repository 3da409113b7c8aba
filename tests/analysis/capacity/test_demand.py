"""What an option asks of roles, from stated ranges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.capacity.demand import demand_of
from tests.analysis.capacity.small_house import DRAWS, SETTINGS, demand_rows


def asked(*rows, option="O-1"):
    return demand_of(demand_rows(*rows), proposal="P-1", option=option, settings=SETTINGS)


def test_hours_stand_in_their_months_within_their_range():
    found = asked(("analyst", 80, 100, 140, 2, 3))
    (role,) = found.roles
    assert list(role.months) == [1, 2, 3] and role.length == found.length == 4
    hours = role.months[1]
    assert hours.shape == (DRAWS,)
    assert hours.min() >= 80 and hours.max() <= 140
    assert hours.mean() == pytest.approx((80 + 4 * 100 + 140) / 6, rel=0.01)
    assert role.months[3] is role.months[1]  # the months of a row move together


def test_rows_of_one_role_add_up():
    found = asked(("analyst", 50, 50, 50, 1, 3), ("analyst", 20, 20, 20, 2, 1))
    assert [hours[0] for hours in found.roles[0].months.values()] == [50, 70, 50]


def test_blank_ends_never_ask_for_less():
    (role,) = asked(("analyst", None, 100, None, 1, 1)).roles
    assert role.months[0].min() >= 100 and role.months[0].max() > 135
    (role,) = asked(("analyst", 50, None, 100, 1, 1)).roles
    assert np.median(role.months[0]) > 90
    both = asked(("analyst", None, 100, None, 1, 1), ("developer", 50, 100, 300, 1, 1)).roles
    assert both[0].months[0].max() > 200


def test_a_row_without_hours_counts_as_the_largest_of_its_role():
    found = asked(("analyst", 50, 60, 70, 1, 1), ("analyst", None, None, None, 2, 1))
    assert found.roles[0].months[1].mean() == pytest.approx(60, rel=0.05)
    assert found.unknown == ()


@pytest.mark.parametrize(
    "row",
    [
        ("tester", None, None, None, 1, 2),
        ("tester", 30, 20, 10, 1, 2),
        ("tester", -30, -20, -10, 1, 2),
        ("tester", 10, 20, 30, 1, 10**7),
    ],
)
def test_a_role_without_usable_hours_or_months_is_not_known_and_never_nought(row):
    found = asked(("analyst", 50, 60, 70, 1, 1), row)
    assert found.unknown == ("tester",)
    assert [role.role for role in found.roles] == ["analyst"]


def test_a_row_without_months_lasts_until_delivery_and_as_long_as_the_longest_beside_it():
    rows = pd.DataFrame(demand_rows(("analyst", 10, 20, 30, 2, None)))
    alone = demand_of(rows, proposal="P", option="O-1", settings=SETTINGS)
    assert alone.roles == () and alone.missing == (("analyst", "number of months"),)
    delivered = demand_of(
        rows, proposal="P", option="O-1", settings=SETTINGS, delivery_months=2.5
    )
    assert list(delivered.roles[0].months) == [1, 2, 3]
    assert delivered.until_delivery == ("analyst",) and delivered.missing == ()
    beside = asked(("analyst", 10, 20, 30, 1, None), ("tester", 10, 20, 30, 1, 5))
    assert beside.roles[0].length == 5


def test_it_is_said_which_cell_is_missing():
    found = asked(("analyst", None, None, None, 1, 3), ("tester", 1, 2, 3, 1, 10**7))
    assert found.missing == (("analyst", "hours a month"), ("tester", "number of months"))


def test_work_without_a_first_month_begins_at_once():
    assert list(asked(("analyst", 50, 60, 70, None, 2)).roles[0].months) == [0, 1]


def test_options_that_ask_the_same_get_the_same_draws_whatever_the_order_of_rows():
    rows = [("analyst", 80, 100, 140, 1, 3), ("developer", 10, 20, 30, 1, 3)]
    first, second = asked(*rows), asked(*reversed(rows), option="O-2")
    for one, other in zip(first.roles, second.roles, strict=True):
        assert np.array_equal(one.months[0], other.months[0])
