"""Charts draw what the results say, and their sentences carry the numbers."""

from __future__ import annotations

from dataclasses import replace

import matplotlib
import numpy as np
import pytest

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.kit.pictures import svg
from tests import assessment_parts, fixtures
from tests.drawn import axes, dots, pieces, words

EUR = NumberFormat("en_GB", "EUR")
EDGES = (50, 14, 12, 46)


def said(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.fixture
def cost() -> CostView:
    found = fixtures.rich().cost
    assert isinstance(found, CostView)
    return found


def test_s_curve_marks_p50_p80_and_the_budget(cost):
    ax = charts.s_curve(axes(), cost, EUR)
    assert (cost.p50, 0.5) in dots(ax) and (cost.p80, 0.8) in dots(ax)
    assert (380_000, cost.chance_within_budget) in dots(ax)
    assert "P50 420 k€" in words(ax) and "P80 600 k€" in words(ax)
    said = words(ax)
    assert said.index("41 % chance") == said.index("asked for 380 k€:") + 1
    assert ax.get_ylim() == (0.0, 1.0)


def test_s_curve_without_budget_marks_none(cost):
    ax = charts.s_curve(
        axes(), replace(cost, requested_budget=None, chance_within_budget=None), EUR
    )
    assert len(dots(ax)) == 2 and not any("asked" in each for each in words(ax))


@pytest.mark.parametrize("chance", [0.01, 0.1, 0.19, 0.21, 0.5, 0.9])
def test_words_on_a_budget_stand_clear_of_the_curve(cost, chance):
    values, shares = cost.curve.values, cost.curve.shares
    budget = float(np.interp(chance, shares, values))
    ax = charts.s_curve(
        axes(), replace(cost, requested_budget=budget, chance_within_budget=chance), EUR
    )
    low, high = ax.get_xlim()
    said = next(text for text in ax.texts if text.get_text().startswith("asked for"))
    x, y = said.get_position()
    assert x == pytest.approx(budget)
    if said.get_ha() == "left":  # the words take about a fifth of the width
        beside = np.interp(np.linspace(x, x + 0.2 * (high - low), 20), values, shares)
        assert y > 0.6 or chance >= 0.2
        assert y == 0 or beside[0] < y


@pytest.mark.parametrize(("budget", "side"), [(9e7, "far to the right"), (-9e7, "far to the left")])
def test_a_budget_far_away_is_named_rather_than_drawn(cost, budget, side):
    ax = charts.s_curve(
        axes(), replace(cost, requested_budget=budget, chance_within_budget=0.5), EUR
    )
    assert any(side in each for each in words(ax))
    low, high = ax.get_xlim()
    assert not low <= budget <= high and low <= cost.cost.p10 and cost.cost.p90 <= high


def test_a_heavy_tail_does_not_hide_the_middle(cost):
    draws = np.exp(np.linspace(-3, 3, 4001) ** 3 / 3) * 400_000
    heavy = replace(cost, cost=Quantiles.of(draws, "money"), curve=Curve.of(draws, "money"))
    low, high = charts.s_curve(axes(), heavy, EUR).get_xlim()
    assert (
        heavy.curve.values[-1] > high
        and charts.s_curve_is_cut(heavy)
        and not charts.s_curve_is_cut(cost)
    )
    assert (heavy.cost.p90 - heavy.cost.p10) / (high - low) > 0.4


def test_s_curve_sentence(cost):
    text = said(charts.s_curve_alt(cost, EUR))
    for number in (
        "420 k€",
        "600 k€",
        "250–720 k€",
        "380 k€",
        "41 %",
        "even chance",
        "four chances in five",
    ):
        assert number in text
    assert "asked" not in charts.s_curve_alt(replace(cost, requested_budget=None), EUR)


def test_views_are_aligned_and_share_the_budget(cost):
    ax = charts.views(axes(), cost, EUR)
    assert charts.view_count(cost) == 4
    middles = [350_000, 420_000, 240_000, 265_000]  # whole life, whole life, once, once
    assert [x for x, _ in dots(ax)] == pytest.approx(middles, rel=1e-6)
    assert "asked for 380 k€" in words(ax)
    text = said(charts.views_alt(cost, EUR))
    assert "350 k€" in text and "270 k€" in text and "Outside view" in text


def test_a_figure_that_is_none_of_the_views_gets_its_own_row(cost):
    other = replace(cost, outside=None, cost=assessment_parts.quantiles(500_000, 0.3))
    assert charts.view_count(other) == 4
    assert "The figure to plan with" in words(charts.views(axes(), other, EUR))


def test_options_without_cost_are_named_not_drawn():
    found = fixtures.rich().options
    assert not isinstance(found, NotAssessed)
    first = replace(
        found.options[0], cost=NotAssessed("cost", "no cost element is stated", ReasonCode.NO_ROWS)
    )
    changed = replace(found, options=(first, *found.options[1:]))
    ax = charts.option_ranges(axes(), changed, EUR)
    assert len(dots(ax)) == 3 and "not assessed" in words(ax)
    text = said(charts.option_ranges_alt(changed, EUR))
    assert "Do nothing: not assessed" in text and "SaaS: P50 420 k€" in text


def test_estimates_show_both_ranges_and_the_outside_view():
    found = fixtures.rich()
    ax = charts.estimate_ranges(axes(), found.effort, EUR, outside=found.outside.effort)
    widths = sorted(end[0] - start[0] for start, end in pieces(ax))
    eighty, fifty = found.effort.intervals
    assert widths[-1] == pytest.approx(eighty.high - eighty.low)
    assert pytest.approx(fifty.high - fifty.low) in widths
    assert charts.estimate_row_count(found.outside.effort) == 2
    text = said(charts.estimate_ranges_alt(found.effort, EUR, outside=found.outside.effort))
    for number in (
        "148",
        "3,900 h",
        "1,900–8,100 h",
        "2,700–5,700 h",
        "81 %",
        "52 %",
        "31 projects",
    ):
        assert number in text


def test_long_durations_are_told_in_months():
    found = fixtures.rich().duration
    text = said(charts.estimate_ranges_alt(found, EUR, unit="months", divisor=30.44))
    assert "13 months" in text
    ax = charts.estimate_ranges(axes(), found, EUR, unit="months", divisor=30.44)
    assert dots(ax)[0][0] == pytest.approx(395 / 30.44)


def test_tornado_puts_the_most_telling_first_and_keeps_it_short():
    elements = fixtures.rich().options.elements
    many = tuple(
        replace(elements[0], element=f"e{i}", share_of_variance=i / 100) for i in range(20)
    )
    assert [each.element for each in charts.tornado_elements(many)] == [
        f"e{i}" for i in range(19, 11, -1)
    ]
    ax = charts.tornado(axes(), elements, EUR)
    assert words(ax)[0] == "Licences for 420 users" and words(ax)[1] == "46 %"
    assert "98–260 k€ (46 % of the spread)" in said(charts.tornado_alt(elements, EUR))


@pytest.mark.parametrize("value", [0.0, 5.0, -3.0, 1e12, 1e-9])
def test_a_certain_figure_can_be_drawn(cost, value):
    same = Quantiles(value, value, value, value, value, "money")
    curve = Curve((value,) * 99, cost.curve.shares, "money")
    certain = replace(cost, cost=same, curve=curve, inside=same, outside=same, history=same)
    for budget in (None, value, 7.0):
        found = replace(
            certain, requested_budget=budget, chance_within_budget=None if budget is None else 1.0
        )
        for paint in (charts.s_curve, charts.views):
            assert "<svg" in svg(
                lambda ax, paint=paint, found=found: paint(ax, found, EUR), 680, 300, EDGES
            )


def test_dollars_start_no_formula_and_hostile_names_stay_text():
    elements = [
        replace(each, element=fixtures.NASTY + " costs $5 or $\\frac{1}{2}$")
        for each in fixtures.rich().options.elements
    ]
    drawn = svg(
        lambda ax: charts.tornado(ax, elements, NumberFormat("en_GB", "$x^2$")), 680, 400, EDGES
    )
    assert "<script" not in drawn and "onerror=" not in drawn.replace("onerror=&quot;", "").replace(
        'onerror="w', ""
    )
    assert "&lt;script&gt;" in drawn


def test_the_same_chart_gives_the_same_bytes_whatever_the_theme(cost):
    def draw() -> str:
        return svg(lambda ax: charts.s_curve(ax, cost, EUR), 680, 300, EDGES)

    first = draw()
    with matplotlib.rc_context(
        {"axes.facecolor": "black", "font.size": 40, "lines.linewidth": 9, "svg.fonttype": "path"}
    ):
        assert draw() == first
    assert draw() == first
    assert matplotlib.rcParams["svg.fonttype"] == "path"


def test_charts_are_small_and_carry_no_date(cost):
    drawn = svg(lambda ax: charts.s_curve(ax, cost, EUR), 680, 300, EDGES)
    assert len(drawn) < 15_000
    assert "date" not in drawn and "http" not in drawn.replace("http://www.w3.org/", "")


@pytest.mark.parametrize("width", [350, 680])
def test_ticks_keep_clear_of_the_edges(cost, width):
    def paint(ax):
        charts.views(ax, cost, EUR)
        low, high = ax.get_xlim()
        places = (ax.get_xticks() - low) / (high - low) * (width - 64)
        assert len(places) >= 2 and places.min() >= 23.9 and places.max() <= width - 64 - 23.9

    svg(paint, width, 200, EDGES)
