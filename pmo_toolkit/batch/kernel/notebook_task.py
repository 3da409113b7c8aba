"""One notebook, run to its end in this process, its progress sent cell by cell."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.batch.kernel.progress import (
    CellFinished,
    CellStarted,
    NotebookFinished,
    NotebookStarted,
    Progress,
    ProgressMessage,
    SendProgress,
)


@dataclass(frozen=True)
class NotebookResult:
    """A notebook's content as far as it was executed, and what ended it early."""

    notebook: Mapping[str, Any]
    error: Exception | None = None


class _ReportingManager:
    """papermill's own book-keeping, and a message of each cell.

    Cells of text take no time: their messages go with those of the next cell of code.
    """

    def __init__(self, manager: Any, send: SendProgress):
        self._manager, self._send = manager, send
        self._waiting: list[ProgressMessage] = [NotebookStarted(manager.nb)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    def cell_start(self, cell: Any, cell_index: int, **options: Any) -> None:
        self._manager.cell_start(cell, cell_index, **options)
        self._waiting.append(CellStarted(cell_index, cell.metadata.papermill))
        if cell.cell_type == "code":
            self.flush()

    def cell_complete(self, cell: Any, cell_index: int, **options: Any) -> None:
        self._manager.cell_complete(cell, cell_index=cell_index, **options)
        self._waiting.append(CellFinished(cell_index, cell))
        if cell.cell_type == "code":
            self.flush()

    def flush(self, *last: ProgressMessage) -> None:
        messages, self._waiting = (*self._waiting, *last), []
        self._send(*messages)


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


class RemainingTime:
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


def run_in_process(manager: Any, limits: Limits, send: SendProgress) -> None:
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
        else {"timeout_func": RemainingTime(limits.timeout_seconds)}
    )
    reporting = _ReportingManager(manager, send)
    client = LocalNotebookClient(
        reporting, timeout=limits.cell_seconds, kernel_name="python3", log=logger, **timing
    )
    try:
        client.execute(env=limits.environment)
    finally:
        reporting.flush(NotebookFinished())


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
    #: Whoever gave it wants to follow each cell.
    followed = True

    @property
    def patience_seconds(self) -> float | None:
        """Time allowed for the cells, after which the process is ended from outside."""
        return self.limits.timeout_seconds

    def run(self, send: SendProgress) -> NotebookResult:
        """Run it in this process."""
        from nbformat import from_dict
        from papermill.engines import NotebookExecutionManager

        node = from_dict(self.notebook)  # type: ignore[no-untyped-call]
        manager = NotebookExecutionManager(node, progress_bar=False, autosave_cell_every=0)
        error: Exception | None = None
        try:
            run_in_process(manager, self.limits, send)
        except Exception as caught:
            error = portable_error(caught)
        return NotebookResult(manager.nb, error)

    def failure(self, progress: Progress, error: Exception, seconds: float) -> NotebookResult:
        """What is known of it after its process has died or was ended."""
        return NotebookResult(progress.notebook or self.notebook, error)


def portable_error(error: Exception) -> Exception:
    """The error as it can travel between processes.

    Those of other libraries may not come back to life.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    if type(error) in (CellTimeoutError, DeadKernelError, RuntimeError):
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")
