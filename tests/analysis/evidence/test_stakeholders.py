"""Who was heard, and whom to ask first."""

import pandas as pd

from pmo_toolkit.analysis.evidence.stakeholders import (
    Heard,
    HeardOn,
    order_of_asking,
    stakeholder_register,
)

AS_OF = pd.Timestamp("2026-11-20")
TABLE = pd.DataFrame(
    {
        "department": ["Finance", "People", "Law", "Law"],
        "role": ["director", "head", "counsel", "officer"],
        "interest": [3, 4, 5, 1],
        "influence": [3, None, 5, 1],
    }
)


def test_interest_times_influence_orders_and_a_blank_counts_as_the_middle():
    assert order_of_asking(TABLE) == {"Law": 1, "People": 2, "Finance": 3}


def test_who_was_not_heard_or_long_ago_stands_first():
    heard = [
        Heard("Counsel", "scores", pd.Timestamp("2026-11-10")),
        Heard("head", "scores", pd.Timestamp("2024-11-10")),
        Heard("nobody", "scores", AS_OF),
    ]
    found = stakeholder_register(TABLE, heard, AS_OF, 365)
    assert [one.role for one in found] == ["officer", "head", "director", "counsel", "nobody"]
    assert [one.is_heard for one in found] == [False, False, False, True, True]
    assert found[1].age_days == 740 and found[2].last_day is None


def test_who_was_heard_and_stands_in_no_row_is_not_hidden():
    heard = [Heard("Works council", "notes", AS_OF), Heard("LAW", "questions", AS_OF)]
    *listed, last = stakeholder_register(TABLE, heard, AS_OF, 365)
    assert (last.department, last.role, last.place, last.is_listed) == (
        None,
        "Works council",
        None,
        False,
    )
    assert {one.department for one in listed if one.is_heard} == {"Law"}


def test_each_topic_has_its_day_and_age():
    heard = [
        Heard("Counsel", "scores", pd.Timestamp("2026-11-10")),
        Heard("Counsel", "scores", pd.Timestamp("2026-10-10")),
        Heard("Counsel", "notes", pd.Timestamp("2024-11-20")),
        Heard("Counsel", "questions", None),
        Heard("Counsel", "questions", pd.Timestamp("2027-01-01")),  # has not come
    ]
    (found,) = (one for one in stakeholder_register(TABLE, heard, AS_OF, 365) if one.times)
    assert found.heard_on == (
        HeardOn("scores", 2, "2026-11-10", 10, True),
        HeardOn("notes", 1, "2024-11-20", 730, False),
        HeardOn("questions", 2, None, None, False),
    )
    assert (found.times, found.last_day, found.age_days) == (5, "2026-11-10", 10)
