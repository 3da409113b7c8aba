"""Likely cost by business outcome, and what we advise of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from matplotlib.axes import Axes

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.charts.drawing import (
    INK,
    SOFT,
    TICK_SIZE,
    axes_width,
    is_narrow,
    put_text,
)
from pmo_toolkit.charts.portfolio.axes import in_pixels
from pmo_toolkit.charts.portfolio.shades import (
    LETTER,
    draw_box,
    draw_legend,
    legend_height,
    positions_of,
    shade_of,
)
from pmo_toolkit.core.number_format import NumberFormat, counted, short
from pmo_toolkit.studies.facilitation.result import ADVISED
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import PortfolioLine

#: Outcomes that have a row of their own; the smallest others share the last one.
MOST_ROWS = 12
_ROW, _NARROW_ROW, _BAR, _NARROW_NOTE = 28.0, 46.0, 19.0, 144.0
#: Share of the width that titles take; pixels of the column of counts, of the words behind a bar,
#: between them, and of the line above them.
_TITLES, _COUNT, _NOTE, _GAP, _HEAD = 0.41, 68.0, 66.0, 8.0, 20.0
#: Width of a letter of a title as a share of its size.
_LETTER = 0.53
#: Narrowest piece of a bar that stands alone; narrower ones of one advice are drawn as one.
_THINNEST = 2.0
_WIDTH, _NARROW_WIDTH = 662.0, 332.0


@dataclass(frozen=True)
class OutcomeRow:
    """One outcome: its proposals in the order of advice, and their money by middle estimates.

    Parameters
    ----------
    title : str
    lines : tuple of PortfolioLine
        With a cost, in the order of advice.
    without_cost : int
    advised, all_of_them : int
        Proposals that we advise to advance, and all.
    money : float
    """

    title: str
    lines: tuple[PortfolioLine, ...]
    without_cost: int
    advised: int
    all_of_them: int
    money: float


def outcome_bars(ax: Axes, portfolio: Portfolio) -> Axes:
    """A bar an outcome, a piece a proposal as wide as its cost, dark where we advise to advance.

    Parameters
    ----------
    ax : Axes
    portfolio : Portfolio
    """
    width, _ = in_pixels(ax)
    rows = outcome_rows(portfolio)
    narrow = is_narrow(ax)
    positions = positions_of(line.position for line in portfolio.lines)
    draw_legend(ax, positions, 0.0, width, 0.0)
    top = legend_height(positions, width) + 8
    titles = 0.0 if narrow else _TITLES * width
    left = titles if narrow else titles + _count_width(rows)
    if not narrow:
        _draw_heads(ax, (titles, left), top + _HEAD / 2)
        top += _HEAD
    scale = _scale(rows, width - left, portfolio.figures, narrow=narrow)
    for place, row in enumerate(rows):
        y = top + place * (_NARROW_ROW if narrow else _ROW)
        _draw_row(ax, row, (y, titles, left), scale, portfolio)
    return ax


def _scale(
    rows: Sequence[OutcomeRow], room: float, figures: NumberFormat, *, narrow: bool
) -> float:
    """Pixels of a unit of money, so that each bar leaves room for the words behind it."""
    least = _NARROW_NOTE if narrow else _NOTE
    before = len("99 of 99 advised · ") if narrow else 0
    rooms = [
        (room - max(least, _LETTER * TICK_SIZE * (before + len(cost_words(row, figures))) + _GAP))
        / row.money
        for row in rows
        if row.money > 0
    ]
    return min(rooms, default=1.0)


def _count_width(rows: Sequence[OutcomeRow]) -> float:
    """Pixels of the column of counts, which are bold."""
    longest = max((len(_count(row)) for row in rows), default=0)
    return max(_COUNT, 1.15 * _LETTER * TICK_SIZE * longest + _GAP)


def _count(row: OutcomeRow) -> str:
    return f"{row.advised:,} of {row.all_of_them:,}"


def _draw_heads(ax: Axes, ends: tuple[float, float], y: float) -> None:
    """Titles of the columns; `ends` are where titles and counts end."""
    titles, left = ends
    style: dict[str, Any] = {"fontsize": 11, "color": SOFT, "va": "center"}
    put_text(ax, 0, y, "business outcome", **style)
    put_text(ax, titles, y, "advised", **style)
    put_text(ax, left, y, "likely cost, a piece a proposal", **style)


def _draw_row(
    ax: Axes,
    row: OutcomeRow,
    place: tuple[float, float, float],
    scale: float,
    portfolio: Portfolio,
) -> None:
    """One outcome; `place` is its top, where titles end and where bars begin."""
    y, titles, left = place
    narrow = is_narrow(ax)
    size = TICK_SIZE
    style: dict[str, Any] = {"fontsize": size, "color": INK, "va": "center"}
    count = _count(row)
    money = cost_words(row, portfolio.figures)
    width = axes_width(ax)
    letters = int((width if narrow else titles - _GAP) / (_LETTER * size))
    put_text(ax, 0, y + (8 if narrow else _BAR / 2), short(row.title, max(12, letters)), **style)
    bar = y + 19 if narrow else y
    if not narrow:
        weight = "bold" if row.advised else "normal"
        put_text(ax, titles, y + _BAR / 2, count, weight=weight, **style)
    end = _draw_pieces(ax, row, left, bar, scale)
    words = f"{count} advised · {money}" if narrow else money
    style |= {"fontsize": TICK_SIZE, "color": SOFT}
    put_text(ax, end + (6 if end > left else 0), bar + _BAR / 2, words, **style)


def _draw_pieces(ax: Axes, row: OutcomeRow, left: float, top: float, scale: float) -> float:
    """The pieces of one bar; where it ends."""
    x = left
    for width, line in _pieces(row.lines, scale):
        shade = shade_of(line.position)
        draw_box(ax, x + 0.75, top, (max(1.0, width - 1.5), _BAR), shade)
        if line.id and width > LETTER * 10 * len(line.id) + 6:
            place = (x + width / 2, top + _BAR / 2)
            style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 10, "zorder": 6}
            put_text(ax, *place, line.id, color=shade.ink, **style)
        x += width
    return x


def _pieces(lines: Sequence[PortfolioLine], scale: float) -> list[tuple[float, PortfolioLine]]:
    """Width in pixels and proposal; those of one advice are one where one is too thin to see."""
    pieces: list[tuple[float, PortfolioLine]] = []
    for _, group in groupby(lines, key=lambda line: line.position):
        widths = [(scale * _money(line), line) for line in group]
        if len(widths) > 1 and min(width for width, _ in widths) < _THINNEST:
            pieces.append((sum(width for width, _ in widths), replace(widths[0][1], id="")))
        else:
            pieces += widths
    return pieces


def cost_words(row: OutcomeRow, figures: NumberFormat) -> str:
    """What an outcome's proposals would likely cost, and of how many nobody knows."""
    if not row.lines:
        return "no cost yet"
    money = figures.money(row.money)
    return f"{money}, {row.without_cost:,} without" if row.without_cost else money


