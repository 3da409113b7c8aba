"""Proposals assessed by several processes before a study over all of them begins."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pmo_toolkit.assessment import Prepared, prepare
from pmo_toolkit.batch.engine_choice import make_pool
from pmo_toolkit.batch.engines.assessment_task import AssessmentTask
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.fork_server.preload import Preparation
from pmo_toolkit.batch.job.job import Job
from pmo_toolkit.core.places import place
from pmo_toolkit.core.progress import shown_progress
from pmo_toolkit.studies.assessments.exact_assessments import file_of, write_exact, write_run
from pmo_toolkit.studies.assessments.finished_assessments import finished_assessments
from pmo_toolkit.workspace import Workspace


@contextmanager
def assessed_ahead(
    workspace: Workspace,
    path: Path,
    *,
    as_of: date,
    seed: int,
    jobs: int,
    ids: Collection[str],
    known: Path | None = None,
) -> Iterator[Path]:
    """A folder of assessments that studies take as `assessments`, gone at the end.

    They are the same to the last digit as those that the study would make, so that the number of
    processes changes no byte of what it leaves. What could not be assessed is left to the study,
    which says why.

    Parameters
    ----------
    workspace : Workspace
        As it was read from `path`.
    path : Path
    as_of : date
    seed : int
    jobs : int
        Proposals assessed at once.
    ids : collection of str
        Proposals of the workspace.
    known : Path, optional
        A finished run of ``pmo assess``, of which is used what holds today.

    Raises
    ------
    UsageError
        If `known` holds no finished run.
    PoolError
        If no process can be started.
    """
    ready = prepare(workspace, as_of=as_of).with_seed(seed)
    finished = {} if known is None else finished_assessments(ready, known)
    with tempfile.TemporaryDirectory(prefix="pmo-assessed-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_run(ready, folder)
        files = {
            proposal: file_of(folder, number)
            for number, proposal in enumerate(workspace.proposal_ids)
            if proposal in ids
        }
        for proposal in finished.keys() & files.keys():
            write_exact(finished[proposal], files.pop(proposal))
        if files:
            _assess(ready, path.absolute(), files, jobs)
        yield folder


def _assess(ready: Prepared, path: Path, files: dict[str, Path], jobs: int) -> None:
    """Let processes write the assessment of each proposal into its file."""
    seed, as_of = ready.settings.seed, ready.as_of
    parameters = {"workspace": str(path), "seed": seed, "as_of": as_of.isoformat()}
    work = [Job(name, name, parameters, file) for name, file in files.items()]
    preparation = Preparation(path, as_of, seed, ready.workspace.input_hash, tuple(files))
    pool = make_pool(
        place("notebooks") / "assess_proposal.ipynb",
        RunOptions(jobs=max(1, min(jobs, len(work)))),
        workspace=path,
        preparation=preparation,
        task=AssessmentTask,
    )
    tell = shown_progress()
    with pool as workers:
        for done, _ in enumerate(workers.run(work), start=1):
            if tell is not None:
                tell("assessing proposals", done, len(work))
