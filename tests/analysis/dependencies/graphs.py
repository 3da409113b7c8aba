"""Small graphs of dependencies for tests, written in short, and drawn ones."""

from __future__ import annotations

from hypothesis import strategies as st

from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item, Link, graph_of
from pmo_toolkit.analysis.dependencies.graph_results import RowReference

KINDS = {"F": "in flight", "S": "service", "C": "capability", "X": "unknown"}


def item(name: str, **more) -> Item:
    """An item whose first letter says its kind: P, F, S, C or X."""
    return Item(name, KINDS.get(name[0], "proposal"), more.pop("title", f"Title of {name}"), **more)


def graph(*ties: str, **items: dict) -> DependencyGraph:
    """A graph of ties such as ``"P1 requires P2 0.5 30"``: strength and lag may be left out.

    A tie stands in the row of its place, the first in row 2. `items` says more of an item.
    """
    links = []
    for row, tie in enumerate(ties, start=2):
        start, kind, end, *rest = tie.split()
        strength = float(rest[0]) if rest else 1.0
        lag = float(rest[1]) if len(rest) > 1 else None
        reference = (RowReference("dependencies", row),)
        links.append(Link(start, end, kind, strength, lag, bool(rest), reference))
    names = {end for link in links for end in (link.start, link.end)} | set(items)
    known = [item(name, **items.get(name, {})) for name in sorted(names) if name[0] != "X"]
    return graph_of(known, links)


def rows(clash) -> list[int]:
    """Rows of a clash."""
    return sorted(row.row for row in clash.rows)


@st.composite
def drawn_graphs(draw, *, most: int = 6, links: int = 7, circles: bool = False):
    """Graphs of proposals with requirements of several strengths; without circles by default."""
    count = draw(st.integers(2, most))
    pairs = [(one, other) for one in range(count) for other in range(count) if one > other]
    if circles:
        pairs += [(other, one) for one, other in pairs]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=links, unique=True))
    strengths = st.sampled_from((0.2, 0.5, 0.7, 0.9, 1.0))
    lags = st.sampled_from((0.0, 30.0))
    ties = [
        Link(f"P{one}", f"P{other}", "requires", draw(strengths), draw(lags))
        for one, other in chosen
    ]
    return graph_of([item(f"P{number}") for number in range(count)], ties)
