"""Charts of money: the S-curve, the views side by side, the options, and what moves the cost."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import CostElement, OptionResult, OptionsComparison
from pmo_toolkit.charts.curve import CurveMark, curve_limits, draw_curve
from pmo_toolkit.charts.drawing import (
    INK,
    MIDDLE,
    MOST_ROWS,
    PALE,
    SOFT,
    RangeRow,
    draw_bars,
    draw_line,
    draw_mark,
    draw_ranges,
    row_limits,
    row_text,
    value_axis,
)
from pmo_toolkit.core.number_format import NumberFormat, short


def s_curve(
    ax: Axes,
    cost: CostView,
    numbers: NumberFormat,
    *,
    money_label: str = "cost",
    before: CostView | None = None,
) -> Axes:
    """Chance of staying within an amount, with P50, P80, the P10–P90 band and the budget asked for.

    Parameters
    ----------
    ax : Axes
    cost : CostView
    numbers : NumberFormat
    money_label : str
        Label of the money axis, such as ``"cost in EUR, 2026 prices"``.
    before : CostView, optional
        Another cost whose curve lies behind it, broken, as it was before a change.
    """
    mark, budget, chance = None, cost.budget_of_this_cost, cost.chance_within_budget
    if budget is not None and chance is not None:
        mark = CurveMark(budget, chance, _budget_label(budget, numbers), numbers.chance(chance))
    limits = _curve_limits(cost)
    if before is not None:
        low, high = _curve_limits(before)
        limits = min(limits[0], low), max(limits[1], high)
        draw_line(
            ax,
            before.curve.values,
            before.curve.shares,
            color=SOFT,
            linewidth=1.6,
            linestyle=(0, (4, 3)),
            zorder=2,
        )
    draw_curve(ax, cost.cost, cost.curve, numbers.money, mark=mark, limits=limits)
    value_axis(ax, numbers.amount, money_label)
    return ax


def s_curve_alt(cost: CostView, numbers: NumberFormat) -> str:
    """What `s_curve` shows, in a sentence or two."""
    text = (
        f"S-curve of cost: an even chance of at most {numbers.money(cost.p50)} and four"
        f" chances in five of at most {numbers.money(cost.p80)}; eight outcomes in ten lie"
        f" within {numbers.money_range(cost.cost.p10, cost.cost.p90)}."
    )
    budget, chance = cost.budget_of_this_cost, cost.chance_within_budget
    if budget is not None and chance is not None:
        text += (
            f" The {numbers.stated_money(budget)} asked for would suffice with a chance of"
            f" {numbers.chance(chance)}."
        )
    return text


def s_curve_is_cut(cost: CostView) -> bool:
    """Whether the dearest outcomes lie beyond the right edge of `s_curve`."""
    return cost.curve.values[-1] > _curve_limits(cost)[1]


def _curve_limits(cost: CostView) -> tuple[float, float]:
    return curve_limits(cost.cost, cost.curve, cost.budget_of_this_cost)


def views(ax: Axes, cost: CostView, numbers: NumberFormat, *, money_label: str = "cost") -> Axes:
    """Inside view, outside view, history and the figure to plan with, as aligned P10–P90 ranges."""
    rows = [_row(label, quantiles, numbers) for label, quantiles in _view_rows(cost)]
    draw_ranges(
        ax,
        rows,
        mark=cost.requested_budget,
        mark_label=_budget_label(cost.requested_budget, numbers),
    )
    value_axis(ax, numbers.amount, money_label)
    return ax


def view_count(cost: CostView) -> int:
    """Rows that `views` would draw."""
    return len(_view_rows(cost))


def views_alt(cost: CostView, numbers: NumberFormat) -> str:
    """What `views` shows."""
    parts = [
        f"{label}: middle {numbers.money(quantiles.p50)}, P10 to P90"
        f" {numbers.money_range(quantiles.p10, quantiles.p90)}"
        for label, quantiles in _view_rows(cost)
    ]
    return "Cost seen from several sides. " + ". ".join(parts) + "."


def _view_rows(cost: CostView) -> list[tuple[str, Quantiles]]:
    project = cost.project
    named = [
        ("Inside view: its own figures", cost.inside),
        ("Outside view: how such plans ended", cost.outside),
        ("History: finished projects", cost.history),
        ("Of it, spent once", None if project is None else project.planned),
        ("The same from finished projects", None if project is None else project.history),
    ]
    rows = [(label, quantiles) for label, quantiles in named if quantiles is not None]
    if not any(quantiles == cost.cost for _, quantiles in rows):
        rows.append(("The figure to plan with", cost.cost))
    return rows


def option_ranges(
    ax: Axes, comparison: OptionsComparison, numbers: NumberFormat, *, money_label: str = "cost"
) -> Axes:
    """Whole-life cost of every option as aligned P10–P90 ranges.

    Options without ranges are named, not drawn.
    """
    draw_ranges(ax, [_option_row(option, numbers) for option in comparison.options[:MOST_ROWS]])
    value_axis(ax, numbers.amount, money_label)
    return ax


def _option_row(option: OptionResult, numbers: NumberFormat) -> RangeRow:
    if not isinstance(option.cost, Quantiles):
        return RangeRow(option.title, "not assessed")
    mark = "▸ " if option.preferred else ""
    return _row(mark + option.title, option.cost, numbers)


def option_ranges_alt(comparison: OptionsComparison, numbers: NumberFormat) -> str:
    """What `option_ranges` shows."""
    parts = []
    for option in comparison.options[:MOST_ROWS]:
        if isinstance(option.cost, Quantiles):
            cost = (
                f"P50 {numbers.money(option.cost.p50)}, P10 to P90"
                f" {numbers.money_range(option.cost.p10, option.cost.p90)}"
            )
        else:
            cost = "not assessed"
        parts.append(f"{short(option.title, 60)}: {cost}")
    return "Cost of the options. " + ". ".join(parts) + "."


def tornado(
    ax: Axes, elements: Sequence[CostElement], numbers: NumberFormat, *, money_label: str = "cost"
) -> Axes:
    """Cost elements by how far each moves the total.

    P10–P90 about its own middle, and its share of the spread.
    """
    chosen = tornado_elements(elements)
    draw_bars(
        ax,
        [(element.p10 - element.p50, 0.0) for element in chosen],
        color=PALE,
        linewidth=11,
        zorder=3,
    )
    draw_bars(
        ax,
        [(0.0, element.p90 - element.p50) for element in chosen],
        color=MIDDLE,
        linewidth=11,
        zorder=3,
    )
    for place, element in enumerate(chosen):
        row_text(
            ax,
            -place,
            element.element[:1].upper() + element.element[1:],
            numbers.share(element.share_of_variance),
        )
    ends = [
        end for element in chosen for end in (element.p10 - element.p50, element.p90 - element.p50)
    ]
    row_limits(ax, ends, len(chosen))
    draw_mark(ax, 0.0, len(chosen), color=INK, linewidth=1.0, zorder=4)
    value_axis(ax, lambda value: ("+" if value > 0 else "") + numbers.amount(value), money_label)
    return ax


def tornado_elements(elements: Sequence[CostElement]) -> list[CostElement]:
    """The elements that `tornado` draws, most telling first."""
    return sorted(elements, key=lambda each: (-each.share_of_variance, each.p10 - each.p90))[
        :MOST_ROWS
    ]


def tornado_alt(elements: Sequence[CostElement], numbers: NumberFormat) -> str:
    """What `tornado` shows."""
    parts = [
        f"{short(element.element, 60)} {numbers.money_range(element.p10, element.p90)} "
        f"({numbers.share(element.share_of_variance)} of the spread)"
        for element in tornado_elements(elements)
    ]
    return "What moves the cost most, P10 to P90 of each element: " + "; ".join(parts) + "."


def _row(label: str, quantiles: Quantiles, numbers: NumberFormat) -> RangeRow:
    return RangeRow(
        label, f"P50 {numbers.money(quantiles.p50)}", quantiles.p10, quantiles.p50, quantiles.p90
    )


def _budget_label(budget: float | None, numbers: NumberFormat) -> str:
    return "" if budget is None else f"asked for {numbers.stated_money(budget)}"
