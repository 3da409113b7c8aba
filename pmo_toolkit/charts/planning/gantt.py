"""The chart of a schedule: a bar an activity, grouped by project, the critical chain set off."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from matplotlib.axes import Axes

from pmo_toolkit.analysis.scheduling.shapes import Activity, Schedule, ScheduledActivity
from pmo_toolkit.charts.drawing import (
    BLUE,
    INK,
    LINE,
    PALE,
    SOFT,
    TICK_SIZE,
    axes_width,
    draw_line,
    draw_pieces,
    is_narrow,
    put_text,
)
from pmo_toolkit.charts.planning.gantt_axis import BOLD_LETTER, LETTER, Dates, gantt_ticks
from pmo_toolkit.core.number_format import counted, day, listed, short

#: Activities that have a bar each; beyond it a project has one.
MOST_BARS = 200
#: Rows up to which they are drawn large.
_FEW = 30
_TALL, _LOW, _HEADROOM = 26, 16, 30
#: Most of the chart's width that names take, on a page and on a phone.
_NAMES, _NAMES_ON_PHONE = 0.44, 0.5
_FEWEST_LETTERS, _MOST_OF_NOTE = 6, 40
#: Sizes of the type where rows are many, and of what stands behind bars; pixels.
_SMALL, _NOTE = 10.5, 10.0
#: Free pixels between a bar and words, and to the right of the last tick.
_GAP, _EDGE = 6.0, 18.0
#: Names of the critical chain that its sentence lists.
_LISTED = 12


@dataclass(frozen=True)
class GanttRow:
    """One line of the chart.

    Parameters
    ----------
    title, note : str
        Name at the left; what stands behind the bar.
    start, finish : int
        Periods.
    is_critical : bool
    is_project : bool
        Whether it sums up a project.
    """

    title: str
    note: str
    start: int
    finish: int
    is_critical: bool = False
    is_project: bool = False


def gantt(ax: Axes, schedule: Schedule, *, dates: Dates | None = None, remark: str = "") -> Axes:
    """A schedule as bars in time, the first on top.

    Bars of the critical chain are dark with a thick rim, their names bold and marked by an arrow;
    work of no length is a diamond. `gantt_height` says how tall it wants to be.

    Parameters
    ----------
    ax : Axes
    schedule : Schedule
    dates : callable, optional
        Period → the day on which it begins; without it the axis counts periods.
    remark : str
        Stands below the axis, such as that these are sample data.
    """
    rows = gantt_rows(schedule)
    span = max(1, schedule.periods)
    size = TICK_SIZE if len(rows) <= _FEW else _SMALL
    width = axes_width(ax)
    share = _NAMES_ON_PHONE if is_narrow(ax) else _NAMES
    longest = max((len(_marked(row)) * _letter(row) for row in rows), default=0.0) * size
    names = min(share * width, longest + 2 * _GAP)
    each = (width - names - _GAP) / span
    left = -names / each
    ax.set_xlim(left, span + _GAP / each)
    ax.set_ylim(-len(rows) + 0.4, 1.0 if len(rows) <= _FEW else 2.0)
    ax.set_yticks([])
    _time_axis(ax, schedule, dates, len(rows), each, remark)
    _bars(ax, rows)
    if not is_narrow(ax):
        _notes(ax, rows, min(size, _NOTE), each)
    for place, row in enumerate(rows):
        indent = 0.0 if row.is_project else 4.0
        letters = int((names - indent - _GAP) / (_letter(row) * size))
        put_text(
            ax,
            left + indent / each,
            -place,
            short(_marked(row), max(_FEWEST_LETTERS, letters)),
            fontsize=size,
            va="center",
            color=INK,
            weight="bold" if _is_bold(row) else "normal",
        )
    return ax


def gantt_height(schedule: Schedule) -> int:
    """Height that the chart wants, CSS pixels, without the room for the axis."""
    rows = len(gantt_rows(schedule))
    return _HEADROOM + rows * (_TALL if rows <= _FEW else _LOW)


def gantt_rows(schedule: Schedule) -> tuple[GanttRow, ...]:
    """Lines of the chart: projects by their start, below each its activities by theirs."""
    activities = {activity.id: activity for activity in schedule.problem.activities}
    roles = {resource.id: resource.title or resource.id for resource in schedule.problem.resources}
    groups: dict[str, list[ScheduledActivity]] = {}
    for item in sorted(schedule.activities, key=_by_time):
        groups.setdefault(activities[item.id].project, []).append(item)
    are_grouped = len(groups) > 1 or "" not in groups
    are_summed_up = are_grouped and len(schedule.activities) > MOST_BARS
    rows: list[GanttRow] = []
    for project, items in groups.items():
        if are_grouped:
            rows.append(_project_row(project or "of no project", items))
        if not are_summed_up:
            rows += [_activity_row(item, activities[item.id], roles) for item in items]
    return tuple(rows)


def gantt_alt(schedule: Schedule, *, dates: Dates | None = None) -> str:
    """What `gantt` shows."""
    when = _moment(schedule, dates)
    activities = {activity.id: activity for activity in schedule.problem.activities}
    count = counted(len(schedule.activities), "activity", "activities")
    projects = {activity.project for activity in activities.values()}
    of_projects = f" of {len(projects)} projects" if len(projects) > 1 else ""
    chain = sorted(
        (item for item in schedule.activities if item.is_critical and item.finish > item.start),
        key=_by_time,
    )
    said = f"Schedule of {count}{of_projects}, from {when(0)} to {when(schedule.periods)}"
    if not chain:
        return f"{said}."
    names = [f"“{_title(activities[item.id])}”" for item in chain[:_LISTED]]
    more = f" and {len(chain) - _LISTED} more" if len(chain) > _LISTED else ""
    listing = ", ".join(names) + more if more else listed(names)
    return f"{said}. The finish follows from {listing}."


def described(svg: str, title: str, description: str) -> str:
    """An SVG that says what it shows, for those who hear it."""
    head, bracket, rest = svg.partition(">")
    role = ' role="img" aria-labelledby="title description"'
    return (
        f'{head}{role}{bracket}<title id="title">{escape(title)}</title>'
        f'<desc id="description">{escape(description)}</desc>{rest}'
    )


def _by_time(item: ScheduledActivity) -> tuple[object, ...]:
    """By start and finish; numbers in ids by their size."""
    parts = [part.zfill(12) if part.isdecimal() else part for part in re.split(r"(\d+)", item.id)]
    return item.start, item.finish, parts, item.id


def _marked(row: GanttRow) -> str:
    """Its name; of the critical chain with an arrow before it."""
    return f"▸ {row.title}" if row.is_critical and not row.is_project else row.title


def _is_bold(row: GanttRow) -> bool:
    return row.is_critical or row.is_project


def _letter(row: GanttRow) -> float:
    """Width of a letter of its name as a share of the size."""
    return BOLD_LETTER if _is_bold(row) else LETTER


def _title(activity: Activity) -> str:
    return activity.title or activity.id


def _project_row(title: str, items: list[ScheduledActivity]) -> GanttRow:
    return GanttRow(
        title,
        "",
        min(item.start for item in items),
        max(item.finish for item in items),
        is_critical=any(item.is_critical for item in items),
        is_project=True,
    )


def _activity_row(
    item: ScheduledActivity, activity: Activity, roles: Mapping[str, str]
) -> GanttRow:
    needed = activity.mode(item.mode).peaks
    note = ", ".join(roles.get(resource, resource) for resource in needed)
    if len(activity.modes) > 1:
        note = f"mode {item.mode}" + (f": {note}" if note else "")
    return GanttRow(_title(activity), note, item.start, item.finish, item.is_critical)


def _bars(ax: Axes, rows: tuple[GanttRow, ...]) -> None:
    few = len(rows) <= _FEW
    thick = 11.0 if few else 6.5
    for place, row in enumerate(rows):
        if row.finish == row.start:
            fill = BLUE if row.is_critical else "white"
            draw_line(
                ax,
                [row.start],
                [-place],
                linestyle="none",
                marker="D",
                markersize=thick * 0.6,
                color=fill,
                markeredgecolor=INK,
                markeredgewidth=1.0,
                zorder=4,
            )
            continue
        ends, level = [row.start, row.finish], [-place, -place]
        if row.is_project:
            draw_line(ax, ends, level, color=SOFT, linewidth=2.5, solid_capstyle="butt", zorder=3)
            edges = [([end, end], [-place - 0.22, -place + 0.22]) for end in ends]
            draw_pieces(ax, edges, color=SOFT, linewidth=1.5, zorder=3)
            continue
        look = {"solid_capstyle": "butt", "zorder": 3}
        rim = INK if row.is_critical else SOFT
        draw_line(ax, ends, level, color=rim, linewidth=thick + 1.5, **look)
        fill = BLUE if row.is_critical else PALE
        inner = thick - (1.0 if row.is_critical else 0.0)
        draw_line(ax, ends, level, color=fill, linewidth=inner, **look)


def _notes(ax: Axes, rows: tuple[GanttRow, ...], size: float, each: float) -> None:
    """Resources behind the bars, or before them where there is more room; cut to that room."""
    right = ax.get_xlim()[1]
    letter = LETTER * size
    for place, row in enumerate(rows):
        if not row.note:
            continue
        behind, before = (right - row.finish) * each - _GAP, row.start * each - _GAP
        after = behind >= min(before, len(row.note) * letter)
        letters = int((behind if after else before) / letter)
        if letters < _FEWEST_LETTERS:
            continue
        put_text(
            ax,
            row.finish + _GAP / each if after else row.start - _GAP / each,
            -place,
            short(row.note, min(letters, _MOST_OF_NOTE)),
            fontsize=size,
            va="center",
            ha="left" if after else "right",
            color=SOFT,
            zorder=5,
        )


def _time_axis(
    ax: Axes, schedule: Schedule, dates: Dates | None, rows: int, each: float, remark: str
) -> None:
    """Days, or periods, below the bars, with fine lines through them."""
    span = max(1, schedule.periods)
    ticks = gantt_ticks(span, span * each, TICK_SIZE, dates, edge=_EDGE)
    lines = [([tick.period, tick.period], [-rows + 0.4, 0.7]) for tick in ticks]
    draw_pieces(ax, lines, color=LINE, linewidth=0.8, zorder=1)
    if rows > _FEW:  # the axis is far from the first bars
        look = {"fontsize": TICK_SIZE, "color": SOFT, "ha": "center", "va": "bottom"}
        for tick in ticks:
            put_text(ax, tick.period, 1.0, tick.words, **look)
    ax.set_xticks([tick.period for tick in ticks], [tick.words for tick in ticks], rotation=0)
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    for side in ("top", "left", "right", "bottom"):
        ax.spines[side].set_visible(False)
    unit = "" if dates else schedule.problem.unit
    label = "; ".join(part for part in (unit, remark) if part)
    ax.set_xlabel(label, fontsize=TICK_SIZE, color=SOFT, loc="right")


def _moment(schedule: Schedule, dates: Dates | None) -> Callable[[int], str]:
    """How a period is written."""
    if dates is not None:
        return lambda period: day(dates(period).strftime("%Y-%m-%d"))
    return lambda period: f"{period:,} {schedule.problem.unit}"
