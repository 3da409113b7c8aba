"""Shapes as the text of SVG: no number that SVG does not know."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from pmo_toolkit.charts.svg_paths import path_data


@given(st.lists(st.tuples(st.floats(), st.floats()), max_size=20))
def test_no_number_that_svg_does_not_know_gets_into_a_path(places):
    corners = np.array(places, dtype=float).reshape(-1, 2)
    codes = [Path.MOVETO] + [Path.LINETO] * (len(places) - 1) if places else []
    for data in (path_data(corners, None), path_data(corners, codes)):
        assert re.fullmatch(r"(?:[ML]-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?)*", data)
