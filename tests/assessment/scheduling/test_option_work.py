"""What an option asks of people, and for how long."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.scheduling.option_work import (
    ACTIVITY_COLUMNS,
    option_work,
    spread_over,
)
from pmo_toolkit.assessment.scheduling.work import OptionRows, OptionWork
from pmo_toolkit.core.settings import Settings

NO_ACTIVITIES = pd.DataFrame(columns=list(ACTIVITY_COLUMNS))


def asked(role: str, hours: object, first: object, months: object, row: int = 2) -> dict:
    low, mode, high = hours if isinstance(hours, tuple) else (hours, hours, hours)
    return {
        "option": "O1", "role": role, "hours_per_month_low": low, "hours_per_month_mode": mode,
        "hours_per_month_high": high, "start_month": first, "months": months, "_row": row,
    }  # fmt: skip


def work(*demand: dict, activities=NO_ACTIVITIES, estimate=None, delivery=None, **option):
    row = {
        "id": "O1",
        "proposal": "P1",
        "kind": "build",
        "title": "Build",
        "scope": None,
        "benefit_share": None,
        "months_to_benefit": None,
        **option,
    }
    rows = OptionRows(row, demand, activities, estimate, delivery)
    return option_work(rows, Settings())


def test_demand_that_begins_later_stands_later():
    found = work(asked("dev", 100, 1, 2), asked("tester", 40, 3, 1), asked("dev", 10, 2, 1))
    assert found.months == 3
    assert found.profile == {"dev": (100, 110, 0), "tester": (0, 0, 40)}


def test_it_lasts_until_delivery_where_that_is_later():
    found = work(asked("dev", 100, 1, 2), estimate=100.0)  # 3.3 months
    assert (found.demand_months, found.months) == (2, 4)
    assert found.profile["dev"] == (100, 100, 0, 0)


def test_the_order_of_what_says_how_long_delivery_takes():
    days = Quantiles(1.0, 2.0, 243.5, 300.0, 310.0, "calendar days")
    assessed = Delivery("O1", days, 8.0, 10.0, (), None, 0.0, None, None)
    rows = [
        ("P1", None, name, name, before, 50, 61, 80, None)
        for name, before in (("A", None), ("B", "A"))
    ]
    network = pd.DataFrame(rows, columns=list(ACTIVITY_COLUMNS))
    assert work(delivery=assessed, activities=network, estimate=30.0).months == 8
    assert work(activities=network, estimate=30.0).months == 4  # 61 + 61 days
    assert work(estimate=30.0, months_to_benefit=9).months == 1
    assert work(months_to_benefit=9).months == 9
    # the proposal's own estimate says nothing of a part
    assert work(estimate=30.0, months_to_benefit=9, kind="minimum").months == 9


def test_neither_hours_nor_a_time_make_no_work():
    assert work() is None


def test_hours_that_are_not_stated_are_named_and_are_not_nought():
    found = work(asked("dev", (None, None, None), 1, 2, row=7), asked("ops", 10, 1, 1))
    assert "dev" not in found.profile
    assert found.not_stated == (7,)


def test_demand_without_a_number_of_months_lasts_until_delivery():
    found = work(asked("dev", 50, 2, None), estimate=120.0)
    assert found.profile == {"dev": (0, 50, 50, 50)}
    assert work(asked("dev", 50, 2, None, row=5), asked("ops", 1, 1, 1)).not_stated == (5,)


def test_hours_are_those_that_suffice_in_every_second_case():
    # PERT (0, 50, 100) is symmetric: its median is its mode
    assert work(asked("dev", (0, 50, 100), 1, 1)).profile == {"dev": (50,)}


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=24),
    st.integers(1, 12),
)
def test_spreading_keeps_all_hours_and_raises_no_peak(hours, more):
    before = OptionWork(
        "O1", "P1", "Build", "build", False, (), len(hours), None, len(hours), {"dev": tuple(hours)}
    )
    after = spread_over(before, len(hours) + more)
    assert sum(after.profile["dev"]) == sum(hours)
    assert len(after.profile["dev"]) == after.months == len(hours) + more
    assert max(after.profile["dev"]) <= np.ceil(max(hours)) + 1
    assert after.spread == more


def test_spreading_shares_hours_evenly():
    before = OptionWork("O1", "P1", "Build", "build", False, (), 4, 4.0, 4, {"dev": (90,) * 4})
    after = spread_over(before, 6)
    assert after.profile["dev"] == (60,) * 6
    assert after.delivery_months == pytest.approx(6.0)
