"""The fork server: one process that has loaded everything once, and forks a child for each task.

It has a single thread, keeps no sockets, has never computed with several threads, and ends with the
process that started it; its children end with it.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

from pmo_toolkit.batch.fork_server.forking import Forked, run_forked
from pmo_toolkit.batch.fork_server.messages import (
    Alive,
    Answer,
    Assignment,
    ProgressReport,
    Ready,
    ServerConfig,
)
from pmo_toolkit.batch.fork_server.preload import (
    NotForkable,
    Preparation,
    make_forkable,
    preload,
    rehearse,
)
from pmo_toolkit.batch.kernel.progress import Progress
from pmo_toolkit.core.logs import redirect_output
from pmo_toolkit.core.processes.child_processes import end_with_starter

log = logging.getLogger(__name__)
_TICK_SECONDS = 0.5
#: While it gets ready and while tasks are done it says so often that it lives, so that one that is
#: stuck is noticed.
_ALIVE_SECONDS = 2.0
#: With no more proposals than these a rehearsal would cost more than it saves.
_FEW = 4


def serve(pipe: Connection, config: ServerConfig) -> None:
    """Be a fork server until `pipe` says None or closes.

    Parameters
    ----------
    pipe : Connection
        Sends `Alive` until it sends `Ready` or `NotForkable`, then takes `Assignment` and sends
        `ProgressReport`, `Alive` and `Answer`.
    config : ServerConfig
    """
    redirect_output(config.log)
    # Ctrl-C reaches the whole group; the starter decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The children go too: the system sees to it.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
    sign = _SignOfLife(pipe)
    try:
        preload(sign)
        from pmo_toolkit.batch.kernel.kernel import make_kernel_ahead

        unshared = _share(config.preparation, sign)
        sign()
        make_kernel_ahead()
        make_forkable()
    except NotForkable as why:
        pipe.send(why)
        return
    pipe.send(Ready(os.getpid(), unshared))
    _Server(pipe, config).work()


class _SignOfLife:
    """Says that this process lives, every few seconds at most, however often it is called."""

    def __init__(self, pipe: Connection):
        self.pipe, self._next = pipe, 0.0

    def __call__(self) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _ALIVE_SECONDS
            self.pipe.send(Alive())


class _Server:
    def __init__(self, pipe: Connection, config: ServerConfig):
        self.pipe, self.config = pipe, config
        self.running: dict[int, Forked] = {}
        self._sign = _SignOfLife(pipe)

    def work(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            for forked in self.running.values():
                forked.kill()

    def _turn(self) -> bool:
        """Read what there is to read; False when the starter wants no more."""
        by_pipe = {forked.pipe: number for number, forked in self.running.items()}
        for pipe in wait([self.pipe, *by_pipe], self._next_deadline()):
            if pipe is self.pipe:
                try:
                    assignment = self.pipe.recv()
                except (EOFError, OSError):
                    return False
                if assignment is None:
                    return False
                self._start(assignment)
            else:
                self._receive(by_pipe[pipe])  # type: ignore[index] # wait gives back what it was assignment
        for number, forked in list(self.running.items()):
            if (failure := forked.ended_from_outside()) is not None:
                self._answer(number, failure)
        if self.running:
            self._sign()
        return True

    def _next_deadline(self) -> float | None:
        return _TICK_SECONDS if self.running else None

    def _start(self, assignment: Assignment) -> None:
        others = (self.pipe, *(forked.pipe for forked in self.running.values()))
        try:
            forked = Forked(
                assignment.task, memory_megabytes=self.config.memory_megabytes, closing=others
            )
        except OSError as refused:
            error = RuntimeError(f"the kernel process could not be started: {refused.strerror}")
            failure = assignment.task.failure(Progress(), error, 0.0)
            self.pipe.send(Answer(assignment.number, failure))
            return
        self.running[assignment.number] = forked

    def _receive(self, number: int) -> None:
        forked = self.running[number]
        ended, result = forked.receive()
        if ended:
            self._answer(number, result)
        elif getattr(forked.task, "followed", False) and forked.last:
            self.pipe.send(ProgressReport(number, forked.last))

    def _answer(self, number: int, result: Any) -> None:
        del self.running[number]
        self.pipe.send(Answer(number, result))


def _share(
    preparation: Preparation | None, sign: Callable[[], object] = lambda: None
) -> str | None:
    """Take over what was prepared in another process; why not, if it could not be."""
    if preparation is None:
        return None
    from pmo_toolkit.assessment.prepared_cache import share

    try:
        prepared = run_forked(preparation, sign=sign)
    except OSError as refused:
        prepared = NotForkable(f"no process could be started: {refused.strerror}")
    if isinstance(prepared, NotForkable):
        log.warning("nothing is shared between proposals: %s", prepared)
        return str(prepared)
    share(preparation.workspace, prepared)
    if len(preparation.proposals) > _FEW:
        rehearse(prepared, preparation.seed, preparation.proposals, sign)
    return None


if __name__ == "__main__":
    # This module by its own name, as its messages know it.
    from pmo_toolkit.batch.fork_server.server import serve as _serve

    end_with_starter(int(sys.argv[2]))
    _pipe: Connection = Connection(int(sys.argv[1]))
    _serve(_pipe, _pipe.recv())
