"""What is asked where hours, demand or a finish are not stated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pmo_toolkit.analysis.capacity.questions import questions_on_roles, resource_questions
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.running_work import RunningWork
from tests.analysis.capacity.small_house import DRAWS, JANUARY, WISH, demand, hours, needs


def asked(want, *roles, work=()):
    known = {role.role: role for role in roles}
    on_roles = questions_on_roles(want, known, JANUARY)
    found = starts_alone(want, known, WISH, DRAWS)
    return [question.text for question in resource_questions(want, known, on_roles, found, work)]


def test_nothing_is_asked_where_all_is_stated():
    assert asked(demand(needs("analyst", 50)), hours("analyst", [100] * 4)) == []


def test_a_role_without_hours_and_one_without_demand():
    want = demand(needs("analyst", 50), needs("tester", 50), missing=(("writer", "hours a month"),))
    first, second = asked(want, hours("analyst", [100]))
    assert first == "For how many hours a month does O-1 need the role writer?"
    assert second.startswith("How many hours a month has the role tester")


def test_months_in_the_middle_and_columns_that_nobody_states():
    holed = hours("analyst", [100, np.nan, 100])
    (question,) = asked(demand(needs("analyst", 50)), holed)
    assert question == "How many hours has the role analyst in February 2027?"
    bare = replace(hours("analyst", [100]), never_stated=("absence_hours", "ticket_hours"))
    (question,) = asked(demand(needs("analyst", 50)), bare)
    assert question == (
        "How many hours a month do leave and sickness and tickets take of the role analyst?"
    )


def test_work_without_a_finish_is_asked_for_once():
    going_on = {"going_on": ("F-1",)}
    known = [replace(hours(role, [100]), **going_on) for role in ("analyst", "tester")]
    want = demand(needs("analyst", 50), needs("tester", 50))
    work = (RunningWork("F-1", "Control room", {}, None, None),)
    assert asked(want, *known, work=work) == ["When will F-1 (Control room) be finished?"]


def test_months_beyond_the_stated_ones():
    (question,) = asked(demand(needs("analyst", 50, 50, 50)), hours("analyst", [100, 100]))
    assert question == "How many hours have analyst after February 2027?"
