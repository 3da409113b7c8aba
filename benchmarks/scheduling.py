"""Schedules beside the best known: time, distance and bound on public and made-up problems.

    PMO_PUBLIC_DATA=<folder> python benchmarks/scheduling.py            all sets
    PMO_PUBLIC_DATA=<folder> python benchmarks/scheduling.py J60 MSPDI  some of them

Each problem is solved by a Python process of its own, started anew; its seconds count from the
start of the process, imports and reading included, as those of `pmo schedule --time-limit` do. The
first half (every other problem by name) is the one that the search was tuned on. Best known: PSPLIB
and MPLIB as of 2025, `best_known.csv`; MSPDI: makespans stated beside the files.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: Set → seconds of a command.
LIMITS = {"J30": 10.0, "J60": 10.0, "J120": 10.0, "MPLIB1": 60.0, "MSPDI": 10.0, "many": 5.0}
#: Stated for the MSPDI files, days.
MSPDI = {
    "10_mp_j30_a2_nr5.xml": 70,
    "16_mp_j30_a5_nr1.xml": 89,
    "19_mp_j30_a5_nr4.xml": 72,
    "122_mp_j120_a2_nr5_AgentCopp10.xml": 98,
}
MANY = "300 proposals, 5 roles, 24 months"


@dataclass(frozen=True)
class Outcome:
    """What came of one problem; seconds from the start of its process."""

    set: str
    name: str
    best_known: int | None
    makespan: int
    lower_bound: int
    proved: bool
    first: int
    first_seconds: float
    seconds: float
    wall_seconds: float
    violations: int

    @property
    def distance(self) -> float:
        """Per cent above the best known."""
        assert self.best_known is not None
        return 100.0 * (self.makespan - self.best_known) / self.best_known


def main() -> None:
    """Print a row a problem, then one a set and half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=", ".join(LIMITS))
    parser.add_argument("--limit", type=float, help="seconds of a command, instead of the set's")
    parser.add_argument("--half", choices=("first", "second"), help="only one half of each set")
    parser.add_argument("--one", nargs=2, metavar=("FILE", "LIMIT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(solve(given.one[0], float(given.one[1]))))
        return
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"load {load}, {os.cpu_count()} cores")
    for name in given.sets or LIMITS:
        rows = list(outcomes(name, given.limit or LIMITS[name], given.half))
        for half, start in (("first half", 0), ("second half", 1)):
            own = rows if given.half else rows[start::2]
            if not own or own[0].best_known is None or (given.half and start):
                continue
            far = [row.distance for row in own]
            print(
                f"{name}, {given.half or half}: mean {np.mean(far):.2f} % above the best known,"
                f" worst {max(far):.2f} %, {sum(row.proved for row in own)} of {len(own)} proved,"
                f" first schedule after {max(row.first_seconds for row in own):.1f} s at most"
            )


def outcomes(name: str, limit: float, half: str | None) -> Iterator[Outcome]:
    """The problems of a set, one after another."""
    problems = list(_problems(name))
    if half:
        problems = problems[half == "second" :: 2]
    for file, best_known in problems:
        begun = time.monotonic()
        command = [sys.executable, __file__, "--one", str(file), str(limit)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        row = json.loads(done.stdout)
        wall = time.monotonic() - begun
        outcome = Outcome(name, Path(file).name, best_known, wall_seconds=wall, **row)
        print(
            f"  {outcome.name:36} {outcome.makespan:5} best known {best_known or '-':>5}"
            f" bound {outcome.lower_bound:5} first {outcome.first:5} after"
            f" {outcome.first_seconds:4.1f} s, found after {outcome.seconds:4.1f} s,"
            f" all {wall:5.1f} s {'proved' if outcome.proved else ''}"
            f" {'VIOLATED' if outcome.violations else ''}",
            flush=True,
        )
        yield outcome


def _problems(name: str) -> Iterator[tuple[str | Path, int | None]]:
    if name == "many":
        yield MANY, None
        return
    folder = Path(os.environ["PMO_PUBLIC_DATA"]) / "scheduling"
    if name == "MSPDI":
        yield from ((folder / "mspdi" / file, days) for file, days in MSPDI.items())
        return
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["instance"])
    for row in rows:
        if row["instance"].startswith(f"{name}_"):
            where = "rcmpsp" if name == "MPLIB1" else "rcpsp"
            yield folder / where / row["instance"], int(row["best_known_makespan"])


def solve(file: str, limit: float) -> dict[str, object]:
    """One problem in this process, which was started for it."""
    from pmo_toolkit.analysis.scheduling.checking import violations
    from pmo_toolkit.analysis.scheduling.solving import schedule
    from pmo_toolkit.cli.base.command_clock import CommandClock
    from pmo_toolkit.plan_files.reading import read_plan

    clock = CommandClock.of_process()
    problem = many_proposals() if file == MANY else read_plan(Path(file))
    first: list[tuple[int, float]] = []
    found = schedule(
        problem,
        time_left=lambda: clock.left(limit),
        on_better=lambda row: first.append((row.makespan, clock.seconds)),
    )
    return {
        "makespan": found.makespan,
        "lower_bound": found.lower_bound,
        "proved": found.is_proved,
        "first": first[0][0],
        "first_seconds": first[0][1],
        "seconds": clock.seconds,
        "violations": len(violations(problem, found)),
    }


def many_proposals(count: int = 300, roles: int = 5, months: int = 24):
    """Proposals with demand by month for each role, some waiting for others; two sizes each."""
    from pmo_toolkit.analysis.scheduling.shapes import (
        Activity,
        Link,
        Mode,
        Resource,
        SchedulingProblem,
    )

    rng = np.random.default_rng(1)
    names = [f"role {number}" for number in range(1, roles + 1)]
    activities = []
    for number in range(count):
        length = int(rng.integers(2, 10))
        used = rng.choice(names, int(rng.integers(1, 4)), replace=False)
        profile = {
            role: tuple(int(units) for units in rng.integers(20, 161, length)) for role in used
        }
        cut = {
            role: tuple(int(np.ceil(units / 2)) for units in row for _ in range(2))
            for role, row in profile.items()
        }
        before = rng.choice(number, min(number, int(rng.integers(0, 3)) // 2), replace=False)
        activities.append(
            Activity(
                f"P-{number:03d}",
                (Mode("whole team", length, {}, profile), Mode("half team", 2 * length, {}, cut)),
                tuple(Link(f"P-{other:03d}", int(rng.integers(0, 3))) for other in before),
                release=int(rng.integers(0, months // 2)),
            )
        )
    changes = [
        tuple((month, int(rng.integers(2400, 4000))) for month in range(1, months)) for _ in names
    ]
    resources = tuple(
        Resource(name, 3000, changes=row) for name, row in zip(names, changes, strict=True)
    )
    return SchedulingProblem(tuple(activities), resources, "months", MANY)


if __name__ == "__main__":
    main()
