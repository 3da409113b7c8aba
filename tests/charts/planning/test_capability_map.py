"""The map of capabilities, small and large."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.charts.drawing import LINE
from pmo_toolkit.charts.planning.capability_map import (
    MOST_ROWS,
    capability_map,
    capability_map_alt,
    darkest,
    map_height,
    map_rows,
    most_needed,
    need_of,
)
from pmo_toolkit.report.kit.pictures import svg


def tree(ends: int, tops: int = 3) -> CapabilityTree:
    known = [Capability(f"T{n}", f"Branch {n}") for n in range(tops)]
    known += [
        Capability(f"C{n}", f"Ability {n}", f"T{n % tops}", 1 + n % 5, 1 + n % 3, 4)
        for n in range(ends)
    ]
    return CapabilityTree.of(known)


def test_need_is_importance_times_what_is_lacking():
    assert need_of(Capability("C", "C", None, 5, 2, 4)) == 10
    assert need_of(Capability("C", "C", None, 5, 4, 2)) == 0
    assert need_of(Capability("C", "C", None, None, 2, 4)) is None


@pytest.mark.parametrize(
    ("ends", "narrow"), [(0, False), (30, False), (30, True), (300, False), (300, True)]
)
def test_it_is_drawn_with_every_end_of_a_branch_once(ends, narrow):
    found = tree(ends)
    rows = map_rows(found, narrow=narrow)
    shown = [one.id for row in rows for one in row.cells]
    assert len(shown) == len(set(shown)) == (ends or 3)
    height = map_height(found, narrow=narrow)
    drawn = svg(
        lambda ax: capability_map(ax, found), 350 if narrow else 680, height, (176, 14, 6, 8)
    )
    assert drawn.count("<svg") == 1
    assert ("Ability 0" in drawn) == (ends == 30 or (ends == 300 and not narrow))


@pytest.mark.parametrize("ends", [4, 100])
def test_what_is_not_rated_never_looks_like_what_lacks_nothing(ends):
    def drawn(now):
        known = [Capability("T0", "Branch")]
        known += [Capability(f"C{n}", f"Ability {n}", "T0", 5, now, 4) for n in range(ends)]
        found = CapabilityTree.of(known)
        return svg(lambda ax: capability_map(ax, found), 680, map_height(found), (176, 14, 6, 8))

    reached, unknown = drawn(4), drawn(None)
    assert unknown.count("?") - reached.count("?") >= ends
    assert LINE in unknown and LINE not in reached


def test_ids_of_a_large_map_leave_out_what_their_row_says():
    known = [Capability("BC-100", "Branch")]
    known += [Capability(f"BC-100.{n}", f"Ability {n}", "BC-100", 5, 2, 4) for n in range(900)]
    found = CapabilityTree.of(known)
    drawn = svg(lambda ax: capability_map(ax, found), 680, map_height(found), (176, 14, 6, 8))
    assert ">0<" in drawn and ">37<" in drawn and "BC-100." not in drawn and "Ability" not in drawn


def test_the_darkest_cells_are_named_the_most_needed_first():
    found = tree(30)
    named = darkest(found, 4)
    assert [need_of(one) for one in named] == sorted(map(need_of, named), reverse=True)
    assert need_of(named[0]) == 15 and len(named) == 4


def test_many_branches_stay_within_bounds_and_the_alt_text_names_those_of_most_need():
    found = tree(2000, tops=200)
    assert len(map_rows(found, narrow=False)) == MOST_ROWS
    said = capability_map_alt(found)
    assert said.startswith("Map of 2") and "Most is lacking for Ability" in said
    assert len(said) < 1500
    assert need_of(most_needed(found, 1)[0]) == 15


def test_what_is_not_rated_is_counted():
    said = capability_map_alt(
        CapabilityTree.of([Capability("A", "A"), Capability("B", "B", None, 3, 3, 3)])
    )
    assert "1\N{NO-BREAK SPACE}is as mature" in said and "1\N{NO-BREAK SPACE}is not rated" in said


def test_what_is_needed_most_is_named_though_its_parts_are_not_rated():
    found = CapabilityTree.of(
        [
            Capability("A", "Serve", None, 5, 1, 4),
            Capability("A1", "Answer", "A"),
            Capability("B", "Bill", None, 4, 2, 4),
            Capability("B1", "Collect", "B", 4, 2, 4),
        ]
    )
    assert [one.id for one in most_needed(found, 3)] == ["A", "B1"]
