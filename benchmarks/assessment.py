"""How long one proposal takes.

Preparing, the first assessment, a warm one, and a process of its own.

Run it with ``OMP_NUM_THREADS=1 python benchmarks/assessment.py [--repeats 3] [--processes 3]``.
Processor seconds, since the machine may be busy with other things.

- *prepare* reads the workspace; *first* fits the models and, where nothing has been kept, measures
  them.
- *warm* assesses every proposal of the sample once its models are there; the least of the repeats
  of each proposal,
  and the median and least over the proposals that are fully stated (all that could be assessed is).
- *standing* of 24 proposals is the sample's own; of 200, that of made-up scores on ten criteria.
- *one kernel* calls `assess_proposal` with the same `Workspace` for one proposal after another.
- *own process* is what ``pmo assess`` starts for a proposal, imports included, with figures
  measured before.

Figures measured are kept in a folder of its own, so that the user's cache says nothing and learns
nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.rank_acceptability import smaa_of
from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges
from pmo_toolkit.analysis.standing.weighting.weights import draw_weights
from pmo_toolkit.assessment import (
    Assessment,
    Prepared,
    assess_prepared,
    assess_proposal,
    prepare,
)
from pmo_toolkit.assessment.coverage_cache import FOLDER_VARIABLE
from pmo_toolkit.workspace import read_workspace

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "data" / "sample"
DAY = "2026-01-15"


def processor_seconds(task) -> tuple[float, object]:
    """Processor seconds of a call, and its result."""
    start = time.process_time()
    made = task()
    return time.process_time() - start, made


def is_full(assessment: Assessment) -> bool:
    """Whether estimates, business case and risk of a proposal are all assessed."""
    parts = (
        assessment.effort,
        assessment.duration,
        assessment.cost,
        assessment.business_case,
        assessment.risk,
    )
    return not any(isinstance(part, NotAssessed) for part in parts)


def warm(prepared: Prepared, repeats: int) -> dict[str, float]:
    """Least processor seconds of each fully stated proposal."""
    full = [
        each for each in prepared.workspace.proposal_ids if is_full(assess_prepared(prepared, each))
    ]
    taken: dict[str, list[float]] = {each: [] for each in full}
    for _ in range(repeats):
        for each, times in taken.items():
            times.append(processor_seconds(lambda each=each: assess_prepared(prepared, each))[0])
    return {each: min(times) for each, times in taken.items()}


def standing_of_many(alternatives: int, draws: int) -> float:
    """Processor seconds of SMAA of so many alternatives by ten criteria."""
    points = np.sort(np.random.default_rng(20260101).random((3, alternatives, 10)), axis=0)
    scores = ScoreRanges(points[0], points[1], points[2])
    return processor_seconds(lambda: smaa_of(scores, draw_weights(10, draws, [1, 0]), [1, 1]))[0]


def one_kernel(proposals: Sequence[str]) -> list[float]:
    """Processor seconds of `assess_proposal` of one proposal after another of a `Workspace`.

    The workspace has been read; nothing else has been made ready, but what was measured of the
    history's models is known.
    """
    workspace = read_workspace(SAMPLE)
    return [
        processor_seconds(lambda each=each: assess_proposal(workspace, each, as_of=DAY))[0]
        for each in proposals
    ]


def own_process(proposal: str) -> float:
    """Processor seconds of a new process that assesses one proposal, imports included."""
    given = f"{str(SAMPLE)!r}, {proposal!r}, as_of={DAY!r}"
    code = f"from pmo_toolkit.assessment import assess_proposal; assess_proposal({given})"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument(
        "--kept", help="folder of figures measured before; by default they are measured anew"
    )
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors,"
        f" load {load:.1f}"
    )
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = chosen.kept or folder
        seconds, prepared = processor_seconds(lambda: prepare(SAMPLE, as_of=DAY))
        assert isinstance(prepared, Prepared)
        ids = prepared.workspace.proposal_ids
        print(f"{'prepare':<28}{seconds:>8.2f} processor s")
        settings = prepared.settings
        print(
            f"{f'standing of {len(ids)}':<28}"
            f"{processor_seconds(lambda: prepared.standing)[0]:>8.2f}"
        )
        print(f"{'standing of 200':<28}{standing_of_many(200, settings.simulation.draws):>8.2f}")
        first = processor_seconds(lambda: assess_prepared(prepared, ids[0]))[0]
        print(f"{f'first assessment, {ids[0]}':<28}{first:>8.2f}")
        taken = list(warm(prepared, chosen.repeats).values())
        print(
            f"{'warm assessment':<28}{statistics.median(taken):>8.3f} median, {min(taken):.3f} to"
            f" {max(taken):.3f}, n = {len(taken)}"
        )
        at_once = one_kernel(ids[:4])
        print(
            f"{'one kernel, a Workspace':<28}{at_once[0]:>8.2f} the first, measured before;"
            f" then {', '.join(f'{each:.2f}' for each in at_once[1:])}"
        )
        own = [own_process(ids[0]) for _ in range(chosen.processes)]
        print(
            f"{f'own process, {ids[0]}':<28}{statistics.median(own):>8.2f} median, {min(own):.2f}"
            f" least, n = {len(own)}"
        )
    print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
