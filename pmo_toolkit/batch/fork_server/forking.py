"""A task in a process forked from this one, and its messages."""

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

from pmo_toolkit.batch.kernel.progress import (
    Progress,
    ProgressMessage,
    SendProgress,
    pack_messages,
    unpack_messages,
)
from pmo_toolkit.core.processes.child_processes import end_with_parent
from pmo_toolkit.core.startup import collect_seldom

#: What a cell that ran out of time is given to end by itself, before its process is ended.
_GRACE_SECONDS = 5.0
#: What everything but cells may take: reading the notebook, rendering, writing.
_WORK_SECONDS = 300.0
_TICK_SECONDS = 0.5
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

    def run(self, send: SendProgress) -> Any:
        """Do it; the result must be picklable."""

    def failure(self, progress: Progress, error: Exception, seconds: float) -> Any:
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
        #: The last message of its progress, packed.
        self.last = b""
        self.pipe, theirs = multiprocessing.Pipe(duplex=False)
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                for connection in (self.pipe, *closing):
                    connection.close()
                _run_and_leave(task, theirs, parent, memory_megabytes)
            finally:
                os._exit(70)
        theirs.close()

    def receive(self) -> tuple[bool, Any]:
        """Read one message: whether this was the end, and then the result."""
        try:
            raw = self.pipe.recv_bytes()
            is_result = raw[:1] == _RESULT
            result = pickle.loads(memoryview(raw)[1:]) if is_result else None  # noqa: S301 (a fork)
        except Exception:  # it died, perhaps in the middle of a message
            return True, self._dead()
        if is_result:
            self._reap()
            return True, result
        self.progress.update(raw)
        self.last = raw
        self.worked_since = time.monotonic()
        return False, None

    def ended_from_outside(self) -> Any | None:
        """The result, if it takes longer than it may, or died while others hold its pipe open."""
        if self._has_died():
            return self._dead()
        if time.monotonic() <= self._deadline():
            return None
        if self.progress.running_since is None:
            why = f"it gave no answer within {_WORK_SECONDS:g} seconds and was ended"
            return self._ended(RuntimeError(why))
        from nbclient.exceptions import CellTimeoutError

        return self._ended(CellTimeoutError("the time allowed is up"))

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

    def _has_died(self) -> bool:
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.pid, options) is not None and not self.pipe.poll()

    def _dead(self) -> Any:
        from nbclient.exceptions import DeadKernelError

        return self._ended(DeadKernelError("Kernel died"))

    def _ended(self, error: Exception) -> Any:
        """End whatever is left of it; the result."""
        self.kill()
        self._reap()
        return self.task.failure(self.progress, error, time.monotonic() - self.since)

    def _reap(self) -> None:
        self.pipe.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def run_forked(
    task: Task,
    follow: Callable[[tuple[ProgressMessage, ...]], object] | None = None,
    sign: Callable[[], object] = lambda: None,
) -> Any:
    """Do a task in a fork of this process and wait for its result.

    `follow` is called with its progress, `sign` several times a second.
    """
    forked = Forked(task)
    while True:
        sign()
        if not forked.pipe.poll(_TICK_SECONDS):
            if (failure := forked.ended_from_outside()) is not None:
                return failure
            continue
        ended, result = forked.receive()
        if ended:
            return result
        if follow is not None:
            follow(unpack_messages(forked.last))


def _run_and_leave(
    task: Task, pipe: Connection, parent: int, memory_megabytes: float | None
) -> None:
    # A signal from the terminal is the parent's business; and what we start can be ended with us.
    os.setsid()
    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGUSR1):
        signal.signal(number, signal.SIG_DFL)
    _forget_random_state()
    collect_seldom()
    if memory_megabytes is not None:
        limit_memory(memory_megabytes)

    result = task.run(lambda *messages: pipe.send_bytes(pack_messages(messages)))
    pipe.send_bytes(_RESULT + pickle.dumps(result, protocol=5))
    pipe.close()
    os._exit(0)


def limit_memory(megabytes: float) -> None:
    """Refuse this process more than `megabytes` beyond what it has, where the system can."""
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
