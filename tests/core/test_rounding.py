"""One rule of rounding."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.rounding import earned, significant

finite = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e20, max_value=1e20)


@given(finite)
def test_rounding_stays_near_and_keeps_the_sign(value):
    for money in (False, True):
        rounded = earned(value, money=money)
        assert math.isclose(rounded, value, rel_tol=0.051)
        assert earned(-value, money=money) == -rounded
        assert earned(rounded, money=money) == rounded


def test_only_a_finite_number_can_be_rounded():
    with pytest.raises(ValueError, match="finite"):
        significant(math.inf, 2)
