"""Runs of `pmo assess` with a fault at one system call, forked from a process that has loaded all.

To load everything takes seconds, a run of two small proposals then little more than one. strace
is attached to one process of the run: the command, the fork server, what prepares, or the first
proposal. ``python -m tests.batch.faulted_runs`` takes requests as lines of JSON.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROLES = ("command", "fork server", "preparation", "proposal")
LONGEST_SECONDS = 120
_GONE_SECONDS = 10
_PR_SET_CHILD_SUBREAPER = 36
#: The code of a process that may not be traced.
UNTRACEABLE = 99
#: Role → options of strace, in the processes of a run.
tracing: dict[str, Sequence[str]] = {}


class LoadedRuns:
    """The process that has loaded everything, and what it is asked to do; for a ``with`` block."""

    def __init__(self, project: Path, workspace: Path):
        self.workspace = workspace
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=workspace.parent,
            env=os.environ
            | {"PYTHONPATH": str(project), "NO_COLOR": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> LoadedRuns:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def run(
        self, out: Path, *, resume: bool = False, trace: Mapping[str, Sequence[str]] | None = None
    ) -> dict[str, Any]:
        """One run: its exit ``code``, its ``errors``, and the processes ``left`` after it."""
        arguments = ["assess", str(self.workspace), "--out", str(out), "--jobs", "2"]
        arguments += ["--as-of", "2026-11-22", *(["--resume"] if resume else [])]
        request = {"arguments": arguments, "tracing": trace or {}}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


class ForkedServer:
    """What `subprocess.Popen` would give for the fork server, but forked from this process."""

    def __init__(self, command: Sequence[str], *, pass_fds: Sequence[int], **options: Any):
        starter = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                _serve(pass_fds[0], starter, options["env"])
            finally:
                os._exit(70)

    def wait(self, seconds: float) -> None:
        """Wait for its end as Popen does."""
        deadline = time.monotonic() + seconds
        with suppress(ChildProcessError):
            while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
                if time.monotonic() > deadline:
                    raise subprocess.TimeoutExpired("fork server", seconds)
                time.sleep(0.01)

    def terminate(self) -> None:
        """End it, as one that is asked."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def _serve(number: int, starter: int, environment: Mapping[str, str]) -> None:
    from multiprocessing.connection import Connection

    from pmo_toolkit.batch.fork_server import server
    from pmo_toolkit.core.processes.child_processes import end_with_starter

    for other in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        if other > 2 and other != number:
            with suppress(OSError):
                os.close(other)
    os.environ.update(environment)
    attach("fork server")
    end_with_starter(starter)
    pipe = Connection(number)
    server.serve(pipe, pipe.recv())
    os._exit(0)


def attach(role: str) -> None:
    """Have strace follow this process, where it is of the role that is to be traced."""
    if role not in tracing:
        return
    status = os.open("/proc/self/status", os.O_RDONLY)
    strace = subprocess.Popen(
        ["strace", "-qq", "-p", str(os.getpid()), *tracing[role]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while b"TracerPid:\t0\n" in os.pread(status, 4096, 0):
        if strace.poll() is not None:
            os._exit(UNTRACEABLE)
        time.sleep(0.002)
    time.sleep(0.02)  # it is at its work only now
    os.close(status)


def _run(arguments: Sequence[str], errors: int) -> None:
    """`pmo` in this process."""
    from pmo_toolkit.batch.fork_server import connection, forking
    from pmo_toolkit.batch.fork_server.preload import Preparation
    from pmo_toolkit.cli import main

    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    os.dup2(errors, 2)
    real = forking._run_and_leave

    def run_and_leave(task: Any, *rest: Any) -> None:
        if isinstance(task, Preparation):
            attach("preparation")
        elif task.job.staged.name == "0":
            attach("proposal")
        real(task, *rest)

    forking._run_and_leave = run_and_leave
    connection.subprocess = SimpleNamespace(
        Popen=ForkedServer, DEVNULL=subprocess.DEVNULL, TimeoutExpired=subprocess.TimeoutExpired
    )
    sys.argv = ["pmo", *arguments]
    attach("command")
    main()


def _ended(pid: int) -> int | None:
    """How a process ends, in the time that it is given."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def _left() -> list[str]:
    """Descendants that have not ended some seconds after the run; they are ended now."""
    import psutil

    deadline = time.monotonic() + _GONE_SECONDS
    with suppress(ChildProcessError):
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)
    left = []
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            left.append(f"{process.pid} {process.status()} {' '.join(process.cmdline())[:80]}")
            process.kill()
    return left


def main() -> None:
    """Load everything, then do a run for each line that is read."""
    from pmo_toolkit.batch.fork_server.preload import preload

    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    preload()
    import pmo_toolkit.batch.run
    import pmo_toolkit.cli
    import pmo_toolkit.report.index.pages  # noqa: F401

    for line in sys.stdin:
        request = json.loads(line)
        tracing.clear()
        tracing.update(request["tracing"])
        with tempfile.TemporaryFile() as errors:
            pid = os.fork()
            if pid == 0:
                try:
                    _run(request["arguments"], errors.fileno())
                except SystemExit as end:
                    sys.stderr.flush()
                    os._exit(end.code if isinstance(end.code, int) else 0)
                finally:
                    os._exit(70)
            code = _ended(pid)
            left = _left()
            errors.seek(0)
            told = errors.read().decode(errors="replace")
        print(json.dumps({"code": code, "errors": told, "left": left}), flush=True)


if __name__ == "__main__":
    # This module by its own name, as its functions know it.
    from tests.batch.faulted_runs import main as _main

    _main()
