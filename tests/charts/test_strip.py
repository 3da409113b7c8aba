"""A range in a table cell.

Bar, dot and tick stand at their values, on the axis that the table shares.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.charts import range_strip
from pmo_toolkit.charts.drawing import AMBER, PALE

COST = Quantiles(200.0, 300.0, 400.0, 500.0, 700.0, "money")
LIMITS = (0.0, 1000.0)


def value_at(pixels: float, width: float = 190.0) -> float:
    """Value on the shared axis that stands at a place of the strip."""
    return pixels / width * 1060.0 - 30.0


def paths(drawn: str) -> dict[str, list[float]]:
    """Colour of a line → the numbers of its path."""
    found = ElementTree.fromstring(drawn)
    lines = [each for each in found if each.tag.endswith("path")]
    return {
        each.get("stroke"): [float(n) for n in re.findall(r"-?[\d.]+", each.get("d"))]
        for each in lines
    }


def test_bar_dot_and_tick_stand_at_their_values():
    drawn = range_strip(COST, LIMITS, mark=350.0)
    lines = paths(drawn)
    assert value_at(lines[PALE][0]) == pytest.approx(200, abs=0.1)
    assert value_at(lines[PALE][2]) == pytest.approx(700, abs=0.1)
    assert value_at(lines[AMBER][0]) == pytest.approx(350, abs=0.1)
    (dot,) = [each for each in ElementTree.fromstring(drawn) if each.tag.endswith("circle")]
    assert value_at(float(dot.get("cx"))) == pytest.approx(400, abs=0.1)
    assert "text" not in drawn and len(drawn) < 700


@pytest.mark.parametrize("mark", [None, -1.0, 1000.5])
def test_a_mark_beyond_the_table_is_left_out(mark):
    assert AMBER not in range_strip(COST, LIMITS, mark=mark)


@pytest.mark.parametrize(
    ("value", "limits"), [(0.0, (0.0, 0.0)), (5.0, (0.0, 5.0)), (-3.0, (-3.0, 0.0))]
)
def test_a_certain_figure_is_a_point_that_can_be_seen(value, limits):
    drawn = range_strip(Quantiles(value, value, value, value, value, "money"), limits)
    assert "h.01" in drawn and "nan" not in drawn
    width = float(paths(drawn)[PALE][0])
    assert 0 < width < 190


def test_rows_of_one_table_share_their_axis():
    one, two = (range_strip(COST, LIMITS, mark=mark, width=400, height=30) for mark in (None, 10.0))
    assert paths(one)[PALE] == paths(two)[PALE] and 'viewBox="0 0 400 30"' in one
