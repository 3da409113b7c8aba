"""Tornado and Sobol indices.

Published values of the Ishigami function, and shares of a sum by hand.
"""

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sensitivity import TornadoBar, sobol_indices, swings, tornado

N = 4096


def matrices(function, count: int):
    one = np.stack([uniforms(1, f"x{i}", N, i) for i in range(count)])
    other = np.stack([uniforms(1, f"x{i}|second", N, 1024 + i) for i in range(count)])
    mixed = []
    for i in range(count):
        swapped = one.copy()
        swapped[i] = other[i]
        mixed.append(function(swapped))
    return function(one), function(other), np.array(mixed)


def test_the_ishigami_function_has_its_published_indices():
    # Ishigami and Homma 1990, a = 7, b = .1: first order .3139 .4424 0; total .5576 .4424 .2437
    def ishigami(u):
        x = np.pi * (2 * u - 1)
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    found = {each.factor: each for each in sobol_indices("abc", *matrices(ishigami, 3), seed=0)}
    assert [found[name].first for name in "abc"] == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert [found[name].total for name in "abc"] == pytest.approx(
        [0.5576, 0.4424, 0.2437], abs=0.02
    )


def test_shares_of_a_sum_are_those_of_its_variances():
    scale = np.array([[1.0], [2.0], [3.0]])
    arguments = matrices(lambda u: (scale * u).sum(axis=0), 3)
    found = sobol_indices("abc", *arguments, seed=0)
    assert [each.factor for each in found] == ["c", "b", "a"]
    for each, share in zip(found, (9 / 14, 4 / 14, 1 / 14), strict=True):
        assert each.first == pytest.approx(share, abs=0.02) and each.total == pytest.approx(
            share, abs=0.02
        )
        assert 0 <= each.total_half_width < 0.05
    assert sobol_indices("abc", *arguments, seed=0) == found


@pytest.mark.parametrize("seed", [0, 7])
def test_indices_and_half_widths_are_those_of_salib(seed):
    reference = pytest.importorskip("SALib.analyze.sobol")
    scale = np.array([[1e6], [2e6], [3e5]])
    one, other, mixed = matrices(lambda u: (scale * u).sum(axis=0) + 1e6 * u[0] * u[1], 3)
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0.0, 1.0]] * 3}
    stacked = np.vstack([one, mixed, other]).T.ravel()
    # SALib takes a seed of nought for none at all
    expected = reference.analyze(
        problem, stacked, calc_second_order=False, num_resamples=25, conf_level=0.9, seed=seed + 1
    )
    found = {each.factor: each for each in sobol_indices("abc", one, other, mixed, seed=seed)}
    for place, name in enumerate("abc"):
        own = found[name]
        assert [own.first, own.total, own.first_half_width, own.total_half_width] == pytest.approx(
            [float(expected[key][place]) for key in ("S1", "ST", "S1_conf", "ST_conf")], rel=1e-9
        )


def test_without_uncertainty_there_is_no_share():
    assert isinstance(
        sobol_indices(["a"], np.ones(N), np.ones(N), np.ones((1, N)), seed=1), NotAssessed
    )
    assert isinstance(
        sobol_indices([], np.ones(N), np.ones(N), np.empty((0, N)), seed=1), NotAssessed
    )


def test_bars_by_hand_longest_first_and_without_those_that_move_nothing():
    bars = swings(
        {"price": 2.0, "number": 10.0, "fixed": 5.0},
        {"price": (1.0, 4.0), "number": (9.0, 11.0), "fixed": (5.0, 5.0)},
        lambda values: values["price"] * values["number"] + values["fixed"],
    )
    assert tornado(bars) == (
        TornadoBar("price", "P10 to P90", 15.0, 45.0, 25.0),
        TornadoBar("number", "P10 to P90", 23.0, 27.0, 25.0),
    )
