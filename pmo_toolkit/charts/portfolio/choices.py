"""What scenarios choose, how the frontier runs, and how often a proposal is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from pmo_toolkit.analysis.portfolio.robust.shapes import Part, RobustChoice
from pmo_toolkit.analysis.portfolio.shapes import Objective, Selection
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    INK,
    MIDDLE,
    PALE,
    axes_width,
    draw_dots,
    draw_line,
    draw_pieces,
    is_narrow,
    put_note,
    put_text,
    value_axis,
)
from pmo_toolkit.charts.portfolio.axes import in_pixels, money_upwards, unit_of
from pmo_toolkit.charts.portfolio.shades import Shade, draw_box
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, short
from pmo_toolkit.studies.portfolio.scenarios import objective_amount
from pmo_toolkit.studies.portfolio.shapes import FrontierPoint, ScenarioOutcome, Waterline

#: Proposals and scenarios that a map holds, and bars of a core index.
MOST_PROPOSALS, MOST_SCENARIOS, MOST_BARS = 40, 12, 40
ROW_HEIGHT = 19
_HEAD = 20.0
_TITLES, _TITLES_ON_PHONE = 0.56, 0.46
_NAMED = 12


def scenario_map(
    ax: Axes, outcomes: Sequence[ScenarioOutcome], titles: Sequence[tuple[str, str]]
) -> Axes:
    """A row a proposal, a column a scenario by its number; filled where the scenario chooses it.

    Parameters
    ----------
    ax : Axes
    outcomes : sequence of ScenarioOutcome
    titles : sequence of (str, str)
        Proposals with their titles, from `map_rows`.
    """
    width, height = in_pixels(ax)
    chosen = [_chosen(outcome) for outcome in outcomes[:MOST_SCENARIOS]]
    left = (_TITLES_ON_PHONE if is_narrow(ax) else _TITLES) * width
    column = (width - left) / len(chosen)
    style: dict[str, Any] = {"va": "center", "fontsize": 10.5}
    for place, names in enumerate(chosen):
        middle = left + (place + 0.5) * column
        ink = INK if names is not None else AMBER
        put_text(ax, middle, 9, str(place + 1), ha="center", color=ink, weight="bold", **style)
    letters = int((left - 10) / (0.56 * 10.5))
    for row, (name, title) in enumerate(titles):
        y = _HEAD + row * ROW_HEIGHT
        words = short(f"{name} {title}", letters)
        put_text(ax, 0, y + ROW_HEIGHT / 2, words, color=INK, **style)
        for place, names in enumerate(chosen):
            if names is None:
                continue
            corner = (left + place * column + 1.5, y + 1.5)
            shade = _FULL if name in names else _EMPTY
            draw_box(ax, *corner, (column - 3, ROW_HEIGHT - 3), shade)
    bottom = _HEAD + len(titles) * ROW_HEIGHT
    lines = [
        ([left + (place + 0.5) * column] * 2, [_HEAD, min(bottom, height)])
        for place, names in enumerate(chosen)
        if names is None
    ]
    draw_pieces(ax, lines, color=AMBER, linewidth=1.2, linestyle=(0, (2, 3)), zorder=3)
    return ax


_FULL, _EMPTY = Shade(BLUE, BLUE, "white"), Shade("#f1f3f5", "#f1f3f5", INK)


def map_rows(
    outcomes: Sequence[ScenarioOutcome], titles: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Proposals that the map shows: where they are many, those on which scenarios differ most."""
    rows = list(titles)
    if len(rows) <= MOST_PROPOSALS:
        return rows
    found = [names for outcome in outcomes[:MOST_SCENARIOS] if (names := _chosen(outcome))]
    counts = {name: sum(name in names for names in found) for name, _ in rows}
    middle = len(found) / 2
    shown = sorted(rows, key=lambda row: abs(counts[row[0]] - middle))[:MOST_PROPOSALS]
    return [row for row in rows if row in shown]


def map_height(rows: int) -> int:
    """Height that the map wants, CSS pixels."""
    return round(_HEAD + rows * ROW_HEIGHT + 2)


def scenario_map_alt(outcomes: Sequence[ScenarioOutcome], titles: Sequence[tuple[str, str]]) -> str:
    """What `scenario_map` shows."""
    shown = outcomes[:MOST_SCENARIOS]
    found = [names for outcome in shown if (names := _chosen(outcome)) is not None]
    always = [name for name, _ in titles if found and all(name in names for names in found)]
    never = [name for name, _ in titles if not any(name in names for names in found)]
    named = ", ".join(
        f"{place} {short(outcome.name, 40)}" for place, outcome in enumerate(shown, 1)
    )
    said = (
        f"Which of {counted(len(titles), 'proposal', 'proposals')} each scenario chooses: {named}."
    )
    said += f" In all that can be met: {_some(always)}." if found else " None can be met."
    said += f" In none: {_some(never)}." if found else ""
    return said


