"""Cash by fiscal year: nothing lost, capital and running expense apart, years begin as declared."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.money.business_case.fiscal_years import FiscalCalendar, fiscal_years
from pmo_toolkit.analysis.money.cash_streams import PARALLEL, CashStream
from pmo_toolkit.analysis.money.discounting import at_month, level

MONTHS = 36
DRAWS = np.linspace(0.5, 1.5, 201)


def stream(kind: str, amount: float, once: bool, cost_type: str | None = None) -> CashStream:
    profile = at_month(MONTHS, 0) if once else level(MONTHS)
    return CashStream(kind, kind, amount * DRAWS, profile, cost_type=cost_type)


OWN = (
    stream("benefit", 10.0, once=False),
    stream("capital", -120.0, once=True, cost_type="capex"),
    stream("run", -2.0, once=False, cost_type="opex"),
    stream("risks", -30.0, once=True),
    stream(PARALLEL, -1.0, once=False),
)
SAVED = (stream("run", 4.0, once=False, cost_type="opex"),)


@given(
    st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2030, 12, 28))),
    st.integers(1, 12),
)
def test_years_hold_all_months_and_all_money(start, first_month):
    years = fiscal_years(OWN, SAVED, FiscalCalendar(start, first_month))
    assert sum(year.months for year in years) == MONTHS
    assert all(0 <= year.months <= 12 for year in years)
    assert sum(year.capex for year in years) == pytest.approx(120)
    assert sum(year.opex for year in years) == pytest.approx(2 * MONTHS)
    assert sum(year.untyped for year in years) == pytest.approx(30)
    assert sum(year.saved for year in years) == pytest.approx((4 - 1) * MONTHS)
    assert sum(year.benefit for year in years) == pytest.approx(10 * MONTHS)
    assert len({year.name for year in years}) == len(years)


def test_a_fiscal_year_begins_in_its_month():
    names = [
        (year.name, year.months)
        for year in fiscal_years(OWN, SAVED, FiscalCalendar(date(2027, 3, 15), 4))
    ]
    assert names == [("2026/27", 1), ("2027/28", 12), ("2028/29", 12), ("2029/30", 11)]


def test_calendar_years_bear_one_number_and_a_missing_start_is_counted_from():
    known = fiscal_years(OWN, SAVED, FiscalCalendar(date(2027, 11, 1)))
    assert [year.name for year in known] == ["2027", "2028", "2029", "2030"]
    assert [year.months for year in known] == [2, 12, 12, 10]
    unknown = fiscal_years(OWN, SAVED, FiscalCalendar(None, 4))
    assert [year.name for year in unknown] == ["year 1", "year 2", "year 3"]


def test_what_is_spent_once_falls_into_the_first_year_and_net_holds_all():
    first, *rest = fiscal_years(OWN, SAVED, FiscalCalendar(date(2027, 1, 1)))
    assert first.capex == pytest.approx(120) and all(year.capex == 0 for year in rest)
    flows = 10 * 12 - 120 - 2 * 12 - 30 + 3 * 12
    assert first.net.p50 == pytest.approx(flows)
