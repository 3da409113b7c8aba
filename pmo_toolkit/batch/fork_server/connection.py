"""The line to a warm parent: start it, give it tasks, hear what becomes of them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import pmo_toolkit
from pmo_toolkit.batch.fork_server.forking import Task
from pmo_toolkit.batch.fork_server.messages import Given, Orders, Ready
from pmo_toolkit.batch.fork_server.preload import NotWarm
from pmo_toolkit.core.child_processes import child_environment, python_command

_SERVER = "pmo_toolkit.batch.fork_server.server"
_STOP_SECONDS = 10.0


class NotStarted(RuntimeError):
    """The warm parent could not be started; the message says why."""


class Link:
    """A warm parent and the pipe to it.

    Parameters
    ----------
    orders : Orders
    """

    def __init__(self, orders: Orders):
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = multiprocessing.Pipe()
        # Not through multiprocessing, which would first run the caller's own main module in there.
        command = python_command("-m", _SERVER, str(theirs.fileno()), str(os.getpid()))
        self.process = subprocess.Popen(  # noqa: S603 (our own module)
            command, pass_fds=[theirs.fileno()], env=_environment(), stdin=subprocess.DEVNULL
        )
        theirs.close()
        try:
            self.pipe.send(orders)
        except OSError as error:
            raise NotStarted(f"the warm parent ended at once: {error.strerror}") from error
        self.ready: Ready | None = None
        #: Why it cannot serve.
        self.unfit: str | None = None
        self.is_broken = False

    @property
    def is_ready(self) -> bool:
        """Whether it can be given tasks."""
        return self.ready is not None and not self.is_broken

    def give(self, number: int, task: Task) -> None:
        """Give it a task; `number` stands on what is heard of it."""
        try:
            self.pipe.send(Given(number, task))
        except OSError:
            self.is_broken = True

    def heard(self, seconds: float | None) -> list[Any]:
        """What has been heard, after waiting at most so long for the first of it."""
        messages: list[Any] = []
        try:
            while self.pipe.poll(seconds if not messages else 0):
                message = self.pipe.recv()
                if isinstance(message, Ready):
                    self.ready = message
                elif isinstance(message, NotWarm):
                    self.unfit, self.is_broken = str(message), True
                else:
                    messages.append(message)
                if isinstance(message, Ready | NotWarm):
                    break
        except Exception:  # the pipe has closed, or what came through it cannot be read
            self.is_broken = True
        return messages

    def close(self) -> None:
        """End the parent, and with it all that it has forked."""
        if not self.is_ready:  # it does not listen yet, perhaps for minutes
            self.process.terminate()
        with suppress(OSError, ValueError):
            self.pipe.send(None)
        with suppress(OSError):
            self.pipe.close()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.is_broken = True


def _environment() -> dict[str, str]:
    """Environment of the parent.

    No library may start threads of its own, which a fork would not take along.
    """
    return (
        child_environment()
        | dict.fromkeys(pmo_toolkit.THREAD_VARIABLES, "1")
        | {
            "JE_ARROW_MALLOC_CONF": "background_thread:false",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
    )
