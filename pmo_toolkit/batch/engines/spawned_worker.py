"""A worker process with kernels of its own, where nothing can be forked: both ends of its pipe.

Inside it is quiet, patient, and gone as soon as its parent is.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from pmo_toolkit.batch.fork_server.connection import WorkerConnection
from pmo_toolkit.batch.fork_server.messages import Answer, Ready
from pmo_toolkit.core.logs import redirect_output
from pmo_toolkit.core.processes.child_processes import safe_path_for_children

_LAST_BREATH_SECONDS = 2.0


class SpawnedWorker(WorkerConnection):
    """A worker process, started anew, and the pipe to it.

    Parameters
    ----------
    log : Path, optional
        File for everything that it has to say.
    memory_megabytes : float, optional
        Memory allowed for each kernel, on systems that can limit it.
    """

    process: SpawnProcess

    def __init__(self, log: Path | None = None, memory_megabytes: float | None = None):
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        super().__init__(ours)
        arguments = (theirs, log, memory_megabytes)
        self.process = context.Process(target=serve, args=arguments, name="pmo-worker", daemon=True)
        with safe_path_for_children():
            self.process.start()
        theirs.close()

    @property
    def reason(self) -> str:
        """Why it has ended."""
        self.process.join(_LAST_BREATH_SECONDS)
        code = self.process.exitcode
        if code is None:
            return "its worker process gave an answer that cannot be read"
        if code < 0:
            return (
                f"its worker process was ended by the system (signal {-code}), most often because"
                " the memory ran out"
            )
        return f"its worker process ended unexpectedly (code {code})"

    def _has_ended(self, seconds: float) -> bool:
        self.process.join(seconds)
        return not self.process.is_alive()


def serve(pipe: Connection[Any, Any], log: Path | None, memory_megabytes: float | None) -> None:
    """Do jobs from `pipe` until it says None or closes."""
    redirect_output(log)
    _leave_in_order()
    # Imported once here, used for every job; what is wrong with them should show before the first
    # job is given.
    import pmo_toolkit.batch.notebook.executing
    import pmo_toolkit.report.kit.html  # noqa: F401
    from pmo_toolkit.batch.notebook.kernel_start import MEMORY_VARIABLE
    from pmo_toolkit.batch.notebook.spawned_kernel import kernel_ahead

    kernel_ahead.enabled = True
    if memory_megabytes is not None:
        os.environ[MEMORY_VARIABLE] = str(memory_megabytes)
    pipe.send(Ready(os.getpid()))
    try:
        while True:
            try:
                assignment = pipe.recv()
            except (EOFError, OSError):
                return
            if assignment is None:
                return
            pipe.send(Answer(assignment.number, assignment.task.run_with_kernels()))
    finally:
        kernel_ahead.end()


def _leave_in_order() -> None:
    """On the parent's word, or its death, unwind the stack: a running kernel is shut down too."""
    # Ctrl-C reaches the whole group of processes; only the parent may decide what it means.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _leave(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not cut the tidying short
    raise SystemExit(1)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
