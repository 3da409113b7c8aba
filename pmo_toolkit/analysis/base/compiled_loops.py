"""Plain loops over arrays as machine code where numba is there, kept between runs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any


def compiled_loops(
    loops: Sequence[Callable[..., Any]], called: Sequence[Callable[..., Any]]
) -> dict[str, Any] | None:
    """Loops by name, each compiled at its first call; None without numba.

    Machine code is kept where the package's folder or the user's cache can be written. Its name
    holds what it was made of, and of all before it, so that none that is out of date is used: numba
    itself looks at one file only.

    Parameters
    ----------
    loops : sequence of callables
        From the innermost outwards: each calls only those before it.
    called : sequence of callables
        Those of them that Python calls.
    """
    try:
        from numba import njit
    except ImportError:
        return None
    known: dict[str, Any] = {}
    version = 0
    for loop in loops:
        assert isinstance(loop, FunctionType)
        code = loop.__code__
        numbers = [
            (name, loop.__globals__[name])
            for name in code.co_names
            if isinstance(loop.__globals__.get(name), int | float)
        ]
        text = repr((code.co_consts, code.co_names, code.co_varnames, numbers))
        version = zlib.crc32(code.co_code + text.encode(), version)
        known[loop.__name__] = _compiled(njit, loop, known, version, is_called=loop in called)
    return known


def _compiled(
    njit: Any, loop: FunctionType, known: dict[str, Any], version: int, *, is_called: bool
) -> Any:
    """One loop that calls the compiled ones of those it calls."""
    copy = FunctionType(loop.__code__, {**loop.__globals__, **known}, loop.__name__)
    copy.__qualname__ = f"{loop.__qualname__}_{version:08x}"
    copy.__module__ = loop.__module__
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    if not is_called:  # what lets Python call it takes longest to compile
        options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    try:
        return njit(copy, cache=True, **options)
    except RuntimeError:  # no folder to keep it in
        return njit(copy, **options)
