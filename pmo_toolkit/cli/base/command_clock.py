"""How long a command has run: from the start of its process, so that imports count too."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

#: Field of ``/proc/self/stat`` that says when the process began, counted after its name.
_START_FIELD = 19


class CommandClock:
    """Wall seconds of a command.

    Parameters
    ----------
    before : float
        Seconds that had passed when this clock was made.
    now : callable
        Seconds that only grow.
    """

    def __init__(self, before: float = 0.0, now: Callable[[], float] = time.monotonic):
        self._now = now
        self._begun = now() - before

    @classmethod
    def of_process(cls) -> CommandClock:
        """Since this process began."""
        return cls(seconds_of_process())

    @property
    def seconds(self) -> float:
        """Seconds so far."""
        return self._now() - self._begun

    def left(self, limit: float) -> float:
        """Seconds until `limit`; 0 where it is over."""
        return max(0.0, limit - self.seconds)


def seconds_of_process() -> float:
    """Wall seconds since this process began.

    Where the system does not say, the processor's time stands for it: what is spent before the
    first line is spent on imports.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, ValueError, IndexError):
            fields = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
            ticks = int(fields.rpartition(")")[2].split()[_START_FIELD])
            since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)
            seconds = since_boot - ticks / os.sysconf("SC_CLK_TCK")
            if seconds >= 0:
                return seconds
    return time.process_time()
