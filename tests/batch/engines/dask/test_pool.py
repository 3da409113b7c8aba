"""A Dask cluster gives the results of this machine, survives losses, and is left as found."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import dask.config
import psutil
import pytest
from distributed import LocalCluster

from pmo_toolkit.batch.engine_choice import spawned_pool
from pmo_toolkit.batch.engines.dask import pool as dask_pool
from pmo_toolkit.batch.engines.dask import worker as dask_worker
from pmo_toolkit.batch.engines.dask.pool import DaskPool
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.engines.pool import PoolError
from pmo_toolkit.batch.job.job import Job, JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.notebook.parameters import notebook_parameters
from pmo_toolkit.batch.run import run_batch
from pmo_toolkit.core.errors import ExitCode, UsageError
from tests.batch.fakes import grouped
from tests.batch.tiny import HAND_OVER, make_workspace

DAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def cluster():
    """Two workers on this machine, as if they were elsewhere."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", memory_limit=0,
            dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False},
        ) as made,
    ):  # fmt: skip
        yield made


@pytest.fixture
def jobs(workspace_path, tmp_path):
    """Jobs of some ids, each with a staged folder of its own."""

    def make(*ids, kind="dask"):
        (tmp_path / kind).mkdir(exist_ok=True)
        for number, each in enumerate(ids):
            parameters = notebook_parameters(
                workspace=workspace_path, proposal_id=each, seed=3, as_of=DAY
            )
            yield Job(each, f"Title of {each}", parameters, tmp_path / kind / str(number))

    return make


@pytest.fixture
def pool(cluster, workspace_path, tiny):
    def make(book=tiny, jobs=None, memory_megabytes=None):
        options = RunOptions(
            engine="dask", scheduler=cluster.scheduler_address, jobs=jobs, timeout_seconds=60,
            memory_megabytes=memory_megabytes,
        )  # fmt: skip
        return DaskPool(book, options, workspace=workspace_path)

    return make


def without(names, node):
    """A notebook without some of its fields, wherever they are."""
    if isinstance(node, dict):
        return {name: without(names, value) for name, value in node.items() if name not in names}
    return [without(names, each) for each in node] if isinstance(node, list) else node


def by_id(dones):
    return {done.proposal_id: done for done in dones}


@pytest.mark.slow  # as tests/batch/test_run.py, on workers
def test_every_ending_and_every_file_is_as_on_this_machine(
    pool, jobs, written, workspace_path, tmp_path
):
    book = written(
        "## Reading",
        "from pathlib import Path\nprint(workspace, len(list(Path(workspace).iterdir())))",
        "if proposal_id.startswith('ERROR'): open(workspace + '/none.csv')",
        "import os, signal\nif proposal_id.startswith('KILL'): os.kill(os.getpid(),"
        " signal.SIGKILL)",
        HAND_OVER,
    )
    ids = ("ERROR-1", "KILL-1", "ok & 100% {x} 'ü'")
    with spawned_pool(book, RunOptions(jobs=2, timeout_seconds=60)) as local:
        here = by_id(local.run(jobs(*ids, kind="local")))
    with pool(book) as remote:
        there = by_id(remote.run(jobs(*ids)))
    assert set(there) == set(ids)
    assert "none.csv" in there["ERROR-1"].why
    for number, each in enumerate(ids):
        assert (there[each].status, there[each].why, there[each].files) == (
            here[each].status, here[each].why, here[each].files
        )  # fmt: skip
        for name in here[each].files:
            one, other = (
                (tmp_path / kind / str(number) / name).read_bytes() for kind in ("local", "dask")
            )
            if name == "assessment.ipynb":
                # How much a dying kernel still told of its last cell is a matter of chance.
                passed_over = {"execution_count"} if each == "KILL-1" else set()
                assert without(passed_over, json.loads(one)) == without(
                    passed_over, json.loads(other)
                )
                assert str(workspace_path) not in other.decode()
                assert b"dask-scratch" not in other
            else:
                assert one == other


@pytest.mark.slow  # a cluster of its own, whose worker is killed
def test_a_lost_worker_loses_no_proposal(pool, jobs, written, cluster):
    slow = written("import time; time.sleep(1.5)", HAND_OVER)
    with pool(slow) as remote:
        victim = next(iter(remote.client.run(os.getpid).values()))
        threading.Timer(2.5, os.kill, (victim, signal.SIGKILL)).start()
        found = list(remote.run(jobs(*(f"P-{number}" for number in range(5)))))
        assert victim not in remote.client.run(os.getpid).values()
    assert sorted(done.proposal_id for done in found) == [f"P-{number}" for number in range(5)]
    assert {done.status for done in found} == {Status.RENDERED}, found


