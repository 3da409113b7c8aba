"""Children look for modules in no current folder, and end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import pmo_toolkit
from pmo_toolkit.core.processes import child_processes
from pmo_toolkit.core.processes.child_processes import (
    child_environment,
    computing_environment,
    leave_current_folder_out,
    python_command,
    safe_path_for_children,
)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system cannot")

STARTER = """
import subprocess, sys, threading, time
code = "import os, sys, time; from pmo_toolkit.core.processes.child_processes import {end};" \\
       "{end}(os.getppid());" \\
       "print(os.getpid(), flush=True); time.sleep(60)"
def start():
    global child
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    print(child.stdout.readline(), end="", flush=True)
thread = threading.Thread(target=start)
thread.start()
thread.join()
time.sleep(1.0)
print(child.poll(), flush=True)
time.sleep(60)
"""


def test_a_checkout_is_found_by_its_children_and_the_current_folder_is_not(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    environment = child_environment()
    root = Path(pmo_toolkit.__file__).resolve().parent.parent
    assert environment["PYTHONPATH"].split(os.pathsep) == [str(root), "elsewhere"]
    assert environment["PYTHONSAFEPATH"] == "1"
    assert python_command("-m", "x") == [sys.executable, "-P", "-m", "x"]


def test_an_installed_package_needs_no_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    installed = tmp_path / "site-packages" / "pmo_toolkit" / "__init__.py"
    monkeypatch.setattr(child_processes.pmo_toolkit, "__file__", str(installed))
    assert child_environment()["PYTHONPATH"] == "elsewhere"


def test_what_computes_has_one_thread_whatever_the_user_has_set(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    environment = computing_environment()
    assert {environment[name] for name in pmo_toolkit.THREAD_VARIABLES} == {"1"}
    assert environment["PYTHONSAFEPATH"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "4"


@pytest.mark.parametrize("before", [None, "1"])
def test_the_environment_of_the_caller_is_put_back(monkeypatch, before):
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    if before is not None:
        monkeypatch.setenv("PYTHONSAFEPATH", before)
    with safe_path_for_children():
        assert os.environ["PYTHONSAFEPATH"] == "1"
    assert os.environ.get("PYTHONSAFEPATH") == before


@pytest.mark.parametrize(("first", "stays"), [("", False), ("cwd", False), ("bin", True)])
def test_only_the_current_folder_leaves_the_path(monkeypatch, tmp_path, first, stays):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    first = str(tmp_path) if first == "cwd" else first
    monkeypatch.setattr(sys, "path", [first, "elsewhere"])
    leave_current_folder_out()
    root = str(Path(pmo_toolkit.__file__).resolve().parent.parent)
    assert sys.path == ([first, "elsewhere"] if stays else ["elsewhere", root])
    assert os.environ["PYTHONSAFEPATH"] == "1"


def test_an_empty_part_of_pythonpath_is_no_folder(tmp_path, monkeypatch):
    """``export PYTHONPATH=$PYTHONPATH:/lib`` leaves one where there was none."""
    (tmp_path / "evil.py").write_text("print('run')", encoding="utf-8")
    root = str(Path(pmo_toolkit.__file__).resolve().parent.parent)
    code = (
        "from pmo_toolkit.core.processes.child_processes import child_environment\n"
        "from pmo_toolkit.core.processes.child_processes import leave_current_folder_out\n"
        "leave_current_folder_out()\n"
        "import os, subprocess, sys\n"
        "command = [sys.executable, '-P', '-c', 'import evil']\n"
        "for environment in (os.environ, child_environment()):\n"
        "    print(subprocess.run(command, env=environment, capture_output=True).stdout)\n"
        "import evil"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(["", root])}, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == "b''\nb''\n"
    assert "ModuleNotFoundError" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there it cannot be removed")
def test_a_current_folder_that_is_gone_does_no_harm(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    monkeypatch.chdir(tmp_path)
    tmp_path.rmdir()
    leave_current_folder_out()


@linux
def test_a_child_of_a_thread_ends_with_the_process_and_not_with_the_thread():
    code = STARTER.replace("{end}", "end_with_starter")
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as starter:
        pid = int(starter.stdout.readline())
        assert starter.stdout.readline() == "None\n"
        starter.kill()
        starter.wait()
        assert gone(pid)


@linux
def test_a_child_whose_parent_is_gone_already_ends_at_once():
    code = (
        "from pmo_toolkit.core.processes.child_processes import end_with_parent\n"
        "end_with_parent(1234567)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 1


def test_sigterm_ends_like_ctrl_c():
    code = (
        "import time; from pmo_toolkit.core.processes.child_processes import stop_like_ctrl_c\n"
        "stop_like_ctrl_c()\ntry:\n    print('ready', flush=True); time.sleep(60)\n"
        "except KeyboardInterrupt:\n    print('tidied')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=30)[0] == "tidied\n"


def gone(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False
