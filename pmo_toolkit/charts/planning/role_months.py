"""Roles by months as a map: hours needed and left, dark where they likely do not suffice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.shapes import RoleLoad, RoleMonth
from pmo_toolkit.charts.drawing import AMBER, INK, SOFT, TICK_SIZE, is_narrow, put_text
from pmo_toolkit.charts.rank_map import draw_cells
from pmo_toolkit.core.number_format import NumberFormat, clean_text, counted, listed, month, short

#: Roles and months that the map holds; beyond, several months share a column.
MOST_ROLES, MOST_MONTHS, MOST_NARROW = 15, 12, 6
#: Months of a role that its sentence names.
_MOST_NAMED = 6
_WHITE_FROM, _WORTH_SAYING = 0.6, 0.2
_NAME = {"ha": "right", "va": "center", "fontsize": 10.5}


def role_months(ax: Axes, roles: Sequence[RoleLoad], numbers: NumberFormat) -> Axes:
    """Hours needed and left of each role (rows) in each month (columns).

    A cell holds needed / left where there is room, else the chance that hours do not suffice in per
    cent; ``?`` where nobody states hours. It is the darker, the likelier they do not suffice. Where
    more is taken than there is before anything is asked, it holds the hours below nought.

    Parameters
    ----------
    ax : Axes
    roles : sequence of RoleLoad
        With the same months; the first `MOST_ROLES` are drawn.
    numbers : NumberFormat
    """
    shown = roles[:MOST_ROLES]
    months = [spot.month for spot in shown[0].months]
    most = MOST_NARROW if is_narrow(ax) else MOST_MONTHS
    per = -(-len(months) // most)
    groups = [[load.months[at : at + per] for at in range(0, len(months), per)] for load in shown]
    chances = np.array([[_worst(group) for group in row] for row in groups], dtype=float)
    draw_cells(ax, np.nan_to_num(chances), darkest=AMBER)
    with_hours = per == 1 and not is_narrow(ax)
    for row, line in enumerate(groups):
        for column, group in enumerate(line):
            word = _hours(group[0], numbers) if with_hours else _chance(group, numbers)
            dark = not np.isnan(chances[row, column]) and chances[row, column] > _WHITE_FROM
            style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9}
            ink = "white" if dark else INK
            put_text(ax, column + 0.5, row + 0.5, word, color=ink, **style)
        across = ax.get_yaxis_transform()
        put_text(ax, -0.015, row + 0.5, short(shown[row].role, 26), transform=across, **_NAME)
    _draw_months(ax, months[::per], per)
    return ax


def _draw_months(ax: Axes, months: Sequence[str], per: int) -> None:
    """Months under the columns, the year where it begins."""
    labels = []
    for place, iso in enumerate(months):
        year = iso[2:4] if place == 0 or months[place - 1][:4] != iso[:4] else ""
        labels.append(f"{month(iso)[:3]} {year}".rstrip())
    ax.set_xticks(np.arange(len(months)) + 0.5, labels, rotation=0)
    ax.set_yticks([])
    ax.set_xlabel(f"{per} months a column" if per > 1 else "", loc="right")
    ax.xaxis.label.set(fontsize=TICK_SIZE, color=SOFT)
    ax.tick_params(length=0, labelsize=TICK_SIZE - 1.5, labelcolor=SOFT, pad=5)
    for side in ax.spines.values():
        side.set_visible(False)


def role_months_alt(roles: Sequence[RoleLoad], numbers: NumberFormat) -> str:
    """What `role_months` shows: of each role the months in which its hours may not suffice."""
    shown = roles[:MOST_ROLES]
    sentences = [words for load in shown if (words := _role_in_words(load, numbers))]
    enough = [short(clean_text(load.role), 40) for load in shown if _is_enough(load)]
    if enough:
        sentences.append(f"Enough in all months: {listed(enough)}.")
    if len(roles) > MOST_ROLES:
        sentences.append(f"{len(roles) - MOST_ROLES} further roles are less tight.")
    return "Hours needed and left by role and month. " + " ".join(sentences)


def _is_enough(load: RoleLoad) -> bool:
    known = [spot.chance_overloaded for spot in load.months]
    is_overbooked = any(spot.hours_overbooked for spot in load.months)
    return not is_overbooked and all(
        chance is not None and chance < _WORTH_SAYING for chance in known
    )


def _role_in_words(load: RoleLoad, numbers: NumberFormat) -> str:
    """What is tight or not known of a role; empty where it has enough in all months."""
    if _is_enough(load):
        return ""
    role = short(clean_text(load.role), 40)
    if all(spot.chance_overloaded is None for spot in load.months):
        return f"{role}: hours not stated."
    tight = [spot for spot in load.months if (spot.chance_overloaded or 0.0) >= _WORTH_SAYING]
    over = _overbooked_in_words(load, numbers)
    missing = sum(spot.chance_overloaded is None for spot in load.months)
    unknown = f"; {counted(missing, 'month', 'months')} not stated" if missing else ""
    if not tight and over:
        return f"{role}: {over}{unknown}."
    if not tight:
        return f"{role}: enough in all months that are stated{unknown}."
    named = "; ".join(
        f"{month(spot.month)}: {_hours(spot, numbers).replace('/', ' needed, ')} left, too few with"
        f" a chance of {numbers.chance(spot.chance_overloaded)}"
        for spot in tight[:_MOST_NAMED]
    )
    rest = f"; and {len(tight) - _MOST_NAMED} more months" if len(tight) > _MOST_NAMED else ""
    return f"{role}: {named}{rest}{'; ' if over else ''}{over}{unknown}."


def _overbooked_in_words(load: RoleLoad, numbers: NumberFormat) -> str:
    """Months in which more is taken than there is before anything is asked; empty where none."""
    over = [spot for spot in load.months if spot.hours_overbooked]
    if not over:
        return ""
    worst = max(over, key=lambda spot: spot.hours_overbooked)
    return (
        f"{counted(len(over), 'month', 'months')} with more taken than there is before anything is"
        f" asked, up to {numbers.hours(worst.hours_overbooked)} in {month(worst.month)}"
    )


def _worst(group: Sequence[RoleMonth]) -> float:
    """Highest chance of a column, sure where a month is overbooked; nan where none is known."""
    if any(spot.hours_overbooked for spot in group):
        return 1.0
    known = [spot.chance_overloaded for spot in group]
    return max((chance for chance in known if chance is not None), default=float("nan"))


def _chance(group: Sequence[RoleMonth], numbers: NumberFormat) -> str:
    """The worst chance of a column in per cent, or the most hours by which it is overbooked."""
    over = max(spot.hours_overbooked for spot in group)
    if over:
        return f"\N{MINUS SIGN}{numbers.hours(over)}"
    worst = _worst(group)
    return "?" if np.isnan(worst) else f"{100 * worst:.0f}"


def _hours(spot: RoleMonth, numbers: NumberFormat) -> str:
    """Medians of what is needed and what is left."""
    return f"{_middle(spot.demand_hours, numbers)}/{_middle(spot.net_hours, numbers)}"


def _middle(hours: Quantiles | NotAssessed, numbers: NumberFormat) -> str:
    return "?" if isinstance(hours, NotAssessed) else numbers.rounded(hours.p50)
