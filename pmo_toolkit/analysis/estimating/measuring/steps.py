"""How far measuring is: told to whoever waits."""

from __future__ import annotations

from collections.abc import Callable

#: Is told what is measured, how many steps are done, and of how many.
Progress = Callable[[str, int, int], None]
#: Is told how many steps are done, and of how many.
Step = Callable[[int, int], None]


def unwatched(done: int, total: int) -> None:
    """Where nobody waits."""


def measuring(what: str, progress: Progress | None) -> Step:
    """Steps of measuring estimates of `what`, such as ``"effort"``."""

    def step(done: int, total: int) -> None:
        if progress is not None:
            progress(f"measuring how far estimates of {what} can be trusted", done, total)

    return step
