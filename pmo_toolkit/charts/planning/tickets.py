"""Tickets as charts: hours that problems take, months with season, and who is hardly heard."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.tickets.coverage import Coverage, Covered
from pmo_toolkit.analysis.tickets.load import RoleLoad, Season
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    MOST_ROWS,
    PALE,
    SOFT,
    TICK_SIZE,
    RangeRow,
    draw_dots,
    draw_line,
    draw_pieces,
    draw_ranges,
    is_narrow,
    row_limits,
    row_text,
    value_axis,
)
from pmo_toolkit.core.number_format import NumberFormat, clean_text, counted, listed, month, short
from pmo_toolkit.studies.tickets_result import RecurringProblem

_NAMED = 5
_BAR = 6.0


def drawn_problems(problems: Sequence[RecurringProblem]) -> list[tuple[str, Quantiles]]:
    """Title and hours avoided a year of the problems that a chart holds."""
    found = [
        (one.title, one.saving.avoided)
        for one in problems
        if not isinstance(one.saving.avoided, NotAssessed)
    ]
    return found[:MOST_ROWS]


def avoided_hours(ax: Axes, problems: Sequence[RecurringProblem], numbers: NumberFormat) -> Axes:
    """Hours a year that solving each problem would avoid: 80 % range, 60 % range, middle.

    Parameters
    ----------
    ax : Axes
    problems : sequence of RecurringProblem
        The first `MOST_ROWS` with such hours are drawn.
    numbers : NumberFormat
    """
    rows = [
        RangeRow(
            clean_text(title),
            numbers.quantity_range(hours.p10, hours.p90, "h"),
            hours.p10,
            hours.p50,
            hours.p90,
            (hours.p20, hours.p80),
        )
        for title, hours in drawn_problems(problems)
    ]
    draw_ranges(ax, rows)
    value_axis(ax, numbers.rounded, "hours avoided a year")
    return ax


def avoided_hours_alt(problems: Sequence[RecurringProblem], numbers: NumberFormat) -> str:
    """What `avoided_hours` shows."""
    drawn = drawn_problems(problems)
    named = [
        f"{short(clean_text(title), 80)}: {numbers.quantity_range(hours.p10, hours.p90, 'h')}"
        for title, hours in drawn[:_NAMED]
    ]
    number = counted(len(drawn), "recurring problem", "recurring problems")
    return f"Hours a year that solving each of {number} would avoid. {'; '.join(named)}."


def months_of_tickets(ax: Axes, load: RoleLoad) -> Axes:
    """Tickets of each whole month as bars, and what its season lets expect as a line.

    Parameters
    ----------
    ax : Axes
    load : RoleLoad
        Of all roles together.
    """
    counts = [spot.tickets for spot in load.months]
    bars = [([place, place], [0.0, count]) for place, count in enumerate(counts)]
    width = max(2.0, 300 / max(1, len(bars)) * (0.5 if is_narrow(ax) else 1.0))
    draw_pieces(ax, bars, linewidth=min(14.0, width), color=PALE, solid_capstyle="butt", zorder=2)
    top = float(max(counts, default=1) or 1)
    if isinstance(load.season, Season):
        usual = sum(counts) / len(counts)
        expected = [usual * load.season.factors[int(spot.month[5:]) - 1] for spot in load.months]
        draw_line(ax, range(len(expected)), expected, color=BLUE, linewidth=1.8, zorder=3)
        top = max(top, *expected)
    ax.set_xlim(-0.7, len(counts) - 0.3)
    ax.set_ylim(0, top * 1.15)
    step = max(1, -(-len(counts) // (5 if is_narrow(ax) else 10)))
    places = list(range(0, len(counts), step))
    names = [
        f"{month(load.months[place].month)[:3]} {load.months[place].month[2:4]}" for place in places
    ]
    ax.set_xticks(places, names)
    ax.set_yticks([0, top], ["0", f"{top:.0f}"])
    ax.tick_params(length=0, labelsize=TICK_SIZE - 1.5, labelcolor=SOFT, pad=5)
    for side in ("top", "left", "right"):
        ax.spines[side].set_visible(False)
    return ax


def months_of_tickets_alt(load: RoleLoad) -> str:
    """What `months_of_tickets` shows."""
    number = counted(len(load.months), "whole month", "whole months")
    most = max(load.months, key=lambda spot: spot.tickets)
    least = min(load.months, key=lambda spot: spot.tickets)
    said = (
        f"Tickets in {number}: most in {month(most.month)} ({most.tickets:,}), fewest in"
        f" {month(least.month)} ({least.tickets:,})."
    )
    if isinstance(load.season, Season):
        high = load.season.factors.index(max(load.season.factors)) + 1
        said += (
            f" By season {month(f'2000-{high:02d}').split()[0]} brings most,"
            f" {max(load.season.factors):.1f} times a usual month."
        )
    return said


def heard_departments(ax: Axes, found: Coverage) -> Axes:
    """Tickets of each department, and those that its importance would let expect.

    Parameters
    ----------
    ax : Axes
    found : Coverage
        The first `MOST_ROWS` departments are drawn.
    """
    lines = drawn_departments(found)
    pieces = []
    for place, line in enumerate(lines):
        row_text(ax, -place, clean_text(line.title), f"{line.tickets:,}")
        pieces.append(([0.0, float(line.tickets)], [-place, -place]))
    draw_pieces(ax, pieces, linewidth=_BAR, color=PALE, solid_capstyle="butt", zorder=3)
    for silent, color in ((False, SOFT), (True, AMBER)):
        dots = [
            (line.expected, -place)
            for place, line in enumerate(lines)
            if line.expected is not None and line.is_silent is silent
        ]
        draw_dots(ax, dots, size=9.0, fill=color)
    ends = [0.0, *(float(line.tickets) for line in lines)]
    ends += [line.expected for line in lines if line.expected is not None]
    row_limits(ax, ends, len(lines))
    value_axis(ax, lambda value: f"{value:,.0f}", "tickets")
    return ax


def drawn_departments(found: Coverage) -> tuple[Covered, ...]:
    """Departments that a chart holds."""
    return found.lines[:MOST_ROWS]


def heard_departments_alt(found: Coverage) -> str:
    """What `heard_departments` shows."""
    lines = drawn_departments(found)
    named = []
    for line in lines:
        expected = "" if line.expected is None else f" of about {line.expected:.0f} by importance"
        named.append(f"{short(clean_text(line.title), 60)} {line.tickets:,}{expected}")
    return f"Tickets of {counted(len(lines), 'department', 'departments')}: {listed(named)}."
