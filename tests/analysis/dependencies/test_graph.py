"""The graph of all that hangs together: order, circles, what is near, rows that say the same."""

from __future__ import annotations

from hypothesis import given, settings

from pmo_toolkit.analysis.dependencies.graph import Link, graph_of
from tests.analysis.dependencies.graphs import drawn_graphs, graph, item


def test_rows_that_say_the_same_are_one_link_and_the_more_cautious_counts():
    found = graph("P1 requires P2 0.4 10", "P1 requires P2 0.9 5", "P1 relates P2")
    requires, touches = found.links_of("requires")[0], found.links_of("relates")[0]
    assert (requires.strength, requires.lag_days) == (0.9, 10.0)
    assert [row.row for row in requires.rows] == [2, 3]
    assert touches.rows[0].row == 4
    assert len(found.links) == 2


def test_an_exclusion_stands_once_whichever_end_comes_first():
    assert len(graph("P1 excludes P2", "P2 excludes P1").links) == 1


def test_an_unknown_id_and_a_link_to_itself_are_kept_apart():
    found = graph("P1 requires X9", "P1 requires P1")
    assert found.by_id["X9"].kind == "unknown"
    assert [link.start for link in found.to_themselves] == ["P1"]
    assert [link.end for link in found.links] == ["X9"]


def test_a_strength_of_nought_never_binds():
    assert not graph("P1 requires P2 0").requires.edges


def test_circles_and_what_is_needed_through_them():
    found = graph("P1 requires P2", "P2 requires P1", "P3 requires P1", "P2 requires P4")
    assert found.circles == (frozenset({"P1", "P2"}),)
    assert found.needs["P3"] == {"P1", "P2", "P4"}
    assert found.needs["P1"] == {"P1", "P2", "P4"}
    assert found.hanging_on["P4"] == {"P1", "P2", "P3"}


@given(drawn_graphs(most=9, links=16, circles=True))
@settings(max_examples=60, deadline=None)
def test_what_is_required_comes_first_except_in_circles(found):
    place = {name: number for number, name in enumerate(found.order)}
    assert sorted(found.order) == sorted(found.by_id)
    for start, end in found.requires.edges:
        circle = any({start, end} <= part for part in found.circles)
        assert circle or place[end] < place[start]


@given(drawn_graphs(most=9, links=16, circles=True))
@settings(max_examples=60, deadline=None)
def test_needs_and_hanging_on_are_two_sides_of_one_thing(found):
    for one, needed in found.needs.items():
        for other in needed:
            assert one in found.hanging_on[other]
    assert sum(map(len, found.needs.values())) == sum(map(len, found.hanging_on.values()))


def test_around_holds_what_decides_about_one_item():
    found = graph(
        "P1 requires P2",
        "P3 requires P1",
        "P3 requires P4",
        "P5 requires P2",
        "P1 relates P6",
        "P7 requires P8",
    )
    part, further = found.around("P1", 10)
    # P5 only shares a requirement with it, P7 and P8 have nothing to do with it
    assert set(part.by_id) == {"P1", "P2", "P3", "P4", "P6"}
    assert further == 0
    assert found.around("P1", 3)[1] == 2


def test_links_between_two_that_stay_out_are_left_out():
    found = graph_of([item("P1"), item("P2")], [Link("P1", "P2", "requires")])
    assert found.part(["P1"]).links == ()
