"""Scenarios, frontier and core: what is chosen is filled, what cannot be met is dotted."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from pmo_toolkit.analysis.portfolio.robust.shapes import Part, RobustChoice
from pmo_toolkit.charts.drawing import BLUE
from pmo_toolkit.charts.portfolio.choices import (
    MOST_BARS,
    MOST_PROPOSALS,
    core_bars,
    core_bars_alt,
    frontier_curve,
    frontier_curve_alt,
    map_height,
    map_rows,
    scenario_map,
    scenario_map_alt,
)
from tests import invented_portfolios as portfolios
from tests.drawn import axes, dots, pieces, words

PORTFOLIO = portfolios.invented()
TITLES = [(line.id, line.title) for line in PORTFOLIO.lines]


def filled(ax) -> int:
    return sum(to_hex(patch.get_facecolor()) == BLUE for patch in ax.patches)


def test_the_map_fills_what_each_scenario_chooses():
    ax = scenario_map(axes(), PORTFOLIO.scenarios, TITLES)
    chosen = [len(one.outcome.choices) for one in PORTFOLIO.scenarios[:-1]]
    assert filled(ax) == sum(chosen)
    assert len(ax.patches) == 5 * 24, "the one that cannot be met has no cells"
    assert len(pieces(ax)) == 1 and {"1", "6"} <= set(words(ax))


def test_of_many_those_are_drawn_on_which_scenarios_differ():
    many = portfolios.invented(500)
    titles = [(line.id, line.title) for line in many.lines]
    rows = map_rows(many.scenarios, titles)
    assert len(rows) == MOST_PROPOSALS and rows == [row for row in titles if row in rows]
    assert set(many.scenarios[1].dropped) <= {name for name, _ in rows}
    assert map_height(len(rows)) > 40 * 19


def test_the_sentence_says_what_is_in_all_and_in_none():
    said = scenario_map_alt(PORTFOLIO.scenarios, TITLES)
    found = [
        {choice.proposal for choice in one.outcome.choices} for one in PORTFOLIO.scenarios[:-1]
    ]
    always = sorted(set.intersection(*found))
    assert f"In all that can be met: {always[0]}" in said and "6 Everything at once" in said


def test_the_frontier_has_a_dot_a_selection_and_the_naive_list_a_line():
    points = PORTFOLIO.frontier
    ax = frontier_curve(axes(), points, portfolios.EUR, PORTFOLIO.waterline)
    assert dots(ax) == [(point.money, point.value) for point in points]
    naive = PORTFOLIO.waterline.kept_value
    assert any(piece[0][1] == piece[-1][1] == naive for piece in pieces(ax))
    assert "list by value per money: 2.9 m€" in words(ax)
    assert ax.get_ylim()[1] > max(point.value for point in points)


def test_chances_are_written_only_where_they_do_not_meet():
    few = frontier_curve(axes(), PORTFOLIO.frontier, portfolios.EUR)
    narrow = frontier_curve(axes(4.0), PORTFOLIO.frontier, portfolios.EUR)
    chances = [sum("%" in word for word in words(ax)) for ax in (few, narrow)]
    assert len(PORTFOLIO.frontier) > chances[0] > chances[1] > 0


def test_the_frontier_in_a_sentence():
    said = frontier_curve_alt(PORTFOLIO.frontier, portfolios.EUR, PORTFOLIO.waterline)
    assert "12\u00a0selections" in said and "list by value per money" in said
    assert "list" not in frontier_curve_alt(PORTFOLIO.frontier, portfolios.EUR)


def test_bars_of_the_core_are_full_and_dark():
    choices = sorted(PORTFOLIO.robust.choices, key=lambda choice: -choice.core_index)
    ax = core_bars(axes(), choices, dict(TITLES), portfolios.EUR)
    assert filled(ax) == sum(choice.part is Part.CORE for choice in choices)
    widths = [patch.get_width() for patch in ax.patches]
    room = max(widths)
    drawn = [width / room for width in widths if width < room]
    between = [choice.core_index for choice in choices if 0 < choice.core_index < 1]
    assert drawn == pytest.approx(between)
    assert len(widths) == len(choices) + sum(choice.core_index > 0 for choice in choices)


def test_at_most_so_many_bars_and_three_parts_in_words():
    many = [RobustChoice(f"P-{place}", Part.BORDERLINE, 0.5) for place in range(90)]
    assert len(core_bars(axes(), many, {}, portfolios.EUR).patches) == 2 * MOST_BARS
    said = core_bars_alt(many, portfolios.EUR)
    assert "In all: none" in said and "and more" in said
