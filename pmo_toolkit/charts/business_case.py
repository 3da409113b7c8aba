"""Charts of the business case.

Whole-life cost by purpose, and what an option spends and brings in each year.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.business_case.case import OptionCase
from pmo_toolkit.analysis.money.cash_streams import PURPOSES
from pmo_toolkit.analysis.money.measures.cashflow import CashFlow
from pmo_toolkit.analysis.money.measures.whole_life import WholeLife
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    INK,
    LINE,
    MIDDLE,
    MOST_ROWS,
    PALE,
    SOFT,
    TICK_SIZE,
    WASH,
    is_narrow,
    put_text,
    row_text,
    value_axis,
)
from pmo_toolkit.core.number_format import NumberFormat, short

#: Colour, hatch and its colour for each place in a bar, so that purposes are told apart in grey
#: print too.
_FILLS = (
    (MIDDLE, "////", "white"),
    (BLUE, "", "white"),
    (PALE, "", "white"),
    (WASH, "....", MIDDLE),
    (SOFT, "", "white"),
    (AMBER, "", "white"),
)


def whole_life_rows(options: Sequence[OptionCase]) -> tuple[tuple[OptionCase, WholeLife], ...]:
    """The options that `whole_life_bars` draws: those whose cost is assessed."""
    known = [
        (option, option.whole_life)
        for option in options
        if not isinstance(option.whole_life, NotAssessed)
    ]
    return tuple(known[:MOST_ROWS])


def whole_life_purposes(options: Sequence[OptionCase]) -> tuple[str, ...]:
    """What the money is for, over all options drawn, in the order of the bars."""
    parts = [
        part
        for _, life in whole_life_rows(options)
        for part in life.parts
        if isinstance(part.cost, Quantiles)
    ]
    purposes = dict.fromkeys(part.purpose for part in parts)
    return tuple(
        sorted(
            purposes, key=lambda each: PURPOSES.index(each) if each in PURPOSES else len(PURPOSES)
        )
    )


def whole_life_bars(
    ax: Axes, options: Sequence[OptionCase], numbers: NumberFormat, *, money_label: str = "cost"
) -> Axes:
    """One bar an option, split by purpose at the median of each.

    The note gives P50 and P80 of the whole.

    Medians of parts do not add up to the median of the whole: the dot marks the latter.
    """
    rows, purposes = whole_life_rows(options), whole_life_purposes(options)
    most = 0.0
    for place, (option, life) in enumerate(rows):
        label = f"{'▸ ' if option.preferred else ''}{option.title}"
        row_text(ax, -place, label, numbers.money_range(life.total.p50, life.total.p80))
        start = 0.0
        for part in life.parts:
            if isinstance(part.cost, NotAssessed) or part.cost.p50 <= 0:
                continue
            color, hatch, edge = _fill(purposes, part.purpose)
            ax.barh(
                -place,
                part.cost.p50,
                left=start,
                height=0.3,
                color=color,
                hatch=hatch,
                edgecolor=edge,
                linewidth=0.8,
                zorder=3,
            )
            start += part.cost.p50
        ax.plot(
            [life.total.p50],
            [-place],
            "o",
            color=INK,
            markersize=6,
            markeredgecolor="white",
            zorder=5,
        )
        most = max(most, start, life.total.p50)
    ax.set_xlim(0.0, (most or 1.0) * 1.04)
    ax.set_ylim(-(len(rows) - 1) - 0.4, 0.65 + _legend_lines(ax, purposes) * 0.55)
    ax.set_yticks([])
    _legend(ax, purposes)
    value_axis(ax, numbers.amount, money_label)
    return ax


def whole_life_bars_alt(options: Sequence[OptionCase], numbers: NumberFormat) -> str:
    """What `whole_life_bars` shows."""
    bars = []
    for option, life in whole_life_rows(options):
        parts = [
            f"{part.purpose} {numbers.money(part.cost.p50)}"
            for part in life.parts
            if not isinstance(part.cost, NotAssessed)
        ]
        bars.append(
            f"{short(option.title, 80)} {numbers.money(life.total.p50)} ({', '.join(parts)})"
        )
    return f"Whole-life cost at the median, by what it is for: {'; '.join(bars)}."


def yearly_flow(ax: Axes, flow: CashFlow, numbers: NumberFormat) -> Axes:
    """Benefits up and cost down by year, with the running sum (P50) and its P10–P90 as a band."""
    years = [year.year for year in flow.years]
    style: dict[str, Any] = {"width": 0.55, "zorder": 3, "edgecolor": "white", "linewidth": 0.8}
    ax.bar(years, [year.benefit for year in flow.years], color=MIDDLE, **style)
    ax.bar(years, [-year.cost for year in flow.years], color=PALE, hatch="////", **style)
    low, high = ([getattr(year.cumulative, end) for year in flow.years] for end in ("p10", "p90"))
    ax.fill_between(years, low, high, color=WASH, linewidth=0, zorder=1)
    middle = [year.cumulative.p50 for year in flow.years]
    ax.plot(
        years,
        middle,
        "o-",
        color=INK,
        linewidth=2.0,
        markersize=6,
        markeredgecolor="white",
        zorder=5,
    )
    ax.axhline(0, color=INK, linewidth=1.0, zorder=4)
    ax.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    step = max(1, len(years) // (5 if is_narrow(ax) else 10))
    ax.set_xticks(years[::step], ["start" if year == 0 else str(year) for year in years[::step]])
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: numbers.amount(value)))
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    ax.set_xlabel("year", fontsize=TICK_SIZE, color=SOFT, loc="right")
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
    for side in ("top", "left", "right", "bottom"):
        ax.spines[side].set_visible(False)
    return ax


def yearly_flow_alt(flow: CashFlow, numbers: NumberFormat) -> str:
    """What `yearly_flow` shows."""
    years = [
        f"{'start' if year.year == 0 else f'year {year.year}'}: benefits"
        f" {numbers.money(year.benefit)}, cost {numbers.money(year.cost)}, sum so far"
        f" {numbers.money(year.cumulative.p50)}"
        for year in flow.years
    ]
    last = flow.years[-1].cumulative
    return (
        f"Benefits and cost above doing nothing, year by year: {'; '.join(years)}. At the end the"
        f" sum lies within {numbers.money_range(last.p10, last.p90)} (P10–P90)."
    )


def _fill(purposes: Sequence[str], purpose: str) -> tuple[str, str, str]:
    return _FILLS[min(purposes.index(purpose), len(_FILLS) - 1)]


def _legend_lines(ax: Axes, purposes: Sequence[str]) -> int:
    return -(-len(purposes) // (3 if is_narrow(ax) else 6))


def _legend(ax: Axes, purposes: Sequence[str]) -> None:
    """Names of the purposes above the first bar, each behind its own fill."""
    across, columns = ax.get_yaxis_transform(), 3 if is_narrow(ax) else 6
    lines = _legend_lines(ax, purposes)
    for place, purpose in enumerate(purposes[: len(_FILLS)]):
        x = (place % columns) / columns
        y = 0.65 + (lines - 1 - place // columns) * 0.55 + 0.22
        color, hatch, edge = _fill(purposes, purpose)
        ax.barh(
            y,
            0.022 * (2 if is_narrow(ax) else 1),
            left=x,
            height=0.22,
            transform=across,
            color=color,
            hatch=hatch,
            edgecolor=edge,
            linewidth=0.6,
        )
        put_text(
            ax,
            x + (0.058 if is_narrow(ax) else 0.032),
            y,
            short(purpose, 14),
            transform=across,
            color=SOFT,
            fontsize=TICK_SIZE,
            va="center",
        )
