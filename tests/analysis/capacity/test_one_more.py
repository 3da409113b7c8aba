"""What one more person of a role buys."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.one_more import one_person_more, with_one_more
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.role_hours import role_hours
from pmo_toolkit.analysis.capacity.usual_shares import usual_shares
from pmo_toolkit.core.settings.capacity import CapacitySettings
from tests.analysis.capacity.small_house import DRAWS, WISH, capacity, demand, hours, needs


def bought(asked, *roles, value=None, person=160.0):
    known = {role.role: role for role in roles}
    found = starts_alone(asked, known, WISH, DRAWS)
    return one_person_more(asked, known, found, WISH, hours_a_person=person, value_of_wait=value)


def test_months_and_money_by_hand():
    # 100 hours are asked for; 20 are left in January and February, 200 in March
    (more,) = bought(
        demand(needs("analyst", 100)),
        hours("analyst", [20, 20, 200]),
        value=lambda days: 5_000.0 - 10.0 * days,
    )
    assert (more.role, more.hours_per_month) == ("analyst", 160.0)
    assert (more.months_earlier_p50, more.months_earlier_p80) == (2.0, 2.0)
    assert more.net_value.p50 == pytest.approx(10 * (31 + 28))  # the days until the 1st of March


def test_a_person_is_absent_as_the_role_is():
    role = hours("analyst", [20, 200])
    role.stated["absence_hours"][:] = role.stated["gross_hours"] / 4
    (more,) = bought(demand(needs("analyst", 100)), role)
    assert more.hours_per_month == 120.0
    assert isinstance(more.net_value, NotAssessed)


def test_contract_hours_are_those_of_the_workspace_else_of_the_settings():
    settings = CapacitySettings()
    assert settings.contract_hours(7.5) == 157.5
    assert settings.contract_hours(None) == 168.0


def test_a_person_is_absent_as_usual_where_the_role_states_no_absence():
    rows = [("analyst", f"2027-0{month}", 20.0, None, 0.0, 0.0) for month in (1, 2)]
    role = role_hours(capacity(rows), "analyst", (), usual_shares(capacity(rows), 0.25))
    assert role.before.tolist() == [15.0, 15.0]
    assert with_one_more(role, 160.0).before.tolist() == [135.0, 135.0]


def test_only_roles_that_the_start_waits_for():
    asked = demand(needs("analyst", 100), needs("tester", 100))
    (more,) = bought(asked, hours("analyst", [20, 200]), hours("tester", [200, 200]))
    assert more.role == "analyst"
    assert bought(demand(needs("analyst", 10)), hours("analyst", [20])) == ()


def test_where_no_start_is_known_either_way_nothing_is_said_of_months():
    (more,) = bought(demand(needs("analyst", 900)), hours("analyst", [20, 20]))
    assert more.months_earlier_p80 is None
    assert more.month_p80 is None


def test_a_start_that_is_only_known_with_one_more():
    (more,) = bought(demand(needs("analyst", 100)), hours("analyst", [20, 20]))
    assert more.months_earlier_p80 is None and more.month_p80 == "2027-01"
