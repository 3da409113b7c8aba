"""How work weighs on roles month by month."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.loads import role_loads
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from tests.analysis.capacity.small_house import DRAWS, WISH, demand, hours, needs


def loads(asked, *roles, questions=None):
    known = {role.role: role for role in roles}
    found = starts_alone(asked, known, WISH, DRAWS)
    return role_loads(asked, known, found, questions or {})


def test_by_hand():
    taken = np.zeros((3, DRAWS))
    taken[0, : DRAWS // 4] = 60  # in a quarter of the cases 40 of 100 are left in January
    (load,) = loads(demand(needs("analyst", 50, 0, 120)), hours("analyst", [100] * 3, taken=taken))
    assert [spot.month for spot in load.months] == ["2027-01", "2027-02", "2027-03"]
    assert [spot.chance_overloaded for spot in load.months] == [0.25, 0.0, 1.0]
    assert load.chance_overloaded == 1.0
    january = load.months[0]
    assert january.gross_hours == 100 and january.run_work_hours is None
    assert january.net_hours.p10 == pytest.approx(40) and january.net_hours.p50 == 100
    assert january.in_flight_hours.p90 == pytest.approx(60)
    assert load.months[1].demand_hours.p90 == 0


def test_a_month_that_nobody_states_is_not_assessed():
    (load,) = loads(demand(needs("analyst", 50, 50)), hours("analyst", [100, np.nan, 100]))
    assert isinstance(load.months[1].net_hours, NotAssessed)
    assert load.months[1].chance_overloaded is None
    assert load.chance_overloaded == 0.0


def test_a_role_without_hours_is_shown_with_its_question_and_without_chances():
    asked = demand(needs("analyst", 50), needs("tester", 50))
    found = loads(asked, hours("analyst", [100]), questions={"tester": "How many hours?"})
    tester = next(load for load in found if load.role == "tester")
    assert tester.chance_overloaded is None and tester.question == "How many hours?"
    assert isinstance(tester.months[0].net_hours, NotAssessed)
    assert tester.months[0].demand_hours.p50 == 50


def test_the_tightest_role_comes_first():
    asked = demand(needs("analyst", 50), needs("tester", 50), needs("writer", 50))
    found = loads(
        asked,
        hours("analyst", [100] * 3),
        hours("tester", [0, 0, 90]),
        hours("writer", [0, 60, 60]),
    )
    assert [load.role for load in found] == ["tester", "writer", "analyst"]
    assert [load.months_waited for load in found] == [2, 1, 0]
