"""Processes of this machine that do jobs; one that dies takes only its own job with it.

The standard pools lose everything in flight when one of their processes dies, and do not say whose
job it was; here every process has a pipe of its own, so it is known what each was doing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Protocol

from pmo_toolkit.batch.engines.job_task import JobTask
from pmo_toolkit.batch.fork_server.connection import WorkerConnection
from pmo_toolkit.batch.fork_server.forking import Task
from pmo_toolkit.batch.fork_server.messages import Answer
from pmo_toolkit.batch.fork_server.silence import Silence
from pmo_toolkit.batch.job.job import Job, JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.core.errors import ExitCode, PmoError, describe

#: For each notebook on top of the time for its cells: start of the kernel (twice at worst) and
#: rendering.
GRACE_SECONDS = 420.0
#: A process that is not ready by then, preparation of the workspace included, never will be.
_START_SECONDS = 1800.0
_NO_PROCESS_STEP = (
    "End other programs, or have the limit on processes (ulimit -u) or memory raised; what is"
    " finished is kept for --resume"
)
_TICK_SECONDS = 0.5

#: From a job, the notebook and the time allowed for its cells to a task that gives a `JobResult`.
TaskFactory = Callable[[Job, Path, float], Task]


class PoolError(PmoError):
    """Nobody is left to do the work, or nobody could be started; what is finished is kept."""

    exit_code = ExitCode.SOME_FAILED


class Pool(Protocol):
    """Whoever does the jobs: processes of this machine, or a cluster."""

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Do all jobs; each result comes when its files lie whole in the job's staged folder."""


def patience_seconds(job: Job, timeout_seconds: float) -> float:
    """Seconds after which a job that has given no answer never will."""
    return (timeout_seconds + GRACE_SECONDS) * (1 + len(job.annexes))


@dataclass
class _Worker:
    connection: WorkerConnection
    started: float = field(default_factory=time.monotonic)
    #: Number → job at work, and since when.
    at_work: dict[int, tuple[Job, float]] = field(default_factory=dict)
    silence: Silence = field(default_factory=Silence)
    #: Whether it was ended for that.
    was_stuck: bool = False


