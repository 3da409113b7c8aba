"""A task in a fork: its result comes back, its limits hold, its death leaves what it had done."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from pmo_toolkit.batch.fork_server import forking
from pmo_toolkit.batch.fork_server.forking import can_fork, run_forked
from pmo_toolkit.batch.kernel.progress import (
    CellFinished,
    CellStarted,
    NotebookFinished,
    NotebookStarted,
    Progress,
)

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")


@dataclass
class Doing:
    """A task that does what it is made of."""

    what: str
    patience_seconds: float | None = None

    def run(self, send):
        send(NotebookStarted({"cells": [{"cell_type": "code", "metadata": {}}]}))
        if self.what == "die":
            send(CellStarted(0, {"start_time": "now"}))
            os.kill(os.getpid(), signal.SIGKILL)
        if self.what == "sleep":
            time.sleep(60)
        if self.what == "half a message":
            os.write(3, b"")
            os._exit(3)
        if self.what == "start another":
            pid = os.fork()
            if pid == 0:
                time.sleep(60)
            send(CellFinished(0, {"pid": pid}))
            os.kill(os.getpid(), signal.SIGKILL)
        send(NotebookFinished())
        return os.getpid(), os.getsid(0), signal.getsignal(signal.SIGTERM)

    def failure(self, progress: Progress, error: Exception, seconds: float):
        return type(error), progress.notebook, seconds


def test_it_runs_in_a_process_and_session_of_its_own():
    pid, session, term = run_forked(Doing("well"))
    assert pid == session != os.getpid()
    assert term is signal.SIG_DFL


def test_a_death_is_told_with_the_cell_that_was_running():
    kind, notebook, _ = run_forked(Doing("die"))
    assert kind is DeadKernelError
    assert notebook["cells"][0]["metadata"]["papermill"] == {"start_time": "now"}


def test_an_exit_without_a_result_is_a_death():
    assert run_forked(Doing("half a message"))[0] is DeadKernelError


def test_one_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(forking, "_GRACE_SECONDS", 0.3)
    kind, _, seconds = run_forked(Doing("sleep", patience_seconds=0.3))
    assert kind is CellTimeoutError
    assert 0.5 < seconds < 20


def test_one_that_hangs_outside_its_cells_is_ended(monkeypatch):
    monkeypatch.setattr(forking, "_WORK_SECONDS", 0.5)

    class Silent(Doing):
        def run(self, send):
            time.sleep(60)

    kind, notebook, _ = run_forked(Silent("nothing"))
    assert (kind, notebook) == (RuntimeError, None)


def test_what_it_started_ends_with_it():
    _, notebook, _ = run_forked(Doing("start another"))
    pid = notebook["cells"][0]["pid"]
    end = time.monotonic() + 10
    while os.path.exists(f"/proc/{pid}") and time.monotonic() < end:  # noqa: PTH110
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{pid}")  # noqa: PTH110


def test_the_random_state_is_not_the_parents():
    class Drawing(Doing):
        def run(self, send):
            import random

            return random.random()

    import random

    random.seed(1)
    assert run_forked(Drawing("")) != run_forked(Drawing(""))
    assert random.random() == random.Random(1).random()
