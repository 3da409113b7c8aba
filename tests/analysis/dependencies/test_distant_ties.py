"""Chances of what an item hangs on and unlocks, against all combinations one by one."""

from __future__ import annotations

from itertools import product

import networkx as nx
import pytest
from hypothesis import given, settings

from pmo_toolkit.analysis.dependencies.binding import BindingDraws
from pmo_toolkit.analysis.dependencies.distant_ties import needed_by, unlocked_by
from tests.analysis.dependencies.graphs import drawn_graphs, graph

DRAWN = BindingDraws(11)


def by_hand(found, name):
    """Item → chance that it needs `name`, and that nothing else undecided stands in its way."""
    links = [data["link"] for *_, data in found.requires.edges(data=True)]
    totals = {other: [0.0, 0.0] for other in found.by_id if other != name}
    for binding in product((False, True), repeat=len(links)):
        weight = 1.0
        case = nx.DiGraph()
        case.add_nodes_from(found.by_id)
        for link, binds in zip(links, binding, strict=True):
            weight *= link.strength if binds else 1.0 - link.strength
            if binds:
                case.add_edge(link.start, link.end)
        done = nx.descendants(case, name) | {name}
        hanging = nx.ancestors(case, name)
        for other in hanging - {name}:
            totals[other][0] += weight
            undecided = {
                one
                for one in nx.descendants(case, other)
                if found.by_id[one].kind in ("proposal", "unknown")
            }
            if not undecided - done - hanging:
                totals[other][1] += weight
    return totals


@given(drawn_graphs())
@settings(max_examples=40, deadline=None)
def test_what_it_unlocks_agrees_with_all_combinations(found):
    for name in found.by_id:
        expected = by_hand(found, name)
        ties = unlocked_by(found, name, DRAWN)
        assert {tie.id for tie in ties} == found.hanging_on[name]
        for tie in ties:
            assert [tie.chance, tie.chance_alone] == pytest.approx(expected[tie.id])


@given(drawn_graphs(circles=True))
@settings(max_examples=40, deadline=None)
def test_what_it_needs_is_what_is_unlocked_seen_from_the_other_end(found):
    for name in found.by_id:
        for tie in needed_by(found, name, DRAWN):
            back = {one.id: one for one in unlocked_by(found, tie.id, DRAWN)}
            assert tie.chance == pytest.approx(back[name].chance)
            assert tie.steps == back[name].steps
            assert tie.chance_alone is None


def test_two_ways_are_more_likely_than_either():
    found = graph(
        "P1 requires P2 0.5", "P2 requires P4 0.5", "P1 requires P3 0.5", "P3 requires P4 0.5"
    )
    tie = next(one for one in needed_by(found, "P1", DRAWN) if one.id == "P4")
    assert tie.chance == pytest.approx(1 - (1 - 0.25) ** 2)
    assert tie.steps == 2


def test_what_is_under_way_or_there_today_stands_in_nobodys_way():
    found = graph("P1 requires P2", "P1 requires F1", "P1 requires S1")
    tie = unlocked_by(found, "P2", DRAWN)[0]
    assert (tie.chance, tie.chance_alone) == (1.0, 1.0)
    blocked = graph("P1 requires P2", "P1 requires X9")
    assert unlocked_by(blocked, "P2", DRAWN)[0].chance_alone == 0.0


def test_many_links_are_drawn_and_agree_with_the_formula():
    ties = [f"P0 requires P{place} 0.5" for place in range(1, 15)]
    ties += [f"P{place} requires P99 0.3" for place in range(1, 15)]
    tie = unlocked_by(graph(*ties), "P99", DRAWN)
    found = next(one for one in tie if one.id == "P0")
    assert found.chance == pytest.approx(1 - (1 - 0.15) ** 14, abs=0.02)


def test_nothing_hangs_on_it():
    assert unlocked_by(graph("P1 requires P2"), "P1", DRAWN) == ()
    assert needed_by(graph("P1 requires P2"), "P2", DRAWN) == ()
