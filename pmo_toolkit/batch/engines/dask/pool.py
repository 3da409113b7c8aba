"""A pool of workers on many machines.

Dask distributed carries the jobs, finds workers and survives their loss.

Each proposal is one task. A task whose worker is lost is given to another one by Dask; one that
takes its workers with it time and again is tried once more while nothing else is at work, so that
no other proposal is blamed for it.
"""

from __future__ import annotations

import logging
import secrets
import time
import warnings
from asyncio import CancelledError
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import count, islice
from pathlib import Path

import dask.config
from distributed import Client, Future, KilledWorker, LocalCluster, wait
from distributed.versions import VersionMismatchWarning

from pmo_toolkit.batch.engines.dask.bundle import pack
from pmo_toolkit.batch.engines.dask.worker import (
    BundlePlugin,
    UnfitWorker,
    assess,
    differences,
    identity,
)
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.engines.pool import PoolError, patience_seconds
from pmo_toolkit.batch.job.job import Job, JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.core.atomic_files import write_bytes
from pmo_toolkit.core.errors import UsageError, describe, one_line
from pmo_toolkit.core.processes.child_processes import safe_path_for_children

LOOPBACK = "127.0.0.1"
CONNECT_SECONDS = 15.0
#: How long the run waits for a worker when none is left.
NO_WORKER_SECONDS = 300.0
_CLOSE_SECONDS = 10.0
_TICK_SECONDS = 1.0
_GO_ON = "What is finished is kept; go on with --resume"
_LOGGERS = ("distributed", "distributed.client", "bokeh", "tornado", "tornado.application")
_LOCAL = {
    # Two losses are enough to suspect a job; nobody needs web pages about a cluster that only we
    # know of.
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}

log = logging.getLogger(__name__)

_Future = Future[tuple[JobResult, dict[str, bytes]]]


