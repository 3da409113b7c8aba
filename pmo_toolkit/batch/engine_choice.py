"""Who does the work: processes of this machine, or a Dask cluster of many."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_toolkit.batch.engines.job_task import JobTask
from pmo_toolkit.batch.engines.options import DASK, RunOptions
from pmo_toolkit.batch.engines.pool import Pool, PoolError, ProcessPool, TaskFactory
from pmo_toolkit.batch.engines.spawned_worker import SpawnedWorker
from pmo_toolkit.batch.fork_server.connection import ForkServer
from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.fork_server.messages import ServerConfig
from pmo_toolkit.batch.job.job import Job, JobResult

if TYPE_CHECKING:
    from pmo_toolkit.batch.fork_server.preload import Preparation

log = logging.getLogger(__name__)

#: Makes a pool, for a ``with`` block, from the notebook and the options.
PoolFactory = Callable[[Path, RunOptions], AbstractContextManager[Pool]]


def make_pool(
    notebook: Path,
    options: RunOptions,
    *,
    workspace: Path,
    preparation: Preparation | None = None,
    task: TaskFactory = JobTask,
) -> AbstractContextManager[Pool]:
    """The pool of an engine, for a ``with`` block.

    Parameters
    ----------
    notebook : Path
    options : RunOptions
    workspace : Path
        Is sent to other machines, with the notebook.
    preparation : Preparation, optional
        What the proposals share, for processes forked from one parent.
    task : callable
        What is to be done with a job, by processes of this machine.
    """
    if options.engine == DASK:
        from pmo_toolkit.batch.engines.dask.pool import DaskPool

        return DaskPool(notebook, options, workspace=workspace)
    if options.engine == "fork":
        return forked_pool(notebook, options, preparation, task)
    if options.engine == "spawn" or not can_fork():
        return spawned_pool(notebook, options, task)
    return FallbackPool(
        forked_pool(notebook, options, preparation, task), spawned_pool(notebook, options, task)
    )


def forked_pool(
    notebook: Path,
    options: RunOptions,
    preparation: Preparation | None = None,
    task: TaskFactory = JobTask,
) -> ProcessPool:
    """Each job in a process forked from one that has loaded everything."""
    config = ServerConfig(preparation, options.memory_megabytes, options.log_file)
    return ProcessPool(
        options.jobs or 1,
        notebook,
        options.timeout_seconds,
        lambda: ForkServer(config),
        forks=True,
        task=task,
    )


def spawned_pool(notebook: Path, options: RunOptions, task: TaskFactory = JobTask) -> ProcessPool:
    """Worker processes that start a kernel for each job."""
    return ProcessPool(
        options.jobs or 1,
        notebook,
        options.timeout_seconds,
        lambda: SpawnedWorker(options.log_file, options.memory_megabytes),
        forks=False,
        task=task,
    )


class FallbackPool(AbstractContextManager["FallbackPool"]):
    """The first of several pools that can be started; the ``with`` block ends them all."""

    def __init__(self, *pools: ProcessPool):
        self.pools = pools

    def __exit__(self, *_: object) -> None:
        for pool in self.pools:
            pool.stop()

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """Do all jobs.

        Raises
        ------
        PoolError
            If none can be started.
        """
        waiting = list(jobs)
        for pool in self.pools:
            begun = False
            try:
                for result in pool.run(waiting):
                    begun = True
                    yield result
                return
            except PoolError as error:
                if begun or pool is self.pools[-1]:
                    raise
                log.warning("the next engine is tried: %s", error)
