"""Processes that do tasks, and the pipe to each: start, give tasks, receive results, end."""

from __future__ import annotations

import multiprocessing
import os
import socket
import struct
import subprocess
from abc import ABC, abstractmethod
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from pmo_toolkit.batch.fork_server.forking import Task
from pmo_toolkit.batch.fork_server.messages import Assignment, Ready, ServerConfig
from pmo_toolkit.batch.fork_server.preload import NotForkable
from pmo_toolkit.batch.fork_server.silence import SILENT_SECONDS
from pmo_toolkit.core.processes.child_processes import computing_environment, python_command

_SERVER = "pmo_toolkit.batch.fork_server.server"
_STOP_SECONDS = 10.0
_KILL_SECONDS = 2.0
_CRASHED = "the process that starts all others ended abruptly each time that this one was at work"


class WorkerConnection(ABC):
    """A process that does tasks, and the pipe to it.

    Parameters
    ----------
    pipe : Connection
        Our end.
    """

    process: subprocess.Popen[bytes] | SpawnProcess
    #: Whether it hears us while a task is done.
    listens_at_work = False
    #: Whether it says every few seconds that it lives, as it gets ready and while tasks are done.
    says_that_it_lives = False

    def __init__(self, pipe: Connection[Any, Any]):
        self.pipe = pipe
        self.ready: Ready | None = None
        #: Why it cannot serve, in its own words.
        self.refusal: str | None = None
        self.is_broken = False

    @property
    def is_ready(self) -> bool:
        """Whether it can be given tasks."""
        return self.ready is not None and not self.is_broken

    @property
    @abstractmethod
    def reason(self) -> str:
        """Why it has ended, once it is broken."""

    def give(self, number: int, task: Task) -> bool:
        """Give it a task; `number` stands on what is heard of it. Whether it took it."""
        try:
            self.pipe.send(Assignment(number, task))
        except OSError:
            self.is_broken = True
        return not self.is_broken

    def receive(self, seconds: float | None) -> list[Any]:
        """Its messages about tasks, after waiting at most so long for the first."""
        messages: list[Any] = []
        try:
            while self.pipe.poll(0 if messages else seconds):
                message = self.pipe.recv()
                if isinstance(message, Ready):
                    self.ready = message
                    break
                if isinstance(message, NotForkable):
                    self.refusal, self.is_broken = str(message), True
                    break
                messages.append(message)
        except Exception:  # the pipe has closed, or what came through it cannot be read
            self.is_broken = True
        return messages

    def end_soon(self, *, busy: bool) -> None:
        """Ask it to end, also in the middle of its work; `close` waits for that."""
        if not self.is_broken:
            with suppress(OSError, ValueError):
                self.pipe.send(None)
        if not self.is_ready or (busy and not self.listens_at_work):
            self.process.terminate()

    def kill(self) -> None:
        """End it without asking, as one that is stuck must be; `close` waits for that."""
        self.process.kill()

    def close(self) -> None:
        """End the process, and with it all that it has started."""
        with suppress(OSError):
            self.pipe.close()
        if not self._has_ended(_STOP_SECONDS):
            self.process.terminate()
            if not self._has_ended(_KILL_SECONDS):
                self.process.kill()
                self._has_ended(_STOP_SECONDS)
        self.is_broken = True

    @abstractmethod
    def _has_ended(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""


class ForkServer(WorkerConnection):
    """A process that has loaded everything and forks a child for each task.

    Parameters
    ----------
    config : ServerConfig
    """

    process: subprocess.Popen[bytes]
    listens_at_work = says_that_it_lives = True

    def __init__(self, config: ServerConfig):
        ours, theirs = multiprocessing.Pipe()
        super().__init__(ours)
        _limit_waiting(ours, SILENT_SECONDS)
        # Not through multiprocessing, which would first run the caller's own main module in there.
        self.process = subprocess.Popen(  # noqa: S603 (our own module)
            python_command("-m", _SERVER, str(theirs.fileno()), str(os.getpid())),
            pass_fds=[theirs.fileno()],
            env=_environment(),
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        try:
            self.pipe.send(config)
        except OSError:
            self.is_broken = True

    @property
    def reason(self) -> str:
        """Why it has ended."""
        if self.ready is not None:
            return _CRASHED
        return self.refusal or "it ended unexpectedly"

    def _has_ended(self, seconds: float) -> bool:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


def _limit_waiting(pipe: Connection[Any, Any], seconds: float) -> None:
    """Let nobody wait longer in the middle of a message, where the other end has stopped."""
    limit = struct.pack("ll", int(seconds), int(seconds % 1 * 1e6))
    with socket.socket(fileno=os.dup(pipe.fileno())) as ours:
        for direction in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            ours.setsockopt(socket.SOL_SOCKET, direction, limit)


def _environment() -> dict[str, str]:
    """Environment of the server.

    No library may start threads of its own, which a fork would not take along.
    """
    return computing_environment() | {
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
