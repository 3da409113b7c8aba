"""A fork server under ``papermill --engine pmo`` that stops, is killed or never gets ready."""

from __future__ import annotations

import os
import signal
import time

import papermill
import psutil
import pytest
from nbclient.exceptions import DeadKernelError

import pmo_toolkit.batch.notebook.executing  # noqa: F401 (registers the engine)
from pmo_toolkit.batch.fork_server import connection as connection_module
from pmo_toolkit.batch.fork_server import silence as silence_module
from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.notebook import external
from tests.batch.notebook.books import book

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")


def run(*cells):
    """What the last cell of a notebook shows under the engine ``pmo``."""
    done = papermill.execute_notebook(book(cells), None, engine_name="pmo", progress_bar=False)
    return done.cells[-1].outputs[0].data["text/plain"]


@pytest.fixture
def server():
    """The fork server of this process, started where there is none."""
    return external.fork_server()


def test_a_server_that_stops_at_work_is_ended_and_the_next_notebook_runs(server, monkeypatch):
    monkeypatch.setattr(silence_module, "SILENT_SECONDS", 3.0)
    family = psutil.Process(server.process.pid)
    stop = "import os, signal, time; os.kill(os.getppid(), signal.SIGSTOP); time.sleep(300)"
    started = time.monotonic()
    with pytest.raises(DeadKernelError, match="it said nothing for 3 seconds and was ended"):
        run("1", stop)
    assert time.monotonic() - started < 30
    assert not family.is_running()
    monkeypatch.undo()
    assert run("6 * 7") == "42"


@pytest.mark.slow  # waits until the pipe is given up
def test_a_notebook_too_large_for_the_pipe_does_not_wait_for_a_stopped_server(server, monkeypatch):
    connection_module._limit_waiting(server.pipe, 1.0)
    server.process.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(DeadKernelError):
        run("#" + "x" * 5_000_000)
    assert time.monotonic() - started < 30
    assert run("6 * 7") == "42"


def test_a_server_that_stops_before_it_is_ready_leaves_the_notebook_to_a_new_kernel(
    server, monkeypatch, caplog
):
    external._discard(server)
    monkeypatch.setattr(silence_module, "SILENT_START_SECONDS", 1.0)

    class Stopped(external.ForkServer):
        def __init__(self, config):
            super().__init__(config)
            self.process.send_signal(signal.SIGSTOP)

    monkeypatch.setattr(external, "ForkServer", Stopped)
    assert run("import os; os.getppid()") == str(os.getpid())
    assert "it said nothing for 1 seconds and was ended" in caplog.text
    assert external._servers == []


@pytest.mark.slow
def test_a_server_that_died_while_idle_is_replaced(server):
    server.process.kill()
    server.process.wait()
    assert run("6 * 7") == "42"


@pytest.mark.slow
def test_an_interrupted_notebook_does_not_answer_for_the_next(server, monkeypatch):
    monkeypatch.setattr(external, "unpack_messages", lambda packed: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("'first'")
    monkeypatch.undo()
    assert run("'second'") == "'second'"
