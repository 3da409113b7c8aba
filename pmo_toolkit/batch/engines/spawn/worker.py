"""What runs inside a worker process: quiet, patient, and gone as soon as its parent is."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from pmo_toolkit.batch.job.job import Done, Job, do
from pmo_toolkit.core.logs import LOG_FORMAT

READY = "ready"


@dataclass(frozen=True)
class Orders:
    """What is the same for all jobs of a run."""

    notebook: Path
    timeout_seconds: float
    log: Path | None
    memory_megabytes: float | None = None


def serve(pipe: Connection[Done | str, Job | None], orders: Orders) -> None:
    """Do jobs from `pipe` until it says None or closes."""
    _hush(orders.log)
    _leave_in_order()
    # Imported once here, used for every job; what is wrong with them should show before the first
    # job is given.
    import pmo_toolkit.batch.notebook.executing
    import pmo_toolkit.report.kit.html  # noqa: F401
    from pmo_toolkit.batch.notebook.kernel_start import MEMORY_VARIABLE
    from pmo_toolkit.batch.notebook.spawned_kernel import ahead

    ahead.enabled = True
    if orders.memory_megabytes is not None:
        os.environ[MEMORY_VARIABLE] = str(orders.memory_megabytes)
    pipe.send(READY)
    try:
        while True:
            try:
                job = pipe.recv()
            except (EOFError, OSError):
                return
            if job is None:
                return
            pipe.send(do(job, orders.notebook, orders.timeout_seconds))
    finally:
        ahead.end()


def _hush(log: Path | None) -> None:
    """Send everything that this process and its kernels print to the log, or to nowhere."""
    sink = os.open(log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    for stream in (1, 2):
        os.dup2(sink, stream)
    os.close(sink)
    for file in (sys.stdout, sys.stderr):
        file.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format=LOG_FORMAT, force=True)


def _leave_in_order() -> None:
    """On the parent's word, or its death, unwind the stack so that a running kernel is shut down too."""
    # Ctrl-C reaches the whole group of processes; only the parent may decide what it means.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _leave(*_: object) -> None:
    signal.signal(
        signal.SIGTERM, signal.SIG_IGN
    )  # once is enough: a second one must not cut the tidying short
    raise SystemExit(1)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
