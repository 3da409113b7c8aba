"""Net value against cost of all proposals, each with the ellipse of its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.charts.drawing import (
    INK,
    SOFT,
    draw_dots,
    draw_pieces,
    is_narrow,
    put_text,
)
from pmo_toolkit.charts.portfolio.axes import size_in_pixels
from pmo_toolkit.charts.portfolio.compressed import CompressedScale, money_both_ways
from pmo_toolkit.charts.portfolio.label_places import label_places
from pmo_toolkit.charts.portfolio.shades import LETTER, positions_of, shade_of
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import PortfolioLine, ValueAndCost

#: Proposals that have an ellipse and a label; beyond it only what stands out has.
MOST_LABELS, MOST_ON_PHONE = 30, 14
#: Proposals that the sentence names.
_NAMED = 6
_SIZE, _CORNERS = 10.5, 48

Floats = NDArray[np.float64]


def value_cost(ax: Axes, portfolio: Portfolio) -> Axes:
    """A dot a proposal at its middle cost and net value, its ellipse round it, its id beside it.

    Both axes shrink towards large amounts, so that small proposals can be told apart. Where
    proposals are many, `notable` ones alone have an ellipse and an id. No two ids touch.

    Parameters
    ----------
    ax : Axes
    portfolio : Portfolio
        With at least one proposal whose value and cost are assessed.
    """
    points = placed(portfolio)
    named = notable(points, MOST_ON_PHONE if is_narrow(ax) else MOST_LABELS)
    scale = CompressedScale.of(spot.cost for _, spot in points)
    _limits(ax, scale, [spot for _, spot in points], [spot for _, spot in named])
    money_both_ways(ax, scale, portfolio.figures, "cost", "net value")
    for line, spot in named:
        shade = shade_of(line.position)
        corners = scale.at(ellipse(spot))
        ax.add_artist(Polygon(corners, facecolor=shade.fill, alpha=0.13, zorder=2))
        ax.add_artist(Polygon(corners, fill=False, edgecolor=shade.rim, alpha=0.55, zorder=2))
    for position in positions_of(line.position for line, _ in points):
        shade = shade_of(position)
        spots = [_middle(at, scale) for line, at in points if line.position == position]
        draw_dots(ax, spots, size=8.0, fill=shade.fill, edge=shade.rim)
    _labels(ax, scale, points, named)
    return ax


def placed(portfolio: Portfolio) -> list[tuple[PortfolioLine, ValueAndCost]]:
    """Proposals whose value and cost are assessed, in the order of advice."""
    return [
        (line, line.value_and_cost)
        for line in portfolio.lines
        if not isinstance(line.value_and_cost, NotAssessed)
    ]


def notable(
    points: Sequence[tuple[PortfolioLine, ValueAndCost]], most: int
) -> list[tuple[PortfolioLine, ValueAndCost]]:
    """All where they are few; else in turn the dearest, the worthiest and those of least value."""
    if len(points) <= most:
        return list(points)
    orders = [
        sorted(range(len(points)), key=lambda place: -points[place][1].cost),
        sorted(range(len(points)), key=lambda place: -points[place][1].net_value),
        sorted(range(len(points)), key=lambda place: points[place][1].net_value),
    ]
    chosen: dict[int, None] = {}
    for trio in zip(*orders, strict=True):
        chosen |= dict.fromkeys(trio)
        if len(chosen) >= most:
            break
    return [points[place] for place in list(chosen)[:most]]


def ellipse(spot: ValueAndCost) -> Floats:
    """Corners of shape (corners, 2): cost and net value."""
    turn = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    middle = np.array([spot.cost, spot.net_value])
    axes = np.outer(np.cos(turn), spot.cost_axis) + np.outer(np.sin(turn), spot.value_axis)
    return np.asarray(middle + axes)


def value_cost_alt(portfolio: Portfolio) -> str:
    """What `value_cost` shows."""
    points, figures = placed(portfolio), portfolio.figures
    gain = sum(spot.net_value > 0 for _, spot in points)
    ordered = sorted(points, key=lambda point: -point[1].net_value)
    best = "; ".join(_in_words(line, spot, portfolio) for line, spot in ordered[:_NAMED])
    least = ordered[-1]
    return (
        f"Net value against cost of {counted(len(points), 'proposal', 'proposals')}:"
        f" {gain} would gain more than they cost, by middle estimates."
        f" Of highest net value: {best}."
        f" Of least: {_in_words(*least, portfolio)}."
        f" Costs go from {figures.money(min(spot.cost for _, spot in points))} to"
        f" {figures.money(max(spot.cost for _, spot in points))}."
    )


def _in_words(line: PortfolioLine, spot: ValueAndCost, portfolio: Portfolio) -> str:
    money = portfolio.figures.money
    return f"{line.id} {money(spot.net_value)} for {money(spot.cost)}"


def _middle(spot: ValueAndCost, scale: CompressedScale) -> tuple[float, float]:
    """Where its dot stands."""
    return float(scale.at(spot.cost)), float(scale.at(spot.net_value))


def _limits(
    ax: Axes,
    scale: CompressedScale,
    spots: Sequence[ValueAndCost],
    ellipses: Sequence[ValueAndCost],
) -> None:
    """All dots, and ellipses as far as they do not squeeze the dots into a corner."""
    dots = np.array([_middle(spot, scale) for spot in spots])
    rims = np.concatenate([scale.at(ellipse(spot)) for spot in ellipses])
    low, high = dots.min(axis=0), dots.max(axis=0)
    span = np.maximum(high - low, 0.1)
    low = np.maximum(np.minimum(low, rims.min(axis=0)), low - 0.2 * span)
    high = np.minimum(np.maximum(high, rims.max(axis=0)), high + 0.2 * span)
    pad = 0.04 * (high - low)
    ax.set_xlim(max(0.0, low[0] - pad[0]), high[0] + pad[0])
    ax.set_ylim(min(low[1] - pad[1], 0.0), max(high[1] + pad[1], 0.0))


def _labels(
    ax: Axes,
    scale: CompressedScale,
    points: Sequence[tuple[PortfolioLine, ValueAndCost]],
    named: Sequence[tuple[PortfolioLine, ValueAndCost]],
) -> None:
    width, height = size_in_pixels(ax)
    left, right = ax.get_xlim()
    low, high = ax.get_ylim()

    def to_pixels(spot: ValueAndCost) -> tuple[float, float]:
        across, up = _middle(spot, scale)
        return (across - left) / (right - left) * width, (high - up) / (high - low) * height

    def to_data(x: float, y: float) -> tuple[float, float]:
        return left + x / width * (right - left), high - y / height * (high - low)

    places = label_places(
        [to_pixels(spot) for _, spot in named],
        [(LETTER * _SIZE * len(line.id), _SIZE) for line, _ in named],
        (width, height),
        [to_pixels(spot) for _, spot in points],
    )
    leaders = []
    for (line, spot), place in zip(named, places, strict=True):
        if place is None:
            continue
        x, y = to_data(place.x, place.y)
        across, up = _middle(spot, scale)
        put_text(ax, x, y, line.id, ha="center", va="center", fontsize=_SIZE, color=INK, zorder=7)
        if place.is_led:
            leaders.append(([across, x], [up, y]))
    draw_pieces(ax, leaders, color=SOFT, linewidth=0.6, zorder=2)
