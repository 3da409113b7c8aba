"""The ways that `batch.py` compares with the baseline.

Engines of `pmo assess`, and plain functions.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
from _batch_baseline import Taken

from pmo_toolkit.batch.engine_choice import make_pool
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.fork_server.preload import Preparation
from pmo_toolkit.batch.job.job import Job, JobResult
from pmo_toolkit.batch.run import Selection, run_batch
from pmo_toolkit.core.startup import collect_seldom
from pmo_toolkit.workspace import read_workspace


def used_below(process: psutil.Process) -> float:
    """Processor seconds of a process and of all that it has started, ended ones included."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


class Engine:
    """An engine of `pmo assess` that stays at work between rounds: start-up is counted apart.

    A round is a whole `run_batch`; what is timed is from the first job to the last entry in the
    manifest.
    """

    def __init__(
        self, engine: str, jobs: int, workspace: Path, day: date, notebook: Path, out: Path
    ):
        self.workspace, self.day, self.notebook, self.out = workspace, day, notebook, out
        self.read = read_workspace(workspace)
        preparation = Preparation(
            workspace,
            day,
            self.read.settings.seed,
            self.read.input_hash,
            tuple(self.read.proposal_ids),
        )
        self.pool: Any = make_pool(
            notebook,
            RunOptions(engine=engine, jobs=jobs),
            workspace=workspace,
            preparation=preparation,
        )
        self.start = Taken(0, 0)
        if engine == "fork":
            begun, used = time.perf_counter(), used_below(psutil.Process())
            self.pool._start_missing()
            while not self._server.is_ready:
                self._server.receive(1.0)
            self.start = Taken(time.perf_counter() - begun, used_below(psutil.Process()) - used)
        self.taken = Taken(0, 0)

    @property
    def parent(self) -> psutil.Process:
        """The warm parent of the engine ``fork``."""
        return psutil.Process(self._server.process.pid)

    @property
    def _server(self) -> Any:
        return self.pool._workers[0].connection

    def __call__(self, *_: object) -> Engine:
        return self

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Do all jobs, and note what that took."""
        given, begun, used = list(jobs), time.perf_counter(), used_below(psutil.Process())
        yield from self.pool.run(given)
        self.taken = Taken(
            time.perf_counter() - begun, used_below(psutil.Process()) - used, len(given)
        )

    def round(self, proposals: Sequence[str], jobs: int) -> Taken:
        """Do these proposals from scratch, so many at once."""
        self.pool.size = jobs
        shutil.rmtree(self.out, ignore_errors=True)
        result = run_batch(
            self.read,
            self.workspace,
            self.out,
            as_of=self.day,
            selection=Selection(ids=proposals),
            notebook=self.notebook,
            pool=self,
        )
        assert not result.exit_code, result.exit_code
        return self.taken

    def close(self) -> None:
        """End the engine."""
        self.pool.stop()


class Limit:
    """The same files by plain functions, without kernel or papermill, in lasting processes."""

    def __init__(self, jobs: int, workspace: Path, day: date, notebook: Path, out: Path):
        context = multiprocessing.get_context("spawn")
        self.workers = []
        for number in range(jobs):
            ours, theirs = context.Pipe()
            arguments = (theirs, workspace, day, notebook, out / str(number))
            process = context.Process(target=_plain_worker, args=arguments, daemon=True)
            process.start()
            theirs.close()
            self.workers.append((process, ours))
        for _, pipe in self.workers:
            pipe.recv()

    def round(self, proposals: Sequence[str]) -> Taken:
        """Do these proposals, which they have never done before, shared out between the workers."""
        begun, used = time.perf_counter(), 0.0
        for number, (_, pipe) in enumerate(self.workers):
            pipe.send(list(proposals[number :: len(self.workers)]))
        for _, pipe in self.workers:
            used += pipe.recv()
        return Taken(time.perf_counter() - begun, used, len(proposals))

    def close(self) -> None:
        """End the workers."""
        for process, pipe in self.workers:
            with suppress(OSError):  # it has failed
                pipe.send(None)
            process.join()


def _plain_worker(pipe: Connection, workspace: Path, day: date, notebook: Path, out: Path) -> None:
    from pmo_toolkit.assessment import prepare
    from pmo_toolkit.assessment.prepared_cache import make_ready
    from pmo_toolkit.batch.fork_server.preload import preload, rehearse

    preload()
    prepared = prepare(workspace, as_of=day)
    seed = prepared.settings.seed
    make_ready(prepared)
    rehearse(prepared, seed, prepared.workspace.proposal_ids)
    table = prepared.workspace.table("proposals")
    titles = dict(zip(table["id"], table["title"], strict=True))
    source = json.loads(notebook.read_text(encoding="utf-8"))
    gc.collect()
    gc.freeze()
    collect_seldom()
    pipe.send("ready")
    while (proposals := pipe.recv()) is not None:
        used = time.process_time()
        for each in proposals:
            plain(prepared, each, titles[each], seed, source, out / each)
        pipe.send(time.process_time() - used)


def plain(
    prepared: Any, proposal: str, title: str, seed: int, source: Mapping[str, Any], folder: Path
) -> None:
    """Assess one proposal and write its three files, each to the disk as the batch does it."""
    from nbformat import from_dict

    from pmo_toolkit.assessment import assess_prepared
    from pmo_toolkit.batch.job.outcome import ASSESSMENT_MIME
    from pmo_toolkit.core.atomic_files import write_text
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.report import hand_over
    from pmo_toolkit.report.kit.html import render_report
    from pmo_toolkit.report.proposal.sections import SECTIONS

    assessment = assess_prepared(prepared, proposal, seed=seed)
    handed, count, cells = None, 0, []
    for cell in source["cells"]:
        made = dict(cell, source="".join(cell["source"]))
        if cell["cell_type"] == "code":
            count += 1
            name = made["source"].removeprefix("report.").removesuffix("(assessment)")
            shown = ({"hand_over": hand_over} | SECTIONS).get(name, lambda _: None)(assessment)
            outputs = [] if shown is None else [_output(shown, count)]
            made |= {"outputs": outputs, "execution_count": count}
            for each in outputs:
                handed = each["data"].get(ASSESSMENT_MIME, handed)
        cells.append(made)
    notebook = from_dict({**source, "cells": cells})
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "report.html", render_report(notebook, title=f"{proposal} · {title}"))
    write_text(folder / "assessment.json", canonical_json(handed))
    write_text(
        folder / "assessment.ipynb", json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    )


def _output(shown: Any, count: int) -> dict[str, Any]:
    data = (
        shown._repr_mimebundle_()
        if hasattr(shown, "_repr_mimebundle_")
        else {"text/plain": repr(shown)}
    )
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": count}
