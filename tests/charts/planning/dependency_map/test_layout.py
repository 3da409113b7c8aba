"""Boxes overlap nowhere, stand in their columns and groups, and lines cross seldom."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from pmo_toolkit.charts.planning.dependency_map.layout import (
    _cells,
    _rows,
    arrange,
    crossings,
    lay_out,
)
from pmo_toolkit.charts.planning.dependency_map.selection import select
from tests.analysis.dependencies.graphs import graph
from tests.charts.planning.dependency_map.maps import drawn_graph


@pytest.mark.parametrize("count", [10, 40, 150])
@pytest.mark.parametrize("width", [680, 350])
def test_no_two_boxes_overlap(count, width):
    layout = lay_out(select(drawn_graph(count)), width)
    boxes = list(layout.boxes.values())
    for one, other in combinations(boxes, 2):
        apart = one.right <= other.left or other.right <= one.left
        apart |= one.top + one.height <= other.top or other.top + other.height <= one.top
        assert apart, (one, other)
    assert all(box.left >= 0 and box.right <= layout.width for box in boxes)
    assert all(box.top >= 0 and box.top + box.height <= layout.height for box in boxes)


def test_groups_lie_beneath_each_other():
    selection = select(drawn_graph(60))
    layout = lay_out(selection, 680)
    headings = [*layout.headings, ("", layout.height)]
    assert len(headings) > 5
    for (group, top), (_, below) in pairwise(headings):
        members = [layout.boxes[name] for name, own in selection.groups.items() if own == group]
        assert members
        assert all(top < box.top and box.top + box.height <= below for box in members)


@pytest.mark.parametrize("seed", range(4))
def test_sorting_never_adds_crossings(seed):
    selection = select(drawn_graph(60, seed))
    cells = _cells(selection)
    before = crossings(selection, _rows(cells, sorted({group for group, _ in cells}))[0])
    assert crossings(selection, arrange(selection)[0]) < before


def test_two_lines_that_cross_are_counted_and_sorted_out():
    selection = select(graph("P3 requires P2", "P4 requires P1"))
    assert crossings(selection, {"P1": 0, "P2": 1, "P3": 0, "P4": 1}) == 1
    assert crossings(selection, arrange(selection)[0]) == 0


def test_nothing_to_lay_out():
    assert lay_out(select(graph(P1={})), 680).boxes == {}
