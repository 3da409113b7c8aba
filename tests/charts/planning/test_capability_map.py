"""The map of capabilities, small and large."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.charts.planning.capability_cells import every_end, need_of, overview
from pmo_toolkit.charts.planning.capability_map import (
    capability_map,
    capability_map_alt,
    darkest,
    map_height,
    most_needed,
)
from pmo_toolkit.report.kit.pictures import svg


def tree(ends: int, tops: int = 3) -> CapabilityTree:
    known = [Capability(f"T{n}", f"Branch {n}") for n in range(tops)]
    known += [
        Capability(f"C{n}", f"Ability {n}", f"T{n % tops}", 1 + n % 5, 1 + n % 3, 4)
        for n in range(ends)
    ]
    return CapabilityTree.of(known)


def drawn(layout, *, narrow=False) -> str:
    height = map_height(layout)
    edges = (0, 0, 0, 0)
    return svg(lambda ax: capability_map(ax, layout), 350 if narrow else 680, height, edges)


@pytest.mark.parametrize("narrow", [False, True])
def test_titles_are_written_where_there_is_room_and_ids_where_there_is_none(narrow):
    few = drawn(overview(tree(30), narrow=narrow), narrow=narrow)
    assert few.count("<svg") == 1 and few.count(">Ability ") == 30 and ">Branch 0<" in few
    many = drawn(every_end(tree(300), narrow=narrow), narrow=narrow)
    assert many.count(">C") == 300 and ">Ability " not in many


def test_a_long_title_takes_two_lines_and_a_dollar_starts_no_formula():
    long = Capability("A", "Keep accounts of $ and of € for every quarter", None, 5, 1, 4)
    picture = drawn(overview(CapabilityTree.of([long]), narrow=False))
    assert ">Keep accounts of $ and<" in picture and ">of € for every quarter<" in picture


def test_what_is_not_rated_is_never_drawn_as_what_is_served():
    served = drawn(overview(CapabilityTree.of([Capability("A", "A", None, 5, 4, 4)]), narrow=False))
    silent = drawn(overview(CapabilityTree.of([Capability("A", "A", None, 5)]), narrow=False))
    assert "#eceff1" in served and "#eceff1" not in silent
    assert "#aab4bd" in silent and "#aab4bd" not in served


def test_the_darkest_cells_are_named_the_most_needed_first():
    named = darkest(tree(30), 4)
    assert [need_of(one) for one in named] == sorted(map(need_of, named), reverse=True)
    assert need_of(named[0]) == 15 and len(named) == 4


def test_many_branches_are_told_in_words_within_bounds():
    found = tree(2000, tops=200)
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
