"""Who was heard, and whom to ask first."""

import pandas as pd

from pmo_toolkit.analysis.evidence.stakeholders import (
    Heard,
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
    assert [one.role for one in found] == ["officer", "head", "director", "counsel"]
    assert [one.is_heard for one in found] == [False, False, False, True]
    assert found[1].age_days == 740 and found[2].last_day is None