class DaskPool(AbstractContextManager["DaskPool"]):
    """Workers of a Dask cluster.

    Use it in a ``with`` block, which leaves the cluster as it was found.

    Parameters
    ----------
    notebook : Path
        The notebook that they run; it is sent to them.
    options : RunOptions
        Without `jobs` as many proposals are at work as the cluster has threads. The log is for
        workers on this machine; those elsewhere have logs of their own.
    workspace : Path
        Sent to each worker once.
    """

    def __init__(self, notebook: Path, options: RunOptions, *, workspace: Path):
        self.notebook, self.options, self.workspace = notebook, options, workspace
        self._open: dict[_Future, Job] = {}
        self._numbers = count()
        self._stack = ExitStack()
        self._without_worker_since: float | None = None

    def __enter__(self) -> DaskPool:
        bundle = pack(self.workspace, self.notebook)
        self._plugin = f"pmo-{bundle.digest[:12]}-{secrets.token_hex(4)}"
        scheduler = self.options.scheduler
        with ExitStack() as stack:
            self.client = stack.enter_context(_client(scheduler, self.options.jobs))
            _refuse_unlike(self.client, scheduler)
            plugin = BundlePlugin(
                bundle,
                identity(),
                quiet=scheduler is None,
                log=self.options.log_file,
                memory_megabytes=self.options.memory_megabytes,
            )
            try:
                self.client.register_plugin(plugin, name=self._plugin)
            except Exception as error:
                raise UsageError(
                    f"a worker could not unpack the workspace: {describe(error)}"
                ) from None
            stack.callback(self._leave)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Do all `jobs`; results come as they are ready, in no fixed order.

        No more jobs are under way than there are threads, so that this process holds no more than a
        few results.

        Raises
        ------
        PoolError
            If the scheduler is gone, no worker is left, or a worker that joined late differs from
            this machine.
        """
        waiting, suspects, alone = iter(jobs), list[Job](), False
        while True:
            for job in islice(waiting, max(0, self._room() - len(self._open))):
                self._submit(job)
            if not self._open:
                if not suspects:
                    return
                alone = True
                self._submit(suspects.pop())
            for future in self._ended():
                job = self._open[future]
                try:
                    result, files = self._result(future, job, alone)
                except TimeoutError:  # its worker died with the result: Dask makes it anew
                    continue
                except KilledWorker:
                    suspects.append(job)
                    self._release(future)
                    continue
                self._release(future)
                yield _kept(result, files, job)

    def _result(self, future: _Future, job: Job, alone: bool) -> tuple[JobResult, dict[str, bytes]]:
        """What became of a job, and its files.

        KilledWorker if it is under suspicion and was not `alone`.
        """
        try:
            return future.result(timeout=self._patience(job))
        except TimeoutError:
            raise
        except KilledWorker:
            if not alone:
                raise
            why = "the workers that tried it died, most often because the memory ran out"
            return _failed(job, why)
        except UnfitWorker as error:
            raise PoolError(f"{one_line(str(error))}. {_GO_ON}") from None
        except CancelledError:
            raise PoolError(f"the scheduler is gone. {_GO_ON}") from None
        except Exception as error:
            log.exception("proposal %s", job.proposal_id)
            return _failed(job, f"its worker could not do it: {describe(error)}")

    def _patience(self, job: Job) -> float:
        return patience_seconds(job, self.options.timeout_seconds)

    def _submit(self, job: Job) -> None:
        key = f"{self._plugin}-{next(self._numbers)}"
        limits = (self.options.timeout_seconds, self._patience(job))
        future = self.client.submit(assess, self._plugin, job, *limits, key=key, pure=False)
        self._open[future] = job

    def _release(self, future: _Future) -> None:
        del self._open[future]
        future.release()

    def _ended(self) -> list[_Future]:
        """Futures that are done or have failed; none, if nothing ended within a moment."""
        try:
            with self.client.as_current():
                wait(list(self._open), timeout=_TICK_SECONDS, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        except CancelledError:
            pass
        return [future for future in self._open if future.status != "pending"]

    def _room(self) -> int:
        """How many jobs may be under way; it follows workers that come and go."""
        try:
            threads = int(sum(self.client.nthreads().values()))
        except Exception as error:
            raise PoolError(f"the scheduler is gone ({describe(error)}). {_GO_ON}") from None
        if threads:
            self._without_worker_since = None
        elif self._without_worker_since is None:
            self._without_worker_since = time.monotonic()
        elif time.monotonic() - self._without_worker_since > NO_WORKER_SECONDS:
            raise PoolError(f"no worker is left. {_GO_ON}")
        return max(1, min(threads, self.options.jobs or threads))

    def _leave(self) -> None:
        """Take back what is under way, and the workspace from the workers."""
        with suppress(Exception):
            self.client.cancel(list(self._open), force=True)
        self._open.clear()
        if self.options.scheduler is not None:
            with suppress(Exception):
                self.client.unregister_worker_plugin(self._plugin)


@contextmanager
def _client(scheduler: str | None, size: int | None) -> Iterator[Client]:
    """A client of the scheduler, or of a cluster of our own that listens to this machine alone."""
    _quiet()
    with ExitStack() as stack, warnings.catch_warnings():
        # `_refuse_unlike` says it, with what to do.
        warnings.simplefilter("ignore", VersionMismatchWarning)
        if scheduler is None:
            stack.enter_context(safe_path_for_children())
            stack.enter_context(dask.config.set(_LOCAL))
            cluster = LocalCluster(
                n_workers=size or 2,
                threads_per_worker=1,
                processes=True,
                host=LOOPBACK,
                dashboard_address=f"{LOOPBACK}:0",
                scheduler_kwargs={"dashboard": False},
                memory_limit=0,
            )
            stack.callback(cluster.close, timeout=_CLOSE_SECONDS)
        try:
            client = Client(scheduler or cluster, timeout=CONNECT_SECONDS, set_as_default=False)
        except Exception as error:
            raise UsageError(
                f"no Dask scheduler answers at {scheduler} ({describe(error)}). Start one with:"
                " dask scheduler"
            ) from None
        stack.callback(client.close, timeout=_CLOSE_SECONDS)
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError:
            raise UsageError(
                f"no worker has joined the scheduler at {scheduler}. "
                f"Start one with: dask worker {scheduler} --nthreads 1"
            ) from None
        yield client


def _refuse_unlike(client: Client, scheduler: str | None) -> None:
    """Make sure that every machine would give the same results as this one."""
    if scheduler is None:
        return
    identities: dict[str, object] = {
        f"the worker {address}": answer for address, answer in _identities(client).items()
    }
    try:
        identities[f"the scheduler {scheduler}"] = client.run_on_scheduler(identity)
    except Exception as error:
        identities[f"the scheduler {scheduler}"] = error
    complaints = []
    for machine, there in identities.items():
        if not isinstance(there, dict):
            complaints.append(
                f"{machine} has no pmo-toolkit of this version: {describe(_as_error(there))}"
            )
        elif phrases := differences(there, identity()):
            complaints.append(f"{machine} differs from this machine: {'; '.join(phrases)}")
    if complaints:
        complaints.append(
            "Install the same on all machines (requirements.lock pins it), then start them again"
        )
        raise UsageError("\n".join(complaints))


def _identities(client: Client) -> dict[str, object]:
    return dict(client.run(identity, on_error="return"))


def _as_error(answer: object) -> BaseException:
    return answer if isinstance(answer, BaseException) else TypeError(type(answer).__name__)


def _quiet() -> None:
    """Dask's own notes go where ours go: to the log, or to nowhere."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)


def _failed(job: Job, why: str) -> tuple[JobResult, dict[str, bytes]]:
    return JobResult(job.proposal_id, Status.FAILED, one_line(why), 0.0), {}


def _kept(result: JobResult, files: dict[str, bytes], job: Job) -> JobResult:
    """Lay the files of a job where a worker of this machine would have left them."""
    try:
        job.staged.mkdir()
        for name, content in files.items():
            write_bytes(job.staged / name, content)
    except OSError as error:
        why = f"its results could not be made or written: {describe(error)}"
        return JobResult(result.proposal_id, Status.FAILED, why, result.seconds)
    return result
