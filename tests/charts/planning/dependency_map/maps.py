"""Graphs to draw: of the size of a workshop, and as many as a page holds. All invented."""

from __future__ import annotations

import random

from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item, Link, graph_of

WORDS = (
    *("customers", "reports", "invoices", "permits", "drawings"),
    *("sites", "meters", "payroll", "depots", "billing"),
)
LETTERS = {"proposal": "P", "in flight": "F", "service": "S", "capability": "C"}


def drawn_graph(count: int, seed: int = 1, *, links: float = 1.3) -> DependencyGraph:
    """So many items with long titles, most of them proposals under seven goals."""
    chance = random.Random(seed)
    items = []
    for number in range(count):
        kind = chance.choices(list(LETTERS), (16, 2, 1, 1))[0]
        title = "One place for " + " and ".join(chance.sample(WORDS, 3))
        goals = (f"G{number % 7}",) if kind == "proposal" else ()
        items.append(Item(f"{LETTERS[kind]}-{number:03d}", kind, title, goals=goals))
    ties = []
    for _ in range(round(links * count)):
        one, other = sorted(chance.sample(range(count), 2))
        kind = chance.choices(("requires", "enables", "excludes", "relates"), (7, 1, 1, 1))[0]
        ties.append(Link(items[one].id, items[other].id, kind, chance.choice((0.4, 0.7, 1.0))))
    goals = {f"G{number}": f"Goal {number}: fewer interruptions to supply" for number in range(7)}
    return graph_of(items, ties, goals)
