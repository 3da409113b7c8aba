"""Dependencies that cannot all hold are found over any number of steps, with their rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pmo_toolkit.analysis.dependencies.clashes import find_clashes
from pmo_toolkit.analysis.dependencies.graph_results import CLASH_KINDS
from pmo_toolkit.core.number_format import NBSP
from tests.analysis.dependencies.graphs import drawn_graphs, graph, rows


def one_clash(*ties, **items):
    found = find_clashes(graph(*ties, **items))
    assert len(found) == 1, found
    return found[0]


def test_nothing_clashes_where_all_can_hold():
    assert find_clashes(graph("P1 requires P2", "P1 requires F1", "P3 excludes P4")) == ()


def test_itself():
    clash = one_clash("P1 requires P1")
    assert (clash.kind, rows(clash)) == ("itself", [2])
    assert "tied to itself" in clash.sentence


def test_a_circle_is_named_with_its_rows_its_waiting_time_and_what_hangs_on_it():
    clash = one_clash(
        "P1 requires P2 1 30", "P2 requires P3 1 60", "P3 requires P1", "P9 requires P2"
    )
    assert (clash.kind, clash.ids, rows(clash)) == ("circle", ("P1", "P2", "P3"), [2, 3, 4])
    assert clash.lag_days == 90
    assert "P3 requires P1: each waits for the next" in clash.sentence
    assert f"add up to 90{NBSP}days" in clash.sentence
    assert clash.affects == ("P9",)


def test_overlaps_around_a_circle_are_said():
    clash = one_clash("P1 requires P2 1 -20", "P2 requires P1 1 -10")
    assert f"may overlap by 30{NBSP}days in all" in clash.sentence


def test_of_a_knot_of_circles_the_shortest_is_told_and_the_rest_is_named():
    clash = one_clash("P1 requires P2", "P2 requires P1", "P2 requires P3", "P3 requires P2")
    assert clash.ids == ("P1", "P2")
    assert "The same knot holds P3." in clash.sentence


@pytest.mark.parametrize("exclusion", ["P1 excludes P2", "P2 excludes P1"])
def test_required_and_excluded(exclusion):
    clash = one_clash("P1 requires P2", exclusion)
    assert (clash.kind, rows(clash)) == ("requires and excludes", [2, 3])
    assert clash.sentence.startswith("P1 (Title of P1) requires P2 (Title of P2), yet P1 and P2")


def test_required_by_way_of_others_and_excluded():
    clash = one_clash("P1 requires P2", "P2 requires P3", "P3 excludes P1", "P0 requires P1")
    assert (clash.ids, rows(clash)) == (("P1", "P2", "P3"), [2, 3, 4])
    assert clash.affects == ("P0",)


def test_two_that_exclude_each_other_are_required_at_once():
    clash = one_clash(
        "P1 requires P2", "P1 requires P3", "P3 requires P4", "P2 excludes P4", "P0 requires P1"
    )
    assert (clash.kind, clash.ids, rows(clash)) == (
        "requires both",
        ("P1", "P2", "P4"),
        [2, 3, 4, 5],
    )
    assert clash.affects == ("P0",)
    assert "P1 cannot have both" in clash.sentence


def test_who_requires_both_within_a_circle_is_told_once():
    kinds = [
        clash.kind
        for clash in find_clashes(
            graph(
                "P1 requires P2",
                "P2 requires P1",
                "P2 requires P3",
                "P1 requires P4",
                "P3 excludes P4",
            )
        )
    ]
    assert kinds == ["circle", "requires both"]


def test_excluding_what_is_under_way():
    clash = one_clash("P1 excludes F1", "P2 requires P1")
    assert (clash.kind, clash.ids) == ("under way", ("P1", "F1"))
    assert "only if F1 were stopped" in clash.sentence
    assert "What requires P1 would stop with it: P2." in clash.sentence


def test_wanted_before_what_it_requires_is_done():
    clash = one_clash(
        "P1 requires F1 1 10", P1={"finish": "2027-06-30"}, F1={"finish": "2027-06-25"}
    )
    assert clash.kind == "too late"
    assert "wanted by 30 June 2027" in clash.sentence and "6 July 2027" in clash.sentence


def test_a_day_that_hangs_on_another_wish_is_told_as_a_condition():
    ends = {"P1": {"finish": "2027-06-30"}, "P2": {"finish": "2027-06-30"}}
    sentence = one_clash("P1 requires P2 1 45", **ends).sentence.replace(NBSP, " ")
    assert "if P2 takes until 30 June 2027, the day that it is wanted by, and 45 days" in sentence
    assert "cannot begin before 15 August 2027" in sentence and "at the earliest" not in sentence


def test_a_need_that_is_unlikely_makes_nothing_late():
    ends = {"P1": {"finish": "2027-06-30"}, "F1": {"finish": "2027-08-25"}}
    assert find_clashes(graph("P1 requires F1 0.4", **ends)) == ()


def test_hostile_titles_are_cut():
    clash = one_clash("P1 requires P1", P1={"title": "x\u202e" * 400})
    assert len(clash.sentence) < 200 and "\u202e" not in clash.sentence


@given(drawn_graphs(most=8, links=14, circles=True))
@settings(max_examples=50, deadline=None)
def test_every_group_of_circles_is_told_once_and_its_rows_close_it(found):
    circles = [clash for clash in find_clashes(found) if clash.kind == "circle"]
    assert len(circles) == len(found.circles)
    for clash in circles:
        ends = list(zip(clash.ids, (*clash.ids[1:], clash.ids[0]), strict=True))
        assert all(found.requires.has_edge(*pair) for pair in ends)


def test_kinds_come_in_their_order():
    kinds = [
        clash.kind
        for clash in find_clashes(
            graph("P1 excludes F1", "P2 requires P3", "P3 requires P2", "P4 relates P4")
        )
    ]
    assert kinds == sorted(kinds, key=CLASH_KINDS.index) == ["itself", "circle", "under way"]
