"""`pmo assess` killed at random moments, parent or child, and resumed.

Nothing half-written, the same bytes at last.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from pmo_toolkit.batch.store.manifest import MANIFEST_NAME, read_manifest
from pmo_toolkit.sample import write_sample

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signal there")
LONGEST_SECONDS = 900


class Assess:
    """`pmo assess` on one workspace, as a user starts it."""

    def __init__(self, project: Path, workspace: Path):
        self.workspace = workspace
        self.environment = os.environ | {
            "PYTHONPATH": str(project),
            "NO_COLOR": "1",
            "OMP_NUM_THREADS": "1",
        }

    def begin(self, out: Path, *, resume: bool) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "pmo_toolkit",
            "assess",
            str(self.workspace),
            "--out",
            str(out),
            "--jobs",
            "2",
        ]
        return subprocess.Popen(
            [*command, *(["--resume"] if resume else [])],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def to_the_end(self, out: Path, *, resume: bool) -> int:
        process = self.begin(out, resume=resume)
        process.communicate(timeout=LONGEST_SECONDS)
        return process.returncode


def killed_at(
    process: subprocess.Popen[bytes], seconds: float, whom: str, chance: random.Random
) -> bool:
    """Kill the run or one of its children after some seconds.

    Whether there was anything to kill.
    """
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    if process.poll() is not None:
        return False
    if whom == "parent":
        process.kill()
    else:
        try:
            children = psutil.Process(process.pid).children(recursive=True)
            children and os.kill(chance.choice(children).pid, signal.SIGKILL)
        except (psutil.NoSuchProcess, ProcessLookupError):
            return False
        if not children:
            return False
    return True


def sound(out: Path) -> int:
    """Make sure that all files of every entry are those that it was written for.

    The number of entries.
    """
    if not (out / MANIFEST_NAME).exists():
        return 0
    manifest = read_manifest(out)
    assert manifest is not None
    for entry in manifest.proposals:
        for path in entry.files:
            data = (out / path).read_bytes()
            known = entry.contents[path]
            assert (len(data), hashlib.sha256(data).hexdigest()) == (
                known["bytes"],
                known["sha256"],
            ), path
            if path.endswith((".json", ".ipynb")):
                json.loads(data)
    return len(manifest.proposals)


def result(out: Path) -> dict[str, bytes]:
    """All files by name; of notebooks and the manifest what does not tell the time of the run."""
    found = {}
    for path in sorted(out.rglob("*")):
        if path.is_file():
            name = path.relative_to(out).as_posix()
            data = path.read_bytes()
            found[name] = (
                timeless(data, path.suffix) if path.suffix in (".ipynb", ".jsonl") else data
            )
            if name == MANIFEST_NAME:
                found[name] = timeless(data, ".json")
    return found


def timeless(data: bytes, kind: str) -> bytes:
    content = json.loads(data)
    if kind == ".json":
        for entry in content["proposals"]:
            entry.pop("seconds")
            entry["contents"].pop(entry["notebook"])
    else:
        content["metadata"].pop("papermill")
        for cell in content["cells"]:
            cell["metadata"].pop("papermill", None)
            cell["metadata"].pop("execution", None)
            if "injected-parameters" in cell["metadata"].get("tags", ()):
                cell.pop("id", None)
    return json.dumps(content, sort_keys=True).encode()


def survive(
    project: Path, folder: Path, *, proposals: int, kills: int, seed: int, twice: bool = False
) -> None:
    """Kill and resume until `kills` have hit.

    Whenever a run comes to its end, compare, and begin anew.
    """
    workspace = folder / "ws"
    write_sample(workspace, proposals=proposals)
    (workspace / "history.csv").unlink()  # learning from it takes most of the time of a run
    assess = Assess(project, workspace)
    if twice:
        assess.to_the_end(folder / "first", resume=False)
    begun = time.monotonic()
    assert assess.to_the_end(folder / "clean", resume=False) == 0
    usual = time.monotonic() - begun
    clean = result(folder / "clean")
    assert len([name for name in clean if name.endswith("report.html")]) == proposals
    assert (
        not twice or result(folder / "first") == clean
    )  # so that the comparison below says something
    chance, hit, rounds, entries = random.Random(seed), 0, 0, 0
    while True:
        out, code, fresh = folder / f"out-{rounds}", None, True
        while code != 0:
            process = assess.begin(out, resume=not fresh)
            fresh = False
            if hit < kills:
                whom = "parent" if hit % 2 == 0 else "child"
                hit += killed_at(process, chance.uniform(0.02, 0.9) * usual, whom, chance)
            _, told = process.communicate(timeout=LONGEST_SECONDS)
            code = process.returncode
            assert code in (0, 1, -signal.SIGKILL), told.decode()
            assert b"Traceback" not in told, told.decode()
            entries += sound(out)
        assert result(out) == clean
        rounds += 1
        if hit >= kills:
            break
    assert entries, "no run was killed after it had done something"


@pytest.mark.slow  # faults at system calls are the quick form of it
def test_a_kill(project, tmp_path):
    survive(project, tmp_path, proposals=2, kills=1, seed=1)


@pytest.mark.slow
def test_fifty_kills(project, tmp_path):
    survive(project, tmp_path, proposals=6, kills=50, seed=2, twice=True)
