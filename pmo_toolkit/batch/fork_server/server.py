"""The warm parent: one process that has loaded everything once, and forks a process for each task.

It has a single thread, keeps no sockets, has never computed with several threads, and ends with the
process that started it; its children end with it.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pmo_toolkit.batch.fork_server.forking import Forked, run_apart
from pmo_toolkit.batch.fork_server.messages import Answer, Given, Orders, Ready, Told
from pmo_toolkit.batch.fork_server.preload import NotWarm, Preparation, preload, rehearse, settle
from pmo_toolkit.batch.kernel.progress import Progress
from pmo_toolkit.core.child_processes import end_with_starter
from pmo_toolkit.core.logs import LOG_FORMAT

log = logging.getLogger(__name__)
_TICK_SECONDS = 0.5
#: With no more proposals than these a rehearsal would cost more than it saves.
_FEW = 4


def serve(pipe: Connection, orders: Orders) -> None:
    """Be a warm parent until `pipe` says None or closes.

    Parameters
    ----------
    pipe : Connection
        Sends `Ready` or `NotWarm`, then takes `Given` and sends `Told` and `Answer`.
    orders : Orders
    """
    _hush(orders.log)
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the starter decides what it means
    signal.signal(
        signal.SIGTERM, lambda *_: os._exit(1)
    )  # the children go too: the system sees to it
    try:
        preload()
        from pmo_toolkit.batch.kernel.kernel import keep_kernel_waiting

        unshared = _share(orders.preparation)
        keep_kernel_waiting()
        settle()
    except NotWarm as why:
        pipe.send(why)
        return
    pipe.send(Ready(os.getpid(), unshared))
    _Parent(pipe, orders).work()


class _Parent:
    def __init__(self, pipe: Connection, orders: Orders):
        self.pipe, self.orders = pipe, orders
        self.running: dict[int, Forked] = {}

    def work(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            for each in self.running.values():
                each.kill()

    def _turn(self) -> bool:
        """Hear what there is to hear; False when the starter wants no more."""
        by_pipe = {forked.pipe: number for number, forked in self.running.items()}
        for heard in wait([self.pipe, *by_pipe], self._next_deadline()):
            if heard is self.pipe:
                try:
                    given = self.pipe.recv()
                except (EOFError, OSError):
                    return False
                if given is None:
                    return False
                self._start(given)
            else:
                self._hear(by_pipe[heard])  # type: ignore[index] # wait gives back what it was given
        for number in [number for number, forked in self.running.items() if forked.overdue()]:
            self._answer(number, self.running[number].end_overdue())
        return True

    def _next_deadline(self) -> float | None:
        return _TICK_SECONDS if self.running else None

    def _start(self, given: Given) -> None:
        others = (self.pipe, *(each.pipe for each in self.running.values()))
        try:
            forked = Forked(
                given.task, memory_megabytes=self.orders.memory_megabytes, closing=others
            )
        except OSError as error:
            lost = RuntimeError(f"the kernel process could not be started: {error.strerror}")
            self.pipe.send(Answer(given.number, given.task.lost(Progress(), lost, 0.0)))
            return
        self.running[given.number] = forked

    def _hear(self, number: int) -> None:
        forked = self.running[number]
        ended, result = forked.hear()
        if ended:
            self._answer(number, result)
        elif getattr(forked.task, "followed", False) and forked.last:
            self.pipe.send(Told(number, forked.last))

    def _answer(self, number: int, result: Any) -> None:
        del self.running[number]
        self.pipe.send(Answer(number, result))


def _share(preparation: Preparation | None) -> str | None:
    """Take over what was prepared in another process; why not, if it could not be."""
    if preparation is None:
        return None
    from pmo_toolkit.assessment.prepared_cache import share

    prepared = run_apart(preparation)
    if isinstance(prepared, NotWarm):
        log.warning("nothing is shared between proposals: %s", prepared)
        return str(prepared)
    share(preparation.workspace, prepared)
    if len(preparation.proposals) > _FEW:
        rehearse(prepared, preparation.seed, preparation.proposals)
    return None


def _hush(path: Path | None) -> None:
    """Send everything that this process and its children print to the log, or to nowhere."""
    sink = os.open(path or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    for number in (1, 2):
        os.dup2(sink, number)
    # The log keeps a way of its own: while a cell runs, the streams belong to the cell.
    handler = logging.StreamHandler(
        os.fdopen(sink, "a", encoding="utf-8", errors="backslashreplace")
    )
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO if path else logging.WARNING)
    for file in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            file.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]


if __name__ == "__main__":
    from pmo_toolkit.batch.fork_server.server import (
        serve as _serve,
    )  # this module by its own name, as its messages know it

    end_with_starter(int(sys.argv[2]))
    _pipe: Connection = Connection(int(sys.argv[1]))
    _serve(_pipe, _pipe.recv())
