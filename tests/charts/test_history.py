"""Charts of a history draw what was measured, and their sentences carry the numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pmo_toolkit import charts
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.kit.pictures import svg
from tests import reliabilities
from tests.drawn import axes, dots, pieces, words

EUR = NumberFormat("en_GB", "EUR")
FULL = reliabilities.full()


def test_methods_stand_at_their_accuracy_with_guessing_marked():
    ax = charts.method_accuracy(axes(), FULL.accuracy, EUR)
    assert [x for x, _ in dots(ax)] == [0.58, 0.59, 0.33]
    assert words(ax)[0] == "▸ The workbench's model" and "0.58" in words(ax)
    assert [(0.0, -0.34), (0.0, 0.24)] in pieces(ax)
    low, high = ax.get_xlim()
    assert low < 0 and high > 1
    said = charts.method_accuracy_alt(FULL.accuracy, EUR)
    assert "180 projects" in said and "The workbench's model 0.58 (0.48 to 0.68)" in said


def test_a_method_worse_than_guessing_has_a_true_minus_and_room():
    worse = replace(
        FULL.accuracy, methods=(FULL.accuracy.methods[0], reliabilities.line("median", -1.4))
    )
    ax = charts.method_accuracy(axes(), worse, EUR)
    assert "−1.4" in words(ax) and ax.get_xlim()[0] < -1.5
    assert "-" not in charts.method_accuracy_alt(worse, EUR)


def test_calibration_marks_levels_that_were_not_kept():
    ax = charts.calibration_plot(axes(), FULL.calibration, EUR)
    assert dots(ax) == [(0.2, 0.21), (0.5, 0.48), (0.8, 0.81), (0.9, 0.80)]
    filled = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"]
    assert filled[-1] == "white" and "white" not in filled[:-1]
    assert [(0, 0), (1, 1)] in pieces(ax)
    said = charts.calibration_plot_alt(FULL.calibration, EUR).replace(NBSP, " ")
    assert "80 % stated, 81 % measured (75–87 %)" in said


def test_residuals_stand_on_a_scale_of_doublings_about_one():
    groups = FULL.residuals.of("class")
    ax = charts.residual_ranges(axes(), groups, EUR)
    assert [x for x, _ in dots(ax)] == pytest.approx([math.log2(1.3), math.log2(0.8)])
    low, high = ax.get_xlim()
    assert low == -high
    assert words(ax)[:2] == ["▸ integration, 20", "1.3 ×"]
    said = charts.residual_ranges_alt(FULL.residuals, groups, EUR)
    assert "integration: 1.3 in the middle" in said and "20 projects" in said


def test_no_more_groups_are_drawn_than_can_be_read():
    groups = FULL.residuals.of("department")
    ax = charts.residual_ranges(axes(), groups, EUR)
    assert len(dots(ax)) == charts.residual_row_count(groups) == 8 < len(groups)


def test_the_learning_curve_names_every_size():
    ax = charts.learning_accuracy(axes(), FULL.learning, EUR)
    assert [x for x, _ in dots(ax)] == pytest.approx([math.log(known) for known in (15, 45, 144)])
    assert {"0.43", "0.5", "0.58"} <= set(words(ax))
    assert [each.get_text() for each in ax.get_xticklabels()] == ["15", "45", "144"]
    assert "144 known: 0.58 (0.48 to 0.68)" in charts.learning_accuracy_alt(FULL.learning, EUR)
    wide = charts.learning_width(axes(), FULL.learning, EUR)
    assert [y for _, y in dots(wide)] == pytest.approx(
        [math.log2(width) for width in (20, 7.4, 4.5)]
    )
    assert "15 known: 20 times" in charts.learning_width_alt(FULL.learning, EUR)


@pytest.mark.parametrize("reliability", [FULL, reliabilities.hostile()], ids=["full", "hostile"])
@pytest.mark.parametrize("width", [680, 350])
def test_drawn_twice_alike_and_harmless(reliability, width):
    painters = [
        lambda ax: charts.method_accuracy(ax, reliability.accuracy, EUR),
        lambda ax: charts.calibration_plot(ax, reliability.calibration, EUR),
        lambda ax: charts.residual_ranges(ax, reliability.residuals.of("class"), EUR),
        lambda ax: charts.learning_accuracy(ax, reliability.learning, EUR),
        lambda ax: charts.learning_width(ax, reliability.learning, EUR),
    ]
    for paint in painters:
        one, two = (svg(paint, width, 300, (54, 14, 14, 46)) for _ in range(2))
        assert one == two and "<script" not in one
