"""Who may see what, and ranges that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.entries import (
    Entry,
    checked_name,
    checked_range,
    round_of,
    seen_by,
)

kinds = st.sampled_from(("range", "reason", "reveal"))
entries = st.lists(
    st.builds(
        Entry,
        st.integers(1, 99),
        kinds,
        st.sampled_from(("a", "b")),
        st.sampled_from(("x", "y")),
        st.integers(1, 2),
        st.just({}),
        st.just("2026-01-15"),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(entries)
def test_nobody_sees_others_judgements_before_the_reveal_of_their_round(known):
    hidden = [entry for entry in known if entry not in seen_by(known, "x")]
    for entry in hidden:
        reveals = [one for one in known if one.kind == "reveal" and one.subject == entry.subject]
        assert entry.role == "y" and len(reveals) < entry.round
    assert all(entry in seen_by(known, "x") for entry in known if entry.role == "x")
    assert round_of(known, "a") in (1, 2)


@pytest.mark.parametrize(
    ("low", "high", "mode", "unit", "words"),
    [
        (2, 1, None, "days", "low to high"),
        (1, 2, 3, "days", "low to high"),
        (1, float("inf"), None, "days", "finite"),
        (float("nan"), 2, None, "days", "finite"),
        (1, 2, None, " ", "unit"),
    ],
)
def test_a_faulty_range_is_said(low, high, mode, unit, words):
    with pytest.raises(UsageError, match=words):
        checked_range(low, high, mode, unit)


def test_a_middle_may_be_open_as_yet_and_names_are_not_empty():
    assert checked_range(1, 2, None, " days ")["unit"] == "days"
    with pytest.raises(UsageError, match="empty"):
        checked_name("  ", "the role")
    with pytest.raises(UsageError, match="characters"):
        checked_name("x" * 121, "the role")
