"""Charts of risk draw what the simulation says, and their sentences carry the numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit import charts
from pmo_toolkit.analysis.uncertainty.sensitivity import SobolIndex
from pmo_toolkit.charts.risk import input_label
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.kit.pictures import svg
from tests import assessment_parts, fixtures
from tests.drawn import axes, dots, pieces, words

EUR = NumberFormat("en_GB", "EUR")
EDGES = (50, 14, 28, 46)
RISK = assessment_parts.risk_view()


@pytest.mark.parametrize("view", [RISK.cost, RISK.time], ids=["cost", "time"])
def test_a_curve_marks_p50_p80_and_the_limit(view):
    ax = charts.risk_curve(axes(), view, EUR, limit_label="the limit", axis_label="axis")
    for place in (
        (view.quantiles.p50, 0.5),
        (view.quantiles.p80, 0.8),
        (view.limit, 1 - view.chance_over_limit),
    ):
        assert place in dots(ax)
    assert "the limit:" in words(ax)
    told = charts.risk_curve_alt(view, EUR, limit_label="the limit")
    assert EUR.chance(1 - view.chance_over_limit) in told


def test_a_curve_without_a_limit_marks_none():
    free = replace(RISK.time, limit=None)
    ax = charts.risk_curve(axes(), free, EUR, limit_label="", axis_label="axis")
    assert len(dots(ax)) == 2
    assert "limit" not in charts.risk_curve_alt(free, EUR, limit_label="")


def test_the_four_quarters_are_written_and_sum_to_one():
    joint = RISK.joint
    found = joint.quarters
    assert (
        found.both_kept + found.only_late + found.only_over_budget + found.both_missed
        == pytest.approx(1)
    )
    ax = charts.joint_scatter(axes(), joint, EUR, money_label="cost $x$")
    assert f"both kept {EUR.chance(found.both_kept)}".replace(NBSP, " ") in words(ax)
    assert len(ax.texts) == 4
    assert EUR.chance(found.both_missed) in charts.joint_scatter_alt(joint, EUR)
    assert len(ax.lines[0].get_xdata()) == len(joint.points) == 256


def test_a_scatter_without_budget_has_no_quarters():
    open_ = replace(RISK.joint, budget=None, chance_within_budget=None, chance_both=None)
    ax = charts.joint_scatter(axes(), open_, EUR, money_label="cost")
    assert not ax.texts and "kept" not in charts.joint_scatter_alt(open_, EUR)


def test_the_longest_bar_stands_first_and_bars_meet_at_the_base():
    ax = charts.risk_tornado(axes(), RISK.cost.tornado, RISK.cost, EUR, axis_label="cost")
    first = RISK.cost.tornado[0]
    assert words(ax)[0] == input_label(first.name)
    assert words(ax)[1] == EUR.money(first.width).replace(NBSP, " ")
    assert [(max(first.base, first.low), 0), (first.high, 0)] in pieces(ax)
    many = RISK.cost.tornado * 9
    assert len(charts.tornado_bars(many)) == 8


def test_shares_stay_within_one_and_nothing_that_does_not_matter_is_drawn():
    found = (
        SobolIndex("group labour", 0.9, 1.02, 0.01, 0.01),
        SobolIndex("risk: Late", -0.01, 0.1, 0.01, 0.01),
        SobolIndex("Exit", 0.0, 0.001, 0.01, 0.01),
    )
    ax = charts.spread_shares(axes(), found, EUR)
    assert words(ax) == ["All of the group labour", "more than 99 %", "Risk: Late", "10 %"]
    assert all(0 <= x <= 1 for piece in pieces(ax) for x, _ in piece)
    assert "Exit" not in charts.spread_shares_alt(found, EUR)


@pytest.mark.parametrize("width", [350, 680])
def test_hostile_names_stay_text_at_every_width(width):
    bad = fixtures.poisoned(RISK, fixtures.NASTY)
    numbers = NumberFormat("en_GB", "$x^2$")
    for paint in (
        lambda ax: charts.risk_tornado(ax, bad.cost.tornado, bad.cost, numbers, axis_label="$x$"),
        lambda ax: charts.spread_shares(ax, bad.cost.sobol, numbers),
        lambda ax: charts.joint_scatter(ax, bad.joint, numbers, money_label="$x$"),
        lambda ax: charts.risk_curve(
            ax, RISK.cost, numbers, limit_label=fixtures.NASTY, axis_label="$x$"
        ),
    ):
        drawn = svg(paint, width, 300, EDGES)
        assert "<script" not in drawn and len(drawn) < 60_000
