"""The loops of `placement.py` and `evolution.py` as machine code where numba is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pmo_toolkit.analysis.base.compiled_loops import compiled_loops
from pmo_toolkit.analysis.scheduling.generation import evolution, in_order, placement

_once = threading.Lock()
#: From the innermost outwards: each calls only those before it.
_LOOPS = (
    *(placement.push, placement.pop, placement.fits, placement.earliest_fit),
    *(placement.latest_fit, placement.book, placement.clear, placement.place_early),
    *(placement.place_late, placement.last_finish, placement.worth),
    *(evolution.drawn, evolution.decode, evolution.print_of, evolution.keep, evolution.settle),
    *(evolution.better_of_two, evolution.cross, evolution.evolve),
    *(in_order.units_at, in_order.first_step, in_order.take, in_order.follow),
    in_order.follow_all,
)
#: Those that Python calls.
_CALLED = (evolution.settle, evolution.evolve, in_order.follow_all)


@dataclass(frozen=True)
class Loops:
    """What the search calls; they take and give the same, compiled or not."""

    settle: Callable[..., int]
    evolve: Callable[..., int]
    follow_all: Callable[..., None]
    is_compiled: bool


PLAIN = Loops(evolution.settle, evolution.evolve, in_order.follow_all, False)


def fastest_loops() -> Loops:
    """Compiled loops, or the plain ones without numba."""
    with _once:
        return _compiled()


@cache
def _compiled() -> Loops:
    known = compiled_loops(_LOOPS, _CALLED)
    if known is None:
        return PLAIN
    return Loops(known["settle"], known["evolve"], known["follow_all"], True)
