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


def method_accuracy(ax: Axes, comparison: SideBySide, numbers: NumberFormat) -> Axes:
    """Standardised accuracy of every method, with its 95 % range; a line stands at guessing."""
    shown = method_rows(comparison)
    draw_ranges(
        ax, [_method_row(method, place == 0, numbers) for place, method in enumerate(shown)]
    )
    low = min([method.sa_low for method in shown])
    ax.set_xlim(min(-0.06, low - 0.06), 1.06)
    draw_mark(ax, 0.0, len(shown), color=INK, linewidth=1.2, linestyle=(0, (3, 2)), zorder=2)
    value_axis(ax, lambda value: _signed(value, numbers), "0 = guessing, 1 = perfect")
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1] if low > -0.5 else [round(low), 0, 1])
    return ax


def method_rows(comparison: SideBySide) -> tuple[MethodLine, ...]:
    """The methods that `method_accuracy` draws."""
    return comparison.methods[:MOST_ROWS]


def method_accuracy_alt(comparison: SideBySide, numbers: NumberFormat) -> str:
    """What `method_accuracy` shows."""
    parts = [
        f"{METHOD_WORDS.get(method.name, method.name)} {_signed(method.sa, numbers)}"
        f" ({_signed(method.sa_low, numbers)} to {_signed(method.sa_high, numbers)})"
        for method in method_rows(comparison)
    ]
    return (
        f"Standardised accuracy of each method on the same {comparison.n} projects, 0 = guessing,"
        f" 1 = perfect, with its 95 % range: {'; '.join(parts)}."
    )


def calibration_plot(ax: Axes, calibration: Calibration, numbers: NumberFormat) -> Axes:
    """Measured against stated coverage with 95 % ranges; on the diagonal both agree."""
    ax.plot([0, 1], [0, 1], color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=2)
    for level in calibration.levels:
        ends = [level.coverage_low, level.coverage_high]
        ax.plot(
            [level.level, level.level],
            ends,
            color=MIDDLE,
            linewidth=3.0,
            solid_capstyle="butt",
            zorder=3,
        )
    ax.plot(
        [level.level for level in calibration.levels],
        [level.coverage for level in calibration.levels],
        color=BLUE,
        linewidth=1.6,
        zorder=3,
    )
    for level in calibration.levels:
        # An open dot is a level that was not kept, for readers without colour too.
        draw_dot(
            ax,
            level.level,
            level.coverage,
            size=8.0,
            fill=BLUE if level.kept else "white",
            edge="white" if level.kept else BLUE,
        )
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    put_text(ax, 0.03, 0.93, "ranges hold more often than they say", color=SOFT, fontsize=TICK_SIZE)
    put_text(ax, 0.97, 0.04, "ranges hold less often", color=SOFT, fontsize=TICK_SIZE, ha="right")
    _share_axis(ax)
    value_axis(ax, lambda value: f"{value:.0%}".replace("%", " %"), "stated")
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
    return ax


def calibration_plot_alt(calibration: Calibration, numbers: NumberFormat) -> str:
    """What `calibration_plot` shows."""
    parts = [
        f"{numbers.share(level.level)} stated, {numbers.share(level.coverage)} measured"
        f" ({numbers.share_range(level.coverage_low, level.coverage_high)})"
        for level in calibration.levels
    ]
    return f"How often ranges held for {calibration.n} unseen projects: {'; '.join(parts)}."


