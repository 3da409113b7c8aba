"""What `batch.py` measures beside speed.

Memory of a running notebook, and a long run with what it holds as it goes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil
from _batch_ways import Engine, used_below

#: Added to a copy of the notebook: what its process has of its own when everything else is done.
LAST_CELL = """from pathlib import Path
own = 0
for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
    own += int(line.split()[1]) if line.startswith("Private_") else 0
print("private", own)"""
_LOOK_SECONDS = 0.01
_SAMPLE_SECONDS = 1.0


def private_megabytes(pid: int) -> float:
    """Memory that a process shares with no other, in MB (10⁶ bytes)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return (
        sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_"))
        * 1024
        / 1e6
    )


def with_last_cell(notebook: Path, folder: Path) -> Path:
    """A copy of the notebook that says at its end what memory it has of its own."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = {
        "cell_type": "code",
        "id": "own-memory",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    content["cells"].append({**cell, "source": LAST_CELL})
    copy = folder / notebook.name
    copy.write_text(json.dumps(content), encoding="utf-8")
    return copy


@contextmanager
def highest_of_children(parent: psutil.Process) -> Iterator[dict[int, float]]:
    """Most private memory in MB that each child of `parent` has while the block runs."""
    seen: dict[int, float] = {}
    over = threading.Event()

    def look() -> None:
        while not over.wait(_LOOK_SECONDS):
            with suppress(psutil.Error, OSError):
                for child in parent.children():
                    with suppress(OSError):  # it has just ended
                        seen[child.pid] = max(
                            seen.get(child.pid, 0.0), private_megabytes(child.pid)
                        )

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def memory_of_notebooks(
    engine: Engine, proposals: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Private MB at the end of each notebook, and the most that each of their processes had."""
    with highest_of_children(engine.parent) as seen:
        engine.round(proposals, 1)
    ends = []
    for each in proposals:
        content = json.loads((engine.out / each / "assessment.ipynb").read_text(encoding="utf-8"))
        text = "".join(content["cells"][-1]["outputs"][0]["text"])
        ends.append(int(text.split()[1]) * 1024 / 1e6)
    return ends, list(seen.values())


@dataclass(frozen=True)
class Sample:
    """What was seen at one moment of a long run: of the command itself and of the warm parent."""

    time: float
    settled: int
    cpu: float
    rss: tuple[float, float]
    private: tuple[float, float]
    descriptors: tuple[int, int]


def long_run(workspace: Path, out: Path, jobs: int, limit_seconds: float) -> None:
    """Run `pmo assess`, print what it held as it went, then resume it with nothing changed."""
    log = out.with_suffix(".jsonl")
    command = [sys.executable, "-m", "pmo_toolkit", "assess", str(workspace), "--out", str(out)]
    command += ["--jobs", str(jobs), "--json-log", str(log)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    samples: list[Sample] = []
    while process.poll() is None:
        with suppress(psutil.Error, OSError):
            samples.append(_sample(process.pid, log))
        if time.perf_counter() - begun > limit_seconds:
            process.terminate()
            print(f"  stopped after {limit_seconds:.0f} s")
            break
        time.sleep(_SAMPLE_SECONDS)
    process.wait()
    print(f"  wall {time.perf_counter() - begun:.1f} s, exit code {process.returncode}")
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    settled = [each for each in events if each["event"] == "settled"]
    _tell_times(events, settled, samples)
    _tell_held([each for each in samples if each.settled > 0])
    for _ in range(3):
        _tell_resume(command, len(settled))


def _sample(pid: int, log: Path) -> Sample:
    process = psutil.Process(pid)
    parents = [
        each
        for each in process.children()
        if "pmo_toolkit.batch.fork_server.server" in each.cmdline()
    ]
    both = [process, *parents]
    if len(both) != 2:
        raise psutil.NoSuchProcess(pid)
    settled = log.read_bytes().count(b'"event": "settled"') if log.exists() else 0
    rss = tuple(each.memory_info().rss / 1e6 for each in both)
    private = tuple(private_megabytes(each.pid) for each in both)
    descriptors = tuple(each.num_fds() for each in both)
    return Sample(time.time(), settled, used_below(process), rss, private, descriptors)  # type: ignore[arg-type]


def _tell_times(
    events: list[dict[str, object]], settled: list[dict[str, object]], samples: list[Sample]
) -> None:
    moments = [datetime.fromisoformat(str(each["time"])).timestamp() for each in settled]
    failed = sum(each["status"] == "failed" for each in settled)
    tenth = max(1, len(moments) // 10)
    first, last = moments[tenth] - moments[0], moments[-1] - moments[-1 - tenth]
    begun = datetime.fromisoformat(str(events[0]["time"])).timestamp()
    print(f"  {len(settled)} settled, {failed} failed; first after {moments[0] - begun:.1f} s")
    print(
        f"  wall a proposal: first tenth {first / tenth:.3f} s, last {last / tenth:.3f} s, ratio"
        f" {last / first:.2f}"
    )
    spent = [
        [float(str(each["seconds"])) for each in part]
        for part in (settled[:tenth], settled[-tenth:])
    ]
    early, late = (statistics.mean(part) for part in spent)
    print(
        f"  in its process:  first tenth {early:.2f} s, last {late:.2f} s, ratio {late / early:.2f}"
    )
    used = []
    for low, high in ((0, tenth), (len(moments) - 1 - tenth, len(moments) - 1)):
        inside = [each for each in samples if low < each.settled <= high]
        if len(inside) > 1 and inside[-1].settled > inside[0].settled:
            used.append((inside[-1].cpu - inside[0].cpu) / (inside[-1].settled - inside[0].settled))
    if len(used) == 2:
        print(
            f"  CPU a proposal:  first tenth {used[0]:.3f} s, last {used[1]:.3f} s, ratio"
            f" {used[1] / used[0]:.2f}"
        )


def _tell_held(samples: list[Sample]) -> None:
    if not samples:
        print("  too short to see what it held")
        return
    print(
        f"  {'settled':>9}{'command: RSS':>14}{'private':>9}{'open':>6}"
        f"{'parent: RSS':>14}{'private':>9}{'open':>6}"
    )
    for place in range(11):
        each = samples[min(len(samples) - 1, place * (len(samples) - 1) // 10)]
        row = "".join(
            f"{each.rss[who]:>14.1f}{each.private[who]:>9.1f}{each.descriptors[who]:>6}"
            for who in range(2)
        )
        print(f"  {each.settled:>9}{row}")


def _tell_resume(command: list[str], count: int) -> None:
    begun = time.perf_counter()
    process = subprocess.Popen([*command, "--resume"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall, used = time.perf_counter() - begun, usage.ru_utime + usage.ru_stime
    print(
        f"  resume, nothing changed, whole command: {1000 * wall / count:.2f} ms wall,"
        f" {1000 * used / count:.2f} ms CPU a proposal (code {process.returncode})"
    )
