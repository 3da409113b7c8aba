"""Charts of risk in cost and time: S-curves, both together, and what moves them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pmo_toolkit.analysis.uncertainty.joint import JointConfidence
from pmo_toolkit.analysis.uncertainty.sensitivity import SobolIndex, TornadoBar
from pmo_toolkit.analysis.uncertainty.view import QuantityView
from pmo_toolkit.charts.curve import CurveMark, curve_limits, draw_curve
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    INK,
    LABEL_SIZE,
    LINE,
    MIDDLE,
    MOST_ROWS,
    PALE,
    SOFT,
    TICK_SIZE,
    draw_bars,
    draw_mark,
    is_narrow,
    put_text,
    row_limits,
    row_text,
    value_axis,
)
from pmo_toolkit.core.number_format import NumberFormat, short

#: Factors that explain less of the spread than this are not drawn.
_SMALLEST_SHARE = 0.005


def risk_curve(
    ax: Axes, view: QuantityView, numbers: NumberFormat, *, limit_label: str, axis_label: str
) -> Axes:
    """Chance of staying within a figure, with P50, P80 and the limit that is asked about.

    Parameters
    ----------
    ax : Axes
    view : QuantityView
        Of cost or of time.
    numbers : NumberFormat
    limit_label : str
        Words for the limit, such as ``"asked for 460 k€"``.
    axis_label : str
    """
    mark = None
    if view.limit is not None and isinstance(view.chance_over_limit, float):
        within = 1 - view.chance_over_limit
        mark = CurveMark(view.limit, within, limit_label, numbers.chance(within))
    limits = curve_limits(view.quantiles, view.curve, view.limit)
    draw_curve(ax, view.quantiles, view.curve, risk_writer(view, numbers), limits=limits, mark=mark)
    value_axis(ax, _axis_writer(view, numbers), axis_label)
    return ax


def risk_curve_alt(view: QuantityView, numbers: NumberFormat, *, limit_label: str) -> str:
    """What `risk_curve` shows."""
    write = risk_writer(view, numbers)
    text = (
        f"S-curve: an even chance of at most {write(view.quantiles.p50)} and four chances in five"
        f" of at most {write(view.quantiles.p80)}."
    )
    if view.limit is not None and isinstance(view.chance_over_limit, float):
        text += (
            f" Chance of staying within the limit ({limit_label}):"
            f" {numbers.chance(1 - view.chance_over_limit)}."
        )
    return text


def risk_writer(view: QuantityView, numbers: NumberFormat) -> Callable[[float], str]:
    """Writes values of a view with their unit: money, or days."""
    if view.quantiles.unit == "money":
        return numbers.money
    return lambda value: numbers.quantity(value, "days")


def _axis_writer(view: QuantityView, numbers: NumberFormat) -> Callable[[float], str]:
    return numbers.amount if view.quantiles.unit == "money" else numbers.number


def joint_scatter(
    ax: Axes, joint: JointConfidence, numbers: NumberFormat, *, money_label: str
) -> Axes:
    """Draws of cost against days, the limits that part them in four, each quarter's chance."""
    days, cost = [point.days for point in joint.points], [point.cost for point in joint.points]
    ax.plot(days, cost, "o", color=MIDDLE, markersize=4.5, alpha=0.55, markeredgewidth=0, zorder=2)
    if len(joint.frontier) > 1:
        steps = [point.days for point in joint.frontier], [point.cost for point in joint.frontier]
        ax.plot(*steps, color=INK, linewidth=1.8, linestyle=(0, (5, 2)), zorder=4)
    _joint_limits(ax, days, cost, joint)
    style: dict[str, Any] = {
        "color": AMBER,
        "linewidth": 1.6,
        "linestyle": (0, (4, 3)),
        "zorder": 3,
    }
    if joint.budget is not None:
        ax.axhline(joint.budget, **style)
    if joint.days is not None:
        ax.axvline(joint.days, **style)
    quarters = joint.quarters
    if quarters is not None:
        narrow = is_narrow(ax)
        for x, y, chance, words in (
            (0.0, 0.0, quarters.both_kept, "both kept"),
            (1.0, 0.0, quarters.only_late, "late" if narrow else "only late"),
            (0.0, 1.0, quarters.only_over_budget, "over budget" if narrow else "only over budget"),
            (1.0, 1.0, quarters.both_missed, "over, late" if narrow else "over budget and late"),
        ):
            put_text(
                ax,
                0.015 + 0.97 * x,
                0.03 + 0.94 * y,
                f"{words} {numbers.chance(chance)}",
                transform=ax.transAxes,
                ha="right" if x else "left",
                va="top" if y else "bottom",
                weight="bold",
                color=INK,
                zorder=6,
                fontsize=LABEL_SIZE,
                bbox={
                    "boxstyle": "round,pad=0.25",
                    "facecolor": "white",
                    "edgecolor": "none",
                    "alpha": 0.8,
                },
            )
    value_axis(ax, numbers.number, "days from the start")
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: numbers.amount(value)))
    title = ax.set_title(
        short(money_label, 46 if is_narrow(ax) else 90), fontsize=TICK_SIZE, color=SOFT, loc="left"
    )
    title.set_parse_math(False)
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
    return ax


