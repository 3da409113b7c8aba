"""Combined judgements: the documented example of R's package ``expert``, and rules for any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.judgements.pooling import (
    classical_weights,
    combined,
    equal_weights,
    intrinsic_range,
)

LEVELS = (0.1, 0.5, 0.9)
# Goulet, Jacques, Pigeon: "expert: Modeling without Data using Expert Opinion", example of expert()
SEEDS = np.array(
    [
        [[0.14, 0.22, 0.28], [130_000, 150_000, 200_000]],
        [[0.20, 0.30, 0.40], [165_000, 205_000, 250_000]],
        [[0.20, 0.40, 0.52], [200_000, 400_000, 500_000]],
    ]
)
KNOWN = np.array([0.27, 210_000])
ASKED = np.array(
    [[350_000, 400_000, 525_000], [550_000, 600_000, 650_000], [625_000, 700_000, 800_000]]
)


def test_the_classical_model_gives_the_figures_of_the_package():
    found = classical_weights(SEEDS, KNOWN, LEVELS, alpha=0.03, degrees=1)
    pooled = combined(ASKED, np.array(found.weights))
    assert pooled == pytest.approx([512930.5, 563423.2, 628864], abs=0.1)
    assert intrinsic_range(ASKED) == pytest.approx((305_000, 845_000))


def test_the_best_cut_is_that_of_the_package():
    found = classical_weights(SEEDS, KNOWN, LEVELS, degrees=1)
    assert found.alpha == pytest.approx(0.3447807, abs=1e-7)
    assert combined(ASKED, np.array(found.weights)) == pytest.approx([550_000, 600_000, 650_000])


def test_equal_weights_are_the_mean_of_each_quantile():
    pooled = combined(ASKED, equal_weights(3))
    assert pooled == pytest.approx([508333.3, 566666.7, 658333.3], abs=0.1)


def test_by_default_the_degrees_are_the_number_of_levels():
    """Two of two in the middle of four intervals: 4 × ln 1.25 on three degrees."""
    found = classical_weights(SEEDS, KNOWN, LEVELS, alpha=0.03)
    assert found.calibration[1] == pytest.approx(0.827219, abs=1e-6)


@settings(max_examples=40)
@given(
    st.lists(st.floats(0.01, 100), min_size=3, max_size=3),
    st.floats(0.5, 50),
    st.floats(-1e3, 1e3),
)
def test_what_is_combined_ascends_lies_within_and_moves_with_its_unit(raw, scale, shift):
    weights = np.array(raw) / sum(raw)
    pooled = combined(ASKED, weights)
    assert (np.diff(pooled) > 0).all()
    assert (pooled >= ASKED.min(axis=0) - 1e-6).all() and (pooled <= ASKED.max(axis=0) + 1e-6).all()
    assert combined(scale * ASKED + shift, weights) == pytest.approx(scale * pooled + shift)


def test_whoever_misses_by_chance_alone_counts_and_the_order_of_people_does_not():
    turned = classical_weights(SEEDS[::-1], KNOWN, LEVELS, alpha=0.0)
    straight = classical_weights(SEEDS, KNOWN, LEVELS, alpha=0.0)
    assert turned.weights[::-1] == pytest.approx(straight.weights)
    assert sum(straight.weights) == pytest.approx(1) and min(straight.weights) > 0


@pytest.mark.parametrize(
    ("seeds", "known", "alpha", "words"),
    [
        (SEEDS[0], KNOWN, None, "shape"),
        (SEEDS, KNOWN[:1], None, "shape"),
        (SEEDS[:, :, ::-1], KNOWN, None, "ascend"),
        (SEEDS, KNOWN, 0.99, "reaches"),
    ],
)
def test_what_cannot_be_weighed_is_said(seeds, known, alpha, words):
    with pytest.raises(ValueError, match=words):
        classical_weights(seeds, known, LEVELS, alpha=alpha)
