"""From a workspace to a folder of reports: check, plan, run each proposal's notebook, sum up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.reader import Reader, read_for_comparison
from pmo_toolkit.batch.engine_choice import PoolFactory, make_pool
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.engines.pool import Pool
from pmo_toolkit.batch.fork_server.preload import Preparation
from pmo_toolkit.batch.job.annexes import Annex
from pmo_toolkit.batch.job.job import Job
from pmo_toolkit.batch.notebook.parameters import check_notebook, notebook_parameters
from pmo_toolkit.batch.plan import Plan, choose, run_exit_code
from pmo_toolkit.batch.results import Results, Step
from pmo_toolkit.batch.store.fingerprint import run_hash
from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.manifest import Entry, Manifest
from pmo_toolkit.batch.store.target import INDEX_NAME, target
from pmo_toolkit.core.errors import (
    ExitCode,
    Grade,
    PmoError,
    UsageError,
    WorkspaceError,
    describe,
)
from pmo_toolkit.core.places import place, templates
from pmo_toolkit.workspace import Workspace

NOTEBOOK = "assess_proposal.ipynb"
#: The annex that shows all proposals, so that it depends on the data of all.
COMPARING = "compare_proposals"
_DEFAULT_OPTIONS = RunOptions()


class OutputError(PmoError):
    """Results could not be written in the middle of a run; what was finished before is kept."""

    exit_code = ExitCode.SOME_FAILED


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What a run is to do.

    Parameters
    ----------
    ids : sequence of str
        Proposals to assess; all if empty.
    resume : bool
        Keep reports that are done and whose inputs are unchanged.
    annexes : tuple of Annex
        Deeper notebooks to run for each proposal.
    """

    ids: Sequence[str] = ()
    resume: bool = False
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True)
class BatchResult:
    """What a run left behind.

    Parameters
    ----------
    folder : Folder
    manifest : Manifest
        Of the whole folder, earlier runs included.
    entries : tuple of Entry
        The proposals chosen for this run.
    kept : int
        How many of them an earlier run had done.
    left_over : tuple of str
        Proposals of earlier runs that the workspace no longer holds; their folders are left as they
        are.
    exit_code : ExitCode
    """

    folder: Folder
    manifest: Manifest
    entries: tuple[Entry, ...]
    kept: int
    left_over: tuple[str, ...]
    exit_code: ExitCode

    @property
    def index(self) -> str:
        """The page to open first."""
        return f"{self.folder.where}/{INDEX_NAME}"


def run_batch(
    workspace: Workspace,
    workspace_path: Path,
    out: Path | str,
    *,
    as_of: date,
    seed: int | None = None,
    selection: Selection = Selection(),
    options: RunOptions = _DEFAULT_OPTIONS,
    notebook: Path | None = None,
    on_step: Callable[[Step], None] = lambda step: None,
    pool: PoolFactory | None = None,
) -> BatchResult:
    """Assess proposals of a workspace, each in a run of the notebook of its own.

    An earlier run into the same folder is replaced proposal by proposal; entries of proposals that
    are not chosen now stay. Nothing is deleted but files named by the earlier manifest whose
    proposal has failed now.

    Parameters
    ----------
    workspace : Workspace
        As it was read from `workspace_path`.
    workspace_path : Path
        Its folder or file; the notebooks read it again.
    out : Path or str
        Folder for the results: a path, or an address such as ``s3://bucket/reports``.
    as_of : date
        Day at which all assessments look at the world.
    seed : int, optional
        Instead of the one of the settings.
    selection : Selection
        What is to be done.
    options : RunOptions
        How it is done.
    notebook : Path, optional
        Another notebook with the same parameters; annexes lie beside it.
    on_step : callable
        Called after each proposal.
    pool : callable, optional
        Makes the pool that does the work, instead of the engine of the options.

    Raises
    ------
    WorkspaceError
        If the workspace has faults; nothing is run.
    UsageError
        For unknown ids or a folder that cannot serve; nothing is run.
    OutputError
        If the results cannot be written in mid-run.
    PoolError
        If nobody can do the work, or no longer.
    KeyboardInterrupt
        If the user stops the run; manifest and index then hold what is done.
    """
    if any(trouble.grade is Grade.FAULT for trouble in workspace.troubles):
        raise WorkspaceError(workspace.troubles)
    chosen = choose(workspace.proposal_ids, selection.ids)
    notebook = notebook or _shipped_notebook()
    beside = tuple(notebook.parent / f"{annex.stem}.ipynb" for annex in selection.annexes)
    used_seed = workspace.settings.seed if seed is None else seed
    of_proposal = partial(
        notebook_parameters, workspace=workspace_path, seed=used_seed, as_of=as_of
    )
    parameters = {name: of_proposal(proposal_id=name) for name in chosen}
    answers = Answers(workspace)
    compares = any(annex.stem == COMPARING for annex in selection.annexes)
    comparison = _comparison(answers) if compares else None
    run = _hash_of_run(
        workspace,
        seed=used_seed,
        as_of=as_of,
        notebook=notebook,
        annexes=beside,
        comparison=comparison,
    )
    with _held(out, workspace_path) as (folder, staged):
        results = Results(
            workspace,
            folder,
            seed=used_seed,
            as_of=as_of,
            run=run,
            answers=answers,
            on_step=on_step,
        )
        plan = results.plan(chosen, selection.resume)
        for path in (notebook, *beside) if plan.run else ():  # to read one costs the most imports
            check_notebook(path)
        jobs = [
            Job(
                proposal_id=name,
                title=results.titles.get(name, name),
                parameters=parameters[name],
                staged=staged / str(number),
                annexes=selection.annexes,
            )
            for number, name in enumerate(plan.run)
        ]
        preparation = Preparation(
            workspace_path.absolute(), as_of, used_seed, workspace.input_hash, plan.run
        )
        make = pool or partial(make_pool, workspace=workspace_path, preparation=preparation)
        _work(results, plan, jobs, lambda: make(notebook, _sized(options, len(jobs))))
    return _result(results, plan)


