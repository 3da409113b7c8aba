"""By which channels tickets come in, and which of them a department leaves out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.tickets.channels import channels_of
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import DepartmentNames

RULES = Settings().tickets
PHONE = [("Sales", "phone")] * 30 + [("Sales", "portal")] * 30
DEPOTS = [("Depots", "portal")] * 20


def found(pairs, importance=None, names=None):
    rows = pd.DataFrame(pairs, columns=["department", "channel"], dtype="object")
    return channels_of(rows, importance or {}, RULES, names)


def test_channels_have_their_n_and_share_and_blank_ones_are_counted():
    seen = found([*PHONE, *DEPOTS, ("Sales", None), (None, "phone")])
    assert [(one.name, one.n, one.departments) for one in seen.channels] == [
        ("portal", 50, 2),
        ("phone", 31, 1),
    ]
    assert seen.channels[0].share == pytest.approx(50 / 81)
    assert (seen.stated, seen.not_recorded, seen.is_judged) == (81, 1, True)
    assert [one.not_recorded for one in seen.departments if one.department == "Sales"] == [1]


def test_a_department_that_never_uses_the_phone_is_asked_why():
    first = found([*PHONE, *DEPOTS], {"Depots": 4.0}).departments[0]
    assert (first.department, first.importance, first.n) == ("Depots", 4.0, 20)
    assert (first.used, first.unused, first.left_out) == (("portal",), ("phone",), ("phone",))
    assert first.is_one_channel and "Why do no tickets of Depots come by phone" in first.question
    # none of 20 where 30 of 60 come by it: a chance of 0.5 ** 20
    assert first.basis == "None of the 20 tickets of Depots came by phone; of the other 60, 30 did."


def test_of_few_tickets_it_may_be_chance_and_nobody_is_asked():
    seen = found([*PHONE, *DEPOTS[:5]])  # 0.5 ** 5 is 3 %
    assert not any(one.question for one in seen.departments)
    assert seen.departments[1].unused == ("phone",)


def test_where_most_tickets_state_no_channel_nothing_is_said_of_who_leaves_one_out():
    seen = found([*PHONE, *DEPOTS, *[("Sales", None)] * 200])
    assert not seen.is_judged and not any(one.left_out for one in seen.departments)
    assert (seen.stated, seen.not_recorded) == (80, 200)


def test_without_any_channel_nothing_is_assessed():
    seen = found([("Sales", None)] * 3)
    assert (seen.channels, seen.stated, seen.not_recorded, seen.is_judged) == ((), 0, 3, False)
    assert found([]).departments == ()


def test_names_of_one_department_are_one():
    names = DepartmentNames.of({"IT": 1, "Information technology": 2})
    seen = found([*PHONE, ("IT", "portal"), ("Information technology", "phone")], names=names)
    own = next(one for one in seen.departments if one.department == "Information technology")
    assert (own.n, own.used) == (2, ("phone", "portal"))


@given(st.lists(st.tuples(st.sampled_from(["A", "B", None]), st.sampled_from(["x", "y", None]))))
def test_every_ticket_is_counted_once(pairs):
    seen = found(pairs)
    assert seen.stated + seen.not_recorded == len(pairs)
    assert sum(one.n for one in seen.channels) == seen.stated
    by_department = sum(one.n + one.not_recorded for one in seen.departments)
    assert by_department == sum(department is not None for department, _ in pairs)
    assert all(not set(one.used) & set(one.unused) for one in seen.departments)
