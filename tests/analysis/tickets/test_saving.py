"""Hours a year that solving a problem would avoid."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.tickets.recurrence import RecurrenceRules, recurrences
from pmo_toolkit.analysis.tickets.saving import WEEKS_A_YEAR, SavingRules, savings
from tests.analysis.tickets.written import every, read

RULES = SavingRules(8, 5, 1.0, 1.0, 2000, 1)


def saving(rows, rules=RULES):
    tickets = read(rows)
    found = recurrences(tickets, RecurrenceRules(3, 2, 0.5), None)
    return savings(tickets, found, rules)[0]


def test_one_a_week_of_two_hours_each():
    found = saving(every(7, 26, service="S-1", hours=2))
    # the first week is known by one day alone, so that 25 whole weeks count
    assert found.weeks == 25
    assert isinstance(found.spent, Quantiles)
    assert found.spent.p50 == pytest.approx(2 * WEEKS_A_YEAR)
    assert found.spent.p10 == pytest.approx(found.spent.p90)


def test_bursts_earn_a_wide_range_around_the_same_middle():
    rows = [{**row, "service": "S-1", "hours": 2} for row in every(28, 7) for _ in range(4)]
    steady = saving(every(7, 25, service="S-1", hours=2)).spent
    bursts = saving(rows).spent
    assert bursts.p90 - bursts.p10 > 10 * (steady.p90 - steady.p10) + 50
    assert bursts.p50 == pytest.approx(steady.p50, rel=0.25)


def test_a_remedy_avoids_a_share():
    rules = SavingRules(8, 5, 0.25, 0.75, 4000, 1)
    found = saving(every(7, 26, service="S-1", hours=2), rules)
    assert found.avoided.p50 == pytest.approx(0.5 * found.spent.p50, rel=0.05)
    assert found.avoided.p10 == pytest.approx(0.3 * found.spent.p50, rel=0.05)


def test_hours_that_few_state_stand_for_the_others_and_too_few_do_not():
    rows = every(7, 26, service="S-1")
    half = [{**row, "hours": 2 if place % 2 else None} for place, row in enumerate(rows)]
    assert saving(half).spent.p50 == pytest.approx(2 * WEEKS_A_YEAR, rel=0.01)
    assert saving(half).with_hours == 13
    few = [{**row, "hours": 2 if place < 3 else None} for place, row in enumerate(rows)]
    refused = saving(few)
    assert isinstance(refused.avoided, NotAssessed)
    assert isinstance(refused.a_year, Quantiles)


def test_few_weeks_give_no_year():
    refused = saving(every(2, 12, service="S-1", hours=1))
    assert isinstance(refused.a_year, NotAssessed)
    assert "3 whole weeks" in refused.avoided.why
