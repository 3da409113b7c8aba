"""Money by year against its budget, shares against their targets: ranges with a mark a row."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import YearSpend
from pmo_toolkit.charts.drawing import (
    AMBER,
    MIDDLE,
    PALE,
    draw_bars,
    draw_dots,
    draw_pieces,
    row_limits,
    row_text,
    value_axis,
)
from pmo_toolkit.charts.portfolio.axes import unit_of
from pmo_toolkit.core.number_format import NumberFormat, short
from pmo_toolkit.studies.portfolio.shapes import BalanceLine

#: Rows of a chart of shares; the rest stands in the table.
MOST_SHARES = 12


def year_spend(ax: Axes, years: Sequence[YearSpend], figures: NumberFormat) -> Axes:
    """A row a year: the range of what is spent, its middle, and the budget as an upright mark.

    Parameters
    ----------
    ax : Axes
    years : sequence of YearSpend
    figures : NumberFormat
    """
    bars = [None if y.p10 is None or y.p90 is None else (y.p10, y.p90) for y in years]
    budgets = [year.budget for year in years]
    for place, year in enumerate(years):
        row_text(ax, -place, year.year, _against(year, figures))
    draw_bars(ax, bars, color=PALE, solid_capstyle="round", zorder=3)
    draw_dots(ax, [(year.expected, -place) for place, year in enumerate(years)], size=10)
    _marks(ax, budgets)
    ends = [end for bar in bars if bar for end in bar] + [year.expected for year in years]
    row_limits(ax, [0.0, *ends, *(b for b in budgets if b is not None)], len(years))
    value_axis(ax, figures.amount, f"money in a year{unit_of(figures)}")
    return ax


def year_spend_alt(years: Sequence[YearSpend], figures: NumberFormat) -> str:
    """What `year_spend` shows."""
    parts = []
    for year in years:
        spread = "" if year.p10 is None else f" ({figures.money_range(year.p10, year.p90)})"
        chance = "" if year.chance_within is None else f", kept with {_chance(year, figures)}"
        budget = "no budget" if year.budget is None else f"budget {figures.money(year.budget)}"
        parts.append(f"{year.year}: {figures.money(year.expected)}{spread}, {budget}{chance}")
    return f"Money by year against the budget, 80 % ranges. {'; '.join(parts)}."


def balance_bars(ax: Axes, lines: Sequence[BalanceLine], figures: NumberFormat) -> Axes:
    """A row a share: its range over draws, the share itself, and the target as an upright mark.

    Parameters
    ----------
    ax : Axes
    lines : sequence of BalanceLine
        Of one kind; the first `MOST_SHARES` are drawn.
    figures : NumberFormat
    """
    shown = lines[:MOST_SHARES]
    bars = [
        None if one.advised_low is None or one.advised_high is None else _range(one)
        for one in shown
    ]
    for place, line in enumerate(shown):
        row_text(ax, -place, line.title, short(_share_words(line, figures), 40))
    draw_bars(ax, bars, color=PALE, solid_capstyle="round", zorder=3)
    known = [(line.advised, -place) for place, line in enumerate(shown) if _is_known(line)]
    draw_dots(ax, [(share, y) for share, y in known if isinstance(share, float)], size=10)
    chosen = [
        (line.chosen, -place)
        for place, line in enumerate(shown)
        if not isinstance(line.chosen, NotAssessed)
    ]
    draw_dots(ax, chosen, size=8, fill="white", edge=MIDDLE)
    targets = [line.target for line in shown]
    _marks(ax, targets)
    ends = [end for bar in bars if bar for end in bar]
    ends += [share for share, _ in [*known, *chosen] if isinstance(share, float)]
    row_limits(ax, [0.0, *ends, *(one for one in targets if one is not None)], len(shown))
    ax.set_xlim(-0.02 * ax.get_xlim()[1], ax.get_xlim()[1])  # a ring at nought is whole
    value_axis(ax, figures.share, "share of the money")
    return ax


def balance_bars_alt(lines: Sequence[BalanceLine], figures: NumberFormat) -> str:
    """What `balance_bars` shows."""
    parts = [f"{line.title} {_share_words(line, figures)}" for line in lines[:MOST_SHARES]]
    return f"Shares of the money of what we advise to advance. {'; '.join(parts)}."


def _range(line: BalanceLine) -> tuple[float, float]:
    assert line.advised_low is not None and line.advised_high is not None
    return line.advised_low, line.advised_high


def _is_known(line: BalanceLine) -> bool:
    return not isinstance(line.advised, NotAssessed)


def _share_words(line: BalanceLine, figures: NumberFormat) -> str:
    share = "not assessed" if isinstance(line.advised, NotAssessed) else figures.share(line.advised)
    return share if line.target is None else f"{share}, target {figures.share(line.target)}"


def _against(year: YearSpend, figures: NumberFormat) -> str:
    if year.budget is None:
        return f"{figures.money(year.expected)}, no budget stated"
    words = f"{figures.money(year.expected)} of {figures.money(year.budget)}"
    if year.chance_within is None:
        return words
    return f"{words} · kept with {_chance(year, figures)}"


def _chance(year: YearSpend, figures: NumberFormat) -> str:
    return figures.chance(year.chance_within)


def _marks(ax: Axes, values: Sequence[float | None]) -> None:
    """An upright mark a row."""
    pieces = [
        ([value, value], [-place - 0.3, -place + 0.12])
        for place, value in enumerate(values)
        if value is not None
    ]
    draw_pieces(ax, pieces, color=AMBER, linewidth=2.4, zorder=6)
