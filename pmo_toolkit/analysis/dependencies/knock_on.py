"""What the delay of one item does to others.

In each draw every item begins on the first day on which its start window is open and all that it
requires, by links that bind in that draw, is finished and its lag over; it ends after the duration
of that draw. What lies between the finish of one item and the beginning of another is the longest
chain of lags and durations; what is left is *slack*: a delay moves the other by what exceeds it.
Delays shorten nothing: a proposal keeps its duration and its start window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.dependencies.binding import DRAWS, BindingDraws
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Link
from pmo_toolkit.analysis.dependencies.graph_results import KnockOn

Draws = NDArray[np.float64]

#: Delays of less than a day are none.
_A_DAY = 1.0
#: Share of the draws in which an item must need another for its slack to be told.
_SHARE_FOR_SLACK = 0.01
_THERE_TODAY = ("service", "capability")


@dataclass(frozen=True, eq=False)
class Timing:
    """When an item can begin and how long it takes, in days from the day of the advice.

    Parameters
    ----------
    start : float
        First day of its start window, nought where none is stated or it has passed.
    days : ndarray of shape (DRAWS,) or None
        Duration; None where nothing is known of it.
    free : ndarray of shape (DRAWS,) or None
        Of work in flight the first day after its finish; None where nothing is known of it.
    """

    start: float = 0.0
    days: Draws | None = None
    free: Draws | None = None


class Schedule:
    """When everything begins and ends without a delay, draw by draw.

    Items in circles, and what waits for nothing but them, have no dates.

    Parameters
    ----------
    graph : DependencyGraph
    timings : mapping of str to Timing
        Of proposals and of work in flight.
    drawn : BindingDraws
    """

    def __init__(self, graph: DependencyGraph, timings: Mapping[str, Timing], drawn: BindingDraws):
        self.graph, self.timings, self._drawn = graph, timings, drawn
        self._required = _requirements(graph)
        self.starts: dict[str, Draws] = {}
        self.free: dict[str, Draws] = {}
        for name in graph.order:
            self._place(name)

    def _place(self, name: str) -> None:
        item, timing = self.graph.by_id[name], self.timings.get(name)
        if timing is None or name in self.graph.in_circles or item.kind in _THERE_TODAY:
            return
        if timing.free is not None:
            self.free[name] = timing.free
            return
        start = np.full(DRAWS, timing.start)
        for link, lag in self._required.get(name, ()):
            if link.end in self.free:
                waits = np.where(self._drawn.of(link), self.free[link.end] + lag, -np.inf)
                np.maximum(start, waits, out=start)
        self.starts[name] = start
        if timing.days is not None:
            self.free[name] = start + timing.days

    def onto(self, name: str, delay: float) -> tuple[KnockOn, ...]:
        """What a delay of each item that `name` needs would do to it, the weightiest first.

        Parameters
        ----------
        name : str
        delay : float
            Days.
        """
        if name not in self.starts:
            return ()
        wanted = self.graph.needs[name]
        tails = {name: np.zeros(DRAWS)}
        for dependant in reversed(self.graph.order):
            between = self._days_after(dependant, name, tails)
            if between is None:
                continue
            for link, lag in self._required.get(dependant, ()):
                if link.end in wanted and link.end in self.free:
                    self._lengthen(tails, link.end, link, lag + between)
        del tails[name]
        found = [self._effect(cause, name, tail, delay) for cause, tail in tails.items()]
        return _weightiest_first(found)

    def passed_on(self, name: str, delay: float) -> tuple[KnockOn, ...]:
        """What a delay of `name` would do to each item that needs it, the weightiest first."""
        if name not in self.free:
            return ()
        hanging = self.graph.hanging_on[name]
        heads: dict[str, Draws] = {}
        for dependant in self.graph.order:
            if dependant not in hanging or dependant not in self.starts:
                continue
            for link, lag in self._required.get(dependant, ()):
                before = self._length_before(name, link.end, heads)
                if before is not None:
                    self._lengthen(heads, dependant, link, before + lag)
        found = [self._effect(name, other, length, delay) for other, length in heads.items()]
        return _weightiest_first(found)

    def unknown_around(self, name: str) -> tuple[str, ...]:
        """What `name` needs or what needs it, of which no finish is known; so itself, if needed."""
        graph = self.graph
        hanging = graph.hanging_on[name]
        own = {name} if hanging else set()
        near = (graph.needs[name] | hanging | own) - self.free.keys()
        return tuple(sorted(one for one in near if graph.by_id[one].kind not in _THERE_TODAY))

    def _days_after(self, dependant: str, name: str, tails: Mapping[str, Draws]) -> Draws | None:
        """Days from the beginning of `dependant`, which lies on a chain, to that of `name`."""
        if dependant == name:
            return tails[name]
        days = self.timings[dependant].days if dependant in tails else None
        return None if days is None else tails[dependant] + days

    def _length_before(self, cause: str, name: str, heads: Mapping[str, Draws]) -> Draws | None:
        """Days from the finish of `cause` to that of `name`, which lies on a chain after it."""
        if name == cause:
            return np.zeros(DRAWS)
        if name not in heads or name not in self.free:
            return None
        days = self.timings[name].days
        return None if days is None else heads[name] + days

    def _lengthen(self, lengths: dict[str, Draws], name: str, link: Link, length: Draws) -> None:
        """Keep the longer chain, in draws in which the link binds."""
        bound = np.where(self._drawn.of(link), length, -np.inf)
        known = lengths.get(name)
        lengths[name] = bound if known is None else np.maximum(known, bound)

    def _effect(self, cause: str, effect: str, length: Draws, delay: float) -> KnockOn:
        items = self.graph.by_id
        slack = self.starts[effect] - self.free[cause] - length  # infinite where nothing binds
        moved = np.clip(delay - slack, 0.0, delay)
        p50, p80 = quantiles(moved, (0.5, 0.8))
        needed = slack[np.isfinite(slack)]
        way = nx.shortest_path(self.graph.requires, effect, cause)
        return KnockOn(
            cause,
            effect,
            items[cause].title,
            items[effect].title,
            items[cause].kind,
            delay,
            float(np.mean(moved >= _A_DAY)),
            float(p50),
            float(p80),
            float(np.median(needed)) if len(needed) >= _SHARE_FOR_SLACK * DRAWS else None,
            tuple(reversed(way[1:-1])),
        )


def _requirements(graph: DependencyGraph) -> dict[str, list[tuple[Link, float]]]:
    """Item → what it requires with the lag to wait.

    A lag that is not stated counts as the longest that is stated beside it.
    """
    found: dict[str, list[tuple[Link, float]]] = {}
    for name in graph.by_id:
        links = [data["link"] for *_, data in graph.requires.out_edges(name, data=True)]
        longest = max((link.lag_days for link in links if link.lag_days is not None), default=0.0)
        found[name] = [
            (link, longest if link.lag_days is None else link.lag_days) for link in links
        ]
    return found


def _weightiest_first(found: Iterable[KnockOn]) -> tuple[KnockOn, ...]:
    return tuple(
        sorted(found, key=lambda one: (-one.p80, -one.chance, -one.p50, one.cause, one.effect))
    )