@pytest.mark.slow  # four workers die one after another
def test_a_proposal_that_kills_its_workers_fails_alone(pool, jobs):
    with pool() as remote:
        found = by_id(remote.run(jobs("PARENT-1", "OK-1", "OK-2")))
    assert {each: done.status.value for each, done in found.items()} == {
        "PARENT-1": "failed", "OK-1": "rendered", "OK-2": "rendered",
    }  # fmt: skip
    assert (
        found["PARENT-1"].why
        == "the workers that tried it died, most often because the memory ran out"
    )


def test_no_more_is_asked_for_than_there_are_threads(pool, jobs, monkeypatch):
    def at_once(plugin, job, timeout_seconds, patience):
        return JobResult(job.proposal_id, Status.RENDERED, None, 0.0, ("report.html",)), {
            "report.html": b"made"
        }

    monkeypatch.setattr(dask_pool, "assess", at_once)
    asked = []

    def watched():
        for job in jobs(*(f"P-{number}" for number in range(50))):
            asked.append(job.proposal_id)
            yield job

    with pool(jobs=1) as remote:
        for ended, _ in enumerate(remote.run(watched())):
            assert len(asked) == ended + 1
            assert not remote._open


def test_a_job_that_hangs_is_given_up(pool, jobs):
    with pool() as remote:
        remote._patience = lambda job: 1.0
        (done,) = remote.run(jobs("SLOW-1"))
    assert (done.status, done.why) == (
        Status.FAILED,
        "it gave no answer within 1 seconds and was given up",
    )


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux limits the memory of a process"
)
def test_memory_has_a_limit_on_workers_too(pool, jobs, written):
    greedy = written(
        "## A heavy matter",
        "hoard = []\nif proposal_id.startswith('BIG'):\n    while len(hoard) < 20:"
        " hoard.append(bytearray(10**8))",
        HAND_OVER,
    )
    with pool(greedy, memory_megabytes=300) as remote:
        found = by_id(remote.run(jobs("BIG-1", "SMALL-1")))
    assert (
        found["BIG-1"].why
        == "the memory ran out in the section “A heavy matter”; allow more with --memory"
    )
    assert found["SMALL-1"].status is Status.RENDERED


def test_nothing_stays_with_the_workers(pool, jobs, cluster):
    with pool() as remote:
        list(remote.run(jobs("OK-1")))
        plugin = remote._plugin
        folders = remote.client.run(
            lambda name, dask_worker: str(dask_worker.plugins[name].folder), plugin
        )
        assert all(Path(each).is_dir() for each in folders.values())
    assert not any(Path(each).exists() for each in folders.values())
    assert plugin not in cluster.scheduler.worker_plugins


def test_a_full_disk_here_is_that_proposals_failure(pool, jobs, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dask_pool, "write_bytes", full)
    with pool() as remote:
        (done,) = remote.run(jobs("OK-1"))
    assert done.why == "its results could not be made or written: the disk is full"
    assert done.files == ()


# Clusters that cannot serve.


@pytest.fixture
def other_pandas(monkeypatch):
    """This machine has another pandas than the workers."""
    mine = {**dask_worker.identity(), "pandas": "0.1", "program files": "x"}
    monkeypatch.setattr(
        dask_pool, "differences", lambda there, here: dask_worker.differences(there, mine)
    )
    return mine


def test_a_worker_of_another_version_is_refused_by_name(pool, cluster, other_pandas):
    import pandas as pd

    with pytest.raises(UsageError) as caught, pool():
        pass
    told = str(caught.value)
    for worker in cluster.scheduler.workers:
        assert (
            f"the worker {worker} differs from this machine: pandas {pd.__version__} there, 0.1"
            " here" in told
        )
    assert f"the scheduler {cluster.scheduler_address} differs" in told
    assert "other program files of pmo-toolkit" in told


def test_a_worker_without_the_program_is_refused(pool, monkeypatch):
    def absent():
        raise ModuleNotFoundError("No module named 'pmo_toolkit'")

    monkeypatch.setattr(dask_pool, "identity", absent)
    with (
        pytest.raises(UsageError, match="has no pmo-toolkit of this version: ModuleNotFoundError"),
        pool(),
    ):
        pass


