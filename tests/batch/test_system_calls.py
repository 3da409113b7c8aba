"""`pmo assess` with an error or a kill at each system call that changes files, then resumed.

strace counts calls in each process by itself, so one run hits the K-th call of a kind in main,
parent and children alike. Errors may end a run or be survived; either way, resuming gives the same
bytes.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from pmo_toolkit.sample import write_sample
from tests.batch.test_kills import Assess, result, sound

pytestmark = pytest.mark.slow
#: Calls that change names or make contents last; the first time each kind is met counts as 1.
KINDS = ("rename", "mkdir", "unlink", "unlinkat", "rmdir", "fsync", "link")
FAULTS = {"error": "error=EIO", "kill": "signal=SIGKILL"}
LONGEST_SECONDS = 300


def traced(run: Assess, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A run under strace with some options."""
    command = ["strace", "-f", "-qq", *options, sys.executable, "-m", "pmo_toolkit", "assess"]
    command += [str(run.workspace), "--out", str(out), "--jobs", "2"]
    return subprocess.run(
        command,
        env=run.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_SECONDS,
    )


@pytest.fixture(scope="module")
def run(request, tmp_path_factory) -> Assess:
    """Two proposals, their coverage measured before, so that each run does the same calls."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    folder = tmp_path_factory.mktemp("calls")
    write_sample(folder / "ws", proposals=2)
    run = Assess(request.config.rootpath, folder / "ws")
    assert run.to_the_end(folder / "clean", resume=False) == 0
    return run


def calls_of_a_run(run: Assess, out: Path) -> dict[str, int]:
    """Kind of call → the most times that one process makes it."""
    log = out.with_suffix(".calls")
    done = traced(run, out, "-o", str(log), "-e", f"trace={','.join(KINDS)}")
    if done.returncode and "ptrace" in done.stderr:
        pytest.skip("processes may not be traced here")
    assert done.returncode == 0, done.stderr
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(encoding="utf-8").splitlines():
        if call := re.match(r"(\d+) +(\w+)\(", line):
            counts[call[1], call[2]] += 1
    return {
        kind: max((n for (_, k), n in counts.items() if k == kind), default=0) for kind in KINDS
    }


def test_an_error_or_a_kill_at_every_call_is_survived(run, tmp_path):
    clean = result(run.workspace.parent / "clean")
    most = calls_of_a_run(run, tmp_path / "counted")
    assert sum(most.values()) > 20
    tried = 0
    for kind, count in most.items():
        for number in range(1, count + 1):
            for fault, words in FAULTS.items():
                out = tmp_path / f"{kind}-{number}-{fault}"
                inject = f"inject={kind}:{words}:when={number}"
                done = traced(run, out, "-o", "/dev/null", "-e", f"trace={kind}", "-e", inject)
                where = f"{kind} {number} {fault}: exit {done.returncode}\n{done.stderr}"
                assert "Traceback" not in done.stderr, where
                if out.exists():
                    sound(out)
                assert run.to_the_end(out, resume=out.exists()) == 0, where
                assert result(out) == clean, where
                shutil.rmtree(out)
                tried += 1
    print(f"{tried} faults at {sum(most.values())} calls: each resumed to the same bytes")
