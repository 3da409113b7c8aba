"""A task in a process forked from this one, and what is heard of it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from pmo_toolkit.batch.kernel.progress import Message, Progress, Tell, packed, unpacked
from pmo_toolkit.core.child_processes import end_with_parent
from pmo_toolkit.core.startup import collect_seldom

#: What a cell that ran out of time is given to end by itself, before its process is ended.
_GRACE_SECONDS = 5.0
#: What everything but cells may take: reading the notebook, rendering, writing.
_WORK_SECONDS = 300.0
#: First byte of a message that is the result.
_RESULT = b"="


def can_fork() -> bool:
    """Whether this system can fork a process safely.

    Linux; elsewhere system libraries forbid it.
    """
    return sys.platform.startswith("linux")


class Task(Protocol):
    """Something to do in a process of its own."""

    @property
    def patience_seconds(self) -> float | None:
        """Time allowed for the cells of one notebook."""

    def run(self, tell: Tell) -> Any:
        """Do it; the result must be picklable."""

    def lost(self, progress: Progress, error: Exception, seconds: float) -> Any:
        """The result where the process died or was ended."""


class Forked:
    """A task on its way in a child of this process.

    Parameters
    ----------
    task : Task
    memory_megabytes : float, optional
        Private memory that the child may take beyond what this process has.
    closing : iterable of Connection
        Connections of this process that the child has no business with.

    Raises
    ------
    OSError
        If the system allows no further process.
    """

    def __init__(
        self,
        task: Task,
        *,
        memory_megabytes: float | None = None,
        closing: Iterable[Connection] = (),
    ):
        self.task, self.progress, self.since = task, Progress(), time.monotonic()
        self.worked_since = self.since
        #: The last word heard of its progress, packed.
        self.last = b""
        self.pipe, theirs = multiprocessing.Pipe(duplex=False)
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                for each in (self.pipe, *closing):
                    each.close()
                _run_and_leave(task, theirs, parent, memory_megabytes)
            finally:
                os._exit(70)
        theirs.close()

    def hear(self) -> tuple[bool, Any]:
        """Read one message: whether this was the end, and then the result."""
        try:
            raw = self.pipe.recv_bytes()
            result = pickle.loads(memoryview(raw)[1:]) if raw[:1] == _RESULT else None  # noqa: S301 (our own child)
        except Exception:  # it died, perhaps in the middle of a message
            return True, self._lost()
        if raw[:1] == _RESULT:
            self._bury()
            return True, result
        self.progress.hear(raw)
        self.last = raw
        self.worked_since = time.monotonic()
        return False, None

    def overdue(self) -> bool:
        """Whether it takes longer than it may."""
        return time.monotonic() > self._deadline()

    def end_overdue(self) -> Any:
        """End it, and say so; the result."""
        from nbclient.exceptions import CellTimeoutError

        in_cells = self.progress.running_since is not None
        self.kill()
        self._bury()
        seconds = time.monotonic() - self.since
        if in_cells:
            error: Exception = CellTimeoutError("the time allowed is up")
        else:
            error = RuntimeError(
                f"it gave no answer within {_WORK_SECONDS:g} seconds and was ended"
            )
        return self.task.lost(self.progress, error, seconds)

    def kill(self) -> None:
        """End the process and everything that it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def _deadline(self) -> float:
        if self.progress.running_since is None:
            return self.worked_since + _WORK_SECONDS
        if self.task.patience_seconds is None:
            return float("inf")
        return self.progress.running_since + self.task.patience_seconds + _GRACE_SECONDS

    def _lost(self) -> Any:
        from nbclient.exceptions import DeadKernelError

        self.kill()
        self._bury()
        return self.task.lost(
            self.progress, DeadKernelError("Kernel died"), time.monotonic() - self.since
        )

    def _bury(self) -> None:
        self.pipe.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def run_apart(task: Task, follow: Callable[[tuple[Message, ...]], object] | None = None) -> Any:
    """Do a task in a fork of this process and wait for its result.

    `follow` hears of its progress.
    """
    forked = Forked(task)
    while True:
        if not forked.pipe.poll(max(0.0, min(1.0, forked._deadline() - time.monotonic()))):
            if forked.overdue():
                return forked.end_overdue()
            continue
        ended, result = forked.hear()
        if ended:
            return result
        if follow is not None:
            follow(unpacked(forked.last))


def _run_and_leave(
    task: Task, pipe: Connection, parent: int, memory_megabytes: float | None
) -> None:
    os.setsid()  # a signal from the terminal is the parent's business; and what we start can be ended with us
    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGUSR1):
        signal.signal(number, signal.SIG_DFL)
    _forget_random_state()
    collect_seldom()
    if memory_megabytes is not None:
        limit_memory(memory_megabytes)

    result = task.run(lambda *messages: pipe.send_bytes(packed(messages)))
    pipe.send_bytes(_RESULT + pickle.dumps(result, protocol=5))
    pipe.close()
    os._exit(0)


def limit_memory(megabytes: float) -> None:
    """Refuse this process more private memory than `megabytes` beyond what it has, where the system can."""
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, ValueError, IndexError):
        return
    most = pages * os.sysconf("SC_PAGE_SIZE") + int(megabytes * 2**20)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _forget_random_state() -> None:
    """Let unseeded random numbers differ between two processes, as they do for two fresh ones."""
    random.seed()
    if "numpy" in sys.modules:
        import numpy as np

        np.random.seed()
