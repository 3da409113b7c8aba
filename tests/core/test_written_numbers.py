"""Shares behind the names that one cell lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.written_numbers import listed_names, named_shares, parted, parts_with_shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C-1:60%; C-2:40%", {"C-1": 0.6, "C-2": 0.4}),
        ("C-1: 60\N{NO-BREAK SPACE}%, C-2: 40 %", {"C-1": 0.6, "C-2": 0.4}),
        ("C-1:62,5%,C-2:37,5%", {"C-1": 0.625, "C-2": 0.375}),
        ("C-1:0.25; C-2:0.75", {"C-1": 0.25, "C-2": 0.75}),
        ("1:30, 2:70", {"1": 0.3, "2": 0.7}),
        ("C-1:100%", {"C-1": 1.0}),
        ("C-1:100%; C-2:0%", {"C-1": 1.0, "C-2": 0.0}),
        ("C-1; C-2", {}),
        ("", {}),
    ],
)
def test_shares_are_read_as_written(text, expected):
    found = named_shares(text)
    assert found == pytest.approx(expected) and list(found) == list(expected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("C-1:60%; C-2:30%", "the shares add to 90 %"),
        ("C-1:60%; C-2:50%", "the shares add to 110 %"),
        ("C-1:0.6; C-2:0.3", "the shares add to 90 %"),
        ("C-1:60%", "the shares add to 60 %"),
        ("C-1:60%; C-2:0.4", "the shares add to 60.4 %"),
        ("C-1:60%; C-2", "C-2 has no share beside others that have one"),
        ("C-1:50%; C-1:50%", "C-1 has two shares"),
        ("C-1:most; C-2:rest", "the share in 'C-1:most' is no number"),
        ("C-1:-20%; C-2:120%", "the share in 'C-1:-20%' is no number"),
    ],
)
def test_shares_that_do_not_make_a_whole_are_refused(text, why):
    with pytest.raises(ValueError, match="share") as refused:
        named_shares(text)
    assert str(refused.value) == why


def test_three_thirds_are_a_whole():
    shares = named_shares("A:33.3%; B:33.3%; C:33.3%")
    assert sum(shares.values()) == pytest.approx(1) and shares["A"] == pytest.approx(1 / 3)


@given(st.lists(st.sampled_from(["C-1", "C-2", "7", "8"]), max_size=4), st.sampled_from(",;"))
def test_without_shares_names_are_parted_as_everywhere(names, mark):
    text = mark.join(names)
    assert listed_names(text) == parted(text)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(any))
def test_names_and_shares_come_back(weights):
    names = [f"C-{place}" for place in range(len(weights))]
    whole = sum(weights)
    text = "; ".join(
        f"{name}:{100 * weight / whole:.6f}%" for name, weight in zip(names, weights, strict=True)
    )
    assert listed_names(text) == tuple(names)
    assert named_shares(text) == pytest.approx(
        {name: weight / whole for name, weight in zip(names, weights, strict=True)}, abs=1e-6
    )
    assert "".join(f"{name}{share};" for name, share in parts_with_shares(text)).count("%") == len(
        names
    )