def frontier_curve(
    ax: Axes,
    points: Sequence[FrontierPoint],
    figures: NumberFormat,
    waterline: Waterline | None = None,
    objective: Objective = Objective.NET_VALUE,
) -> Axes:
    """Value against money of selections that no other beats, each with its chance of all budgets.

    Parameters
    ----------
    ax : Axes
    points : sequence of FrontierPoint
        By money.
    figures : NumberFormat
    waterline : Waterline, optional
        What a list by value per money reaches within the limits, as a dashed line.
    objective : Objective
        What `value` counts.
    """
    money, value = [one.money for one in points], [one.value for one in points]
    heights = [*value, 0.0] + ([] if waterline is None else [waterline.kept_value])
    span = (max(heights) - min(heights)) or 1.0
    wide = (max(money) - min(0.0, *money)) or 1.0
    ax.set_xlim(min(0.0, *money), max(money) + 0.1 * wide)
    ax.set_ylim(min(heights), max(heights) + 0.2 * span)
    money_upwards(ax, figures, "value", in_points=objective is not Objective.NET_VALUE)
    draw_line(ax, money, value, color=MIDDLE, linewidth=2.0, zorder=3)
    draw_dots(ax, list(zip(money, value, strict=True)), size=8)
    _chances(ax, points, figures)
    if waterline is not None:
        ends = list(ax.get_xlim())
        y = [waterline.kept_value] * 2
        draw_line(ax, ends, y, color=AMBER, linewidth=1.6, linestyle=(0, (3, 2)), zorder=2)
        reached = objective_amount(waterline.kept_value, objective, figures)
        note = f"list by value per money: {reached}"
        put_note(ax, note, (ends[1], waterline.kept_value), (-4, -16), "right", color=AMBER)
    value_axis(ax, figures.amount, f"money{unit_of(figures)}")
    return ax


def frontier_curve_alt(
    points: Sequence[FrontierPoint],
    figures: NumberFormat,
    waterline: Waterline | None = None,
    objective: Objective = Objective.NET_VALUE,
) -> str:
    """What `frontier_curve` shows."""
    shown = points if len(points) <= _NAMED else points[:: -(-len(points) // _NAMED)]
    parts = []
    for point in shown:
        chance = point.chance_of_all_budgets
        kept = "" if chance is None else f", all budgets kept with {figures.chance(chance)}"
        value = objective_amount(point.value, objective, figures)
        parts.append(f"{value} for {figures.money(point.money)}{kept}")
    said = f"Most value for the money, {counted(len(points), 'selection', 'selections')}: "
    said += "; ".join(parts) + "."
    if waterline is not None:
        reached = objective_amount(waterline.kept_value, objective, figures)
        said += f" A list by value per money reaches {reached}."
    return said


def core_bars(
    ax: Axes, choices: Sequence[RobustChoice], titles: dict[str, str], figures: NumberFormat
) -> Axes:
    """A row a proposal: the share of good portfolios that hold it.

    Parameters
    ----------
    ax : Axes
    choices : sequence of RobustChoice
        The first `MOST_BARS` are drawn.
    titles : dict of str to str
        Proposal → title.
    figures : NumberFormat
    """
    width, _ = in_pixels(ax)
    left = (_TITLES_ON_PHONE if is_narrow(ax) else _TITLES) * width
    room = width - left - 44
    style: dict[str, Any] = {"va": "center", "fontsize": 10.5}
    letters = int((left - 10) / (0.56 * 10.5))
    for row, choice in enumerate(choices[:MOST_BARS]):
        y = row * ROW_HEIGHT + 2
        middle = y + ROW_HEIGHT / 2 - 2
        words = short(f"{choice.proposal} {titles.get(choice.proposal, '')}", letters)
        put_text(ax, 0, middle, words, color=INK, **style)
        draw_box(ax, left, y, (room, ROW_HEIGHT - 5), _EMPTY)
        fill = BLUE if choice.part is Part.CORE else PALE
        if choice.core_index > 0:
            size = (room * choice.core_index, ROW_HEIGHT - 5)
            draw_box(ax, left, y, size, Shade(fill, fill, INK))
        share = figures.share(choice.core_index)
        put_text(ax, left + room + 6, middle, share, color=INK, **style)
    return ax


def core_bars_alt(choices: Sequence[RobustChoice], figures: NumberFormat) -> str:
    """What `core_bars` shows."""
    parts = {part: [choice for choice in choices if choice.part is part] for part in Part}
    core, out = (
        _some([choice.proposal for choice in parts[part]]) for part in (Part.CORE, Part.EXTERIOR)
    )
    between = "; ".join(
        f"{one.proposal} {figures.share(one.core_index)}" for one in parts[Part.BORDERLINE][:_NAMED]
    )
    between += "; and more" if len(parts[Part.BORDERLINE]) > _NAMED else ""
    return (
        f"Share of good portfolios that hold each proposal. In all: {core}. In some:"
        f" {between or 'none'}. In none: {out}."
    )


def _chosen(outcome: ScenarioOutcome) -> set[str] | None:
    """Proposals that a scenario chooses; None where nothing satisfies it."""
    found = outcome.outcome
    if not isinstance(found, Selection):
        return None
    return {choice.proposal for choice in found.choices}


def _some(names: Sequence[str]) -> str:
    if not names:
        return "none"
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _chances(ax: Axes, points: Sequence[FrontierPoint], figures: NumberFormat) -> None:
    """The chance of each point above it, as far as they do not meet."""
    left, right = ax.get_xlim()
    per = axes_width(ax) / (right - left)
    last = -1e9
    for point in points:
        at = (point.money - left) * per
        if point.chance_of_all_budgets is None or at - last < 44 or at < 36:
            continue
        words = figures.chance(point.chance_of_all_budgets).replace("less than", "<")
        words = words.replace("more than", ">")
        put_note(ax, words, (point.money, point.value), (-4, 7), "right", color=INK)
        last = at
