"""What so much hangs on that its failure would stop all of that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pmo_toolkit.analysis.dependencies.binding import BindingDraws
from pmo_toolkit.analysis.dependencies.distant_ties import needed_by
from pmo_toolkit.analysis.dependencies.graph import Link, graph_of
from pmo_toolkit.analysis.dependencies.single_points import likeliest_chains, single_points
from tests.analysis.dependencies.graphs import drawn_graphs, graph, item


def test_a_goal_of_which_all_hangs_on_one_thing():
    found = single_points(
        graph("P1 requires F1", "P2 requires P1", P1={"goals": ("G1",)}, P2={"goals": ("G1", "G2")})
    )
    assert [(point.id, point.stops, point.goals) for point in found] == [
        ("F1", ("P1", "P2"), ("G1",)),
        ("P1", ("P2",), ("G1",)),
    ]
    assert found[0].goal_titles == ("G1",)  # nobody says what the goal is called


def test_a_goal_with_another_way_is_no_single_point():
    goals = {name: {"goals": ("G1",)} for name in ("P1", "P2", "P3")}
    assert single_points(graph("P1 requires F1", "P2 requires F1", **goals)) == ()


def test_three_proposals_count_without_a_goal():
    found = single_points(graph("P1 requires F1", "P2 requires F1", "P3 requires P2"))
    assert [(point.id, point.stops) for point in found] == [("F1", ("P1", "P2", "P3"))]


def test_unlikely_needs_stop_nothing_but_count_in_the_average():
    ties = ["P1 requires F1", "P2 requires F1", "P3 requires F1", "P4 requires F1 0.3"]
    point = single_points(graph(*ties))[0]
    assert point.stops == ("P1", "P2", "P3")
    assert point.expected == pytest.approx(3.3)


def test_a_chain_must_hold_as_a_whole():
    ties = [
        "P1 requires F1 0.7",
        "P2 requires P1 0.7",
        "P3 requires F1",
        "P4 requires F1",
        "P5 requires F1 0.5",
    ]
    assert single_points(graph(*ties))[0].stops == ("P1", "P3", "P4")  # .49 for P2


def test_the_only_service_of_a_capability_is_a_single_point_of_those_that_require_it():
    items = [item(f"P{n}") for n in range(3)] + [
        item("C1"),
        item("S1", contract_end="2027-06-30"),
        item("S2"),
    ]
    links = [Link(f"P{n}", "C1", "requires") for n in range(3)]
    links.append(Link("C1", "S1", "supported by"))
    found = {point.id: point for point in single_points(graph_of(items, links))}
    assert set(found) == {"C1", "S1"}
    assert found["S1"].until == "2027-06-30"
    two = graph_of(items, [*links, Link("C1", "S2", "supported by")])
    assert [point.id for point in single_points(two)] == ["C1"]


@given(drawn_graphs(circles=True))
@settings(max_examples=50, deadline=None)
def test_the_likeliest_chain_is_never_likelier_than_all_chains_together(found):
    names, chains = likeliest_chains(found)
    place = {name: number for number, name in enumerate(names)}
    drawn = BindingDraws(5)
    for name in names:
        for tie in needed_by(found, name, drawn):
            assert 0 < chains[place[name], place[tie.id]] <= tie.chance + 1e-9
