"""Runs that are stopped or killed, in processes of their own.

What is done stays, and nothing runs on.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.store.manifest import read_manifest
from pmo_toolkit.sample import write_sample
from tests.batch.fakes import FILES, tree
from tests.batch.tiny import make_workspace

STOPPABLE = """
import sys
from datetime import date
from pathlib import Path
from tests.batch.tiny import make_workspace
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.run import run_batch
from pmo_toolkit.core.processes.child_processes import stop_like_ctrl_c
if __name__ == "__main__":
    stop_like_ctrl_c()
    workspace, out, notebook = map(Path, sys.argv[1:])
    try:
        run_batch(
            make_workspace(["OK-1", "SLOW-1", "SLOW-2"]), workspace, out, as_of=date(2026, 1, 2),
            options=RunOptions(jobs=2), notebook=notebook,
            on_step=lambda step: print(step.entry.id, flush=True))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def long_run(workspace_path, out, tiny, tmp_path, project):
    """A batch in a process group of its own: it has finished one proposal and hangs in two."""
    script = tmp_path / "script.py"
    script.write_text(STOPPABLE, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(project), os.environ.get("PYTHONPATH", "")])
    }
    command = [sys.executable, str(script), str(workspace_path), str(out), str(tiny)]
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout.readline() == "OK-1\n", process.stderr.read()
        yield process
        process.kill()


def family(process):
    import psutil

    return psutil.Process(process.pid).children(recursive=True)


def two_kernels(process):
    """Wait until both kernels sleep; all descendants of the run."""
    for _ in range(200):
        found = family(process)
        # Kernels are forks of the one that waits for orders: they have its name, and it as their
        # parent.
        servers = {
            each.pid for each in found if "pmo_toolkit.batch.fork_server.server" in each.cmdline()
        }
        if sum(each.ppid() in servers for each in found) == 2:
            time.sleep(1.5)
            return found
        time.sleep(0.1)
    raise AssertionError("the kernels did not start")


def all_gone(processes, seconds=15):
    import psutil

    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.skipif(os.name == "nt", reason="no process groups there")
def test_ctrl_c_keeps_what_is_done_and_leaves_nothing_running(long_run, out):
    descendants = two_kernels(long_run)
    os.killpg(long_run.pid, signal.SIGINT)
    _, errors = long_run.communicate(timeout=120)
    assert (long_run.returncode, errors) == (130, "")
    assert all_gone(descendants)
    manifest = read_manifest(out)
    assert manifest.state == "stopped"
    assert [entry.id for entry in manifest.proposals] == ["OK-1"]
    assert tree(out) == {"manifest.json", "index.html", *(f"OK-1/{name}" for name in FILES)}


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
@pytest.mark.slow  # as Ctrl-C
def test_sigterm_does_the_same(long_run, out):
    descendants = two_kernels(long_run)
    long_run.terminate()
    _, errors = long_run.communicate(timeout=120)
    assert (long_run.returncode, errors) == (130, "")
    assert all_gone(descendants)
    assert read_manifest(out).state == "stopped"


@pytest.mark.skipif(not can_fork(), reason="nothing is prepared there")
@pytest.mark.parametrize(
    "end", [pytest.param(each, marks=pytest.mark.slow) for each in (signal.SIGKILL, signal.SIGTERM)]
)
def test_a_run_that_ends_while_it_prepares_leaves_nothing_running(tmp_path, project, end):
    workspace = tmp_path / "ws"
    write_sample(workspace, proposals=2)
    command = [sys.executable, "-m", "pmo_toolkit", "assess", "ws", "--out", "out"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(project)},
        stdout=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        while len(descendants := family(process)) < 2:  # the parent, and the one that prepares
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(end)
        assert process.wait(60) == (130 if end is signal.SIGTERM else -end)
        assert all_gone(descendants, seconds=5)
    state = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["state"]
    assert state == ("stopped" if end is signal.SIGTERM else "running")


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_killed_run_can_be_resumed_and_leaves_nothing_running(long_run, out, batch, fake):
    descendants = two_kernels(long_run)
    long_run.kill()
    long_run.wait(20)
    assert all_gone(descendants)
    assert read_manifest(out).state == "running"
    result = batch(make_workspace(["OK-1", "SLOW-1", "SLOW-2"]), resume=True)
    assert (fake.asked, result.kept) == (["SLOW-1", "SLOW-2"], 1)
    assert not [path for path in tree(out) if path.startswith(".")]