def outcome_rows(portfolio: Portfolio) -> list[OutcomeRow]:
    """Rows of the chart, in the order of the portfolio's outcomes."""
    by_id = {line.id: line for line in portfolio.lines}
    groups = [(group.title, group.proposals) for group in portfolio.groups]
    if len(groups) > MOST_ROWS:
        rest = [name for _, names in groups[MOST_ROWS - 1 :] for name in names]
        further = len(groups) - MOST_ROWS + 1
        groups = [*groups[: MOST_ROWS - 1], (f"{further} further outcomes", tuple(rest))]
    return [_row(title, names, by_id) for title, names in groups]


def outcome_heights(portfolio: Portfolio) -> tuple[int, int]:
    """Heights that the chart wants, CSS pixels: on a page, and on a phone."""
    rows = len(outcome_rows(portfolio))
    positions = positions_of(line.position for line in portfolio.lines)
    wide = legend_height(positions, _WIDTH) + 10 + _HEAD + rows * _ROW
    narrow = legend_height(positions, _NARROW_WIDTH) + 10 + rows * _NARROW_ROW
    return round(wide), round(narrow)


def outcome_bars_alt(portfolio: Portfolio) -> str:
    """What `outcome_bars` shows."""
    sentences = []
    for row in outcome_rows(portfolio):
        counts = Counter(line.position for line in row.lines)
        parts = [f"{counts[name]} {name}" for name in positions_of(counts)]
        if row.without_cost:
            parts.append(f"{row.without_cost} without a cost")
        money = f", {portfolio.figures.money(row.money)}" if row.lines else ""
        proposals = counted(row.all_of_them, "proposal", "proposals")
        sentences.append(f"{short(row.title, 80)}: {proposals}{money} ({', '.join(parts)}).")
    return "Likely cost by business outcome, by what we advise. " + " ".join(sentences)


def _row(title: str, names: Sequence[str], by_id: Mapping[str, PortfolioLine]) -> OutcomeRow:
    lines = [by_id[name] for name in names if name in by_id]
    order = {name: place for place, name in enumerate(positions_of(one.position for one in lines))}
    costed = [line for line in lines if not isinstance(line.cost, NotAssessed)]
    costed.sort(key=lambda line: order[line.position])
    return OutcomeRow(
        title,
        tuple(costed),
        len(lines) - len(costed),
        sum(line.position in ADVISED for line in lines),
        len(lines),
        sum(map(_money, costed)),
    )


def _money(line: PortfolioLine) -> float:
    return 0.0 if isinstance(line.cost, NotAssessed) else max(0.0, line.cost.p50)
