"""What hangs on what, in words: chances, slack, goals and rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.advice.dependency_words import (
    knock_on_in_words,
    rows_in_words,
    single_point_in_words,
    some_of,
    unlocked_in_words,
)
from pmo_toolkit.analysis.dependencies.graph_results import (
    DistantTie,
    KnockOn,
    RowReference,
    SinglePoint,
)
from pmo_toolkit.core.number_format import NBSP, NumberFormat

NUMBERS = NumberFormat("en_GB", "EUR")
LATE = KnockOn("F-1", "P-1", "Network", "Pumps", "in flight", 90.0, 0.62, 21.0, 85.0)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {},
            "P-1 (Pumps) is late as well with a chance of 62 %: by at most 21 days in one case of"
            " two, by at most 85 days in four of five.",
        ),
        ({"p50": 85.0}, "with a chance of 62 %: by at most 85 days in four cases of five."),
        ({"slack_p50": 0.0}, "in four of five. Where it is needed, each day of delay is felt."),
        ({"slack_p50": 40.0}, "Where it is needed, about 40 days of delay are not felt."),
        ({"p50": 0.4}, "not at all in one case of two, by at most 85 days in four of five"),
        (
            {"chance": 0.001},
            "If F-1 (Network) is 90 days late, P-1 (Pumps) is hardly ever late for",
        ),
        ({"by_way_of": ("P-2", "P-3")}, "P-1 (Pumps), by way of P-2 and P-3, is late as well with"),
        ({"by_way_of": ("P-2",), "chance": 0.0}, "by way of P-2, is hardly ever late for it."),
        ({"cause_title": ""}, "If F-1 is 90 days late"),
    ],
)
def test_a_knock_on(changed, words):
    assert words in plain(knock_on_in_words(replace(LATE, **changed), NUMBERS))


@pytest.mark.parametrize(
    ("alone", "words"),
    [
        (None, "a chance of 60 %"),
        (0.6, "60 %, and nothing else that is undecided"),
        (0.0, "60 %, and always something else that is undecided"),
        (0.2, "60 %; with one of 20 % nothing else that is undecided stands in its way"),
    ],
)
def test_what_it_unlocks(alone, words):
    tie = DistantTie("P-1", "Pumps", "proposal", None, 0.6, alone)
    assert plain(unlocked_in_words(tie, NUMBERS)).endswith(words)


def test_a_single_point_with_goals_and_a_contract():
    point = SinglePoint(
        "S-1",
        "Mail",
        "service",
        None,
        ("P-1",),
        ("G1", "G2"),
        1.0,
        "2027-06-30",
        ("Fewer errors", "Less paper"),
    )
    assert plain(single_point_in_words(point)) == (
        "If S-1 (Mail) failed, 1 proposal would more likely than not stop: P-1. All that is"
        " proposed for the goals “Fewer errors” and “Less paper” hangs on it. Its contract ends"
        " on 30 June 2027."
    )


def test_rows_by_table_in_their_order_and_many_as_a_number():
    rows = [RowReference("dependencies", row) for row in (9, 3, 3)]
    assert rows_in_words([*rows, RowReference("services", 2)]) == (
        "dependencies, rows 3 and 9; services, row 2"
    )
    many = [RowReference("dependencies", row) for row in range(2, 12)]
    assert rows_in_words(many) == "dependencies, rows 2, 3, 4, 5, 6, 7 and 4 more"


def test_many_ids_are_counted():
    assert some_of([str(number) for number in range(12)]).endswith("6, 7 and 4 more")
