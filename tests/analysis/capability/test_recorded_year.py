"""Twelve months of cost beside the stated cost of a year; figures worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_toolkit.analysis.capability.recorded_year import recorded_year
from pmo_toolkit.analysis.capability.shapes import ServiceMonth


def months(number: int, amount: float) -> list[ServiceMonth]:
    """So many months up to October 2026."""
    found = []
    for back in range(number):
        count = 2026 * 12 + 9 - back
        found.append(ServiceMonth("S", date(count // 12, count % 12 + 1, 1), amount))
    return found


@pytest.mark.parametrize(
    ("stated", "differs"), [(1200, False), (1320, False), (1340, True), (1080, False), (1070, True)]
)
def test_a_whole_year_differs_beyond_the_tolerance_both_ways(stated, differs):
    found = recorded_year(months(30, 100.0), stated, 0.1)
    assert found is not None and found.is_whole
    assert (found.amount, found.differs) == (1200, differs)
    assert (found.first, found.last) == (date(2025, 11, 1), date(2026, 10, 1))


def test_a_part_of_a_year_differs_only_where_it_is_more():
    less, more = (recorded_year(months(5, 100.0), stated, 0.1) for stated in (5000, 400))
    assert less is not None and not less.differs and not less.is_whole
    assert more is not None and more.differs and more.months == 5


def test_rows_of_one_month_add_up_whatever_their_day():
    rows = [ServiceMonth("S", date(2026, 10, day), 50.0) for day in (1, 31)]
    found = recorded_year(rows, None, 0.1)
    assert found is not None and (found.amount, found.months, found.differs) == (100, 1, False)


def test_nothing_stated_and_nought():
    assert recorded_year([], 100.0, 0.1) is None
    nought = recorded_year(months(12, 1.0), 0.0, 0.1)
    assert nought is not None and nought.differs
    same = recorded_year(months(12, 0.0), 0.0, 0.1)
    assert same is not None and not same.differs
