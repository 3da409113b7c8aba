"""The chart of the chain from benefit to goal to capability."""

from __future__ import annotations

from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from pmo_toolkit.analysis.money.business_case.goal_chain import BenefitChain
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    INK,
    LINE,
    SOFT,
    TICK_SIZE,
    WASH,
    draw_line,
    is_narrow,
    put_text,
)
from pmo_toolkit.core.number_format import short

_COLUMNS = ("benefit", "goal", "capability")
_HEADS = {"benefit": "Benefits", "goal": "Goals", "capability": "Capabilities"}
#: Width of a box and of the room between two columns, in units of the axis, which is 3 boxes and 2
#: rooms wide.
_BOX, _ROOM = 1.0, 0.24
#: Letters of a line and their size, on a page and on a phone.
_WIDE, _PHONE = (25, TICK_SIZE), (14, 9.0)


def chain_row_count(chain: BenefitChain) -> int:
    """Boxes in the tallest column.

    The chart wants about two thirds of an inch for each, and the same for its heads.
    """
    return max((sum(node.kind == kind for node in chain.nodes) for kind in _COLUMNS), default=0)


def chain_links(ax: Axes, chain: BenefitChain) -> Axes:
    """Benefits, the goals that they serve, and the capabilities that are raised, with their links.

    A full line is stated in the workspace; a broken one is possible: the capability is raised by
    the proposal, and nobody said for which goal. A box with a broken rim hangs on nothing.
    """
    rows = max(1, chain_row_count(chain))
    places = {}
    linked = {end for link in chain.links for end in (link.start, link.end)}
    letters, size = _PHONE if is_narrow(ax) else _WIDE
    for column, kind in enumerate(_COLUMNS):
        nodes = [node for node in chain.nodes if node.kind == kind]
        left = column * (_BOX + _ROOM)
        put_text(ax, left, 0.72, _HEADS[kind], color=SOFT, fontsize=TICK_SIZE, va="center")
        for place, node in enumerate(nodes):
            y = -(place + 0.5) * rows / len(nodes) + 0.5
            places[node.key] = (left, y)
            _box(ax, left, y, node.title, letters, size, loose=node.key not in linked)
        if not nodes:
            put_text(
                ax,
                left,
                0.5 - rows / 2,
                "none stated",
                color=AMBER,
                fontsize=TICK_SIZE,
                va="center",
            )
    for link in chain.links:
        (start, low), (end, high) = places[link.start], places[link.end]
        style = "-" if link.stated else (0, (2, 2.5))
        color = BLUE if link.stated else SOFT
        draw_line(
            ax,
            [start + _BOX, end],
            [low, high],
            color=color,
            linewidth=1.5,
            linestyle=style,
            zorder=2,
        )
    ax.set_xlim(-0.02, 3 * _BOX + 2 * _ROOM + 0.02)
    ax.set_ylim(0.5 - rows - 0.1, 1.0)
    ax.set_axis_off()
    return ax


def chain_links_alt(chain: BenefitChain) -> str:
    """What `chain_links` shows."""
    titles = {node.key: node.title for node in chain.nodes}
    stated = [link for link in chain.links if link.start.startswith("benefit ")]
    parts = [f"“{titles[link.start]}” serves “{titles[link.end]}”" for link in stated]
    raised = [node.title for node in chain.nodes if node.kind == "capability"]
    if raised:
        parts.append("capabilities raised: " + ", ".join(raised))
    if any(not link.stated for link in chain.links):
        parts.append("which capability serves which goal is not stated")
    if chain.benefits_without_goal:
        parts.append("benefits without a goal: " + ", ".join(chain.benefits_without_goal))
    if chain.goals_without_benefit:
        parts.append("goals without a benefit: " + ", ".join(chain.goals_without_benefit))
    return "Benefits, goals and capabilities: " + ("; ".join(parts) or "none stated") + "."


def _box(
    ax: Axes, left: float, y: float, title: str, letters: int, size: float, *, loose: bool
) -> None:
    lines = wrap(short(title, 3 * letters), letters, max_lines=3, placeholder="…")
    rim = {"edgecolor": AMBER, "linestyle": (0, (3, 2))} if loose else {"edgecolor": LINE}
    box = FancyBboxPatch(
        (left, y - 0.39),
        _BOX,
        0.78,
        boxstyle="round,pad=0,rounding_size=0.05",
        facecolor=WASH,
        zorder=3,
        **rim,
    )
    ax.add_artist(box)
    text = "\n".join(lines)
    put_text(
        ax, left + 0.04, y, text, color=INK, fontsize=size, va="center", zorder=4, linespacing=1.15
    )
