"""Circles of requirements are found, and never hang."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.dependencies.circles import circle_through


def search(start, pairs):
    return circle_through(start, lambda names: [pair for pair in pairs if pair[0] in names])


@pytest.mark.parametrize(
    ("pairs", "circle"),
    [
        ([], ()),
        ([("A", "B")], ()),
        ([("A", "B"), ("B", "A")], ("A", "B")),
        ([("A", "B"), ("B", "C"), ("C", "A")], ("A", "B", "C")),
        ([("A", "B"), ("B", "C"), ("C", "B")], ()),  # a circle that A only leads to
        ([("A", "B"), ("B", "C"), ("C", "A"), ("A", "D"), ("D", "A")], ("A", "D")),
        ([("A", "A")], ("A",)),
    ],
)
def test_the_shortest_circle_is_named(pairs, circle):
    assert search("A", pairs) == circle


NAMES = st.sampled_from("ABCDEFG")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=25), st.randoms())
def test_a_circle_is_one_and_does_not_hang_on_the_order_of_rows(pairs, chance):
    found = search("A", pairs)
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert search("A", shuffled) == found
    for one, other in zip(found, (*found[1:], *found[:1]), strict=True):
        assert (one, other) in pairs
    reached, before = {other for one, other in pairs if one == "A"}, set()
    while reached != before:
        before = set(reached)
        reached |= {other for one, other in pairs if one in reached}
    assert bool(found) == ("A" in reached)
