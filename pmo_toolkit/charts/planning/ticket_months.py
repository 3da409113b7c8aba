"""Hours of tickets of one role by month, with what is usual, and the sentence that says it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from pmo_toolkit.analysis.tickets.shapes import RoleTicketLoad
from pmo_toolkit.charts.drawing import (
    AMBER,
    MIDDLE,
    axes_width,
    bar_axes,
    draw_line,
    draw_pieces,
    is_narrow,
)
from pmo_toolkit.core.number_format import NumberFormat, counted, month

#: Months that are drawn.
_MOST_MONTHS = 36
_NARROW_MONTHS = 18
#: Share of a month's place that its bar takes.
_BAR_SHARE = 0.7


def ticket_months(ax: Axes, load: RoleTicketLoad) -> Axes:
    """Bars of hours a month, and a dashed line at the usual month.

    Parameters
    ----------
    ax : Axes
    load : RoleTicketLoad
    """
    months, hours = load.months[-_MOST_MONTHS:], load.hours[-_MOST_MONTHS:]
    if is_narrow(ax):
        months, hours = months[-_NARROW_MONTHS:], hours[-_NARROW_MONTHS:]
    places = np.arange(len(months), dtype=float).tolist()
    bars = [([place, place], [0.0, spent]) for place, spent in zip(places, hours, strict=True)]
    width = _BAR_SHARE * axes_width(ax) / max(len(months), 1)
    draw_pieces(ax, bars, color=MIDDLE, linewidth=min(18.0, width), solid_capstyle="butt", zorder=3)
    top = 1.25 * max(float(np.max(hours, initial=0.0)), load.usual, 1.0)
    ends = [-0.6, len(months) - 0.4]
    draw_line(ax, ends, [load.usual] * 2, color=AMBER, linestyle=(0, (4, 3)), zorder=5)
    ax.set_xlim(*ends)
    ax.set_ylim(0, top)
    step = max(len(months) // (3 if is_narrow(ax) else 6), 1)
    ax.set_xticks(places[::step], [f"{month(iso)[:3]} {iso[:4]}" for iso in months[::step]])
    bar_axes(ax, "hours a month")
    return ax


def ticket_months_alt(load: RoleTicketLoad, numbers: NumberFormat) -> str:
    """What `ticket_months` shows, in words."""
    most = int(np.argmax(load.hours))
    told = (
        f"Hours of tickets of the role {load.role} over"
        f" {counted(len(load.months), 'month', 'months')}: usually {numbers.hours(load.usual)} a"
        f" month, most in {month(load.months[most])} with {numbers.hours(load.hours[most])}."
    )
    if load.why_no_season:
        return f"{told} No season: {load.why_no_season}."
    high = int(np.argmax(load.season))
    name = month(f"2000-{high + 1:02d}").split()[0]
    return f"{told} With a season: {name} takes {numbers.ratio(round(load.season[high], 2))} times."
