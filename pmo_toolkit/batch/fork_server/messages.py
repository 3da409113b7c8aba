"""What a worker process and its starter send each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_toolkit.batch.fork_server.forking import Task
from pmo_toolkit.batch.fork_server.preload import Preparation


@dataclass(frozen=True)
class ServerConfig:
    """What a fork server is started with.

    Parameters
    ----------
    preparation : Preparation or None
        What the tasks share.
    memory_megabytes : float or None
        Private memory allowed for each task.
    log : Path or None
        Where it and its children write what they have to say.
    """

    preparation: Preparation | None = None
    memory_megabytes: float | None = None
    log: Path | None = None


@dataclass(frozen=True)
class Ready:
    """The process can work now; `unshared` says why nothing could be shared, where that is so."""

    pid: int
    unshared: str | None = None


@dataclass(frozen=True)
class Assignment:
    """A task, with the number under which to answer."""

    number: int
    task: Task


@dataclass(frozen=True)
class ProgressReport:
    """The progress of a task that is followed, pack_messages as it came."""

    number: int
    packed: bytes


@dataclass(frozen=True)
class Alive:
    """The process is at its work; sent while it gets ready and while tasks are done."""


@dataclass(frozen=True)
class Answer:
    """The result of a task."""

    number: int
    result: Any
