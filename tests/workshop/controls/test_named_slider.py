"""The slider's Python half: bounds hold whatever is asked for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from traitlets import TraitError

from pmo_toolkit.workshop.controls import NamedSlider

figures = st.floats(-1e6, 1e6)


@given(low=figures, width=st.floats(0, 1e6), value=figures)
def test_a_value_is_taken_to_the_nearer_bound(low, width, value):
    slider = NamedSlider("Weight", min=low, max=low + width, value=value)
    assert slider.min <= slider.value <= slider.max
    if slider.min <= value <= slider.max:
        assert slider.value == value


def test_narrower_bounds_take_the_value_along():
    slider = NamedSlider("Weight", value=80)
    slider.max = 50
    assert slider.value == 50


@pytest.mark.parametrize(
    "traits",
    [{"value": math.nan}, {"max": math.inf}, {"min": 5, "max": 1}, {"step": 0}],
)
def test_figures_of_no_sense_are_refused(traits):
    with pytest.raises(TraitError):
        NamedSlider("Weight", **traits)


def test_bounds_in_the_wrong_order_are_refused_later_too():
    slider = NamedSlider("Weight")
    with pytest.raises(TraitError, match="min to max"):
        slider.min = 200
    assert slider.min == 0
