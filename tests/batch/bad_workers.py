"""Worker processes that misbehave; each stands in for `serve`."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pmo_toolkit.batch.fork_server.messages import Answer, Ready
from pmo_toolkit.batch.job.job import JobResult
from pmo_toolkit.batch.job.outcome import Status

READY = Ready(0)


def never_ready(pipe, log, memory):
    os._exit(3)


def silent(pipe, log, memory):
    pipe.send(READY)
    pipe.recv()
    time.sleep(60)


def broken_off(pipe, log, memory):
    """Dies in the middle of its answer."""
    pipe.send(READY)
    pipe.recv()
    os.write(pipe.fileno(), b"\x00\x00\x01\x00half")
    os._exit(0)


def talks_nonsense(pipe, log, memory):
    pipe.send(READY)
    pipe.recv()
    pipe.send_bytes(b"no pickle")
    time.sleep(60)


def dies_once(pipe, log, memory):
    """The first job kills its worker; the others are done."""
    pipe.send(READY)
    while (assignment := pipe.recv()) is not None:
        proposal = assignment.task.job.proposal_id
        if proposal == "P-0":
            os._exit(9)
        time.sleep(0.2)
        files = (str(os.getpid()), Path.cwd().name)
        pipe.send(Answer(assignment.number, JobResult(proposal, Status.RENDERED, None, 0.1, files)))
