"""Sobol draws that stay where they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc

from pmo_toolkit.analysis.uncertainty.sampling import draws as module
from pmo_toolkit.analysis.uncertainty.sampling.draws import (
    BLOCKS,
    SECOND_COLUMN,
    WELL_MATCHED,
    place_of,
    stream,
    uniforms,
)

N = 4096


@pytest.mark.parametrize("place", [None, 0, 7, 300, 1500])
def test_each_slice_holds_one_draw_and_streams_are_repeatable_and_apart(place):
    first, again = uniforms(7, "cost 1", N, place), uniforms(7, "cost 1", N, place)
    assert np.array_equal(first, again)
    assert sorted((first * N).astype(int)) == list(range(N))
    assert first.min() > 0 and first.max() < 1
    other = uniforms(7, "cost 2", N, None if place is None else place + 1)
    assert abs(np.corrcoef(first, other)[0, 1]) < 0.05
    assert not np.array_equal(first, uniforms(8, "cost 1", N, place))


def test_unscrambled_points_are_the_sobol_points_of_scipy():
    directions = module._directions(256, 10).astype(np.uint32)
    nothing = np.empty(0, dtype=np.uint32)
    ours = {
        tuple(np.floor(1024 * np.array(point)).astype(int))
        for point in zip(
            *(module.Stream(1024, directions[place], 0, nothing).block() for place in (3, 8, 100)),
            strict=True,
        )
    }
    theirs = qmc.Sobol(256, scramble=False, bits=32).random(1024)[:, [3, 8, 100]]
    assert ours == {tuple(np.floor(1024 * point).astype(int)) for point in theirs}


def test_two_dimensions_together_are_spread_more_evenly_than_random_numbers():
    pair = np.column_stack([uniforms(1, "a", 1024, 0), uniforms(1, "b", 1024, 1)])
    chance = np.random.default_rng(1).random((1024, 2))
    assert qmc.discrepancy(pair) < 0.05 * qmc.discrepancy(chance)


@given(st.integers(1, 4096), st.sampled_from([None, 3, 600]))
@settings(max_examples=25, deadline=None)
def test_pieces_are_the_whole(size, place):
    made = stream(5, "x", N, place)
    pieces = [made.block(start, size) for start in range(0, N, size)]
    assert np.array_equal(np.concatenate(pieces), made.block())


def test_the_first_draws_of_a_longer_stream_are_those_of_a_shorter_one():
    assert np.array_equal(uniforms(2, "k", 8192, 12)[:1024], uniforms(2, "k", 1024, 12))


@pytest.mark.parametrize("count", [0, 3, 1000])
def test_a_number_of_draws_that_is_no_power_of_two_is_refused(count):
    with pytest.raises(ValueError, match=f"power of two.*found {count}"):
        uniforms(1, "a", count, 0)


def test_places_are_all_apart():
    places = [
        place_of(block, position, second=second)
        for block, (size, _) in BLOCKS.items()
        for position in range(size)
        for second in (False, True)
    ]
    assert None not in places and len(set(places)) == len(places)
    assert max(place for place in places if place is not None) < 2 * SECOND_COLUMN
    assert place_of("group", BLOCKS["group"][0]) is None


def test_well_matched_dimensions_fill_every_small_box_evenly_two_by_two():
    # boxes of 2**-8, of every shape: each of the 256 holds 2**14 / 256 = 64 points
    points = [
        (uniforms(9, f"x{place}", 1 << 14, place) * 256).astype(int) for place in WELL_MATCHED
    ]
    rng = np.random.default_rng(4)
    for one, other in (rng.choice(len(points), 2, replace=False) for _ in range(60)):
        for left in range(9):
            box = (points[one] >> (8 - left)) * (1 << (8 - left)) + (points[other] >> left)
            assert np.all(np.bincount(box, minlength=256) == 64), (
                WELL_MATCHED[one],
                WELL_MATCHED[other],
            )
    assert len(WELL_MATCHED) == sum(first for _, first in BLOCKS.values())
