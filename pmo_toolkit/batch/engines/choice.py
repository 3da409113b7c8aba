"""Who does the work: processes of this machine, or a Dask cluster of many."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pmo_toolkit.batch.engines.spawn.pool import Crew, CrewError
from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.job.job import Done, Job
from pmo_toolkit.batch.job.stopping import StopsAtTheEnd
from pmo_toolkit.core.errors import UsageError, shorten

if TYPE_CHECKING:
    from pmo_toolkit.batch.engines.fork.pool import WarmCrew
    from pmo_toolkit.batch.fork_server.preload import Preparation

log = logging.getLogger(__name__)

#: `auto` takes the best of this machine's own; `dask` needs no more than the name for a cluster on
#: this machine.
ENGINES = ("auto", "fork", "spawn", "dask")
DASK = "dask"
_ADDRESS = re.compile(r"((tcp|tls|wss?)://)?(\[[0-9a-fA-F:.]+\]|[\w.-]+):[0-9]{1,5}/?", re.ASCII)


class AtWork(Protocol):
    """Whoever does the jobs."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do all jobs; each result comes when its files lie whole in the job's staged folder."""


#: Makes one from the number of processes, the notebook, the seconds allowed for a notebook, and the
#: log.
CrewFactory = Callable[[int | None, Path, float, Path | None], AbstractContextManager[AtWork]]


def check_engine(engine: str, scheduler: str | None) -> None:
    """Refuse what cannot be meant, before anything is done.

    Raises
    ------
    UsageError
        For an unknown engine, a scheduler without Dask, or something that is no address.
    """
    if engine not in ENGINES:
        near = get_close_matches(engine, ENGINES, n=1)
        hint = f"; did you mean {near[0]}?" if near else "."
        raise UsageError(
            f"--engine: there is no engine {shorten(engine)!a}{hint} Known are {', '.join(ENGINES)}"
        )
    if engine == "fork" and not can_fork():
        raise UsageError(
            "--engine fork needs Linux: other systems cannot fork a process safely. Use auto or"
            " spawn"
        )
    if scheduler is None:
        return
    if engine != DASK:
        raise UsageError(
            "--scheduler is for the engine dask alone: add --engine dask, or leave --scheduler out"
        )
    if not _ADDRESS.fullmatch(scheduler):
        raise UsageError(
            f"--scheduler: {shorten(scheduler)!a} is no address; write it as in tcp://10.0.0.5:8786"
        )


def make_crew(
    jobs: int | None,
    notebook: Path,
    timeout_seconds: float,
    log_file: Path | None,
    *,
    engine: str,
    scheduler: str | None,
    workspace: Path,
    preparation: Preparation | None = None,
    memory_megabytes: float | None = None,
) -> AbstractContextManager[AtWork]:
    """The crew of an engine, for a ``with`` block.

    Parameters
    ----------
    jobs : int, optional
        Proposals at work at once; on a cluster as many as it has threads, if not given.
    notebook : Path
    timeout_seconds : float
        Time allowed for the cells of one notebook.
    log_file : Path, optional
        Where workers and kernels write what they have to say.
    engine : str
        One of `ENGINES`.
    scheduler : str, optional
        Address of a running Dask scheduler; without it `dask` starts a cluster on this machine.
    workspace : Path
        Is sent to other machines, with the notebook.
    preparation : Preparation, optional
        What the proposals share, for processes forked from one parent.
    memory_megabytes : float, optional
        Memory allowed for each proposal, where the engine can limit it.

    Raises
    ------
    UsageError
        As `check_engine`.
    """
    check_engine(engine, scheduler)
    if engine == DASK:
        from pmo_toolkit.batch.engines.dask.pool import DaskCrew

        return DaskCrew(
            jobs,
            notebook,
            timeout_seconds,
            log_file,
            workspace=workspace,
            scheduler=scheduler,
            memory_megabytes=memory_megabytes,
        )
    size = jobs or 1
    spawned = Crew(size, notebook, timeout_seconds, log_file, memory_megabytes=memory_megabytes)
    if engine == "spawn" or not can_fork():
        return spawned
    from pmo_toolkit.batch.engines.fork.pool import WarmCrew

    forked = WarmCrew(
        size,
        notebook,
        timeout_seconds,
        log_file,
        preparation=preparation,
        memory_megabytes=memory_megabytes,
    )
    return forked if engine == "fork" else FirstThatStarts(forked, spawned)


class FirstThatStarts(StopsAtTheEnd):
    """The forked crew, or, where it cannot be started, the spawned one.

    Use it in a ``with`` block.
    """

    def __init__(self, *crews: Crew | WarmCrew):
        self.crews = crews

    def stop(self) -> None:
        """End everything at work."""
        for each in self.crews:
            each.stop()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do all jobs.

        Raises
        ------
        CrewError
            If none can be started.
        """
        waiting = list(jobs)
        for place, each in enumerate(self.crews):
            begun = False
            try:
                for done in each.run(waiting):
                    begun = True
                    yield done
                return
            except CrewError as error:
                if begun or place == len(self.crews) - 1:
                    raise
                log.warning("%s cannot be started: %s", type(each).__name__, error)