class ProcessPool(AbstractContextManager["ProcessPool"]):
    """Up to `size` jobs at once; the end of the ``with`` block ends all processes.

    Parameters
    ----------
    size : int
        Jobs at work at once, at least 1.
    notebook : Path
        The notebook that they run.
    timeout_seconds : float
        Time allowed for the cells of one notebook.
    start : callable
        Starts a worker process.
    forks : bool
        Whether one worker does all jobs, each in a fork of itself. Where that one dies, its jobs
        are tried again one by one, to find the one that killed it. Else each worker does one job
        after the other.
    task : callable
        What is to be done with a job, from the job, the notebook and the time for its cells.
    """

    def __init__(
        self,
        size: int,
        notebook: Path,
        timeout_seconds: float,
        start: Callable[[], WorkerConnection],
        *,
        forks: bool,
        task: TaskFactory = JobTask,
    ):
        self.size, self.notebook, self.timeout_seconds = size, notebook, timeout_seconds
        self.forks, self._start, self._task = forks, start, task
        self._workers: list[_Worker] = []
        self._waiting, self._suspects = deque[Job](), deque[Job]()
        #: The suspect that is tried alone.
        self._alone: Job | None = None
        self._number = self._failed_starts = 0

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Do all `jobs`; results come as they are ready, in no fixed order.

        Raises
        ------
        PoolError
            If no worker gets ready for any work.
        """
        self._waiting.extend(jobs)
        while self._waiting or self._suspects or self._busy:
            self._start_missing()
            self._hand_out()
            yield from self._answers()
            for worker in list(self._workers):
                if worker.connection.is_broken:
                    yield from self._lost(worker, worker.connection.reason)
                elif (why := self._overdue(worker)) is not None:
                    yield from self._lost(worker, why)

    def stop(self) -> None:
        """End all workers and everything at work; the idle ones leave by themselves."""
        for worker in self._workers:
            worker.connection.end_soon(busy=bool(worker.at_work))
        try:
            for worker in self._workers:
                worker.connection.close()
        finally:
            self._workers.clear()

    @property
    def _busy(self) -> int:
        return sum(len(worker.at_work) for worker in self._workers)

    def _start_missing(self) -> None:
        open_jobs = self._busy + len(self._waiting) + len(self._suspects)
        while len(self._workers) < (1 if self.forks else min(self.size, open_jobs)):
            try:
                self._workers.append(_Worker(self._start()))
            except OSError as error:
                if self._workers:
                    return  # those that are there do the work
                raise PoolError(
                    f"no process could be started: {describe(error)}. {_NO_PROCESS_STEP}"
                ) from error

    def _hand_out(self) -> None:
        for worker in self._workers:
            while worker.connection.is_ready and len(worker.at_work) < self._capacity:
                job = self._next()
                if job is None:
                    return
                task = self._task(job, self.notebook, self.timeout_seconds)
                self._number += 1
                if worker.connection.give(self._number, task):
                    worker.at_work[self._number] = (job, time.monotonic())
                else:  # it died while idle: the job was never begun
                    (self._suspects if job is self._alone else self._waiting).appendleft(job)

    @property
    def _capacity(self) -> int:
        return self.size if self.forks else 1

    def _next(self) -> Job | None:
        """The next job: one by one those that were at work when a worker died, then the others."""
        if self._busy and (self._suspects or self._alone is not None):
            return None
        self._alone = self._suspects.popleft() if self._suspects else None
        if self._alone is not None:
            return self._alone
        return self._waiting.popleft() if self._waiting else None

    def _answers(self) -> Iterator[JobResult]:
        by_pipe = {worker.connection.pipe: worker for worker in self._workers}
        heard = wait(list(by_pipe), _TICK_SECONDS)
        self._count_silence()
        for pipe in heard:
            worker = by_pipe[pipe]  # type: ignore[index] # wait gives back what it was given
            worker.silence.end()
            for message in worker.connection.receive(0):
                if isinstance(message, Answer) and message.number in worker.at_work:
                    del worker.at_work[message.number]
                    yield message.result
            if worker.connection.is_ready:
                self._failed_starts = 0

    def _count_silence(self) -> None:
        for worker in self._workers:
            idle = worker.connection.is_ready and not worker.at_work
            owes_a_sign = worker.connection.says_that_it_lives and not idle
            worker.silence.count(owes_a_sign=owes_a_sign)

    def _overdue(self, worker: _Worker) -> str | None:
        """Why a worker has taken too long, if it has."""
        now = time.monotonic()
        if (why := _stuck(worker)) is not None:
            worker.connection.kill()
            worker.was_stuck = True
            return why
        if not worker.connection.is_ready and now - worker.started > _START_SECONDS:
            return f"it did not get ready within {_START_SECONDS:g} seconds"
        for job, since in worker.at_work.values():
            patience = patience_seconds(job, self.timeout_seconds)
            if now - since > patience:
                return f"it gave no answer within {patience:g} seconds and was ended"
        return None

    def _lost(self, worker: _Worker, why: str) -> Iterator[JobResult]:
        """End a worker, and decide what becomes of its jobs."""
        self._workers.remove(worker)
        worker.connection.end_soon(busy=True)
        worker.connection.close()
        if worker.connection.ready is None:
            self._failed_starts += 1
            # What was stopped once, as by a debugger or a slow disk, may do well the next time.
            tries = int(worker.was_stuck) if self.forks else self.size
            if self._failed_starts > tries:
                raise PoolError(f"no worker process could be started: {why}")
        alone, self._alone = self._alone, None
        for job, since in worker.at_work.values():
            if self.forks and job is not alone:
                self._suspects.append(job)
            else:  # once with others, once alone: it is this one
                seconds = time.monotonic() - since
                yield JobResult(job.proposal_id, Status.FAILED, why, seconds)


def _stuck(worker: _Worker) -> str | None:
    """Why a worker counts as stuck, if it has been silent for too long."""
    is_ready = worker.connection.is_ready
    why = worker.silence.too_long(is_ready=is_ready)
    if why is None or not is_ready:
        return why
    return (
        f"the process that starts all others was stuck each time that this one was at work: {why}"
    )
