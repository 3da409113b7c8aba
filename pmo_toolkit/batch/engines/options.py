"""How a run is done: which engine, how many at once, and what each proposal may take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.core.errors import UsageError, shorten

#: `auto` takes the best of this machine's own; `dask` needs no more than the name for a cluster on
#: this machine.
ENGINES = ("auto", "fork", "spawn", "dask")
DASK = "dask"
DEFAULT_TIMEOUT_SECONDS = 600.0
_ADDRESS = re.compile(r"((tcp|tls|wss?)://)?(\[[0-9a-fA-F:.]+\]|[\w.-]+):[0-9]{1,5}/?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """How a run is done; none of it changes a result.

    Parameters
    ----------
    engine : str
        Who does the work: one of `ENGINES`.
    scheduler : str, optional
        Address of a running Dask scheduler; without it `dask` starts a cluster on this machine.
    jobs : int, optional
        Proposals at work at once.
    timeout_seconds : float
        Time allowed for the cells of one notebook.
    memory_megabytes : float, optional
        Memory allowed for each proposal, on systems that can limit it.
    log_file : Path, optional
        Where workers and kernels write what they have to say; without it they are silent.

    Raises
    ------
    UsageError
        For an unknown engine, a scheduler without Dask, or something that is no address.
    """

    engine: str = "auto"
    scheduler: str | None = None
    jobs: int | None = None
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    memory_megabytes: float | None = None
    log_file: Path | None = None

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            near = get_close_matches(self.engine, ENGINES, n=1)
            hint = f"; did you mean {near[0]}?" if near else "."
            raise UsageError(
                f"--engine: there is no engine {shorten(self.engine)!a}{hint} Known are"
                f" {', '.join(ENGINES)}"
            )
        if self.engine == "fork" and not can_fork():
            raise UsageError(
                "--engine fork needs Linux: other systems cannot fork a process safely. Use auto or"
                " spawn"
            )
        if self.scheduler is None:
            return
        if self.engine != DASK:
            raise UsageError(
                "--scheduler is for the engine dask alone: add --engine dask, or leave --scheduler"
                " out"
            )
        if not _ADDRESS.fullmatch(self.scheduler):
            raise UsageError(
                f"--scheduler: {shorten(self.scheduler)!a} is no address; write it as in"
                " tcp://10.0.0.5:8786"
            )
