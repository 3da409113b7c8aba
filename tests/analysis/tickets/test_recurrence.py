"""Which tickets belong together."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.tickets.recurrence import RecurrenceRules, recurrences
from tests.analysis.tickets.written import every, read

RULES = RecurrenceRules(least_tickets=5, least_days=3, alike=0.45)


def test_service_and_category_make_the_group_without_text():
    rows = [*every(3, 8, service="S-1", category="fault"), *every(3, 6, service="S-1")]
    found = recurrences(read(rows), RULES, None)
    assert [(one.service, one.category, one.tickets, one.days) for one in found] == [
        ("S-1", "fault", 8, 8),
        ("S-1", None, 6, 6),
    ]


def test_many_tickets_of_one_day_are_an_outage():
    rows = [{"opened": "2026-01-05", "service": "S-1"} for _ in range(50)]
    assert recurrences(read(rows), RULES, None) == ()


def test_tickets_of_nothing_stated_are_no_problem():
    assert recurrences(read(every(2, 20)), RULES, None) == ()


def test_texts_part_what_service_and_category_hold_together():
    rows = [
        *every(3, 6, service="S-1", text="Password expired for account 4711"),
        *every(4, 7, service="S-1", text="Password of account 99 expired"),
        *every(5, 6, service="S-1", text="Printer jams"),
    ]
    found = recurrences(read(rows), RULES, WordEncoder())
    assert [one.tickets for one in found] == [13, 6]
    assert found[0].wording == "Password of account # expired"
    places = np.concatenate([one.places for one in found])
    assert len(np.unique(places)) == len(rows)