def residual_ranges(ax: Axes, groups: Sequence[GroupResiduals], numbers: NumberFormat) -> Axes:
    """Actual ÷ prediction of each group.

    Eight projects in ten, the range of the median, the median; 1 is marked.
    """
    rows = [
        RangeRow(
            f"{'▸ ' if group.clear else ''}{group.label}, {group.n}",
            f"{_signed(group.factor, numbers)} ×",
            _doublings(min(group.p10, group.factor_low)),
            _doublings(group.factor),
            _doublings(max(group.p90, group.factor_high)),
            (_doublings(group.factor_low), _doublings(group.factor_high)),
        )
        for group in groups[:MOST_ROWS]
    ]
    draw_ranges(ax, rows)
    low, high = ax.get_xlim()
    edge = max(1.15, -low, high)
    ax.set_xlim(-edge, edge)
    draw_mark(ax, 0.0, len(rows), color=INK, linewidth=1.2, linestyle=(0, (3, 2)), zorder=2)
    value_axis(
        ax, lambda value: f"{numbers.ratio(float(f'{2.0**value:.2g}'))} ×", "actual ÷ prediction"
    )
    step = 1 if edge < 3 else 2
    reach = range(-int(edge // step) * step, int(edge // step) * step + 1, step)
    ax.set_xticks([tick for tick in reach if abs(tick) <= 0.93 * edge])
    return ax


def residual_row_count(groups: Sequence[GroupResiduals]) -> int:
    """Rows that `residual_ranges` would draw."""
    return min(len(groups), MOST_ROWS)


def residual_ranges_alt(
    residuals: Residuals, groups: Sequence[GroupResiduals], numbers: NumberFormat
) -> str:
    """What `residual_ranges` shows."""
    parts = [
        f"{group.label}: {numbers.ratio(group.factor)} in the middle, range of that"
        f" {numbers.ratio(group.factor_low)} to {numbers.ratio(group.factor_high)},"
        f" {group.n} projects"
        for group in groups[:MOST_ROWS]
    ]
    return f"Actual ÷ prediction by group, of {residuals.n} projects. {'. '.join(parts)}."


def learning_accuracy(ax: Axes, curve: LearningCurve, numbers: NumberFormat) -> Axes:
    """Standardised accuracy by the number of known projects, with its 95 % range.

    A line stands at guessing.
    """
    places = [math.log(point.known) for point in curve.points]
    for place, point in zip(places, curve.points, strict=True):
        ax.plot(
            [place, place], [point.sa_low, point.sa_high], color=MIDDLE, linewidth=3.0, zorder=3
        )
    ax.plot(places, [point.sa for point in curve.points], color=BLUE, linewidth=1.8, zorder=4)
    for place, point in zip(places, curve.points, strict=True):
        draw_dot(ax, place, point.sa)
        _beside(ax, _signed(point.sa, numbers), place, point.sa)
    low = min(point.sa_low for point in curve.points)
    ax.set_ylim(min(-0.02, low - 0.05), 1.0)
    if low < 0:
        ax.axhline(0.0, color=INK, linewidth=1.2, linestyle=(0, (4, 3)), zorder=2)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _signed(value, numbers)))
    _known_axis(ax, curve)
    return ax


def learning_width(ax: Axes, curve: LearningCurve, numbers: NumberFormat) -> Axes:
    """Upper ÷ lower end of the 80 % range by the number of known projects.

    The scale is one of doublings.
    """
    places = [math.log(point.known) for point in curve.points]
    widths = [math.log2(point.median_ratio_hi_lo) for point in curve.points]
    ax.plot(places, widths, color=BLUE, linewidth=1.8, zorder=4)
    for place, width, point in zip(places, widths, curve.points, strict=True):
        draw_dot(ax, place, width)
        _beside(ax, f"{numbers.rounded(point.median_ratio_hi_lo)} ×", place, width)
    top = max(2.4, max(widths) + 0.7)
    ax.set_ylim(0, top)
    ax.yaxis.set_major_locator(FixedLocator(range(0, int(top) + 1, 1 if top < 5 else 2)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{2.0**value:.0f} ×"))
    _known_axis(ax, curve)
    return ax


def learning_accuracy_alt(curve: LearningCurve, numbers: NumberFormat) -> str:
    """What `learning_accuracy` shows."""
    parts = [
        f"{point.known} known: {_signed(point.sa, numbers)} ({_signed(point.sa_low, numbers)} to"
        f" {_signed(point.sa_high, numbers)})"
        for point in curve.points
    ]
    return (
        "Standardised accuracy by the number of known finished projects, with 95 % ranges:"
        f" {'; '.join(parts)}."
    )


def learning_width_alt(curve: LearningCurve, numbers: NumberFormat) -> str:
    """What `learning_width` shows."""
    parts = [
        f"{point.known} known: {numbers.rounded(point.median_ratio_hi_lo)} times"
        for point in curve.points
    ]
    return (
        "High over low end of the 80 % range by the number of known finished projects:"
        f" {'; '.join(parts)}."
    )


def _method_row(method: MethodLine, first: bool, numbers: NumberFormat) -> RangeRow:
    label = ("▸ " if first else "") + METHOD_WORDS.get(method.name, method.name)
    return RangeRow(label, _signed(method.sa, numbers), method.sa_low, method.sa, method.sa_high)


def _signed(value: float, numbers: NumberFormat) -> str:
    """Two digits after the point, with a true minus; no minus before nought."""
    text = numbers.ratio(round(abs(value), 2))
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


def _known_axis(ax: Axes, curve: LearningCurve) -> None:
    """Numbers of known projects on a scale of even growth, each point with its number."""
    first, last = (math.log(curve.points[place].known) for place in (0, -1))
    ax.set_xlim(first - 0.1 * (last - first), last + 0.2 * (last - first))
    value_axis(ax, str, "finished projects known")
    ax.xaxis.set_major_locator(FixedLocator([math.log(point.known) for point in curve.points]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{math.exp(value):.0f}"))
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