def test_one_that_joins_late_and_differs_ends_the_run_with_a_sentence(pool, jobs, monkeypatch):
    monkeypatch.setattr(dask_pool, "_refuse_unlike", lambda client, scheduler: None)
    monkeypatch.setattr(dask_pool, "identity", lambda: {**dask_worker.identity(), "pandas": "0.1"})
    with (
        pool() as remote,
        pytest.raises(PoolError, match=r"the worker tcp:.* differs .* pandas .* --resume"),
    ):
        list(remote.run(jobs("OK-1")))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_no_scheduler_no_run(workspace_path, tmp_path, tiny, monkeypatch):
    monkeypatch.setattr(dask_pool, "CONNECT_SECONDS", 1.0)
    out = tmp_path / "out"
    with pytest.raises(UsageError, match=r"no Dask scheduler answers at tcp:"):
        run_batch(
            make_workspace(["OK-1"]), workspace_path, out, as_of=DAY, notebook=tiny,
            options=RunOptions(engine="dask", scheduler=f"tcp://127.0.0.1:{free_port()}"),
        )  # fmt: skip
    assert not out.exists()


def test_a_scheduler_without_workers_is_told(workspace_path, tiny, monkeypatch):
    monkeypatch.setattr(dask_pool, "CONNECT_SECONDS", 1.0)
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(UsageError, match=r"no worker has joined .*: dask worker tcp:"),
        DaskPool(
            tiny,
            RunOptions(engine="dask", scheduler=empty.scheduler_address),
            workspace=workspace_path,
        ),
    ):
        pass


# A cluster of our own.

RUN = """
import sys
from datetime import date
from pathlib import Path
from tests.batch.tiny import make_workspace
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.run import run_batch
if __name__ == "__main__":
    workspace, out, notebook, *ids = sys.argv[1:]
    try:
        run_batch(
            make_workspace(ids), Path(workspace), Path(out), as_of=date(2026, 1, 2),
            options=RunOptions(jobs=2, engine="dask"), notebook=Path(notebook),
            on_step=lambda step: print(step.entry.id, step.entry.status, flush=True))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def started(workspace_path, tmp_path, tiny, project):
    """A run on a cluster of its own, in a process group of its own."""
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")

    def start(*ids):
        command = [sys.executable, str(script), workspace_path, tmp_path / "out", tiny, *ids]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            start_new_session=True, cwd=project, env=os.environ | {"PYTHONPATH": str(project)},
        )  # fmt: skip

    return start


def family(process):
    return psutil.Process(process.pid).children(recursive=True)


@pytest.mark.slow  # a cluster of its own
def test_ctrl_c_ends_a_cluster_of_our_own_and_it_listens_to_this_machine_alone(started, tmp_path):
    process = started("OK-1", "SLOW-1", "SLOW-2")
    assert process.stdout.readline() == "OK-1 rendered\n"
    children = family(process)
    assert len(children) >= 4  # two workers, and their kernels
    listening = [
        each.laddr.ip
        for one in (psutil.Process(process.pid), *children)
        for each in one.net_connections()
        if each.status == psutil.CONN_LISTEN
    ]
    assert set(listening) == {"127.0.0.1"}
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
    assert time.monotonic() - start < 30
    assert psutil.wait_procs(children, timeout=5)[1] == []
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["state"] == "stopped"
    assert [each["id"] for each in manifest["proposals"]] == ["OK-1"]


@pytest.mark.slow  # six runs of the real notebook
def test_the_real_notebook_gives_the_same_bytes(cluster, sample, tmp_path):
    from pmo_toolkit.workspace import load_workspace

    workspace = load_workspace(sample)
    options = {"as_of": date(2026, 12, 1), "ids": ("P-001", "P-002", "P-003"), "jobs": 2}
    run_batch(workspace, sample, tmp_path / "local", **grouped(options))
    result = run_batch(
        workspace,
        sample,
        tmp_path / "dask",
        **grouped({**options, "engine": "dask", "scheduler": cluster.scheduler_address}),
    )
    assert result.exit_code is ExitCode.OK
    for one in sorted((tmp_path / "local").rglob("*")):
        other = tmp_path / "dask" / one.relative_to(tmp_path / "local")
        if one.is_file() and one.name != "manifest.json":  # it holds the seconds
            assert one.read_bytes() == other.read_bytes(), one.name
