"""Tolerate, invest, migrate or eliminate, and how surely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.service_fit import HALF_STEP, chance_above, service_fit
from pmo_toolkit.analysis.capability.shapes import Service

RATINGS = st.floats(1, 5)


def fit(technical, functional, spread=1.0):
    service = Service("S", "S", technical_fit=technical, functional_fit=functional)
    return service_fit(service, technical_from=3, functional_from=3, spread=spread)


@pytest.mark.parametrize(
    ("technical", "functional", "quadrant"),
    [(5, 1, "tolerate"), (5, 5, "invest"), (1, 5, "migrate"), (1, 1, "eliminate")],
)
def test_far_from_the_borders_nothing_else_is_possible(technical, functional, quadrant):
    found = fit(technical, functional)
    assert found.quadrant == quadrant and found.chance == 1.0
    assert found.to_border == 2


def test_on_a_border_both_sides_are_as_likely():
    found = fit(3, 5)
    assert found.chances == {"tolerate": 0.0, "invest": 0.5, "migrate": 0.5, "eliminate": 0.0}
    assert (found.quadrant, found.to_border, found.nearest_border) == (
        "invest",
        0.0,
        "technical fit",
    )


def test_a_blank_rating_is_not_assessed_and_named():
    found = fit(None, 4)
    assert isinstance(found, NotAssessed)
    assert found.names == ("technical_fit",) and "technical fit" in found.why


def test_a_step_from_the_border_another_may_see_the_other_side():
    found = fit(2, 4)
    assert found.quadrant == "migrate" and found.to_border == 1
    assert found.chances["eliminate"] == pytest.approx(17 / 18 / 18)
    assert found.chance == pytest.approx((17 / 18) ** 2)


@given(RATINGS, st.floats(1, 5), st.floats(0.05, 2))
def test_the_chance_is_that_of_a_triangle(rating, border, spread):
    wide = spread + HALF_STEP
    drawn = np.random.default_rng(1).triangular(rating - wide, rating, rating + wide, 20_000)
    assert chance_above(rating, border, spread) == pytest.approx(np.mean(drawn >= border), abs=0.02)


@given(RATINGS, RATINGS, st.floats(0, 2))
def test_chances_add_up_and_a_better_rating_never_makes_a_good_quadrant_less_likely(
    technical, functional, spread
):
    found = fit(technical, functional, spread)
    assert sum(found.chances.values()) == pytest.approx(1.0)
    better = fit(min(5.0, technical + 0.5), functional, spread)
    assert better.chances["invest"] >= found.chances["invest"] - 1e-12
    assert found.chance == max(found.chances.values())
