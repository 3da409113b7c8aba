"""Workers that die, hang or talk nonsense take only their own proposal with them."""

from __future__ import annotations

import errno
import time
from pathlib import Path

import pytest

import pmo_toolkit
from pmo_toolkit.batch.engine_choice import forked_pool, spawned_pool
from pmo_toolkit.batch.engines import pool as pool_module
from pmo_toolkit.batch.engines import spawned_worker
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.engines.pool import PoolError
from pmo_toolkit.batch.job.job import Job
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.notebook.executing import kernel_environment
from tests.batch import bad_workers


@pytest.fixture
def outcomes(monkeypatch, tmp_path):
    """Do some jobs with workers of a kind; result by proposal."""

    def do(kind, count=1, size=1, patience=None):
        monkeypatch.setattr(spawned_worker, "serve", kind)
        if patience is not None:
            monkeypatch.setattr(pool_module, "patience_seconds", lambda *_: patience)
        jobs = [Job(f"P-{number}", "title", {}, tmp_path / str(number)) for number in range(count)]
        with spawned_pool(Path("none.ipynb"), RunOptions(jobs=size, timeout_seconds=5)) as pool:
            found = {done.proposal_id: done for done in pool.run(jobs)}
            workers = [worker.connection.process for worker in pool._workers]
        assert not any(process.is_alive() for process in workers)
        return found

    return do


def test_a_worker_that_dies_is_replaced_and_the_others_go_on(outcomes):
    found = outcomes(bad_workers.dies_once, count=6, size=2)
    assert len(found) == 6
    assert found["P-0"].status is Status.FAILED
    assert found["P-0"].why == "its worker process ended unexpectedly (code 9)"
    good = [done for proposal, done in found.items() if proposal != "P-0"]
    assert {done.status for done in good} == {Status.RENDERED}
    assert {done.files[1] for done in good} == {Path.cwd().name}


@pytest.mark.parametrize("kind", [bad_workers.broken_off, bad_workers.talks_nonsense])
def test_half_an_answer_is_none(outcomes, kind):
    done = outcomes(kind)["P-0"]
    assert done.status is Status.FAILED
    assert "its worker process" in done.why


def test_a_worker_that_hangs_is_ended(outcomes):
    start = time.monotonic()
    done = outcomes(bad_workers.silent, patience=1.0)["P-0"]
    assert done.why == "it gave no answer within 1 seconds and was ended"
    assert 1 <= done.seconds < 20
    assert time.monotonic() - start < 30


def test_workers_that_never_get_ready_end_the_run(outcomes):
    with pytest.raises(PoolError, match=r"ended unexpectedly \(code 3\)"):
        outcomes(bad_workers.never_ready, count=4, size=2)


def test_kernels_compute_with_one_thread_whatever_the_user_has_set(monkeypatch, tmp_path):
    """Four at once on two processors, in each of two workers, never came to an end."""
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    environment = kernel_environment(tmp_path)
    assert {environment[name] for name in pmo_toolkit.THREAD_VARIABLES} == {"1"}


def test_no_jobs_need_no_workers(outcomes):
    assert outcomes(bad_workers.never_ready, count=0) == {}


@pytest.mark.parametrize("make", (spawned_pool, forked_pool))
def test_a_system_that_allows_no_process_is_told_as_such(monkeypatch, tmp_path, make):
    """As with `ulimit -u`: the reason is the process, not the folder of results."""

    def refuse(*_, **__):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.Popen.__init__", refuse)
    monkeypatch.setattr("subprocess.Popen.__del__", lambda self: None)
    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    with (
        make(tmp_path / "x.ipynb", RunOptions(jobs=1)) as pool,
        pytest.raises(PoolError, match="no process could be started: resource temporarily"),
    ):
        list(pool.run([Job("P-1", "title", {}, tmp_path / "job")]))
