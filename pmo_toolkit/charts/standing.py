"""Charts of one proposal's standing: its ranks, and its chance against each of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter
from numpy.typing import NDArray

from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.charts.drawing import (
    BLUE,
    INK,
    LINE,
    MIDDLE,
    PALE,
    SOFT,
    TICK_SIZE,
    WASH,
    draw_area,
    draw_line,
    draw_pieces,
    is_narrow,
    put_text,
)
from pmo_toolkit.core.number_format import NumberFormat, short

#: Rows that a chart of many proposals may hold before its text grows too dense.
MOST_PROPOSALS = 40


def rank_bars(ax: Axes, standing: ProposalStanding, numbers: NumberFormat) -> Axes:
    """Chance of each rank as bars; the first ranks shaded, the ranks of the 80 % range dark.

    Parameters
    ----------
    ax : Axes
    standing : ProposalStanding
    numbers : NumberFormat
    """
    shares = np.asarray(standing.rank_acceptability)
    count, highest = len(shares), float(shares.max()) or 1.0
    _draw_first_ranks(ax, standing.tier.top, highest)
    _draw_steps(ax, shares, (standing.rank_low, standing.rank_high))
    ax.set_xlim(0.5, count + 0.5)
    ax.set_ylim(0, 1.38 * highest)
    _write_highest(ax, shares, numbers.chance(highest))
    _write_first_ranks(ax, standing, highest, numbers)
    step = max(1, round(count / (6 if is_narrow(ax) else 12)))
    ticks = sorted({1, *range(step, count + 1, step)})
    ax.xaxis.set_major_locator(
        FixedLocator([tick for tick in ticks if tick == 1 or tick > step / 2 + 0.5])
    )
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    ax.set_yticks([])
    _quiet(ax)
    ax.set_xlabel("rank, 1 is the first", fontsize=TICK_SIZE, color=SOFT, loc="right")
    return ax


def _draw_first_ranks(ax: Axes, top: int, highest: float) -> None:
    """The first `top` ranks shaded, up to a broken line."""
    end = top + 0.5
    draw_area(ax, [0.5, end], [1.38 * highest] * 2, color=WASH, zorder=0)
    style: dict[str, Any] = {"color": SOFT, "linewidth": 1.0, "linestyle": (0, (3, 2))}
    draw_line(ax, [end] * 2, [0, 1.32 * highest], zorder=1, **style)


def _draw_steps(ax: Axes, shares: NDArray[np.float64], span: tuple[int, int]) -> None:
    """A bar a rank, those from the first to the last of `span` dark."""
    count = len(shares)
    ranks, edges = np.arange(1, count + 1), np.arange(count + 1) + 0.5
    inside = (ranks >= span[0]) & (ranks <= span[1])
    # Filled steps are one path, however many ranks there are.
    sides = np.repeat(edges, 2)[1:-1]
    draw_area(ax, sides, np.repeat(shares, 2), color=PALE, zorder=2)
    draw_area(ax, sides, np.repeat(np.where(inside, shares, 0.0), 2), color=BLUE, zorder=3)
    if count <= MOST_PROPOSALS:
        heights = np.maximum(shares[:-1], shares[1:])
        gaps = [([x, x], [0.0, y]) for x, y in zip(edges[1:-1], heights, strict=True)]
        draw_pieces(ax, gaps, color="white", linewidth=1.2, zorder=4, solid_capstyle="butt")


def _write_highest(ax: Axes, shares: NDArray[np.float64], chance: str) -> None:
    """Chance of the likeliest rank, above its bar."""
    highest, best = float(shares.max()) or 1.0, int(shares.argmax())
    right = best > 0.7 * len(shares)
    put_text(
        ax,
        best + (1.5 if right else 0.5),
        1.05 * highest,
        f"rank {best + 1}: {chance}",
        ha="right" if right else "left",
        weight="bold",
        color=INK,
    )


def _write_first_ranks(
    ax: Axes, standing: ProposalStanding, highest: float, numbers: NumberFormat
) -> None:
    """Chance to be among the first: in the shaded part if it fits there, else beside its edge."""
    count, top = len(standing.rank_acceptability), standing.tier.top
    text = f"first {top}: {numbers.chance(standing.tier.chance_top)}"
    if not is_narrow(ax):
        text = f"chance to be among the {text}"
    beside = (top / count) < (0.45 if is_narrow(ax) else 0.5)
    put_text(
        ax,
        (top + 0.5) + (0.01 * count if beside else -0.01 * count),
        1.24 * highest,
        text,
        color=SOFT,
        ha="left" if beside else "right",
    )


def rank_bars_alt(standing: ProposalStanding, numbers: NumberFormat) -> str:
    """What `rank_bars` shows."""
    shares = np.asarray(standing.rank_acceptability)
    best = int(shares.argmax())
    return (
        f"Chance of each rank among {standing.alternatives}: highest for rank {best + 1}"
        f" ({numbers.chance(float(shares[best]))}); ranks {standing.rank_low} to"
        f" {standing.rank_high} hold at least 80 % of the chance;"
        f" {numbers.chance(standing.tier.chance_top)} to be among the first {standing.tier.top}."
    )


def pairwise_bars(ax: Axes, beats: Sequence[tuple[str, float]], numbers: NumberFormat) -> Axes:
    """Chance to come before each of the others.

    Bars from the middle, to the right where it is the likelier.

    Parameters
    ----------
    ax : Axes
    beats : sequence of (str, float)
        Other proposal and chance, 0–1, as from `pairwise_rows`.
    numbers : NumberFormat
    """
    across = ax.get_yaxis_transform()
    for row, (name, chance) in enumerate(beats):
        ax.barh(
            -row,
            chance - 0.5,
            left=0.5,
            height=0.62,
            color=BLUE if chance >= 0.5 else MIDDLE,
            zorder=2,
        )
        put_text(
            ax,
            -0.015,
            -row,
            short(name, 10),
            transform=across,
            ha="right",
            va="center",
            fontsize=11,
        )
        put_text(
            ax,
            1.015,
            -row,
            numbers.chance(chance),
            transform=across,
            va="center",
            fontsize=11,
            weight="bold",
        )
    ax.plot([0.5, 0.5], [-len(beats) + 0.5, 0.5], color=INK, linewidth=1.0, zorder=3)
    ax.set_xlim(0, 1)
    ax.set_ylim(-len(beats) + 0.4, 0.6)
    ax.set_yticks([])
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: numbers.share(value)))
    ax.grid(axis="x", color=LINE, linewidth=0.8, zorder=0)
    ax.set_axisbelow(True)
    _quiet(ax)
    ax.set_xlabel("chance to come before the other", fontsize=TICK_SIZE, color=SOFT, loc="right")
    return ax


def pairwise_rows(beats: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The others that `pairwise_bars` draws, in their order.

    Where there are too many, those against whom it is closest.
    """
    if len(beats) <= MOST_PROPOSALS:
        return list(beats)
    near = sorted(range(len(beats)), key=lambda place: abs(beats[place][1] - 0.5))[:MOST_PROPOSALS]
    return [beats[place] for place in sorted(near)]


def pairwise_bars_alt(beats: Sequence[tuple[str, float]], numbers: NumberFormat) -> str:
    """What `pairwise_bars` shows."""
    chances = "; ".join(f"{short(name, 20)} {numbers.chance(chance)}" for name, chance in beats)
    return f"Chance to come before each of the others: {chances}."


def _quiet(ax: Axes) -> None:
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    for side in ("top", "left", "right"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(LINE)
