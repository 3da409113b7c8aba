"""How fast a what-if answers: the time from a moved figure to the new page, old beside new.

Run it with ``OMP_NUM_THREADS=1 python benchmarks/interactive.py [--proposals 50] [--asked 6]``.

A workspace of so many proposals is made by the sample's generator. For several of its proposals
every kind of move is made: budget, benefit, owner, cost, risk, start, another option, and several
at once. A move's time is that of changing and checking the tables, assessing anew what depends on
them, and rendering the comparison; no figure of it is moved twice. Target: 200 ms in the median,
400 ms at worst. Beside each stands the time of assessing the changed workspace in full, which is
what the form would have to wait for otherwise. Swing weights of criteria are moved alike: ranks and
tiers of all proposals follow.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.report.comparison.swing_weights import swing_weights
from pmo_toolkit.report.what_if.section import what_if
from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.weighing.study import WeighingStudy
from pmo_toolkit.studies.weighing.swings import swings_of
from pmo_toolkit.studies.what_if.changes import (
    NO_CHANGES,
    Changes,
    cell,
    only_option,
    range_times,
    starts_later,
    without,
)
from pmo_toolkit.studies.what_if.inputs import (
    benefits_of,
    movable_inputs,
    options_of,
    risks_of,
)
from pmo_toolkit.studies.what_if.study import WhatIfStudy
from pmo_toolkit.workspace import load_workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

DAY = "2026-01-15"
FACTORS = (0.8, 1.1, 1.35)


def moves(study: WhatIfStudy) -> Iterator[tuple[str, Changes]]:
    """Kinds of moves of one proposal, each with another figure every time."""
    workspace, proposal = study.workspace, study.proposal
    rows = workspace.table("proposals")
    row = rows[rows["id"] == proposal].iloc[0]
    inputs = movable_inputs(workspace, study.assessment(NO_CHANGES))
    together = NO_CHANGES
    for step, factor in enumerate(FACTORS):
        budget = cell("proposals", int(row[ROW]), "requested_budget", 4e5 * factor)
        yield "budget", budget
        together = budget
        for movable in inputs[:3]:
            moved = range_times(workspace, movable.table, movable.row, factor)
            yield movable.table, moved
            together |= moved
        for benefit in benefits_of(workspace, proposal)[step : step + 1]:
            owner = None if benefit.owner else "Operations"
            yield "owner", cell("benefits", benefit.row, "department", owner)
        for risk in risks_of(workspace, proposal)[step : step + 1]:
            yield "risk", without("risks", [risk.row])
        for _, option in options_of(workspace, proposal)[step : step + 1]:
            yield "option", only_option(workspace, proposal, option)
        yield "start", starts_later(workspace, proposal, 2 * step + 1)
        yield "several at once", together


def timed(study: WhatIfStudy, changes: Changes) -> tuple[float, float]:
    """Seconds on the clock and of the processor from a move to its page."""
    clock, processor = time.perf_counter(), time.process_time()
    what_if(study.today, study.outlook(changes), study.figures)
    return time.perf_counter() - clock, time.process_time() - processor


def timed_swings(study: WeighingStudy) -> Iterator[tuple[float, float]]:
    """The same from a moved swing weight to the page of ranks and tiers, for every criterion."""
    stated = swings_of("scorer", study.stated_points, study.criteria)
    swing_weights(study, study.ranks([stated]))  # scores are drawn once, where a form is opened
    for criterion in study.criteria:
        for points in (15, 55, 85):
            clock, processor = time.perf_counter(), time.process_time()
            moved = {**study.stated_points, criterion.id: float(points)}
            largest = max(moved.values())
            scaled = {name: 100 * value / largest for name, value in moved.items()}
            swing_weights(study, study.ranks([swings_of("scorer", scaled, study.criteria)]))
            yield time.perf_counter() - clock, time.process_time() - processor


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--proposals", type=int, default=50)
    parser.add_argument("--asked", type=int, default=6, help="proposals that are played with")
    chosen = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors,"
        f" load {os.getloadavg()[0]:.1f}"
    )
    taken: dict[str, list[tuple[float, float]]] = {}
    full: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder) / "ws", proposals=chosen.proposals)
        workspace = load_workspace(Path(folder) / "ws")
        taken["swing weight"] = list(timed_swings(WeighingStudy(workspace, as_of=DAY)))
        for proposal in workspace.proposal_ids[: chosen.asked]:
            study = WhatIfStudy(workspace, proposal, as_of=DAY)
            if isinstance(study.today.options, NotAssessed):
                continue
            planned = list(moves(study))
            gc.collect()
            gc.freeze()  # as the form does
            for kind, changes in planned:
                taken.setdefault(kind, []).append(timed(study, changes))
            started = time.perf_counter()
            study.assessment(planned[-1][1])
            full.append(time.perf_counter() - started)
    print(f"{'move':<18}{'n':>4}{'median ms':>11}{'worst ms':>10}{'processor, median ms':>22}")
    everything = [pair for pairs in taken.values() for pair in pairs]
    for kind, pairs in (*taken.items(), ("all", everything)):
        clock = [pair[0] * 1e3 for pair in pairs]
        processor = statistics.median(pair[1] * 1e3 for pair in pairs)
        print(
            f"{kind:<18}{len(pairs):>4}{statistics.median(clock):>11.0f}{max(clock):>10.0f}"
            f"{processor:>22.0f}"
        )
    print(f"assessed in full: {statistics.median(full) * 1e3:.0f} ms median, n = {len(full)}")
    print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
