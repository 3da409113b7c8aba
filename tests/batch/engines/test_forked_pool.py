"""Forked jobs: memory limits, a server that dies, the same bytes as with kernels of their own."""

from __future__ import annotations

import os
import signal
import threading
import time
from unittest.mock import MagicMock

import nbformat
import psutil
import pytest

from pmo_toolkit.batch.engine_choice import forked_pool, spawned_pool
from pmo_toolkit.batch.engines import pool as pool_module
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.engines.pool import PoolError
from pmo_toolkit.batch.fork_server import connection as connection_module
from pmo_toolkit.batch.fork_server import silence as silence_module
from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.fork_server.messages import Alive, ServerConfig
from pmo_toolkit.batch.job.job import Job
from pmo_toolkit.batch.job.outcome import Status

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")


def parameters(proposal):
    return {"workspace": "somewhere", "proposal_id": proposal, "seed": 1, "as_of": "2026-01-02"}


@pytest.fixture
def do(tmp_path):
    """Do jobs in forks; result by proposal."""

    def run(notebook, ids, size=2, memory_megabytes=None):
        jobs = [
            Job(each, "title", parameters(each), tmp_path / f"job{n}") for n, each in enumerate(ids)
        ]
        options = RunOptions(
            jobs=size, timeout_seconds=60, log_file=tmp_path / "log.txt",
            memory_megabytes=memory_megabytes,
        )  # fmt: skip
        with forked_pool(notebook, options) as pool:
            return {done.proposal_id: done for done in pool.run(jobs)}

    return run


@pytest.mark.slow
def test_a_parent_that_dies_takes_only_the_guilty_with_it(do, tiny):
    found = do(tiny, ["OK-1", "PARENT-1", "OK-2", "OK-3", "KILL-1"], size=3)
    assert {each: done.status for each, done in found.items()} == {
        "OK-1": Status.RENDERED, "OK-2": Status.RENDERED, "OK-3": Status.RENDERED,
        "PARENT-1": Status.FAILED, "KILL-1": Status.FAILED,
    }  # fmt: skip


def test_memory_has_a_limit(do, written):
    greedy = written(
        "## A heavy matter",
        "hoard = []\nif proposal_id.startswith('BIG'):\n    while True:"
        " hoard.append(bytearray(10_000_000))",
        "display({'text/plain': '', 'application/vnd.pmo.assessment+json': {'proposal': {'id':"
        " proposal_id}}},\n        raw=True)",
    )
    found = do(greedy, ["BIG-1", "SMALL-1"], memory_megabytes=200)
    assert (
        found["BIG-1"].why
        == "the memory ran out in the section “A heavy matter”; allow more with --memory"
    )
    assert found["SMALL-1"].status is Status.RENDERED


