"""Axes that shrink towards large amounts keep order and sign, and have round ticks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.charts.portfolio.compressed import CompressedScale

money = st.floats(-1e12, 1e12)


@given(money, money)
def test_order_and_sign_are_kept(first, second):
    scale = CompressedScale(50_000.0)
    one, other = scale.at(first), scale.at(second)
    assert (one <= other) == (first <= second) or one == pytest.approx(other)
    assert scale.at(-first) == pytest.approx(-one)


@given(st.floats(1.0, 1e10), st.floats(0.01, 100.0))
def test_ticks_are_round_within_the_ends_and_apart(largest, even):
    scale = CompressedScale(even * largest)
    low, high = float(scale.at(-largest)), float(scale.at(largest))
    per_step = 400 / (high - low)
    ticks = scale.ticks(low, high, per_step, 40.0)
    places = scale.at(ticks)
    assert 0.0 in ticks and (np.diff(places) * per_step >= 39.99).all()
    assert (places >= low).all() and (places <= high).all()
    assert {f"{abs(tick):.0e}"[0] for tick in ticks if tick} <= {"1", "2", "5"}


def test_it_is_even_up_to_the_middle():
    assert CompressedScale.of([100.0, -300.0, 500.0]).even == 300.0
    assert CompressedScale.of([]).even == CompressedScale.of([0.0]).even == 1.0
