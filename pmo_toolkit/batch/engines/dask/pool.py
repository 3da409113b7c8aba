"""A crew on many machines.

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
from contextlib import ExitStack, contextmanager, suppress
from itertools import count, islice
from pathlib import Path
from types import TracebackType

import dask.config
from distributed import Client, Future, KilledWorker, LocalCluster, wait
from distributed.versions import VersionMismatchWarning

from pmo_toolkit.batch.engines.dask.bundle import pack
from pmo_toolkit.batch.engines.dask.worker import Kit, UnfitWorker, assess, differences, identity
from pmo_toolkit.batch.engines.spawn.pool import GRACE_SECONDS
from pmo_toolkit.batch.job.job import Done, Job
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.core.atomic_files import write_bytes
from pmo_toolkit.core.child_processes import safe_path_for_children
from pmo_toolkit.core.errors import ExitCode, PmoError, UsageError, describe, one_line

LOOPBACK = "127.0.0.1"
CONNECT_SECONDS = 15.0
#: How long the run waits for a worker when none is left.
NO_WORKER_SECONDS = 300.0
_CLOSE_SECONDS = 10.0
_TICK_SECONDS = 1.0
_LOGGERS = ("distributed", "distributed.client", "bokeh", "tornado", "tornado.application")
_LOCAL = {
    # Two losses are enough to suspect a job; nobody needs web pages about a cluster that only we
    # know of.
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}

log = logging.getLogger(__name__)

_Future = Future[tuple[Done, dict[str, bytes]]]


class ClusterError(PmoError):
    """The cluster cannot go on in mid-run; what was finished is kept."""

    exit_code = ExitCode.SOME_FAILED


class DaskCrew:
    """Workers of a Dask cluster.

    Use it in a ``with`` block, which leaves the cluster as it was found.

    Parameters
    ----------
    size : int or None
        Proposals at work at once; None for as many as the cluster has threads (two on a cluster of
        our own).
    notebook : Path
        The notebook that they run; it is sent to them.
    timeout_seconds : float
        Time allowed for the cells of one run.
    log : Path, optional
        File for what workers on this machine have to say; those elsewhere have logs of their own.
    workspace : Path
        Sent to each worker once.
    scheduler : str, optional
        Address of a running scheduler; without it workers are started on this machine, for this run
        alone.
    memory_megabytes : float, optional
        Memory allowed for each proposal, on workers whose system can limit it.
    """

    def __init__(
        self,
        size: int | None,
        notebook: Path,
        timeout_seconds: float,
        log: Path | None = None,
        *,
        workspace: Path,
        scheduler: str | None = None,
        memory_megabytes: float | None = None,
    ):
        self.size, self.notebook, self.timeout_seconds, self.log = (
            size,
            notebook,
            timeout_seconds,
            log,
        )
        self.workspace, self.scheduler, self.memory_megabytes = (
            workspace,
            scheduler,
            memory_megabytes,
        )
        self._patience = timeout_seconds + GRACE_SECONDS
        self._open: dict[_Future, Job] = {}
        self._numbers = count()
        self._stack = ExitStack()
        self._alone_since: float | None = None

    def __enter__(self) -> DaskCrew:
        parcel = pack(self.workspace, self.notebook)
        self._kit = f"pmo-{parcel.digest[:12]}-{secrets.token_hex(4)}"
        with ExitStack() as stack:
            self.client = stack.enter_context(_client(self.scheduler, self.size))
            _refuse_unlike(self.client, self.scheduler)
            kit = Kit(
                parcel,
                identity(),
                quiet=self.scheduler is None,
                log=self.log,
                memory_megabytes=self.memory_megabytes,
            )
            try:
                self.client.register_plugin(kit, name=self._kit)
            except Exception as error:
                raise UsageError(
                    f"a worker could not unpack the workspace: {describe(error)}"
                ) from None
            stack.callback(self._leave)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do all `jobs`; results come as they are ready, in no fixed order.

        No more jobs are under way than there are threads, so that this process holds no more than a
        few results.

        Raises
        ------
        ClusterError
            If the scheduler is gone, no worker is left, or a worker that joined late differs from
            this machine.
        """
        waiting, suspects, on_trial = iter(jobs), list[Job](), False
        while True:
            for job in islice(waiting, max(0, self._room() - len(self._open))):
                self._submit(job)
            if not self._open:
                if not suspects:
                    return
                on_trial = True
                self._submit(suspects.pop())
            for future in self._ended():
                job = self._open[future]
                try:
                    done, files = future.result(timeout=self._patience)
                except TimeoutError:  # its worker died with the result: Dask makes it anew
                    continue
                except KilledWorker:
                    if not on_trial:
                        suspects.append(job)
                        self._release(future)
                        continue
                    done, files = _failed(
                        job, "the workers that tried it died, most often because the memory ran out"
                    )
                except (CancelledError, UnfitWorker) as error:
                    why = (
                        one_line(str(error))
                        if isinstance(error, UnfitWorker)
                        else "the scheduler is gone"
                    )
                    raise ClusterError(
                        f"{why}. What is finished is kept; go on with --resume"
                    ) from None
                except Exception as error:
                    log.exception("proposal %s", job.proposal_id)
                    done, files = _failed(job, f"its worker could not do it: {describe(error)}")
                self._release(future)
                yield _kept(done, files, job)

    def _submit(self, job: Job) -> None:
        key = f"{self._kit}-{next(self._numbers)}"
        future = self.client.submit(
            assess, self._kit, job, self.timeout_seconds, self._patience, key=key, pure=False
        )
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
            raise ClusterError(
                f"the scheduler is gone ({describe(error)}). What is finished is kept; go on with"
                " --resume"
            ) from None
        if threads:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > NO_WORKER_SECONDS:
            raise ClusterError("no worker is left. What is finished is kept; go on with --resume")
        return max(1, min(threads, self.size or threads))

    def _leave(self) -> None:
        """Take back what is under way, and the workspace from the workers."""
        with suppress(Exception):
            self.client.cancel(list(self._open), force=True)
        self._open.clear()
        if self.scheduler is not None:
            with suppress(Exception):
                self.client.unregister_worker_plugin(self._kit)


