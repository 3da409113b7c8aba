"""From a workspace to a folder of reports: check, plan, run each proposal's notebook, sum up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.reader import Reader, read_for_comparison
from pmo_toolkit.batch.engines.choice import AtWork, CrewFactory, check_engine, make_crew
from pmo_toolkit.batch.engines.spawn.pool import CrewError
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
    one_line,
)
from pmo_toolkit.core.places import place, templates
from pmo_toolkit.workspace import Workspace

NOTEBOOK = "assess_proposal.ipynb"
#: The annex that shows all proposals, so that it depends on the data of all.
COMPARING = "compare_proposals"
DEFAULT_TIMEOUT_SECONDS = 600.0


class OutputError(PmoError):
    """Results could not be written in the middle of a run; what was finished before is kept."""

    exit_code = ExitCode.SOME_FAILED


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
    ids: Iterable[str] = (),
    seed: int | None = None,
    jobs: int | None = None,
    resume: bool = False,
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS,
    log_file: Path | None = None,
    notebook: Path | None = None,
    annexes: Sequence[Annex] = (),
    engine: str = "auto",
    scheduler: str | None = None,
    memory_megabytes: float | None = None,
    tell: Callable[[Step], None] = lambda step: None,
    crew: CrewFactory | None = None,
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
    ids : iterable of str
        Proposals to assess; all if empty.
    seed : int, optional
        Instead of the one of the settings.
    jobs : int, optional
        Processes at work at once; two by default, or one where there is one processor.
    resume : bool
        Keep reports that are done and whose inputs are unchanged.
    timeout_seconds : float
        Time allowed for each proposal.
    log_file : Path, optional
        Where workers and kernels write what they have to say.
    notebook : Path, optional
        Another notebook with the same parameters.
    annexes : sequence of Annex
        Deeper notebooks to run for each proposal; they lie beside `notebook`.
    engine : str
        Who does the work: one of `ENGINES`.
    scheduler : str, optional
        Address of a Dask scheduler, for the engine ``dask``.
    memory_megabytes : float, optional
        Memory allowed for each proposal, on systems that can limit it.
    tell : callable
        Called after each proposal.
    crew : callable, optional
        Who does the work, instead of worker processes of this machine.

    Raises
    ------
    WorkspaceError
        If the workspace has faults; nothing is run.
    UsageError
        For unknown ids or a folder that cannot serve; nothing is run.
    OutputError
        If the results cannot be written in mid-run.
    KeyboardInterrupt
        If the user stops the run; manifest and index then hold what is done.
    """
    if any(trouble.grade is Grade.FAULT for trouble in workspace.troubles):
        raise WorkspaceError(workspace.troubles)
    check_engine(engine, scheduler)
    chosen = choose(workspace.proposal_ids, ids)
    notebook = notebook or _shipped_notebook()
    beside = tuple(notebook.parent / f"{each.stem}.ipynb" for each in annexes)
    for each_notebook in (notebook, *beside):
        check_notebook(each_notebook)
    used_seed = workspace.settings.seed if seed is None else seed
    parameters = {
        each: notebook_parameters(
            workspace=workspace_path, proposal_id=each, seed=used_seed, as_of=as_of
        )
        for each in chosen
    }
    answers = Answers(workspace)
    comparison = _comparison(answers) if any(each.stem == COMPARING for each in annexes) else None
    run = _hash_of_run(
        workspace,
        seed=used_seed,
        as_of=as_of,
        notebook=notebook,
        annexes=beside,
        comparison=comparison,
    )
    with (
        target(out, workspace_path) as folder,
        _sentences(folder),
        folder.lock(),
        folder.staging() as staged,
    ):
        results = Results(
            workspace, folder, seed=used_seed, as_of=as_of, run=run, answers=answers, tell=tell
        )
        plan = results.plan(chosen, resume)
        work = {
            each: Job(
                each,
                results.titles.get(each, each),
                parameters[each],
                staged / str(number),
                tuple(annexes),
            )
            for number, each in enumerate(plan.run)
        }
        with ExitStack() as stack:
            at_work: AtWork | None = None
            if work:  # a cluster that cannot be reached ends the run before anything is written
                size = max(1, min(jobs or default_jobs(), len(work)))
                made = crew or partial(
                    make_crew,
                    engine=engine,
                    scheduler=scheduler,
                    workspace=workspace_path,
                    preparation=Preparation(
                        workspace_path.absolute(), as_of, used_seed, workspace.input_hash, plan.run
                    ),
                    memory_megabytes=memory_megabytes,
                )
                most = size if scheduler is None else jobs
                at_work = stack.enter_context(made(most, notebook, timeout_seconds, log_file))
            try:
                results.begin(plan)
                for done in () if at_work is None else at_work.run(work.values()):
                    results.settle(done, work[done.proposal_id].staged)
                results.finish("done")
            except BaseException:
                results.stop()
                raise
    return _result(results, plan)


@contextmanager
def _sentences(folder: Folder) -> Iterator[None]:
    """Tell what the system refuses as a sentence."""
    try:
        yield
    except BrokenPipeError:
        raise  # the screen went away, not the folder
    except OSError as error:
        raise OutputError(
            f"the results cannot be written into {folder.where}: {describe(error)}"
        ) from error
    except CrewError as error:
        raise OutputError(f"no worker process could be started: {one_line(str(error))}") from error


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
        raise UsageError(str(error)) from None


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
