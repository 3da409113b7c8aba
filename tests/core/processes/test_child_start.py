"""A program that is not ours ends with its starter, in order, from its first moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from pmo_toolkit.core.processes.child_processes import child_environment, python_command
from tests.core.processes.test_child_processes import gone

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system cannot")

#: Stands in for a server: it has a child of its own, which it ends when it is asked to stop.
SERVER = """
import os, signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
def stop(*_):
    child.terminate()
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print(__name__, sys.argv[1:], os.getpid(), child.pid, flush=True)
time.sleep(60)
"""
STARTER = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-m", "pmo_toolkit.core.processes.child_start", str(os.getpid()),
                  "stand_in", "--one", "two"])
time.sleep(60)
"""


@pytest.fixture
def environment(tmp_path):
    (tmp_path / "stand_in.py").write_text(SERVER, encoding="utf-8")
    ours = child_environment()
    return ours | {"PYTHONPATH": os.pathsep.join([ours["PYTHONPATH"], str(tmp_path)])}


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_and_its_children_end_with_the_starter(environment, end):
    with subprocess.Popen(
        [sys.executable, "-c", STARTER], env=environment, stdout=subprocess.PIPE, text=True
    ) as starter:
        *said, server, child = starter.stdout.readline().split()
        starter.send_signal(end)
        starter.wait(10)
        assert said == ["__main__", "['--one',", "'two']"]
        assert gone(int(server)) and gone(int(child))


def test_one_whose_starter_is_gone_already_never_begins(environment):
    command = python_command("-m", "pmo_toolkit.core.processes.child_start", "1234567", "stand_in")
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.slow
def test_jupyterlab_and_its_kernels_end_with_pmo_lab(tmp_path, project):
    import json
    import socket
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    import psutil

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", f"--port={port}", "--ServerApp.token=t", "--allow-root"]
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "pmo_toolkit", "lab", *options],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(project)},
            stdout=subprocess.DEVNULL,
            stderr=log,
        ) as lab,
    ):
        request = Request(f"http://127.0.0.1:{port}/api/kernels?token=t", b"{}", method="POST")
        for _ in range(240):
            try:
                kernel = json.load(urlopen(request, timeout=20))
                break
            except URLError:
                assert lab.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
                time.sleep(0.5)
        assert kernel["id"]
        family = psutil.Process(lab.pid).children(recursive=True)
        assert len(family) >= 2
        lab.kill()
        lab.wait(10)
        assert all(gone(process.pid, seconds=20) for process in family)
