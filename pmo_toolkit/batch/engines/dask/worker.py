"""What runs on the workers of a Dask cluster.

The workspace unpacked once, then one proposal a task.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
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
from pmo_toolkit.batch.engines.dask.bundle import Parcel, unpack
from pmo_toolkit.batch.engines.dask.path_rewrite import homeward
from pmo_toolkit.batch.job.job import Done, Job, do
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.notebook.kernel_start import MEMORY_VARIABLE
from pmo_toolkit.batch.store.fingerprint import files_hash, versions
from pmo_toolkit.core.logs import LOG_FORMAT
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
    threads = {
        name: os.environ.get(name, "1") for name in pmo_toolkit.THREAD_VARIABLES
    }  # they move the last digits
    return {**versions(), **threads, "distributed": version("distributed"), _PROGRAM: code}


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    """How another machine differs, a phrase for each difference."""
    found = []
    for name in sorted({*there, *here}):
        one, other = there.get(name), here.get(name)
        if name == _PROGRAM and one != other:
            found.append(f"other {_PROGRAM} of pmo-toolkit or other templates")
        elif one != other:
            found.append(f"{name} {one or 'missing'} there, {other or 'missing'} here")
    return found


class Kit(WorkerPlugin):
    """Gives each worker the parcel, unpacked once into a folder of its own that goes when the worker does.

    Parameters
    ----------
    parcel : Parcel
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
        parcel: Parcel,
        wanted: Mapping[str, str],
        *,
        quiet: bool,
        log: Path | None,
        memory_megabytes: float | None = None,
    ):
        self.parcel, self.wanted, self.quiet, self.log = parcel, dict(wanted), quiet, log
        self.memory_megabytes = memory_megabytes
        self.folder: Path | None = None
        self.unfit = ""

    def setup(self, worker: Worker) -> None:
        """Unpack; a worker that joins late and differs is remembered as unfit, and says so when it is given work."""
        if self.quiet:
            _hush(self.log)
        differs = differences(identity(), self.wanted)
        self.unfit = (
            f"the worker {worker.address} differs from this machine: {'; '.join(differs)}"
            if differs
            else ""
        )
        self.folder = Path(tempfile.mkdtemp(prefix="pmo-", dir=worker.local_directory)).resolve()
        self.workspace, self.notebook = unpack(self.parcel, self.folder)
        if self.memory_megabytes is not None:
            os.environ[MEMORY_VARIABLE] = str(self.memory_megabytes)

    def teardown(self, worker: Worker) -> None:
        """Remove what was unpacked."""
        os.environ.pop(MEMORY_VARIABLE, None)
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def assess(
    kit_name: str, job: Job, timeout_seconds: float, patience: float
) -> tuple[Done, dict[str, bytes]]:
    """Do one job on this worker: what became of it, and its files by name.

    Raises
    ------
    UnfitWorker
        If this worker differs from the machine that gave the job.
    """
    kit = get_worker().plugins.get(kit_name)
    if not isinstance(kit, Kit) or kit.folder is None:
        raise UnfitWorker(f"the worker {get_worker().address} could not unpack the workspace")
    if kit.unfit:
        raise UnfitWorker(kit.unfit)
    folder = Path(tempfile.mkdtemp(prefix="job-", dir=kit.folder))
    try:
        there = replace(
            job,
            staged=folder / "files",
            parameters={**job.parameters, "workspace": str(kit.workspace.absolute())},
        )
        done = _patiently(there, kit.notebook, timeout_seconds, patience)
        files = {name: (there.staged / name).read_bytes() for name in done.files}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return homeward(done, files, job.parameters, str(there.parameters["workspace"]))


def _patiently(job: Job, notebook: Path, timeout_seconds: float, patience: float) -> Done:
    """`do`, but a job that hangs for ever does not hold up the others."""
    found: list[Done] = []
    work = threading.Thread(
        target=lambda: found.append(do(job, notebook, timeout_seconds)), daemon=True
    )
    work.start()
    work.join(patience)
    why = f"it gave no answer within {patience:g} seconds and was given up"
    return found[0] if found else Done(job.proposal_id, Status.FAILED, why, patience)


def _hush(log: Path | None) -> None:
    """Send everything that this process and its kernels print to the log, or to nowhere."""
    sink = os.open(log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    for stream in (1, 2):
        os.dup2(sink, stream)
    os.close(sink)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format=LOG_FORMAT, force=True)
    with suppress(ValueError):  # not in the main thread: then Ctrl-C does not arrive here anyway
        signal.signal(signal.SIGINT, lambda *_: None)
