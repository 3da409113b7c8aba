"""One proposal from its parameters to its staged files: run, classify, render."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmo_toolkit.assessment.lookups.queries import Query, Reads
from pmo_toolkit.batch.job.annexes import SCRATCH, Annex, AnnexError, make_annexes
from pmo_toolkit.batch.job.outcome import Outcome, Status, classify, failed
from pmo_toolkit.batch.job.result_files import ASSESSMENT_NAME, NOTEBOOK_NAME, REPORT_NAME
from pmo_toolkit.batch.notebook.kept_notebook import kept_text, without_paths
from pmo_toolkit.core.atomic_files import write_text
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import describe

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """One proposal to assess.

    Parameters
    ----------
    proposal_id, title : str
    parameters : mapping
        For the notebook.
    staged : Path
        Folder that the run makes for its files.
    annexes : tuple of Annex
        Deeper notebooks to run too; they lie beside the notebook.
    """

    proposal_id: str
    title: str
    parameters: Mapping[str, Any]
    staged: Path
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True)
class JobResult:
    """What became of a job.

    `files` are the names of the files that lie in its staged folder, `reads` is what its assessment
    read of the workspace.
    """

    proposal_id: str
    status: Status
    why: str | None
    seconds: float
    files: tuple[str, ...] = field(default=())
    reads: Reads | None = None

    @property
    def queries(self) -> tuple[Query, ...] | None:
        """The queries that can be answered again; None where nobody noted them."""
        return None if self.reads is None else self.reads.queries


def run_job(job: Job, notebook: Path, timeout_seconds: float) -> JobResult:
    """Assess one proposal. Never raises an ordinary error: what goes wrong is the job's outcome."""
    start = time.monotonic()
    try:
        outcome, files = _run(job, notebook, timeout_seconds)
    except Exception as error:
        log.exception("proposal %s", job.proposal_id)
        outcome, files = failed(f"its results could not be made or written: {describe(error)}"), ()
    seconds = time.monotonic() - start
    return JobResult(job.proposal_id, outcome.status, outcome.why, seconds, files, outcome.reads)


def failed_job(
    job: Job,
    notebook: Mapping[str, Any] | None,
    error: Exception,
    path: Path,
    timeout_seconds: float,
    seconds: float,
) -> JobResult:
    """A job whose process died or was ended: failed, with the notebook as far as it had come.

    Parameters
    ----------
    job : Job
    notebook : mapping or None
        As it was when the process was last heard of.
    error : Exception
        What is known of its end.
    path : Path
        Of the notebook.
    timeout_seconds : float
        Time that was allowed.
    seconds : float
        Time that it took.
    """
    if notebook is not None:
        without_paths(notebook, path, job.parameters)
    outcome = classify(notebook, error, job.proposal_id, timeout=timeout_seconds)
    files: tuple[str, ...] = ()
    try:
        shutil.rmtree(job.staged, ignore_errors=True)  # what the process left half done
        if notebook is not None:
            job.staged.mkdir(parents=True)
            write_text(job.staged / NOTEBOOK_NAME, kept_text(notebook))
            files = (NOTEBOOK_NAME,)
    except Exception as unfit:  # the reason of the failure matters more than the notebook
        log.error("proposal %s: the notebook of a lost run: %s", job.proposal_id, describe(unfit))
    return JobResult(job.proposal_id, outcome.status, outcome.why, seconds, files)


def _run(job: Job, notebook: Path, timeout_seconds: float) -> tuple[Outcome, tuple[str, ...]]:
    from pmo_toolkit.batch.notebook.executing import execute

    shutil.rmtree(job.staged, ignore_errors=True)  # what an earlier try left
    job.staged.mkdir()
    with tempfile.TemporaryDirectory(
        prefix=SCRATCH, dir=job.staged, ignore_cleanup_errors=True
    ) as scratch:
        executed, error = execute(
            notebook, job.parameters, timeout_seconds=timeout_seconds, scratch=Path(scratch)
        )
    if error is not None:
        log.error("proposal %s: %s", job.proposal_id, error)
    outcome = classify(executed, error, job.proposal_id, timeout=timeout_seconds)
    contents: dict[str, str] = {}
    if executed is not None:
        contents[NOTEBOOK_NAME] = kept_text(executed)
    if outcome.status is Status.RENDERED:
        try:
            contents[ASSESSMENT_NAME] = canonical_json(outcome.assessment)
        except ValueError as unfit:
            outcome = failed(f"its assessment holds something that cannot be written: {unfit}")
        else:
            outcome = _rendered(job, executed, outcome, contents, notebook.parent, timeout_seconds)
    for name, text in contents.items():
        write_text(job.staged / name, text)
    return outcome, tuple(contents)


def _rendered(
    job: Job,
    executed: Any,
    outcome: Outcome,
    contents: dict[str, str],
    notebooks: Path,
    timeout_seconds: float,
) -> Outcome:
    """Add report and annexes to `contents`.

    Where one cannot be made, nothing but the notebook is kept.
    """
    from pmo_toolkit.report.kit.html import render_report

    heading = f"{job.proposal_id} · {job.title}"
    try:
        links = [(annex.page, annex.title) for annex in job.annexes]
        contents[REPORT_NAME] = render_report(executed, title=heading, annexes=links, folded=True)
        contents |= make_annexes(
            job.annexes,
            notebooks,
            job.parameters,
            heading=heading,
            timeout_seconds=timeout_seconds,
            beside=job.staged,
        )
    except AnnexError as error:
        log.exception("proposal %s", job.proposal_id)
        contents.pop(ASSESSMENT_NAME)
        contents.pop(REPORT_NAME)
        return failed(str(error))
    except Exception as error:
        log.exception("proposal %s: the report", job.proposal_id)
        contents.pop(ASSESSMENT_NAME)
        return failed(f"its report could not be made: {describe(error)}")
    return outcome