def test_the_notebook_of_a_killed_run_is_kept_as_far_as_it_came(do, written, tmp_path):
    book = written(
        "print('done before')", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    found = do(book, ["P-1"])
    assert found["P-1"].files == ("assessment.ipynb",)
    kept = nbformat.read(tmp_path / "job0" / "assessment.ipynb", as_version=4)
    assert [output.text for cell in kept.cells for output in cell.get("outputs", [])] == [
        "done before\n"
    ]
    assert "/" not in kept.metadata.papermill.input_path


def test_nothing_is_left_running_when_the_pool_is_left_early(tiny, tmp_path):
    jobs = [Job(each, "title", parameters(each), tmp_path / each) for each in ("OK-1", "SLOW-1")]
    before = psutil.Process().children(recursive=True)
    with forked_pool(tiny, RunOptions(jobs=2)) as pool:
        next(pool.run(jobs))
        family = set(psutil.Process().children(recursive=True)).difference(before)
        assert any("pmo_toolkit.batch.fork_server.server" in each.cmdline() for each in family)
    _, alive = psutil.wait_procs(family, timeout=15)
    assert [
        each for each in alive if "pmo_toolkit.batch.fork_server.server" in each.cmdline()
    ] == []


def test_a_parent_that_cannot_load_says_why(do, tiny, monkeypatch):
    monkeypatch.setattr(
        connection_module,
        "_environment",
        lambda: os.environ | {"PYTHONPATH": "", "MPLBACKEND": "nonsense"},
    )
    with pytest.raises(PoolError, match=r"."):
        do(tiny, ["OK-1"])


@pytest.mark.parametrize(
    "ids", [["OK-1"], pytest.param(["OK-1", "ERROR-1", "KILL-1"], marks=pytest.mark.slow)]
)
def test_the_same_outcome_as_with_kernels_of_their_own(do, tiny, tmp_path, ids):
    forked = do(tiny, ids)
    jobs = [
        Job(each, "title", parameters(each), tmp_path / f"spawned{n}") for n, each in enumerate(ids)
    ]
    with spawned_pool(tiny, RunOptions(jobs=1)) as pool:
        spawned = {done.proposal_id: done for done in pool.run(jobs)}
    for number, each in enumerate(ids):
        assert (forked[each].status, forked[each].why, forked[each].files) == (
            spawned[each].status, spawned[each].why, spawned[each].files,
        )  # fmt: skip
        for name in forked[each].files:
            ours, theirs = (tmp_path / f"{kind}{number}" / name for kind in ("job", "spawned"))
            if name != "assessment.ipynb":
                assert ours.read_bytes() == theirs.read_bytes()


def test_a_killed_parent_is_replaced(tiny, tmp_path):
    jobs = [Job(f"OK-{n}", "title", parameters(f"OK-{n}"), tmp_path / str(n)) for n in range(4)]
    with forked_pool(tiny, RunOptions(jobs=1)) as pool:
        doing = pool.run(jobs)
        first = next(doing)
        os.kill(pool._workers[0].connection.process.pid, signal.SIGKILL)
        time.sleep(0.2)
        assert {first.status, *(done.status for done in doing)} == {Status.RENDERED}


def stop_server(pool, started, preparing=False):
    """Stop the fork server, as by a debugger or a full disk: once it has work, or before that."""
    for _ in range(900):
        for worker in list(pool._workers):
            if (worker.at_work or preparing) and worker.connection.process.pid not in started:
                process = psutil.Process(worker.connection.process.pid)
                time.sleep(1)
                assert worker.connection.is_ready is not preparing
                process.suspend()
                started.append(process.pid)
                return
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.parametrize("times", (1, 2))
def test_a_parent_that_is_stuck_is_ended_and_replaced(tiny, tmp_path, times):
    jobs = [Job("SLOW-1", "title", parameters("SLOW-1"), tmp_path / "job")]
    options = RunOptions(jobs=1, timeout_seconds=8, log_file=tmp_path / "log.txt")
    started, stopped = time.monotonic(), []
    with forked_pool(tiny, options) as pool:

        def stop():
            for _ in range(times):
                stop_server(pool, stopped)

        stopping = threading.Thread(target=stop, daemon=True)
        stopping.start()
        (done,) = pool.run(jobs)
    stopping.join(1)
    assert len(stopped) == times and done.status is Status.FAILED
    assert ("was stuck each time" if times == 2 else "time allowed of 8 s") in done.why
    assert time.monotonic() - started < times * (8 + 30) + 15
    assert not any(psutil.pid_exists(pid) for pid in stopped)


@pytest.mark.slow
@pytest.mark.parametrize("times", (1, 2))
def test_a_parent_that_is_stuck_while_it_gets_ready_is_replaced_once(
    tiny, tmp_path, monkeypatch, times
):
    monkeypatch.setattr(silence_module, "SILENT_START_SECONDS", 12.0)
    jobs = [Job("OK-1", "title", parameters("OK-1"), tmp_path / "job")]
    started, stopped = time.monotonic(), []
    with forked_pool(tiny, RunOptions(jobs=1)) as pool:

        def stop():
            for _ in range(times):
                stop_server(pool, stopped, preparing=True)

        stopping = threading.Thread(target=stop, daemon=True)
        stopping.start()
        if times == 2:
            with pytest.raises(PoolError, match="it said nothing for 12 seconds"):
                list(pool.run(jobs))
        else:
            assert [done.status for done in pool.run(jobs)] == [Status.RENDERED]
    stopping.join(1)
    assert len(stopped) == times
    assert time.monotonic() - started < times * 20 + 40
    assert not any(psutil.pid_exists(pid) for pid in stopped)


def test_a_parent_says_that_it_lives_before_it_is_ready():
    server = connection_module.ForkServer(ServerConfig())
    heard = []
    try:
        while not server.is_ready and not server.is_broken:
            heard += server.receive(60)
    finally:
        server.end_soon(busy=False)
        server.close()
    assert server.ready is not None and heard and {type(message) for message in heard} == {Alive}


@pytest.mark.parametrize(("is_ready", "silent", "stuck"), [
    (False, 50, False), (False, 70, True), (True, 15, False), (True, 30, True),
])  # fmt: skip
def test_silence_has_a_limit_before_and_after_a_parent_is_ready(is_ready, silent, stuck):
    pool = pool_module.ProcessPool(1, None, 60, lambda: None, forks=True)
    server = MagicMock(says_that_it_lives=True, is_ready=is_ready, is_broken=False)
    worker = pool_module._Worker(server, at_work={1: (MagicMock(annexes=()), 1e9)})
    worker.silence.seconds = silent
    assert (pool._overdue(worker) is not None) == stuck
    assert server.kill.called == stuck


def test_silence_counts_only_while_this_process_is_awake(monkeypatch):
    """A run that was stopped with Ctrl-Z for an hour does not take its own sleep for silence."""
    clock = [0.0]
    monkeypatch.setattr(pool_module.time, "monotonic", lambda: clock[0])
    pool = pool_module.ProcessPool(1, None, 60, lambda: None, forks=True)
    server = MagicMock(says_that_it_lives=True, is_ready=True, is_broken=False)
    worker = pool_module._Worker(server, at_work={1: (MagicMock(annexes=()), 1e9)})
    pool._workers.append(worker)
    clock[0] += 3600
    pool._count_silence()
    assert pool._overdue(worker) is None
    for _ in range(50):
        clock[0] += 0.5
        pool._count_silence()
    assert "was stuck" in pool._overdue(worker)
    server.kill.assert_called_once()
