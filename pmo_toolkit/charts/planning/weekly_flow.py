"""What a team finished week by week, its level, and what the weeks ahead are promised to bring."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.remarks import rate
from pmo_toolkit.analysis.flow.shapes import TeamForecast
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    INK,
    MIDDLE,
    PALE,
    axes_width,
    bar_axes,
    draw_line,
    draw_pieces,
    is_narrow,
    put_note,
)
from pmo_toolkit.core.number_format import counted, day

#: Weeks shown before now where there is less room.
_NARROW_WEEKS = 18
#: Share of a week's place that its bar takes.
_BAR_SHARE = 0.6


def weekly_flow(ax: Axes, forecast: TeamForecast) -> Axes:
    """Bars of items a week, the present level as a dashed line, and the promise as a band.

    Parameters
    ----------
    ax : Axes
    forecast : TeamForecast
        Of items in some weeks; weeks before now lie at negative places.
    """
    recent = np.asarray(forecast.recent)
    if is_narrow(ax):
        recent = recent[-_NARROW_WEEKS:]
    weeks, promised = forecast.weeks or 0, forecast.forecast
    places = np.arange(-len(recent), 0) + 0.5
    bars = [([place, place], [0.0, items]) for place, items in zip(places, recent, strict=True)]
    width = _BAR_SHARE * axes_width(ax) / max(len(recent) + weeks, 1)
    draw_pieces(ax, bars, color=MIDDLE, linewidth=min(9.0, width), solid_capstyle="butt", zorder=3)
    top = max(float(recent.max(initial=1.0)), 1.0)
    if forecast.regime is not None:
        level, length = forecast.regime.items_a_week, min(forecast.regime.weeks, len(recent))
        dash = (0, (4, 3))
        draw_line(ax, [-length, 0], [level, level], color=AMBER, linestyle=dash, zorder=5)
    if not isinstance(promised, NotAssessed) and weeks:
        p50, p80, _, p95 = (0.0 if items is None else items / weeks for items in promised)
        ahead = [0.0, float(weeks)]
        ax.fill_between(ahead, [p95, p95], [p50, p50], color=PALE, linewidth=0, zorder=2)
        draw_line(ax, ahead, [p80, p80], color=BLUE, linewidth=2.4, zorder=4)
        note = f"at least {promised[1]:,}\nwith 80 %"
        top = max(top, p50 * 1.1)
        put_note(ax, note, (weeks, max(p50, p80)), (0, 5), "right", weight="bold")
    draw_line(ax, [0, 0], [0, top * 1.3], color=INK, linewidth=1.0, zorder=1)
    ax.set_xlim(-len(recent) - 0.4, weeks + 0.5)
    ax.set_ylim(0, top * 1.3)
    _axes(ax, len(recent), weeks)
    return ax


def _axes(ax: Axes, shown: int, weeks: int) -> None:
    step = 13 if shown > _NARROW_WEEKS else 8
    before = [-place for place in range(step, shown + 1, step)][::-1]
    ax.xaxis.set_major_locator(FixedLocator([*before, 0, *([weeks] if weeks else [])]))
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda place, _: "now" if not place else f"{place:+.0f}".replace("-", "−"))
    )
    bar_axes(ax, "weeks from now")


def weekly_flow_alt(forecast: TeamForecast) -> str:
    """What `weekly_flow` shows, in a sentence or two."""
    recent = forecast.recent
    low, high = (f"{end:g}" for end in (min(recent, default=0), max(recent, default=0)))
    text = (
        f"{forecast.team}: items a week over the last {counted(len(recent), 'week', 'weeks')},"
        f" from {low} to {high}."
    )
    if forecast.regime is not None:
        since = day(forecast.regime.first_week)
        text += f" Present level {rate(forecast.regime.items_a_week)} a week since {since}."
    if isinstance(forecast.forecast, NotAssessed) or forecast.weeks is None:
        return text
    p50, p80, _, p95 = (f"{items:,}" for items in forecast.forecast if items is not None)
    ahead = counted(forecast.weeks, "week", "weeks")
    return (
        f"{text} In the next {ahead} at least {p80} with a chance of 80 %, {p95} with 95 %, {p50}"
        " with 50 %."
    )
