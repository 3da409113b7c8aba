"""Ranks of one proposal as bars: each as high as its chance."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.charts import standing as charts
from pmo_toolkit.core.number_format import NumberFormat
from tests import standings
from tests.drawn import axes, pieces

EUR = NumberFormat("en_GB", "EUR")


def test_bars_are_as_high_as_the_chance_of_their_rank():
    found = standings.standing()
    ax = charts.rank_bars(axes(), found, EUR)
    pale = ax.patches[1].get_path().vertices
    for rank, share in enumerate(found.rank_acceptability, start=1):
        assert pale[np.isclose(pale[:, 0], rank + 0.5), 1].max() >= share - 1e-12
    assert pale[:, 1].max() == pytest.approx(max(found.rank_acceptability))
    assert (
        len([piece for piece in pieces(ax) if piece[0][1] == 0.0 and piece[0][0] == piece[1][0]])
        >= 23
    )
