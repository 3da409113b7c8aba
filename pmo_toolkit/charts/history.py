"""Charts of a history.

Methods side by side, calibration, residuals by group, and the learning curve.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from pmo_toolkit.analysis.estimating.measuring.calibration import Calibration
from pmo_toolkit.analysis.estimating.measuring.learning_curve import LearningCurve
from pmo_toolkit.analysis.estimating.measuring.residuals import GroupResiduals, Residuals
from pmo_toolkit.analysis.estimating.measuring.side_by_side import (
    METHOD_WORDS,
    MethodLine,
    SideBySide,
)
from pmo_toolkit.charts.drawing import (
    BLUE,
    INK,
    LINE,
    MIDDLE,
    MOST_ROWS,
    SOFT,
    TICK_SIZE,
    RangeRow,
    draw_dot,
    draw_mark,
    draw_ranges,
    put_note,
    put_text,
    value_axis,
)
from pmo_toolkit.core.number_format import MINUS, NumberFormat


def method_accuracy(ax: Axes, found: SideBySide, figures: NumberFormat) -> Axes:
    """Standardised accuracy of every method, with its 95 % range; a line stands at guessing."""
    shown = method_rows(found)
    draw_ranges(ax, [_method_row(each, place == 0, figures) for place, each in enumerate(shown)])
    low = min([each.sa_low for each in shown])
    ax.set_xlim(min(-0.06, low - 0.06), 1.06)
    draw_mark(ax, 0.0, len(shown), color=INK, linewidth=1.2, linestyle=(0, (3, 2)), zorder=2)
    value_axis(ax, lambda value: _signed(value, figures), "0 = guessing, 1 = perfect")
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1] if low > -0.5 else [round(low), 0, 1])
    return ax


def method_rows(found: SideBySide) -> tuple[MethodLine, ...]:
    """The methods that `method_accuracy` draws."""
    return found.methods[:MOST_ROWS]


def method_accuracy_alt(found: SideBySide, figures: NumberFormat) -> str:
    """What `method_accuracy` shows."""
    parts = [
        f"{METHOD_WORDS.get(each.name, each.name)} {_signed(each.sa, figures)}"
        f" ({_signed(each.sa_low, figures)} to {_signed(each.sa_high, figures)})"
        for each in method_rows(found)
    ]
    return (
        f"Standardised accuracy of each method on the same {found.n} projects, 0 = guessing, 1 ="
        f" perfect, with its 95 % range: {'; '.join(parts)}."
    )


def calibration_plot(ax: Axes, found: Calibration, figures: NumberFormat) -> Axes:
    """Measured against stated coverage with 95 % ranges, and the diagonal on which ranges keep what they say."""
    ax.plot([0, 1], [0, 1], color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=2)
    for each in found.levels:
        ends = [each.coverage_low, each.coverage_high]
        ax.plot(
            [each.level, each.level],
            ends,
            color=MIDDLE,
            linewidth=3.0,
            solid_capstyle="butt",
            zorder=3,
        )
    ax.plot(
        [each.level for each in found.levels], [each.coverage for each in found.levels], color=BLUE, linewidth=1.6,
        zorder=3,
    )  # fmt: skip
    for each in found.levels:
        # An open dot is a level that was not kept, for readers without colour too.
        draw_dot(
            ax,
            each.level,
            each.coverage,
            size=8.0,
            fill=BLUE if each.kept else "white",
            edge="white" if each.kept else BLUE,
        )
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    put_text(ax, 0.03, 0.93, "ranges hold more often than they say", color=SOFT, fontsize=TICK_SIZE)
    put_text(ax, 0.97, 0.04, "ranges hold less often", color=SOFT, fontsize=TICK_SIZE, ha="right")
    _share_axis(ax)
    value_axis(ax, lambda value: f"{value:.0%}".replace("%", " %"), "stated")
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
    return ax


def calibration_plot_alt(found: Calibration, figures: NumberFormat) -> str:
    """What `calibration_plot` shows."""
    parts = [
        f"{figures.share(each.level)} stated, {figures.share(each.coverage)} measured"
        f" ({figures.share_range(each.coverage_low, each.coverage_high)})"
        for each in found.levels
    ]
    return f"How often ranges held for {found.n} unseen projects: {'; '.join(parts)}."


def residual_ranges(ax: Axes, groups: Sequence[GroupResiduals], figures: NumberFormat) -> Axes:
    """Actual ÷ prediction of each group.

    Eight projects in ten, the range of the median, the median; 1 is marked.
    """
    rows = [
        RangeRow(
            f"{'▸ ' if each.clear else ''}{each.label}, {each.n}",
            f"{_signed(each.factor, figures)} ×",
            _doublings(min(each.p10, each.factor_low)),
            _doublings(each.factor),
            _doublings(max(each.p90, each.factor_high)),
            (_doublings(each.factor_low), _doublings(each.factor_high)),
        )
        for each in groups[:MOST_ROWS]
    ]
    draw_ranges(ax, rows)
    low, high = ax.get_xlim()
    edge = max(1.15, -low, high)
    ax.set_xlim(-edge, edge)
    draw_mark(ax, 0.0, len(rows), color=INK, linewidth=1.2, linestyle=(0, (3, 2)), zorder=2)
    value_axis(
        ax, lambda value: f"{figures.ratio(float(f'{2.0**value:.2g}'))} ×", "actual ÷ prediction"
    )
    step = 1 if edge < 3 else 2
    reach = range(-int(edge // step) * step, int(edge // step) * step + 1, step)
    ax.set_xticks([each for each in reach if abs(each) <= 0.93 * edge])
    return ax


def residual_row_count(groups: Sequence[GroupResiduals]) -> int:
    """Rows that `residual_ranges` would draw."""
    return min(len(groups), MOST_ROWS)


def residual_ranges_alt(
    found: Residuals, groups: Sequence[GroupResiduals], figures: NumberFormat
) -> str:
    """What `residual_ranges` shows."""
    parts = [
        f"{each.label}: {figures.ratio(each.factor)} in the middle, range of that"
        f" {figures.ratio(each.factor_low)} to {figures.ratio(each.factor_high)}, {each.n} projects"
        for each in groups[:MOST_ROWS]
    ]
    return f"Actual ÷ prediction by group, of {found.n} projects. {'. '.join(parts)}."


def learning_accuracy(ax: Axes, found: LearningCurve, figures: NumberFormat) -> Axes:
    """Standardised accuracy by the number of known projects, with its 95 % range.

    A line stands at guessing.
    """
    places = [math.log(each.known) for each in found.points]
    for place, each in zip(places, found.points, strict=True):
        ax.plot([place, place], [each.sa_low, each.sa_high], color=MIDDLE, linewidth=3.0, zorder=3)
    ax.plot(places, [each.sa for each in found.points], color=BLUE, linewidth=1.8, zorder=4)
    for place, each in zip(places, found.points, strict=True):
        draw_dot(ax, place, each.sa)
        _beside(ax, _signed(each.sa, figures), place, each.sa)
    low = min(each.sa_low for each in found.points)
    ax.set_ylim(min(-0.02, low - 0.05), 1.0)
    if low < 0:
        ax.axhline(0.0, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=2)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _signed(value, figures)))
    _known_axis(ax, found)
    return ax


def learning_width(ax: Axes, found: LearningCurve, figures: NumberFormat) -> Axes:
    """Upper ÷ lower end of the 80 % range by the number of known projects.

    The scale is one of doublings.
    """
    places = [math.log(each.known) for each in found.points]
    widths = [math.log2(each.median_ratio_hi_lo) for each in found.points]
    ax.plot(places, widths, color=BLUE, linewidth=1.8, zorder=4)
    for place, width, each in zip(places, widths, found.points, strict=True):
        draw_dot(ax, place, width)
        _beside(ax, f"{figures.rounded(each.median_ratio_hi_lo)} ×", place, width)
    top = max(2.4, max(widths) + 0.7)
    ax.set_ylim(0, top)
    ax.yaxis.set_major_locator(FixedLocator(range(0, int(top) + 1, 1 if top < 5 else 2)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{2.0**value:.0f} ×"))
    _known_axis(ax, found)
    return ax


def learning_accuracy_alt(found: LearningCurve, figures: NumberFormat) -> str:
    """What `learning_accuracy` shows."""
    parts = [
        f"{each.known} known: {_signed(each.sa, figures)} ({_signed(each.sa_low, figures)} to"
        f" {_signed(each.sa_high, figures)})"
        for each in found.points
    ]
    return (
        "Standardised accuracy by the number of known finished projects, with 95 % ranges:"
        f" {'; '.join(parts)}."
    )


def learning_width_alt(found: LearningCurve, figures: NumberFormat) -> str:
    """What `learning_width` shows."""
    parts = [
        f"{each.known} known: {figures.rounded(each.median_ratio_hi_lo)} times"
        for each in found.points
    ]
    return (
        "High over low end of the 80 % range by the number of known finished projects:"
        f" {'; '.join(parts)}."
    )


def _method_row(each: MethodLine, first: bool, figures: NumberFormat) -> RangeRow:
    label = ("▸ " if first else "") + METHOD_WORDS.get(each.name, each.name)
    return RangeRow(label, _signed(each.sa, figures), each.sa_low, each.sa, each.sa_high)


def _signed(value: float, figures: NumberFormat) -> str:
    """Two digits after the point, with a true minus; no minus before nought."""
    text = figures.ratio(round(abs(value), 2))
    return f"{MINUS}{text}" if round(value, 2) < 0 else text


def _doublings(factor: float) -> float:
    return math.log2(factor)


def _beside(ax: Axes, text: str, x: float, y: float) -> None:
    low, high = ax.get_xlim()
    put_note(ax, text, (x, y), (9, 5), "left", weight="bold")
    ax.set_xlim(low, high)


def _share_axis(ax: Axes) -> None:
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}".replace("%", " %")))


def _known_axis(ax: Axes, found: LearningCurve) -> None:
    """Numbers of known projects on a scale of even growth, each point with its number."""
    first, last = (math.log(found.points[place].known) for place in (0, -1))
    ax.set_xlim(first - 0.1 * (last - first), last + 0.2 * (last - first))
    value_axis(ax, str, "finished projects known")
    ax.xaxis.set_major_locator(FixedLocator([math.log(each.known) for each in found.points]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{math.exp(value):.0f}"))
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
