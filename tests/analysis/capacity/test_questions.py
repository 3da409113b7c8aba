"""What is asked where hours, demand or a finish are not stated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pmo_toolkit.analysis.capacity.questions import questions_on_roles, resource_questions
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.role_hours import role_hours
from pmo_toolkit.analysis.capacity.running_work import FaultyWork, RunningWork, running_work
from tests.analysis.capacity.small_house import (
    DRAWS,
    JANUARY,
    SETTINGS,
    WISH,
    capacity,
    demand,
    hours,
    in_flight,
    needs,
)


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
        "How many hours a month of the role analyst go into leave and sickness and tickets?"
    )


def test_a_cell_that_other_months_state_is_asked_for_by_its_month():
    rows = [("analyst", f"2027-0{month}", 100.0, 10.0, 0.0, 5.0) for month in (1, 2)]
    rows.append(("analyst", "2027-03", 100.0, 10.0, 0.0, None))
    known = role_hours(capacity(rows), "analyst", ())
    (question,) = asked(demand(needs("analyst", 50)), known)
    assert question == "How many hours of the role analyst go into tickets in March 2027?"


def test_rows_that_run_backwards_or_cannot_be_used_are_named():
    (work,) = running_work(
        in_flight({"start_date": "2027-05-01", "finish_estimate": "2027-03-31"}),
        lambda *_: (1.0,),
        as_of="2027-01-01",
        settings=SETTINGS,
        faulty=FaultyWork({"F-1": (4,)}),
    )
    rows = [("analyst", f"2027-0{month}", 100.0, 0.0, 0.0, 0.0) for month in (1, 2)]
    known = role_hours(capacity(rows), "analyst", (work,))
    # its 40 hours are taken in all months
    assert known.net(JANUARY, 2)[:, 0].tolist() == [60.0, 60.0]
    texts = asked(demand(needs("analyst", 50)), replace(known, work_set_aside=(7,)), work=(work,))
    assert texts == [
        "When will F-1 (Running work) be finished? By row 4 of the table in_flight it ends before"
        " it begins.",
        "Which work under way takes how many hours of which role by row 7 of the table in_flight?",
    ]
    assert replace(known, work_set_aside=(7,)).is_at_most and not known.is_at_most


def test_work_without_a_finish_is_asked_for_once():
    going_on = {"going_on": ("F-1",)}
    known = [replace(hours(role, [100]), **going_on) for role in ("analyst", "tester")]
    want = demand(needs("analyst", 50), needs("tester", 50))
    work = (RunningWork("F-1", "Control room", {}, None, None),)
    assert asked(want, *known, work=work) == ["When will F-1 (Control room) be finished?"]


def test_months_beyond_the_stated_ones():
    (question,) = asked(demand(needs("analyst", 50, 50, 50)), hours("analyst", [100, 100]))
    assert question == "How many hours have analyst after February 2027?"