def joint_scatter_alt(joint: JointConfidence, numbers: NumberFormat) -> str:
    """What `joint_scatter` shows."""
    text = f"Cost against days for {len(joint.points)} of the simulated cases."
    quarters = joint.quarters
    if quarters is None:
        return text
    return (
        text + f" Budget and date both kept {numbers.chance(quarters.both_kept)}, only late"
        f" {numbers.chance(quarters.only_late)}, only over budget"
        f" {numbers.chance(quarters.only_over_budget)}, over budget and late"
        f" {numbers.chance(quarters.both_missed)}."
    )


def _joint_limits(
    ax: Axes, days: Sequence[float], cost: Sequence[float], joint: JointConfidence
) -> None:
    """Limits that hold the cases, and what is asked about where it lies near."""
    for values, limit, setter in (
        (days, joint.days, ax.set_xlim),
        (cost, joint.budget, ax.set_ylim),
    ):
        low, high = min(values), max(values)
        span = high - low or abs(high) * 0.2 or 1.0
        if limit is not None and low - span <= limit <= high + span:
            low, high = min(low, limit), max(high, limit)
        setter(low - 0.12 * span, high + 0.12 * span)


def risk_tornado(
    ax: Axes,
    bars: Sequence[TornadoBar],
    view: QuantityView,
    numbers: NumberFormat,
    *,
    axis_label: str,
) -> Axes:
    """How far the result moves with one input alone, longest bar first.

    A line stands at the others' medians.
    """
    chosen, write = tornado_bars(bars), _axis_writer(view, numbers)
    base = chosen[0].base
    ends = [sorted((bar.low, bar.high)) for bar in chosen]
    draw_bars(ax, [(low, min(base, high)) for low, high in ends], color=PALE, linewidth=11)
    draw_bars(ax, [(max(base, low), high) for low, high in ends], color=MIDDLE, linewidth=11)
    for place, bar in enumerate(chosen):
        row_text(ax, -place, input_label(bar.name), risk_writer(view, numbers)(bar.width))
    row_limits(ax, [end for bar in chosen for end in (bar.low, bar.high)], len(chosen))
    draw_mark(ax, base, len(chosen), color=INK, linewidth=1.0, zorder=4)
    value_axis(ax, write, axis_label)
    return ax


def tornado_bars(bars: Sequence[TornadoBar]) -> tuple[TornadoBar, ...]:
    """The bars that `risk_tornado` draws."""
    return tuple(bars[:MOST_ROWS])


def risk_tornado_alt(bars: Sequence[TornadoBar], view: QuantityView, numbers: NumberFormat) -> str:
    """What `risk_tornado` shows."""
    write = risk_writer(view, numbers)
    parts = [f"{short(input_label(bar.name), 60)} {write(bar.width)}" for bar in tornado_bars(bars)]
    return f"How far the result moves with one input alone: {'; '.join(parts)}."


def spread_shares(ax: Axes, indices: Sequence[SobolIndex], numbers: NumberFormat) -> Axes:
    """Share of the spread that comes from each factor.

    Alone (dark), and with what it does together (pale).
    """
    chosen = spread_factors(indices)
    alone = [_bounded(bar.first) for bar in chosen]
    total = [_bounded(bar.total) for bar in chosen]
    draw_bars(
        ax, [(0.0, max(ends)) for ends in zip(alone, total, strict=True)], color=PALE, linewidth=11
    )
    draw_bars(ax, [(0.0, end) for end in alone], color=BLUE, linewidth=11)
    for place, bar in enumerate(chosen):
        row_text(ax, -place, input_label(bar.factor), numbers.chance(total[place]))
    row_limits(ax, [0.0, *(_bounded(bar.total) for bar in chosen)], len(chosen))
    value_axis(ax, numbers.share, "share of the spread")
    return ax


def spread_factors(indices: Sequence[SobolIndex]) -> tuple[SobolIndex, ...]:
    """The factors that `spread_shares` draws: those that matter at all."""
    return tuple(factor for factor in indices if factor.total >= _SMALLEST_SHARE)[:MOST_ROWS]


def spread_shares_alt(indices: Sequence[SobolIndex], numbers: NumberFormat) -> str:
    """What `spread_shares` shows."""
    parts = [
        f"{short(input_label(factor.factor), 60)} {numbers.chance(_bounded(factor.total))}"
        for factor in spread_factors(indices)
    ]
    return f"Share of the spread by where it comes from: {'; '.join(parts)}."


def input_label(name: str) -> str:
    """``"risk: Late contract"`` → ``"Risk: Late contract"``.

    ``"group labour"`` → ``"All of the group labour"``.
    """
    if name.startswith(("group ", "groups ")):
        return f"All of the {name}"
    return name[:1].upper() + name[1:]


def _bounded(share: float) -> float:
    """An index within 0 and 1: its own error may carry it a little beyond."""
    return min(1.0, max(0.0, share))