@contextmanager
def _client(scheduler: str | None, size: int | None) -> Iterator[Client]:
    """A client of the scheduler, or of a cluster of our own that listens to this machine alone."""
    _quiet()
    with ExitStack() as stack, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", VersionMismatchWarning
        )  # told by `_refuse_unlike`, with what to do
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
    found: dict[str, object] = {
        f"the worker {each}": told for each, told in _identities(client).items()
    }
    try:
        found[f"the scheduler {scheduler}"] = client.run_on_scheduler(identity)
    except Exception as error:
        found[f"the scheduler {scheduler}"] = error
    told = []
    for machine, there in found.items():
        if not isinstance(there, dict):
            told.append(
                f"{machine} has no pmo-toolkit of this version: {describe(_as_error(there))}"
            )
        elif phrases := differences(there, identity()):
            told.append(f"{machine} differs from this machine: {'; '.join(phrases)}")
    if told:
        told.append(
            "Install the same on all machines (requirements.lock pins it), then start them again"
        )
        raise UsageError("\n".join(told))


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


def _failed(job: Job, why: str) -> tuple[Done, dict[str, bytes]]:
    return Done(job.proposal_id, Status.FAILED, one_line(why), 0.0), {}


def _kept(done: Done, files: dict[str, bytes], job: Job) -> Done:
    """Lay the files of a job where a worker of this machine would have left them."""
    try:
        job.staged.mkdir()
        for name, content in files.items():
            write_bytes(job.staged / name, content)
    except OSError as error:
        why = f"its results could not be made or written: {describe(error)}"
        return Done(done.proposal_id, Status.FAILED, why, done.seconds)
    return done
