"""The loops of `placement.py` and `evolution.py` as machine code where numba is there."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any

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
    try:
        from numba import njit
    except ImportError:
        return PLAIN
    known: dict[str, Any] = {}
    version = 0
    for loop in _LOOPS:
        code = loop.__code__
        numbers = [
            (name, loop.__globals__[name])
            for name in code.co_names
            if isinstance(loop.__globals__.get(name), int | float)
        ]
        text = repr((code.co_consts, code.co_names, code.co_varnames, numbers))
        version = zlib.crc32(code.co_code + text.encode(), version)
        known[loop.__name__] = _one_compiled(njit, loop, known, version)
    return Loops(known["settle"], known["evolve"], known["follow_all"], True)


def _one_compiled(njit: Any, loop: Callable[..., Any], known: dict[str, Any], version: int) -> Any:
    """One loop, compiled at its first call, that calls the compiled ones of those it calls.

    Machine code is kept between runs where the package's folder or the user's cache can be written.
    Its name holds what it was made of, and of all before it, so that none that is out of date is
    used: numba itself looks at one file only.
    """
    assert isinstance(loop, FunctionType)
    copy = FunctionType(loop.__code__, {**loop.__globals__, **known}, loop.__name__)
    copy.__qualname__ = f"{loop.__qualname__}_{version:08x}"
    copy.__module__ = loop.__module__
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    if loop not in _CALLED:  # what lets Python call it takes longest to compile
        options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    try:
        return njit(copy, cache=True, **options)
    except RuntimeError:  # no folder to keep it in
        return njit(copy, **options)
