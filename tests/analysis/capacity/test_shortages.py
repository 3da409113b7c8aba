"""Hours that lack at the wished start, at the chance that is planned with."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.capacity.shortages import shortages
from tests.advice.test_people import LATE, ROLES, UNKNOWN, staffed


def test_hours_that_lack_are_those_of_the_worst_month_at_the_chance_that_is_planned_with():
    (found,) = shortages(staffed(LATE))
    assert (found.place, found.role, found.hours) == (0, "data engineer", 110.0)
    assert (found.asked_for, found.left) == (100.0, -10.0)
    assert (found.first, found.last) == ("2027-03", "2027-04")
    unknown = replace(ROLES[0].months[0], net_hours=UNKNOWN, chance_overloaded=None)
    assert shortages(staffed(LATE, roles=(replace(ROLES[0], months=(unknown,)),))) == ()
