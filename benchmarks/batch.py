"""How fast a batch is, against a loop of papermill and nbconvert and against plain functions.

    python benchmarks/batch.py [--rounds 3] [--proposals 7] [--baseline --environments DIR]
    [--spawn] [--scale 1000]

All ways take turns in each round, with the product's own notebook and template, on the sample
organisation, with the figures of its history measured before. Reported are mean seconds a proposal,
on the clock (wall) and of processors (CPU, all child processes included), and ratios of them, with
the least and the most of the rounds.

- *loop*: `papermill NOTEBOOK OUT -p …`, then `jupyter nbconvert --to html --no-input OUT`, for one
  proposal after the
  other, in a frozen environment (``batch_baseline.txt``), and in the same without rfc3987-syntax
  and lark. Only with ``--baseline``, since two environments of half a gigabyte are made in
  ``--environments``, and kept there.
- *fork*, *spawn*: engines of `pmo assess`, ready and at work; what their start costs is told apart.
- *plain*: assessment, sections, report and files as plain functions in warm processes. They go on
  from proposal to
  proposal, and remember what they have computed for each; so no proposal is done twice, as in a
  run.
- memory: what the process of a running notebook has of its own at the end of its last cell, and at
  most.
- ``--scale``: a long run of `pmo assess` on two workers, what it holds as it goes, and resuming it.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from _batch_baseline import GRAMMARS, PROJECT, CommandLoop, Taken, environment
from _batch_scale import long_run, memory_of_notebooks, with_last_cell
from _batch_ways import Engine, Limit

from pmo_toolkit.assessment.coverage_cache import FOLDER_VARIABLE
from pmo_toolkit.batch.fork_server.preload import REHEARSED
from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace import read_workspace

NOTEBOOK = PROJECT / "notebooks" / "assess_proposal.ipynb"
SAMPLE = PROJECT / "data" / "sample"
DAY = date(2026, 11, 22)
LOOP, LOOP_FAST = "loop", "loop, no grammars"
FORK, PLAIN = "fork, {} worker{}", "plain, {} process{}"

Round = Callable[[Sequence[str]], Taken]


def name_of(form: str, count: int) -> str:
    """Name of a way with its number of processes."""
    return form.format(count, ("es" if form == PLAIN else "s") if count > 1 else "")


def compare(
    ways: Mapping[str, tuple[Round, int]], proposals: Sequence[str], rounds: int
) -> dict[str, list[Taken]]:
    """Let all ways take turns; each round takes other proposals than those before."""
    taken: dict[str, list[Taken]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, (way, count) in ways.items():
            taken[name].append(way(proposals[number * count : (number + 1) * count]))
        print(f"round {number + 1} of {rounds}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return taken


def told(taken: Mapping[str, Sequence[Taken]]) -> None:
    """Print means, and ratios to the loop and to plain functions with as many processes."""
    print(
        f"{'':<20}{'n':>5}{'wall s':>9}{'CPU s':>9}   against the loop: wall, CPU; without"
        " grammars; against plain"
    )
    for name, each in taken.items():
        wall, cpu = _mean(each)
        ratios = [
            _ratio(taken, base, each, inverse=False)
            for base in (LOOP, LOOP_FAST)
            if base in taken and base != name
        ]
        plain = name.replace("fork", "plain").replace("worker", "process")
        plain = plain.removesuffix("s") + "es" if plain.endswith("processs") else plain
        if name.startswith("fork") and plain in taken:
            ratios.append(_ratio(taken, plain, each, inverse=True))
        count = sum(one.count for one in each)
        print(f"{name:<20}{count:>5}{wall:>9.3f}{cpu:>9.3f}   {'; '.join(ratios)}")


def _mean(each: Sequence[Taken]) -> tuple[float, float]:
    """Seconds a proposal on the clock and of processors, over all rounds."""
    count = sum(one.count for one in each)
    return sum(one.wall for one in each) / count, sum(one.cpu for one in each) / count


def _ratio(
    taken: Mapping[str, Sequence[Taken]], base: str, each: Sequence[Taken], *, inverse: bool
) -> str:
    """Ratio of the means, wall and CPU, with the least and most of the rounds."""

    def ratios(one: Sequence[Taken], other: Sequence[Taken]) -> list[float]:
        both = zip(_mean(one), _mean(other), strict=True)
        return [(b / max(1e-9, a)) if inverse else (a / max(1e-9, b)) for a, b in both]

    rounds = [ratios([one], [other]) for one, other in zip(taken[base], each, strict=True)]
    whole = ratios(taken[base], each)
    return ", ".join(
        f"{value:.2f} × ({min(part):.2f}–{max(part):.2f})"
        for value, part in zip(whole, zip(*rounds, strict=True), strict=True)
    )


def whole_command(out: Path, jobs: int) -> Taken:
    """`pmo assess` on the sample, start and end included."""
    command = [
        sys.executable,
        "-m",
        "pmo_toolkit",
        "assess",
        str(SAMPLE),
        "--out",
        str(out),
        "--jobs",
        str(jobs),
    ]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    count = len(read_workspace(SAMPLE).proposal_ids)
    return Taken(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, count)


def speed(chosen: argparse.Namespace, folder: Path) -> None:
    """Compare, and print."""
    proposals, count = unrehearsed(), chosen.proposals
    with ExitStack() as stack:
        ways: dict[str, tuple[Round, int]] = {}
        if chosen.baseline:
            given = {
                "workspace": SAMPLE,
                "seed": read_workspace(SAMPLE).settings.seed,
                "as_of": DAY.isoformat(),
            }
            for name, without in ((LOOP, ()), (LOOP_FAST, GRAMMARS)):
                place = chosen.environments / ("fast" if without else "plain")
                commands = environment(place, without=without)
                ways[name] = CommandLoop(commands, NOTEBOOK, given, folder / place.name).round, 1
        engine = Engine("fork", 2, SAMPLE, DAY, NOTEBOOK, folder / "fork")
        stack.callback(engine.close)
        print(
            f"start of fork, preparation included: {engine.start.wall:.1f} s wall,"
            f" {engine.start.cpu:.1f} s CPU"
        )
        for jobs in (1, 2):
            limit = Limit(jobs, SAMPLE, DAY, NOTEBOOK, folder / f"plain-{jobs}")
            stack.callback(limit.close)
            ways[name_of(FORK, jobs)] = partial(engine.round, jobs=jobs), count
            ways[name_of(PLAIN, jobs)] = limit.round, count
        if chosen.spawn:
            spawned = Engine("spawn", 1, SAMPLE, DAY, NOTEBOOK, folder / "spawn")
            stack.callback(spawned.close)
            ways["spawn, 1 worker"] = partial(spawned.round, jobs=1), 2
            spawned.round(proposals[-2:], 1)
        engine.round(proposals[:2], 1)
        told(compare(ways, proposals, chosen.rounds))
        last = proposals[(chosen.rounds - 1) * count : chosen.rounds * count]
        same_reports(folder / "fork", folder / "plain-1" / "0", last)
    for jobs in (1, 2):
        taken = whole_command(folder / f"command-{jobs}", jobs)
        wall, cpu = taken.each
        print(
            f"pmo assess --jobs {jobs}, whole, {taken.count} proposals: {wall:.3f} s wall,"
            f" {cpu:.3f} s CPU a proposal"
        )


def unrehearsed() -> tuple[str, ...]:
    """Proposals of the sample that no warm process has gone through already."""
    return tuple(read_workspace(SAMPLE).proposal_ids[REHEARSED:])


def same_reports(ours: Path, plain: Path, proposals: Sequence[str]) -> None:
    """Plain functions are only a limit if they make the same."""
    for each in proposals:
        for name in ("report.html", "assessment.json"):
            assert (ours / each / name).read_bytes() == (plain / each / name).read_bytes(), (
                each,
                name,
            )


def memory(folder: Path, proposals: Sequence[str]) -> None:
    """Private memory of the processes that run notebooks."""
    notebook = with_last_cell(NOTEBOOK, folder)
    engine = Engine("fork", 1, SAMPLE, DAY, notebook, folder / "memory")
    try:
        ends, most = memory_of_notebooks(engine, proposals)
    finally:
        engine.close()
    print(f"private memory of a running notebook, MB, n = {len(ends)}: at the end of its last cell"
          f" {statistics.median(ends):.1f} (most {max(ends):.1f});"
          f" highest seen {statistics.median(most):.1f}"
          f" (most {max(most):.1f})")  # fmt: skip


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--proposals", type=int, default=7, help="of the sample, in each round")
    parser.add_argument("--baseline", action="store_true", help="measure the loop of commands too")
    parser.add_argument(
        "--environments", type=Path, help="folder where the loop's environments are made and kept"
    )
    parser.add_argument("--spawn", action="store_true", help="measure the engine spawn too")
    parser.add_argument(
        "--scale", type=int, default=0, help="proposals of a long run, and nothing but that run"
    )
    parser.add_argument(
        "--limit-seconds", type=float, default=1800, help="stop the long run after so many seconds"
    )
    parser.add_argument(
        "--kept",
        type=Path,
        help="folder of figures measured before; by default they are measured anew",
    )
    chosen = parser.parse_args()
    if chosen.baseline and chosen.environments is None:
        parser.error("--baseline needs --environments DIR")
    if chosen.rounds * chosen.proposals > len(unrehearsed()):
        parser.error(
            f"--rounds times --proposals may be {len(unrehearsed())} at most, so that none is done"
            " twice"
        )
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load"
        f" {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[FOLDER_VARIABLE] = str((chosen.kept or folder / "figures").absolute())
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = (
            "1"  # else each kernel warns of it on the screen
        )
        if chosen.scale:
            write_sample(folder / "many", proposals=chosen.scale)
            long_run(folder / "many", folder / "out", 2, chosen.limit_seconds)
        else:
            speed(chosen, folder)
            memory(folder, unrehearsed()[: chosen.proposals])
            left = (
                []
                if chosen.baseline
                else ["the loop of commands (--baseline --environments DIR, some minutes more)"]
            )
            left += [] if chosen.spawn else ["the engine spawn (--spawn)"]
            print(f"Left out: {'; '.join([*left, 'a long run (--scale 1000, some ten minutes)'])}.")
    print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
