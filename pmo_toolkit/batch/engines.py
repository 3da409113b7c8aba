"""Who does the work: processes of this machine, or a Dask cluster of many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol

from pmo_toolkit.batch.one import Done, Job
from pmo_toolkit.errors import UsageError, shorten

#: `auto` takes the best of this machine's own; `dask` needs no more than the name for a cluster on this machine.
ENGINES = ("auto", "fork", "spawn", "dask")
DASK = "dask"
_ADDRESS = re.compile(r"((tcp|tls|wss?)://)?(\[[0-9a-fA-F:.]+\]|[\w.-]+):[0-9]{1,5}/?", re.ASCII)


class AtWork(Protocol):
    """Whoever does the jobs."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do all jobs; each result comes when its files lie whole in the job's staged folder."""


#: Makes one from the number of processes, the notebook, the seconds allowed for a proposal, and the log.
CrewFactory = Callable[[int, Path, float, Path | None], AbstractContextManager[AtWork]]


def check_engine(engine: str, scheduler: str | None) -> None:
    """Refuse what cannot be meant, before anything is done.

    Raises
    ------
    UsageError
        For an unknown engine, a scheduler without Dask, or something that is no address.
    """
    if engine not in ENGINES:
        near = get_close_matches(engine, ENGINES, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"--engine: there is no engine {shorten(engine)!a}; {hint}Known are {', '.join(ENGINES)}")
    if scheduler is None:
        return
    if engine != DASK:
        raise UsageError("--scheduler is for the engine dask alone: add --engine dask, or leave --scheduler out")
    if not _ADDRESS.fullmatch(scheduler):
        raise UsageError(f"--scheduler: {shorten(scheduler)!a} is no address; write it as in tcp://10.0.0.5:8786")


def make_crew(
    engine: str,
    scheduler: str | None,
    *,
    jobs: int | None,
    workspace: Path,
    notebook: Path,
    timeout_seconds: float,
    log: Path | None,
    local: CrewFactory,
) -> AbstractContextManager[AtWork]:
    """The crew of an engine, for a ``with`` block.

    Parameters
    ----------
    engine : str
        One of `ENGINES`.
    scheduler : str, optional
        Address of a running Dask scheduler; without it `dask` starts a cluster on this machine.
    jobs : int, optional
        Proposals at work at once; on a cluster as many as it has threads, if not given.
    workspace, notebook : Path
        What is sent to other machines.
    timeout_seconds : float
    log : Path, optional
    local : callable
        Makes the crew of this machine's own processes, for the other engines.

    Raises
    ------
    UsageError
        As `check_engine`.
    """
    check_engine(engine, scheduler)
    if engine != DASK:
        return local(jobs or 1, notebook, timeout_seconds, log)
    from pmo_toolkit.batch.dask_crew import DaskCrew

    return DaskCrew(jobs, notebook, timeout_seconds, log, workspace=workspace, scheduler=scheduler)
