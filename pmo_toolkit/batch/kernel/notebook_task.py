"""One notebook, run to its end in this process, and told cell by cell."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.batch.kernel.progress import (
    Begun,
    CellBegun,
    CellDone,
    Ended,
    Message,
    Progress,
    Tell,
)


@dataclass(frozen=True)
class Ran:
    """What became of a notebook: its content as far as it was executed, and what ended it early."""

    notebook: Mapping[str, Any]
    error: Exception | None = None


class _Watched:
    """papermill's own book-keeping, and word of each cell.

    Cells of text take no time, so that word of them goes with that of the next cell of code.
    """

    def __init__(self, manager: Any, tell: Tell):
        self._manager, self._tell = manager, tell
        self._waiting: list[Message] = [Begun(manager.nb)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    def cell_start(self, cell: Any, cell_index: int, **options: Any) -> None:
        self._manager.cell_start(cell, cell_index, **options)
        self._waiting.append(CellBegun(cell_index, cell.metadata.papermill))
        if cell.cell_type == "code":
            self.flush()

    def cell_complete(self, cell: Any, cell_index: int, **options: Any) -> None:
        self._manager.cell_complete(cell, cell_index=cell_index, **options)
        self._waiting.append(CellDone(cell_index, cell))
        if cell.cell_type == "code":
            self.flush()

    def flush(self, *last: Message) -> None:
        messages, self._waiting = (*self._waiting, *last), []
        self._tell(*messages)


@dataclass(frozen=True)
class Limits:
    """What a notebook may take.

    Parameters
    ----------
    timeout_seconds : float or None
        For all cells together.
    cell_seconds : float or None
        For each cell.
    environment : mapping or None
        Of the kernel; None leaves that of the process.
    """

    timeout_seconds: float | None = None
    cell_seconds: float | None = None
    environment: Mapping[str, str] | None = field(default=None, repr=False)


class Remaining:
    """Seconds left of the time allowed for all cells together.

    It starts to count with the first cell.
    """

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.end: float | None = None

    def __call__(self, cell: object) -> float:
        """Seconds left, a little more than none."""
        if self.end is None:
            self.end = time.monotonic() + self.seconds
        return max(0.1, self.end - time.monotonic())


def run_here(manager: Any, limits: Limits, tell: Tell) -> None:
    """Run the notebook of papermill's `manager` in this process, which then is used up.

    Raises
    ------
    CellTimeoutError, RuntimeError
        As papermill's own engine raises them.
    """
    from papermill.log import logger

    from pmo_toolkit.batch.kernel.client import LocalNotebookClient

    timing = (
        {}
        if limits.timeout_seconds is None
        else {"timeout_func": Remaining(limits.timeout_seconds)}
    )
    watched = _Watched(manager, tell)
    client = LocalNotebookClient(
        watched, timeout=limits.cell_seconds, kernel_name="python3", log=logger, **timing
    )
    try:
        client.execute(env=limits.environment)
    finally:
        watched.flush(Ended())


@dataclass(frozen=True)
class NotebookTask:
    """A notebook with its parameters in it, to be run in a process of its own.

    Parameters
    ----------
    notebook : mapping
    limits : Limits
    """

    notebook: Mapping[str, Any]
    limits: Limits
    #: Whoever gave it wants to hear of each cell.
    followed = True

    @property
    def patience_seconds(self) -> float | None:
        """Time allowed for the cells, after which the process is ended from outside."""
        return self.limits.timeout_seconds

    def run(self, tell: Tell) -> Ran:
        """Run it in this process."""
        from nbformat import from_dict
        from papermill.engines import NotebookExecutionManager

        node = from_dict(self.notebook)  # type: ignore[no-untyped-call]
        manager = NotebookExecutionManager(node, progress_bar=False, autosave_cell_every=0)
        error: Exception | None = None
        try:
            run_here(manager, self.limits, tell)
        except Exception as caught:
            error = carried(caught)
        return Ran(manager.nb, error)

    def lost(self, progress: Progress, error: Exception, seconds: float) -> Ran:
        """What is known of it after its process has died or was ended."""
        return Ran(progress.notebook or self.notebook, error)


def carried(error: Exception) -> Exception:
    """The error as it can travel between processes.

    Those of other libraries may not come back to life.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    if type(error) in (CellTimeoutError, DeadKernelError, RuntimeError):
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")
