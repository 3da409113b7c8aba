"""The ranks of all proposals as a map: a row a proposal, a column a rank, dark where likely."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.charts.drawing import (
    BLUE,
    INK,
    SOFT,
    TICK_SIZE,
    draw_area,
    draw_pieces,
    is_narrow,
    put_text,
)
from pmo_toolkit.charts.standing import MOST_PROPOSALS
from pmo_toolkit.core.number_format import short

#: From no chance to a high one: lightness falls all the way, so that it reads in grey print too.
_PALEST, _SHADES = "#f1f3f5", 32


def rank_map(ax: Axes, standings: Sequence[ProposalStanding], chosen: str) -> Axes:
    """Chance of each rank (columns) for many proposals (rows) as a heatmap.

    Chances from 10 % are written.

    Parameters
    ----------
    ax : Axes
    standings : sequence of ProposalStanding
        As from `rank_map_rows`.
    chosen : str
        Proposal to set off.
    """
    shares = np.array([proposal.rank_acceptability for proposal in standings])
    per = -(-shares.shape[1] // MOST_PROPOSALS)  # beyond some width, ranks share a column
    starts = np.arange(0, shares.shape[1], per)
    shares = np.add.reduceat(shares, starts, axis=1)
    narrow = is_narrow(ax) or shares.shape[1] > 30
    words = np.array(
        [[f"{100 * share:.0f}" if share >= 0.095 else "" for share in row] for row in shares]
    )
    cells = np.clip(shares / max(0.4, float(shares.max())), 0.0, 1.0)
    draw_cells(ax, cells)
    for (row, column), word in np.ndenumerate(words):
        if word and not narrow:
            ink = "white" if cells[row, column] > 0.7 else INK
            put_text(
                ax, column + 0.5, row + 0.5, word, ha="center", va="center", fontsize=9, color=ink
            )
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)
    _draw_names(ax, [proposal.proposal for proposal in standings], chosen, shares.shape[1])
    step = max(1, round(shares.shape[1] / (6 if is_narrow(ax) else 12)))
    ticks = np.arange(0, shares.shape[1], step)
    ax.set_xticks(ticks + 0.5, [f"{starts[tick] + 1}" for tick in ticks], rotation=0)
    ax.set_xlabel(
        "rank, 1 is the first" + (f"; {per} ranks a column" if per > 1 else ""), loc="right"
    )
    ax.xaxis.label.set(fontsize=TICK_SIZE, color=SOFT)
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    ax.set_ylabel("")
    return ax


def _draw_names(ax: Axes, names: Sequence[str], chosen: str, columns: int) -> None:
    """Names left of the rows; the chosen one bold and its row framed."""
    place = names.index(chosen) if chosen in names else None
    if place is not None:
        ax.plot(
            [0, columns, columns, 0, 0],
            [place, place, place + 1, place + 1, place],
            color=INK,
            linewidth=1.8,
            zorder=6,
            clip_on=False,
        )
    style: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
    for row, name in enumerate(names):
        weight = "bold" if row == place else "normal"
        put_text(ax, -0.015, row + 0.5, short(name, 10), fontsize=10.5, weight=weight, **style)


def draw_cells(ax: Axes, cells: NDArray[np.float64], *, darkest: str = BLUE) -> None:
    """Cells of values 0–1 in shades, the first row on top.

    Cells of one shade are one artist, neighbours one piece.
    """
    rows, columns = cells.shape
    shades = LinearSegmentedColormap.from_list("chance", (_PALEST, darkest))
    steps = np.rint(cells * _SHADES).astype(int)
    # The palest shade is the ground.
    draw_area(ax, [0, columns], [rows, rows], color=shades(0.0), zorder=0)
    runs: dict[int, list[tuple[float, float]]] = {}
    for row, line in enumerate(steps.tolist()):
        start = 0
        for step, group in groupby(line):
            end = start + len(list(group))
            runs.setdefault(step, []).extend(
                [(start, row), (end, row), (end, row + 1), (start, row + 1), (start, row)]
            )
            start = end
    for step, corners in sorted(runs.items()):
        if step:
            codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * (len(corners) // 5)
            shape = Path(np.array(corners, dtype=float), codes)
            ax.add_artist(PathPatch(shape, facecolor=shades(step / _SHADES), linewidth=0, zorder=1))
    between = [([x, x], [0.0, rows]) for x in range(1, columns)] + [
        ([0.0, columns], [y, y]) for y in range(1, rows)
    ]
    draw_pieces(ax, between, color="white", linewidth=0.6, zorder=2)
    ax.set_xlim(0, columns)
    ax.set_ylim(rows, 0)


def rank_map_rows(standings: Sequence[ProposalStanding], chosen: str) -> list[ProposalStanding]:
    """The proposals that `rank_map` draws.

    All, or where there are too many, those about the chosen one.
    """
    if len(standings) <= MOST_PROPOSALS:
        return list(standings)
    place = next((at for at, proposal in enumerate(standings) if proposal.proposal == chosen), 0)
    start = min(max(0, place - MOST_PROPOSALS // 2), len(standings) - MOST_PROPOSALS)
    return list(standings[start : start + MOST_PROPOSALS])


def rank_map_alt(standings: Sequence[ProposalStanding], chosen: str) -> str:
    """What `rank_map` shows."""
    ranges = "; ".join(
        f"{short(proposal.proposal, 20)} ranks {proposal.rank_low} to {proposal.rank_high}"
        for proposal in standings[:12]
    )
    rest = f"; and {len(standings) - 12} more" if len(standings) > 12 else ""
    own = next((proposal for proposal in standings if proposal.proposal == chosen), None)
    about = (
        ""
        if own is None
        else f" {short(chosen, 20)} lies on ranks {own.rank_low} to {own.rank_high}."
    )
    return (
        "Chance of each rank, a row a proposal, by expected rank. 80 % ranges:"
        f" {ranges}{rest}.{about}"
    )
