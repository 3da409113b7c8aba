"""The loops of `placement.py` and `evolution.py` as machine code where numba is there."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Any

from pmo_toolkit.analysis.scheduling.generation import evolution, placement

_once = threading.Lock()
#: From the innermost outwards: each calls only those before it.
_LOOPS = (
    *(placement.push, placement.pop, placement.fits, placement.earliest_fit),
    *(placement.latest_fit, placement.book, placement.clear, placement.place_early),
    *(placement.place_late, placement.last_finish, placement.worth),
    *(evolution.drawn, evolution.decode, evolution.keep, evolution.settle),
    *(evolution.better_of_two, evolution.cross, evolution.evolve),
)


@dataclass(frozen=True)
class Loops:
    """What the search calls; they take and give the same, compiled or not."""

    settle: Callable[..., int]
    evolve: Callable[..., int]
    place_early: Callable[..., int]
    is_compiled: bool


PLAIN = Loops(evolution.settle, evolution.evolve, placement.place_early, False)


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
        version = zlib.crc32(code.co_code + repr((code.co_consts, code.co_names)).encode(), version)
        known[loop.__name__] = _one_compiled(njit, loop, known, version)
    return Loops(known["settle"], known["evolve"], known["place_early"], True)


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
    try:
        return njit(copy, nogil=True, cache=True)
    except RuntimeError:  # no folder to keep it in
        return njit(copy, nogil=True)
