"""What compiled libraries print by themselves goes nowhere while they work.

HiGHS 1.12 writes a line to the process's output when it repairs a solution, whatever its options
say; it would stand among a command's own output.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_lock = threading.Lock()
_kept: list[int] = []
_depth = 0


@contextmanager
def without_library_output() -> Iterator[None]:
    """Send what reaches the system's stream 1 past Python nowhere while the block runs.

    Several threads may be inside at once; the last one out restores the stream. A process without
    a stream 1 is left as it is.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _depth  # noqa: PLW0603 (one stream a process)
    with _lock:
        _depth += 1
        if _depth > 1:
            return
        with suppress(OSError):
            before = os.dup(1)
            _flush()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.close(nowhere)
            _kept.append(before)


def _leave() -> None:
    global _depth  # noqa: PLW0603
    with _lock:
        _depth -= 1
        if _depth or not _kept:
            return
        _flush()
        before = _kept.pop()
        os.dup2(before, 1)
        os.close(before)


def _flush() -> None:
    """Write out what C has buffered, so that it lands where the stream led when it was printed."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)
