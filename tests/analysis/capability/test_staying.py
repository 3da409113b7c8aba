"""Contract windows, trends of cost, and what staying costs."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.shapes import Service, ServiceMonth
from pmo_toolkit.analysis.capability.staying import (
    annual_cost,
    contract_window,
    cost_trend,
    staying_cost,
)

AS_OF = dt.date(2026, 12, 1)


def service(**more):
    return Service("S", "S", **more)


def months(count=24, start=100.0, per_year=0.0, units=None, noise=0.0, seed=1):
    rng = np.random.default_rng(seed)
    return [
        ServiceMonth(
            "S",
            dt.date(2024 + (n // 12), n % 12 + 1, 1),
            start * (1 + per_year * n / 12) * (1 + noise * rng.standard_normal()),
            units,
        )
        for n in range(count)
    ]


def test_one_decides_before_the_notice_begins():
    found = contract_window(
        service(contract_end=dt.date(2027, 6, 30), notice_days=91.0),
        usual_notice_days=30,
        as_of=AS_OF,
    )
    assert found.decide_by == dt.date(2027, 3, 31)
    assert not found.is_past and not found.is_notice_supposed


def test_a_notice_that_nobody_states_is_the_usual_one_and_said():
    found = contract_window(
        service(contract_end=dt.date(2026, 12, 31)), usual_notice_days=90, as_of=AS_OF
    )
    assert found.is_notice_supposed and found.is_past
    none = contract_window(service(), usual_notice_days=90, as_of=AS_OF)
    assert isinstance(none, NotAssessed) and none.names == ("contract_end",)


def test_a_trend_is_found_in_what_was_made_with_one():
    found = cost_trend(months(per_year=0.1), 12)
    # ten per cent of the first month, of the median month a little less
    assert found.per_year == pytest.approx(0.1 / (1 + 0.1 * 11.5 / 12), rel=1e-6)
    assert found.low <= found.per_year <= found.high and found.months == 24


def test_its_range_holds_the_truth_about_as_often_as_it_says():
    truth = 0.06 / (1 + 0.06 * 11.5 / 12)
    held = [
        found.low <= truth <= found.high
        for seed in range(150)
        if (found := cost_trend(months(per_year=0.06, noise=0.03, seed=seed), 12))
    ]
    assert 0.7 <= np.mean(held) <= 0.9


def test_units_make_it_the_cost_of_a_unit():
    grown = [
        ServiceMonth("S", one.month, one.amount * (1 + n / 24), 10.0 * (1 + n / 24))
        for n, one in enumerate(months())
    ]
    found = cost_trend(grown, 12)
    assert found.is_per_unit and found.per_year == pytest.approx(0.0, abs=1e-9)


def test_too_few_months_tell_no_trend_and_the_cost_stays_level():
    few = months(11)
    assert isinstance(cost_trend(few, 12), NotAssessed)
    found = staying_cost(service(annual_cost=1200.0), few, 18, 12)
    assert (found.low, found.middle, found.high) == (1800.0, 1800.0, 1800.0)


def test_staying_adds_up_month_by_month():
    found = staying_cost(service(annual_cost=1200.0), months(per_year=0.1), 24, 12)
    rate = found.trend.per_year
    by_hand = sum(100.0 * (1 + rate * (month + 0.5) / 12) for month in range(24))
    assert found.middle == pytest.approx(by_hand)
    assert found.low <= found.middle <= found.high


def test_without_a_stated_cost_its_last_twelve_months_count():
    assert annual_cost(service(), months(24, per_year=0.0)) == pytest.approx(1200.0)
    assert annual_cost(service(), months(6)) == pytest.approx(1200.0)
    assert annual_cost(service(annual_cost=5.0), months()) == 5.0
    gap = [ServiceMonth("S", dt.date(2019, 5, 1), 900.0), *months(6)]
    assert annual_cost(service(), gap) == pytest.approx(1200.0)  # 2019 is not of the last twelve
    assert annual_cost(service(), []) is None
    assert isinstance(staying_cost(service(), [], 12, 12), NotAssessed)
