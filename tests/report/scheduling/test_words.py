"""A plan in the words of the departments."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment.scheduling.planning import OnePersonMoreInPlan
from pmo_toolkit.assessment.scheduling.waits import RoleInPlan, RoleMonthInPlan
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.scheduling.words import gain_in_words, left_in_words, people_in_words

NUMBERS = NumberFormat("en_GB", "EUR")


def role(people: float, *left: float, name: str = "business analyst", stated: int = 99):
    months = tuple(
        RoleMonthInPlan(f"2027-{number + 1:02}", 100.0, 0.0, 100.0 - hours, number < stated)
        for number, hours in enumerate(left)
    )
    return RoleInPlan(name, people, months, 0, ())


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (
            role(2.1, 90, 80, 60.4),
            "the two business analysts have 60\u00a0hours left in March 2027",
        ),
        (role(1.0, 1.2), "the one business analyst has 1\u00a0hour left in January 2027"),
        (role(0.3, 0), "the role business analyst has no hour left in January 2027"),
        (
            role(14.0, -12),
            "the 14 business analysts have 12\u00a0hours too few for work under way in January"
            " 2027",
        ),
        (
            role(3.0, 50, name="Fachkraft für IT"),
            "the three people in the role Fachkraft für IT have 50\u00a0hours left in January 2027",
        ),
    ],
)
def test_a_remaining_resource_is_said_in_the_words_of_the_department(own, words):
    assert left_in_words(own, NUMBERS) == words


def test_months_that_nobody_states_are_never_the_tightest():
    assert "80" in left_in_words(role(2.0, 80, 10, stated=1), NUMBERS)
    assert "stated for no month" in left_in_words(role(2.0, 10, stated=0), NUMBERS)


def test_many_people_are_a_number():
    assert people_in_words(role(250.0, 1), NUMBERS) == "the 250 business analysts"


def test_what_one_person_more_buys():
    gain = OnePersonMoreInPlan("developer", 120, 2, 0.5, (("P1", 3), ("P2", 1)), 50_000.0)
    words = gain_in_words(gain, NUMBERS).replace("\u00a0", " ")
    assert "the last proposal would be finished 2 months sooner" in words
    assert "sooner: P1 by 3 months and P2 by 1 month" in words
    assert "worth 50 k€" in words
    nothing = OnePersonMoreInPlan("developer", 120, 0, 0.0, (), None)
    assert "nothing finish sooner" in gain_in_words(nothing, NUMBERS)
    many = OnePersonMoreInPlan("dev", 9, 0, 1.0, tuple((f"P{n}", 1) for n in range(8)), None)
    assert "and 3 others" in gain_in_words(many, NUMBERS).replace("\u00a0", " ")
