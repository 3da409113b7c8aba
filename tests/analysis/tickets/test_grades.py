"""How well a conclusion stands."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.tickets.grades import Grade, Graded, Source

ALL = (Source.TICKETS, Source.RATINGS, Source.MATURITY, Source.PROPOSALS)


@pytest.mark.parametrize(
    ("number", "tickets", "grade", "confidence"),
    [
        (1, 500, Grade.ONE, "low"),
        (2, 500, Grade.TWO, "moderate"),
        (2, 29, Grade.TWO, "low"),
        (3, 30, Grade.THREE, "high"),
        (4, 29, Grade.THREE, "moderate"),
    ],
)
def test_more_sources_and_more_tickets_stand_better(number, tickets, grade, confidence):
    found = Graded(ALL[:number], tickets)
    assert (found.grade, found.confidence) == (grade, confidence)


def test_tickets_alone_decide_nothing():
    assert "nothing is decided" in Graded(ALL[:1], 100).allows
    assert Graded(ALL[:2], 100).sentence == "two sources (also ratings of the service)"
