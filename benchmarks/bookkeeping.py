"""What a batch costs beside its notebooks.

Reading, hashing, entering, the index, and resuming where nothing changed.

No notebook is run: the work is done by a stand-in that writes files of the usual kind at once.

    python benchmarks/bookkeeping.py [PROPOSALS ...]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import psutil

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.batch.job.job import Job, JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.result_files import FILE_NAMES
from pmo_toolkit.batch.run import Selection, run_batch
from pmo_toolkit.core.startup import collect_seldom
from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace import Workspace, read_workspace

SIZES = (1000, 10000)
REPORT = "<!doctype html><title>r</title>" + "x" * 150_000
POSITIONS = ("advance", "advance in part", "explore", "defer", "do not pursue yet")


class StandIn:
    """Does every job at once, and says that it read what one real assessment reads."""

    def __init__(self, workspace: Workspace):
        self.times: list[float] = []
        self.answers = Answers(workspace)
        self.first = next(each for each in workspace.proposal_ids if each not in workspace.failed)
        self.queries = assess_prepared(prepare(workspace), self.first).reads.queries

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Write the files of each job; how long the caller takes to enter it is noted."""
        for number, job in enumerate(jobs):
            job.staged.mkdir()
            goal = {
                "id": f"G-{number % 9}",
                "title": f"Goal {number % 9}",
                "weight_share": 0.1,
                "contribution": 0.4,
            }
            made = {
                "proposal": {
                    "id": job.proposal_id,
                    "title": job.title,
                    "department": "IT",
                    "requested_budget": 4e5,
                },
                "context": {
                    "workspace": "w",
                    "is_sample": True,
                    "decides": "the enterprise PMO",
                    "currency": "EUR",
                    "as_of": "2026-11-22",
                    "valid_until": "2027-02-20",
                    "locale": "en_GB",
                },
                "advice": {"position": POSITIONS[number % 5], "confidence": "low"},
                "cost": {
                    "basis": "budget",
                    "chance_within_budget": 0.4,
                    "cost": {"p50": 4.2e5, "p80": 6e5},
                },
                "alignment": {"goals": [goal]},
                "rest": ["x" * 100] * 600,
            }
            for name, text in zip(
                FILE_NAMES, (REPORT, json.dumps({"cells": REPORT}), json.dumps(made)), strict=True
            ):
                (job.staged / name).write_text(text, encoding="utf-8")
            begun = time.perf_counter()
            reads = self.answers.reads(
                self._renamed(query, job.proposal_id) for query in self.queries
            )
            yield JobResult(job.proposal_id, Status.RENDERED, None, 0.1, FILE_NAMES, reads)
            self.times.append(time.perf_counter() - begun)

    def _renamed(self, query: Query, proposal: str) -> Query:
        """The same question about another proposal."""
        where = tuple(
            (column, tuple(proposal if key == self.first else key for key in keys))
            for column, keys in query.where
        )
        return Query(query.subject, where, query.columns)


def measure(count: int, folder: Path) -> None:
    """Print what a first run and a resumed one cost."""
    workspace, out = folder / "ws", folder / "out"
    write_sample(workspace, proposals=count)
    start = time.perf_counter()
    read = read_workspace(workspace)
    reading = time.perf_counter() - start
    stand_in = StandIn(read)
    options = {"as_of": date(2026, 11, 22), "pool": lambda *_: stand_in}
    start = time.perf_counter()
    run_batch(read, workspace, out, **options)
    first = time.perf_counter() - start
    tenth = max(1, len(stand_in.times) // 10)
    begin, end = (
        1000 * sum(part) / tenth for part in (stand_in.times[:tenth], stand_in.times[-tenth:])
    )
    held = psutil.Process().memory_info().rss
    again = read_workspace(workspace)
    start = time.process_time()
    result = run_batch(again, workspace, out, selection=Selection(resume=True), **options)
    resumed = time.process_time() - start
    assert result.kept == len(read.proposal_ids) - len(read.failed), result.kept
    pages = [(out / name).stat().st_size for name in result.manifest.index]
    print(f"{count} proposals")
    print(f"  reading the workspace          {1000 * reading / count:6.2f} ms a proposal")
    print(f"  entering one, first tenth      {begin:6.2f} ms;  last tenth {end:.2f} ms")
    print(f"  first run, all but notebooks   {1000 * first / count:6.2f} ms a proposal")
    print(
        f"  resume, nothing changed        {1000 * resumed / count:6.2f} ms a proposal,"
        f" {resumed:.2f} CPU s in all, without start and reading the workspace"
    )
    print(
        f"  manifest.json {(out / 'manifest.json').stat().st_size / 1e6:.1f} MB;"
        f" index {len(pages)} pages, first {pages[0] / 1e3:.0f} kB,"
        f" largest {max(pages) / 1e3:.0f} kB; memory {held / 1e6:.0f} MB"
    )


def main() -> None:
    """Measure each size named on the command line, or the usual ones."""
    collect_seldom()  # as the command does
    for count in [int(each) for each in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(count, Path(folder))


if __name__ == "__main__":
    main()
