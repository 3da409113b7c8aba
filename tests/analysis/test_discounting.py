"""Discounting: published factors."""

import pytest

from pmo_toolkit.analysis.discounting import discount_factor, discounted_months, ramped_months


def test_discount_factors_of_the_green_book():
    assert discount_factor(5, 0.035) == pytest.approx(0.8420, abs=5e-5)
    assert discount_factor(10, 0.035) == pytest.approx(0.7089, abs=5e-5)
    assert discount_factor(30, 0.035) == pytest.approx(0.3563, abs=5e-5)


def test_months_without_a_rate_are_just_counted():
    assert discounted_months(24, 0.0) == 24
    assert ramped_months(24, 0, 0.0) == 24
    assert ramped_months(4, 4, 0.0) == pytest.approx(0.25 + 0.5 + 0.75 + 1)
    assert ramped_months(12, 12, 0.035) < discounted_months(12, 0.035) < 12
