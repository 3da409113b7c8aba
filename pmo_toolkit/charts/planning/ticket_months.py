"""Hours of tickets of one role by month, with what is usual, and the sentence that says it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from pmo_toolkit.analysis.tickets.shapes import RoleTicketLoad
from pmo_toolkit.charts.drawing import INK, SOFT, TICK_SIZE
from pmo_toolkit.core.number_format import NumberFormat, counted, month

#: Months that are drawn.
_MOST_MONTHS = 36


def ticket_months(ax: Axes, load: RoleTicketLoad) -> Axes:
    """Bars of hours a month, and a line at the usual month.

    Parameters
    ----------
    ax : Axes
    load : RoleTicketLoad
    """
    months, hours = load.months[-_MOST_MONTHS:], load.hours[-_MOST_MONTHS:]
    places = np.arange(len(months))
    ax.bar(places, hours, width=0.7, color=SOFT)
    ax.axhline(load.usual, color=INK, linewidth=1)
    step = max(len(months) // 6, 1)
    ax.set_xticks(places[::step], [f"{month(iso)[:3]} {iso[2:4]}" for iso in months[::step]])
    ax.set_ylabel("hours a month")
    ax.tick_params(labelsize=TICK_SIZE)
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
