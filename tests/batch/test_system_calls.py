"""`pmo assess` with an error or a kill at each system call that changes something, then resumed.

Command, fork server, preparation and a proposal's process are hit one at a time. An error may end
a run or be survived; either way nothing is left running, and resuming gives the same bytes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.batch.faulted_runs import ROLES, UNTRACEABLE, LoadedRuns
from tests.batch.test_kills import Assess, result, sound

#: Call that writes, or starts or ends a process → the error that the system may well give.
ERRORS = {
    "openat": "ENOSPC", "write": "ENOSPC", "pwrite64": "ENOSPC", "ftruncate": "EIO",
    "fsync": "EIO", "rename": "EIO", "link": "EIO", "mkdir": "ENOSPC", "unlink": "EIO",
    "unlinkat": "EIO", "rmdir": "EIO", "flock": "ENOLCK", "clone": "EAGAIN", "clone3": "EAGAIN",
    "fork": "EAGAIN", "vfork": "EAGAIN", "kill": "EPERM", "socket": "EMFILE", "pipe2": "EMFILE",
    "socketpair": "EMFILE", "sendto": "EPIPE", "prctl": "EINVAL", "setsid": "EPERM",
}  # fmt: skip
#: What it means to fail here is not defined.
NEVER_FAIL = {"exit_group", "exit", "rt_sigreturn", "restart_syscall"}
KILL = "signal=SIGKILL"
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
OTHERS_SAMPLED = 6


@dataclass(frozen=True)
class Fault:
    """What happens at the n-th call of a kind in one process of a run."""

    role: str
    call: str
    number: int
    effect: str

    @property
    def options(self) -> list[str]:
        """Options of strace."""
        inject = f"inject={self.call}:{self.effect}:when={self.number}"
        return ["-o", "/dev/null", "-e", f"trace={self.call}", "-e", inject]


@pytest.fixture(scope="module")
def runs(request, tmp_path_factory) -> Iterator[LoadedRuns]:
    """Two proposals of which nothing is known but their titles."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    workspace = tmp_path_factory.mktemp("calls") / "ws"
    workspace.mkdir()
    (workspace / "proposals.csv").write_text("id,title\nP-001,One\nP-002,Two\n", encoding="utf-8")
    with LoadedRuns(request.config.rootpath, workspace) as started:
        yield started


def calls_of_a_run(runs: LoadedRuns, out: Path) -> dict[str, list[tuple[str, int, bool]]]:
    """Role → its calls in order: kind, the how manieth of its kind, and whether it writes.

    `out` then holds a clean run.
    """
    logs = {role: out.with_suffix(f".{role.replace(' ', '-')}") for role in ROLES}
    done = runs.run(out, trace={role: ["-o", str(log)] for role, log in logs.items()})
    if done["code"] == UNTRACEABLE:
        pytest.skip("processes may not be traced here")
    assert (done["code"], done["errors"], done["left"]) == (0, "", [])
    calls: dict[str, list[tuple[str, int, bool]]] = {}
    for role, log in logs.items():
        counts: Counter[str] = Counter()
        calls[role] = []
        for line in log.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"(\w+)\(", line):
                kind = found[1]
                counts[kind] += 1
                writes = kind in ERRORS and (kind != "openat" or bool(WRITING.search(line)))
                calls[role].append((kind, counts[kind], writes))
    return calls


def faults_of(calls: dict[str, list[tuple[str, int, bool]]], chance: random.Random) -> list[Fault]:
    """An error and a kill at each call that writes, and at some others of each process."""
    faults = []
    for role in ROLES:
        others = [call for call in calls[role] if not call[2] and call[0] not in NEVER_FAIL]
        chosen = [call for call in calls[role] if call[2]]
        chosen += chance.sample(others, min(OTHERS_SAMPLED, len(others)))
        for kind, number, _ in chosen:
            error = f"error={ERRORS.get(kind, 'EIO')}"
            faults += [Fault(role, kind, number, effect) for effect in (error, KILL)]
    return faults


def what_goes_wrong(runs: LoadedRuns, fault: Fault, out: Path, clean: dict[str, bytes]) -> str:
    """Do a run with a fault, and resume it; empty if all is well."""
    done = runs.run(out, trace={fault.role: fault.options})
    said = f"exit {done['code']}, {done['errors'][-1500:]!r}"
    if done["code"] is None:
        return f"hangs; {said}"
    if done["left"]:
        return f"leaves {done['left']}; {said}"
    if fault.call in ERRORS and ("Traceback" in done["errors"] or done["code"] == 70):
        return f"is not told in a sentence; {said}"
    if out.exists():
        try:
            sound(out)
        except (AssertionError, OSError) as error:
            return f"leaves files that are not what the manifest says: {error!r}; {said}"
    again = runs.run(out, resume=out.exists())
    if again["code"] != 0 or again["errors"]:
        return f"cannot be resumed: {again}; {said}"
    found = result(out)
    if found != clean:
        differing = sorted(
            name for name in found.keys() | clean.keys() if found.get(name) != clean.get(name)
        )
        return f"resumes to other bytes in {differing}; {said}"
    return ""


def survive(runs: LoadedRuns, tmp_path: Path, faults: list[Fault]) -> None:
    """Do a run with each fault, and say all that went wrong."""
    clean = result(tmp_path / "clean")
    wrong, begun = [], time.monotonic()
    for number, fault in enumerate(faults):
        out = tmp_path / str(number)
        if problem := what_goes_wrong(runs, fault, out, clean):
            wrong.append(f"{fault}: {problem}")
            print(wrong[-1], flush=True)
        shutil.rmtree(out, ignore_errors=True)
    seconds = time.monotonic() - begun
    print(f"{len(faults)} faults in {seconds:.0f} s, {len(wrong)} with trouble")
    assert not wrong, "\n".join(wrong)


def test_a_few_faults_are_survived(runs, tmp_path):
    """As many as the suite has seconds for."""
    faults = faults_of(calls_of_a_run(runs, tmp_path / "clean"), random.Random(1))
    assert len(faults) > 200
    survive(runs, tmp_path, random.Random(2).sample(faults, 2))


@pytest.mark.slow
def test_an_error_or_a_kill_at_every_call_that_changes_something_is_survived(
    request, runs, tmp_path
):
    """PMO_FAULTS=command:rename names a part, to look into what went wrong."""
    assess = Assess(request.config.rootpath, runs.workspace)
    faults = faults_of(calls_of_a_run(runs, tmp_path / "clean"), random.Random(1))
    assert assess.to_the_end(tmp_path / "as a user", resume=False) == 0
    assert result(tmp_path / "as a user").keys() == result(tmp_path / "clean").keys()
    print(Counter((fault.role, fault.call) for fault in faults))
    part = os.environ.get("PMO_FAULTS", "")
    survive(runs, tmp_path, [one for one in faults if f"{one.role}:{one.call}".startswith(part)])
