"""Worker processes that misbehave; each stands in for `serve`."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pmo_toolkit.batch.engines.spawn.worker import READY
from pmo_toolkit.batch.job.job import Done
from pmo_toolkit.batch.job.outcome import Status


def never_ready(pipe, orders):
    os._exit(3)


def silent(pipe, orders):
    pipe.send(READY)
    pipe.recv()
    time.sleep(60)


def broken_off(pipe, orders):
    """Dies in the middle of its answer."""
    pipe.send(READY)
    pipe.recv()
    os.write(pipe.fileno(), b"\x00\x00\x01\x00half")
    os._exit(0)


def talks_nonsense(pipe, orders):
    pipe.send(READY)
    pipe.recv()
    pipe.send_bytes(b"no pickle")
    time.sleep(60)


def dies_once(pipe, orders):
    """The first job kills its worker; the others are done."""
    pipe.send(READY)
    while (job := pipe.recv()) is not None:
        if job.proposal_id == "P-0":
            os._exit(9)
        time.sleep(0.2)
        pipe.send(
            Done(job.proposal_id, Status.RENDERED, None, 0.1, (str(os.getpid()), Path.cwd().name))
        )
