"""Who was heard, on what and when, as tables."""

import pandas as pd

from pmo_toolkit.analysis.evidence.stakeholders import Heard, stakeholder_register
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.exports.stakeholder_sheets import stakeholder_sheets

AS_OF = pd.Timestamp("2026-11-20")
TABLE = pd.DataFrame(
    {"department": ["Law", "People"], "role": [None, None], "interest": 3, "influence": 3}
)


def sheets(*heard):
    return stakeholder_sheets(json_ready(stakeholder_register(TABLE, heard, AS_OF, 365), "$"))


def test_each_topic_is_a_row_with_its_day_and_age():
    order, heard = sheets(
        Heard("Law", "scores", pd.Timestamp("2026-11-10")),
        Heard("Law", "notes", pd.Timestamp("2024-11-20")),
        Heard("Works council", "questions", None),
    )
    assert [row[:7] for row in heard.rows] == [
        ("Law", None, "scores", 1, "2026-11-10", 10, "yes"),
        ("Law", None, "notes", 1, "2024-11-20", 730, "no"),
        ("in no row of stakeholders", "Works council", "questions", 1, "day not known", None, "no"),
    ]
    assert [(row[0], row[1], row[7]) for row in order.rows] == [
        (2, "People", "not heard"),
        (1, "Law", "2026-11-10"),
        (None, "in no row of stakeholders", "day not known"),
    ]


def test_where_nobody_was_heard_it_is_said():
    order, heard = sheets()
    assert not heard.rows and heard.note == "Nobody was heard."
    assert [row[7] for row in order.rows] == ["not heard", "not heard"]
