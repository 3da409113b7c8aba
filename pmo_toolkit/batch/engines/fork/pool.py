"""Proposals done by processes forked from one warm parent.

One that dies takes only its own with it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from pmo_toolkit.batch.engines.fork.job_task import JobTask
from pmo_toolkit.batch.engines.spawn.pool import CrewError
from pmo_toolkit.batch.fork_server.connection import Link
from pmo_toolkit.batch.fork_server.messages import Answer, Orders
from pmo_toolkit.batch.fork_server.preload import Preparation
from pmo_toolkit.batch.job.job import Done, Job
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.stopping import StopsAtTheEnd

#: A parent that is not ready by then, preparation of the workspace included, never will be.
_START_SECONDS = 1800.0
_TICK_SECONDS = 1.0
_GUILTY = "the process that starts all others ended abruptly each time that this one was at work"


class WarmCrew(StopsAtTheEnd):
    """Up to `size` proposals at once, each in a process of its own; use it in a ``with`` block.

    Parameters
    ----------
    size : int
        Number of processes at work at once, at least 1.
    notebook : Path
        The notebook that they run.
    timeout_seconds : float
        Time allowed for the cells of one notebook.
    log : Path, optional
        File for everything they have to say; without it they are silent.
    preparation : Preparation, optional
        What the proposals share.
    memory_megabytes : float, optional
        Private memory allowed for each proposal.
    """

    def __init__(
        self,
        size: int,
        notebook: Path,
        timeout_seconds: float,
        log: Path | None = None,
        *,
        preparation: Preparation | None = None,
        memory_megabytes: float | None = None,
    ):
        self.size, self.notebook, self.timeout_seconds = size, notebook, timeout_seconds
        self.orders = Orders(preparation, memory_megabytes, log)
        self._link: Link | None = None

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do all `jobs`; results come as they are ready, in no fixed order.

        Raises
        ------
        CrewError
            If the warm parent cannot be started.
        """
        waiting, suspects = deque(jobs), deque[Job]()
        at_work: dict[int, tuple[Job, float]] = {}
        number = 0
        while waiting or suspects or at_work:
            link = self._ready()
            while (
                not link.is_broken
                and (given := self._next(waiting, suspects, len(at_work))) is not None
            ):
                number += 1
                at_work[number] = (given, time.monotonic())
                link.give(number, JobTask(given, self.notebook, self.timeout_seconds))
            for message in link.heard(_TICK_SECONDS):
                if isinstance(message, Answer) and message.number in at_work:
                    job, _ = at_work.pop(message.number)
                    if suspects and suspects[0] is job:
                        suspects.popleft()
                    yield message.result
            if link.is_broken:
                self.stop()
                alone = suspects.popleft() if suspects else None
                for job, since in at_work.values():
                    if job is alone:  # once with others, once alone: it is this one
                        yield Done(
                            job.proposal_id, Status.FAILED, _GUILTY, time.monotonic() - since
                        )
                    else:
                        suspects.append(job)
                at_work.clear()

    def _next(self, waiting: deque[Job], suspects: deque[Job], busy: int) -> Job | None:
        """The next job to give.

        One by one those that were at work when a parent died, then as many as may be.
        """
        if suspects:
            return None if busy else suspects[0]
        return waiting.popleft() if waiting and busy < self.size else None

    def stop(self) -> None:
        """End the parent and everything at work."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def _ready(self) -> Link:
        if self._link is not None:
            return self._link
        self._link = Link(self.orders)
        end = time.monotonic() + _START_SECONDS
        while not self._link.is_ready:
            self._link.heard(_TICK_SECONDS)
            if self._link.is_broken or time.monotonic() > end:
                why = self._link.unfit or "it ended unexpectedly"
                self.stop()
                raise CrewError(why)
        return self._link