def _work(
    results: Results,
    plan: Plan,
    jobs: Sequence[Job],
    make: Callable[[], AbstractContextManager[Pool]],
) -> None:
    """Do the jobs and settle all proposals; what ends that leaves the folder in order."""
    staged = {job.proposal_id: job.staged for job in jobs}
    with ExitStack() as stack:
        # A cluster that cannot be reached ends the run before anything is written.
        pool = stack.enter_context(make()) if jobs else None
        try:
            results.begin(plan)
            for done in () if pool is None else pool.run(jobs):
                results.settle(done, staged[done.proposal_id])
            results.finish("done")
        except BaseException:
            try:
                stack.close()  # nothing runs on while the folder is put in order
            finally:
                results.stop()
            raise


def _sized(options: RunOptions, work: int) -> RunOptions:
    """The options with no more jobs at once than there are; a cluster knows its own size."""
    if options.scheduler is not None:
        return options
    return replace(options, jobs=max(1, min(options.jobs or default_jobs(), work)))


@contextmanager
def _held(out: Path | str, workspace_path: Path) -> Iterator[tuple[Folder, Path]]:
    """The folder of results, held for this run, and a folder for files on their way."""
    with (
        target(out, workspace_path) as folder,
        _system_errors_as_sentences(folder),
        folder.lock(),
        folder.staging() as staged,
    ):
        yield folder, staged


@contextmanager
def _system_errors_as_sentences(folder: Folder) -> Iterator[None]:
    """What the system refuses becomes a sentence."""
    try:
        yield
    except BrokenPipeError:
        raise  # the screen went away, not the folder
    except OSError as error:
        raise OutputError(
            f"the results cannot be written into {folder.where}: {describe(error)}"
        ) from error


def _comparison(answers: Answers) -> str:
    """Hash of all that a comparison of the proposals reads."""
    reader = Reader(answers)
    read_for_comparison(reader)
    return reader.reads.input_hash


def _hash_of_run(
    workspace: Workspace,
    *,
    seed: int,
    as_of: date,
    notebook: Path,
    annexes: Sequence[Path],
    comparison: str | None,
) -> str:
    try:
        return run_hash(
            workspace.settings,
            seed=seed,
            as_of=as_of,
            notebook=notebook,
            templates=templates(),
            annexes=annexes,
            comparison=comparison,
        )
    except FileNotFoundError as error:
        lacks = f"the notebook {error.filename} is missing; install the program again"
        raise UsageError(lacks if error.filename else str(error)) from None


def _result(results: Results, plan: Plan) -> BatchResult:
    chosen = {*plan.run, *plan.keep, *plan.failed}
    entries = tuple(entry for entry in results.manifest.proposals if entry.id in chosen)
    return BatchResult(
        folder=results.folder,
        manifest=results.manifest,
        entries=entries,
        kept=len(plan.keep),
        left_over=results.left_over,
        exit_code=run_exit_code(entries, results.set_aside),
    )


def default_jobs() -> int:
    """Two processes at once, where there are two processors."""
    return min(2, os.cpu_count() or 1)


def _shipped_notebook() -> Path:
    try:
        return place("notebooks") / NOTEBOOK
    except FileNotFoundError as error:
        raise UsageError(str(error)) from None
