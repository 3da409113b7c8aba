"""Which capability stands in which place of the map."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.charts.planning.capability_cells import (
    MOST_LINES,
    MOST_WITH_TITLES,
    MapLayout,
    every_end,
    need_of,
    overview,
    state_of,
)


def shown(layout: MapLayout) -> list[str]:
    """Ids of all cells, line by line."""
    return [cell.capability.id for line in layout.lines for block in line for cell in block.cells]


def three_levels(tops: int, middles: int, ends: int) -> CapabilityTree:
    """A tree of three levels; every third end is not rated."""
    known = []
    for top in range(tops):
        known.append(Capability(f"{top}", f"Branch {top}"))
        for middle in range(middles):
            known.append(Capability(f"{top}.{middle}", "Middle", f"{top}", 3, None, 4))
            known += [
                Capability(
                    f"{top}.{middle}.{end}",
                    "End",
                    f"{top}.{middle}",
                    5,
                    None if end % 3 == 2 else 4 - end % 3,
                    4,
                )
                for end in range(ends)
            ]
    return CapabilityTree.of(known)


def test_need_is_importance_times_what_is_lacking():
    assert need_of(Capability("C", "C", None, 5, 2, 4)) == 10
    assert need_of(Capability("C", "C", None, 5, 4, 2)) == 0
    assert need_of(Capability("C", "C", None, None, 2, 4)) is None
    assert state_of(Capability("C", "C", None, 5, None, 4)) == "5 · ? → 4"


def test_short_branches_share_a_line_and_long_ones_go_on_without_their_name():
    tree = CapabilityTree.of(
        [
            *(Capability(name, f"Branch {name}") for name in "ABCD"),
            *(Capability(f"A{n}", "", "A") for n in range(6)),
            Capability("B0", "", "B"),
            Capability("C0", "", "C"),
        ]
    )
    layout = overview(tree, narrow=False)
    assert layout is not None
    lines = [[(one.name, one.column, len(one.cells)) for one in line] for line in layout.lines]
    assert lines == [
        [("Branch A", 0, 4)],
        [("", 0, 2), ("Branch B", 2, 1), ("Branch C", 3, 1)],
        [("", 0, 1)],  # a top with nothing below it is its own cell
    ]


def test_a_large_map_shows_the_deepest_level_that_has_room_and_what_lies_below_it():
    layout = overview(three_levels(5, 6, 9), narrow=False)
    assert layout is not None and layout.is_grouped and len(shown(layout)) == 30
    cell = layout.lines[0][0].cells[0]
    # Of nine ends three lack a step, three reach the aim, three are not rated.
    assert (cell.words, cell.need) == ("3 of 9 lacking · 3 not rated", 5)
    assert len(shown(every_end(three_levels(5, 6, 9), narrow=False))) == 5 * 6 * 9


def test_where_nothing_below_is_rated_a_group_has_no_need():
    tree = CapabilityTree.of(
        [
            Capability("A", "A", None, 5, 1, 5),
            *(Capability(f"A{n}", "", "A", 5) for n in range(MOST_WITH_TITLES + 1)),
        ]
    )
    layout = overview(tree, narrow=False)
    assert layout is not None
    (cell,) = layout.lines[0][0].cells
    assert cell.need is None and cell.words == "0 of 61 lacking · 61 not rated"


def test_too_many_tops_have_no_overview_and_what_has_no_line_is_counted():
    tree = CapabilityTree.of(Capability(f"C{n}", f"Ability {n}") for n in range(1000))
    assert overview(tree, narrow=False) is None
    layout = every_end(tree, narrow=False)
    assert len(layout.lines) == MOST_LINES
    assert len(shown(layout)) + layout.further == 1000 and layout.further > 0


@pytest.mark.parametrize("narrow", [False, True])
@given(parents=st.lists(st.integers(-1, 40), max_size=45))
def test_every_end_stands_in_the_map_once(narrow, parents):
    tree = CapabilityTree.of(
        Capability(f"C{n}", "", None if parent < 0 or parent >= n else f"C{parent}")
        for n, parent in enumerate(parents)
    )
    ends = sorted(name for name in tree.by_id if tree.is_leaf(name))
    assert sorted(shown(every_end(tree, narrow=narrow))) == ends
    layout = overview(tree, narrow=narrow)
    if parents:
        assert layout is not None
        assert sorted(shown(layout)) == ends  # so few have room for their titles
        for line in layout.lines:
            taken = [(one.column, one.column + len(one.cells)) for one in line]
            assert all(end <= start for (_, end), (start, _) in itertools.pairwise(taken))
            assert taken[-1][1] <= layout.columns
