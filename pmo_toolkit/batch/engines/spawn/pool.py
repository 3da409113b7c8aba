"""Worker processes, each doing one proposal after the other.

One that dies takes only its own proposal with it.

The standard pools lose everything in flight when one of their processes dies, and do not say whose
job it was; here every worker has a pipe of its own, so it is known what each was doing.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from pmo_toolkit.batch.engines.spawn.worker import Orders, serve
from pmo_toolkit.batch.job.job import Done, Job
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.stopping import StopsAtTheEnd
from pmo_toolkit.core.child_processes import safe_path_for_children

#: On top of the time allowed for the cells: start of the kernel (twice at worst) and rendering.
GRACE_SECONDS = 420.0
_STOP_SECONDS = 10.0
_LAST_BREATH_SECONDS = 2.0
_TICK_SECONDS = 0.5


class CrewError(Exception):
    """The worker processes cannot be started at all."""


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection[Job | None, Done | str]
    ready: bool = False
    job: Job | None = None
    since: float = 0.0


class Crew(StopsAtTheEnd):
    """Up to `size` worker processes; use it in a ``with`` block, which ends them on the way out.

    Parameters
    ----------
    size : int
        Number of processes, at least 1.
    notebook : Path
        The notebook that they run.
    timeout_seconds : float
        Time allowed for the cells of one run.
    log : Path, optional
        File for everything they have to say; without it they are silent.
    memory_megabytes : float, optional
        Memory allowed for each kernel, on systems that can limit it.
    """

    def __init__(
        self,
        size: int,
        notebook: Path,
        timeout_seconds: float,
        log: Path | None = None,
        *,
        memory_megabytes: float | None = None,
    ):
        self.size = size
        self.orders = Orders(notebook, timeout_seconds, log, memory_megabytes)
        self._patience = timeout_seconds + GRACE_SECONDS
        self._workers: list[_Worker] = []

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do all `jobs`; results come as they are ready, in no fixed order.

        Raises
        ------
        CrewError
            If workers die before they are ready for any work.
        """
        waiting = list(reversed(list(jobs)))
        stillborn = 0
        while waiting or any(worker.job for worker in self._workers):
            self._hire(len(waiting))
            for worker in self._heard():
                message = self._message(worker)
                if message is None:
                    job, why = worker.job, _death(worker.process)
                    self._dismiss(worker)
                    if job is not None:
                        yield Done(
                            job.proposal_id, Status.FAILED, why, time.monotonic() - worker.since
                        )
                    elif not worker.ready:
                        stillborn += 1
                        if stillborn > self.size:
                            raise CrewError(why)
                elif isinstance(message, Done):
                    worker.job = None
                    yield message
                else:
                    worker.ready, stillborn = True, 0
            for worker in self._workers:
                if worker.ready and worker.job is None and waiting:
                    self._give(worker, waiting.pop(), waiting)
            for worker in [each for each in self._workers if each.job and self._overdue(each)]:
                job = worker.job
                self._dismiss(worker)
                if job is not None:
                    why = f"it gave no answer within {self._patience:g} seconds and was ended"
                    yield Done(job.proposal_id, Status.FAILED, why, time.monotonic() - worker.since)

    def stop(self) -> None:
        """End all workers and the kernels they run; the idle ones leave by themselves."""
        for worker in self._workers:
            with suppress(OSError):
                worker.pipe.send(None)
            if worker.job is not None or not worker.ready:
                worker.process.terminate()
        end = time.monotonic() + _STOP_SECONDS
        try:
            for worker in self._workers:
                worker.process.join(max(0.0, end - time.monotonic()))
        finally:
            for worker in list(self._workers):
                self._dismiss(worker)

    def _hire(self, waiting: int) -> None:
        busy = sum(worker.job is not None for worker in self._workers)
        context = multiprocessing.get_context("spawn")
        while len(self._workers) < min(self.size, busy + waiting):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=serve, args=(theirs, self.orders), name="pmo-worker", daemon=True
            )
            with safe_path_for_children():
                process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def _heard(self) -> list[_Worker]:
        heard = wait([worker.pipe for worker in self._workers], _TICK_SECONDS)
        return [worker for worker in self._workers if worker.pipe in heard]

    def _message(self, worker: _Worker) -> Done | str | None:
        """What a worker says; None if it died, even in the middle of a message."""
        try:
            return worker.pipe.recv()
        except Exception:
            return None

    def _give(self, worker: _Worker, job: Job, waiting: list[Job]) -> None:
        try:
            worker.pipe.send(job)
        except OSError:  # it died while idle: the job was never begun
            waiting.append(job)
            self._dismiss(worker)
        else:
            worker.job, worker.since = job, time.monotonic()

    def _overdue(self, worker: _Worker) -> bool:
        return time.monotonic() - worker.since > self._patience

    def _dismiss(self, worker: _Worker) -> None:
        self._workers = [each for each in self._workers if each is not worker]
        if worker.process.is_alive():
            worker.process.terminate()
            worker.process.join(2.0)
            if worker.process.is_alive():
                worker.process.kill()
        worker.process.join(_STOP_SECONDS)
        worker.pipe.close()


def _death(process: SpawnProcess) -> str:
    process.join(_LAST_BREATH_SECONDS)
    code = process.exitcode
    if code is None:
        return "its worker process gave an answer that cannot be read"
    if code < 0:
        return (
            f"its worker process was ended by the system (signal {-code}), most often because the"
            " memory ran out"
        )
    return f"its worker process ended unexpectedly (code {code})"
