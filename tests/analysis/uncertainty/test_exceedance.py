"""Quantiles and exceedance, heavy tails without a mean."""

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.exceedance import exceedance
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms


def test_even_draws_by_hand():
    found = exceedance(
        np.arange(1.0, 101.0), "money", heavy_ratio=2.0, figure=50.0, compared_with="the budget"
    )
    chances = {each.multiple: each.chance for each in found.points}
    assert chances == pytest.approx({0.8: 0.6, 1.0: 0.5, 1.25: 0.38, 1.5: 0.25, 2.0: 0.0, 3.0: 0.0})
    assert found.mean == pytest.approx(50.5) and not found.heavy_tailed
    assert "25 % of the draws lie above 1.5 times the budget" in found.sentence


def test_a_power_law_gets_no_mean():
    # exponent 1: the mean does not exist; P50 = 2, P90 = 10, and 1/x lies above x
    draws = 1 / (1 - uniforms(1, "tail", 16384, 0))
    found = exceedance(draws, "money", heavy_ratio=2.0)
    assert found.heavy_tailed and isinstance(found.mean, NotAssessed)
    assert found.p90_to_p50 == pytest.approx(5, rel=0.01)
    assert {each.multiple: each.chance for each in found.points}[2.0] == pytest.approx(
        0.25, abs=1e-3
    )
    assert "no average is given" in found.sentence


def test_a_certain_figure_and_one_without_a_ratio():
    certain = exceedance(
        np.full(8, 5.0), "days", heavy_ratio=2.0, figure=10.0, compared_with="the limit"
    )
    assert certain.p90_to_p50 == 1 and "fewer than one draw in a hundred" in certain.sentence
    nought = exceedance(
        np.zeros(8), "days", heavy_ratio=2.0, figure=10.0, compared_with="the limit"
    )
    assert isinstance(nought.p90_to_p50, NotAssessed) and nought.sentence.startswith("Fewer")
