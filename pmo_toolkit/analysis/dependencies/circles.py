"""Circles of proposals that require each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def circle_through(
    start: str, required_by: Callable[[tuple[str, ...]], Iterable[tuple[str, str]]]
) -> tuple[str, ...]:
    """A shortest circle of requirements that leads from one proposal back to it.

    Each proposal is looked at once, so that circles elsewhere end the search too.

    Parameters
    ----------
    start : str
    required_by : callable
        Proposals → pairs of one of them and what it requires.

    Returns
    -------
    tuple of str
        Proposals in the order in which each requires the next, `start` first; empty where there
        is no circle. Of several the first by id.
    """
    before: dict[str, str] = {}
    frontier: tuple[str, ...] = (start,)
    while frontier:
        reached: dict[str, str] = {}
        for one, other in sorted(required_by(frontier)):
            if other == start:
                return _way_back(one, start, before)
            if other not in before:
                reached.setdefault(other, one)
        before |= reached
        frontier = tuple(sorted(reached))
    return ()


def _way_back(last: str, start: str, before: dict[str, str]) -> tuple[str, ...]:
    way = [last]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))
