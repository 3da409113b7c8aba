"""What is called once a burst of changes is over, as when a slider is drawn along."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Later:
    """Calls a function a moment after the last of several requests.

    Where no event loop runs, as in a script or a test, it is called at once.

    Parameters
    ----------
    call : callable
    seconds : float
        How long to wait for another request.
    """

    def __init__(self, call: Callable[[], object], seconds: float = 0.08):
        self._call, self._seconds = call, seconds
        self._waiting: asyncio.TimerHandle | None = None

    def request(self, *_: object) -> None:
        """Ask for a call."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._call()
            return
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = loop.call_later(self._seconds, self.flush)

    def flush(self) -> None:
        """Call now what was asked for, if it has not been called yet."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.cancel()
            self._call()
