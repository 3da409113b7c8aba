"""What of a graph is drawn, in which column and under which goal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.charts.planning.dependency_map.selection import NO_GOAL, select
from tests.analysis.dependencies.graphs import drawn_graphs, graph
from tests.charts.planning.dependency_map.maps import drawn_graph


@given(drawn_graphs(most=8, links=14))
@settings(max_examples=50, deadline=None)
def test_what_comes_first_stands_further_left(found):
    columns = select(found).columns
    for link in select(found).links:
        assert columns[link.end] < columns[link.start]


@given(drawn_graphs(most=8, links=14, circles=True))
@settings(max_examples=50, deadline=None)
def test_those_of_a_circle_stand_in_one_column(found):
    columns = select(found).columns
    for circle in found.circles:
        assert len({columns[name] for name in circle}) == 1


def test_what_needs_nothing_stands_beside_what_needs_it_first():
    columns = select(graph("P1 requires P2", "P2 requires P3", "P1 requires F1")).columns
    assert columns == {"P3": 0, "P2": 1, "F1": 1, "P1": 2}


def test_what_has_no_tie_is_counted_and_services_without_one_are_not():
    found = select(graph("P1 requires P2", P3={}, F9={}, S1={}, C1={}))
    assert {item.id for item in found.items} == {"P1", "P2"}
    assert found.isolated == 2


def test_of_too_many_those_with_fewest_ties_are_left_out():
    found = select(graph("P1 requires P2", "P3 requires P2", "P4 requires P5"), most=3)
    assert {item.id for item in found.items} == {"P2", "P1", "P3"}
    assert found.left_out == 2


def test_requirements_that_follow_from_others_are_left_out_where_there_are_many():
    chain = [f"P{n:02d} requires P{n - 1:02d}" for n in range(1, 61)]
    few = select(graph(*chain[:10], "P10 requires P00"))
    many = select(graph(*chain, "P60 requires P00"))
    assert few.implied == 0 and len(few.links) == 11
    assert many.implied == 1 and len(many.links) == 60


def test_many_ties_that_merely_touch_are_counted():
    found = select(graph(*(f"P00 relates P{n:02d}" for n in range(1, 31)), "P01 requires P02"))
    assert found.touches == 30
    assert [link.kind for link in found.links] == ["requires"]


def test_proposals_stand_under_the_goal_that_most_share_and_others_go_where_their_ties_lead():
    goals = {f"P{n:02d}": {"goals": ("G1", "G2") if n else ("G2",)} for n in range(14)}
    ties = [f"P{n:02d} requires P{n + 1:02d}" for n in range(13)]
    found = select(graph(*ties, "P03 requires F1", "X1 requires X2", **goals))
    assert found.groups["P03"] == "G2" == found.groups["F1"]
    assert found.groups["X1"] == NO_GOAL


def test_a_small_map_has_no_groups():
    assert set(select(graph("P1 requires P2", P1={"goals": ("G1",)})).groups.values()) == {""}


@given(st.integers(2, 60))
@settings(max_examples=10, deadline=None)
def test_nothing_is_lost(count):
    found = drawn_graph(count)
    chosen = select(found)
    touched = {end for link in found.links for end in (link.start, link.end)}
    assert {item.id for item in chosen.items} == touched
    assert len(chosen.links) + chosen.implied + chosen.touches == len(found.links)
