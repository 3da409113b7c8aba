"""What runs on the workers of a Dask cluster.

The workspace unpacked once, then one proposal a task.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

import pmo_toolkit
from pmo_toolkit.batch.engines.dask.bundle import Bundle, unpack
from pmo_toolkit.batch.job.job import Job, JobResult, run_job
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.notebook.kernel_start import MEMORY_VARIABLE
from pmo_toolkit.batch.store.fingerprint import files_hash, versions
from pmo_toolkit.core.logs import redirect_output
from pmo_toolkit.core.places import place

_PROGRAM = "program files"


class UnfitWorker(Exception):
    """A worker cannot give the results that this machine would; the message says why."""


@cache
def identity() -> dict[str, str]:
    """Everything that two machines must have in common to give the same bytes."""
    package = Path(pmo_toolkit.__file__).parent
    templates = place("templates")
    code = files_hash(package, package.rglob("*.py")) + files_hash(templates, templates.rglob("*"))
    return {**versions(), "distributed": version("distributed"), _PROGRAM: code}


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    """How another machine differs, a phrase for each difference."""
    phrases = []
    for name in sorted({*there, *here}):
        one, other = there.get(name), here.get(name)
        if name == _PROGRAM and one != other:
            phrases.append(f"other {_PROGRAM} of pmo-toolkit or other templates")
        elif one != other:
            phrases.append(f"{name} {one or 'missing'} there, {other or 'missing'} here")
    return phrases


class BundlePlugin(WorkerPlugin):
    """Gives each worker the bundle, unpacked once into a folder that goes when the worker does.

    Parameters
    ----------
    bundle : Bundle
    wanted : mapping
        The `identity` that a worker must have.
    quiet : bool
        For workers that we started ourselves: what they print goes to the log, and Ctrl-C is for
        their parent.
    log : Path, optional
        That log; without it what they print is dropped.
    memory_megabytes : float, optional
        Memory that each kernel may take, where the worker's system can limit it.
    """

    def __init__(
        self,
        bundle: Bundle,
        wanted: Mapping[str, str],
        *,
        quiet: bool,
        log: Path | None,
        memory_megabytes: float | None = None,
    ):
        self.bundle, self.wanted, self.quiet, self.log = bundle, dict(wanted), quiet, log
        self.memory_megabytes = memory_megabytes
        self.folder: Path | None = None
        self.unfit = ""

    def setup(self, worker: Worker) -> None:
        """Unpack; a worker that joins late and differs is unfit, and says so when given work."""
        if self.quiet:
            redirect_output(self.log)
            with suppress(ValueError):  # not in the main thread: then Ctrl-C does not arrive here
                signal.signal(signal.SIGINT, lambda *_: None)
        differs = differences(identity(), self.wanted)
        self.unfit = (
            f"the worker {worker.address} differs from this machine: {'; '.join(differs)}"
            if differs
            else ""
        )
        self.folder = Path(tempfile.mkdtemp(prefix="pmo-", dir=worker.local_directory)).resolve()
        self.workspace, self.notebook = unpack(self.bundle, self.folder)
        if self.memory_megabytes is not None:
            os.environ[MEMORY_VARIABLE] = str(self.memory_megabytes)

    def teardown(self, worker: Worker) -> None:
        """Remove what was unpacked."""
        os.environ.pop(MEMORY_VARIABLE, None)
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def assess(
    plugin_name: str, job: Job, timeout_seconds: float, patience: float
) -> tuple[JobResult, dict[str, bytes]]:
    """Do one job on this worker: what became of it, and its files by name.

    Raises
    ------
    UnfitWorker
        If this worker differs from the machine that gave the job.
    """
    plugin = get_worker().plugins.get(plugin_name)
    if not isinstance(plugin, BundlePlugin) or plugin.folder is None:
        raise UnfitWorker(f"the worker {get_worker().address} could not unpack the workspace")
    if plugin.unfit:
        raise UnfitWorker(plugin.unfit)
    folder = Path(tempfile.mkdtemp(prefix="job-", dir=plugin.folder))
    try:
        there = replace(
            job,
            staged=folder / "files",
            parameters={**job.parameters, "workspace": str(plugin.workspace.absolute())},
        )
        result = _run_within(patience, there, plugin.notebook, timeout_seconds)
        files = {name: (there.staged / name).read_bytes() for name in result.files}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return result, files


def _run_within(patience: float, job: Job, notebook: Path, timeout_seconds: float) -> JobResult:
    """`run_job`, but a job that hangs for ever does not hold up the others."""
    results: list[JobResult] = []
    work = threading.Thread(
        target=lambda: results.append(run_job(job, notebook, timeout_seconds)), daemon=True
    )
    work.start()
    work.join(patience)
    why = f"it gave no answer within {patience:g} seconds and was given up"
    return results[0] if results else JobResult(job.proposal_id, Status.FAILED, why, patience)
