"""What this process is in a run: the module that every other may ask."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pmo_toolkit.batch.kernel.progress import SendProgress


class Role(StrEnum):
    """Where a notebook that is to be run now should run."""

    #: In another process, forked by a fork server; the way of any process that is not ours.
    EXTERNAL = "external"
    #: In a fork of this process, which has loaded everything and run nothing.
    FORKED = "forked"
    #: In this process, which ends with it.
    IN_PROCESS = "in-process"


_role = Role.EXTERNAL
_send: SendProgress = lambda *messages: None  # noqa: E731


def role() -> Role:
    """The role of this process."""
    return _role


def send_progress(*messages: Any) -> None:
    """Pass on a notebook's progress to whoever watches this process."""
    _send(*messages)


def set_role(new: Role, send: SendProgress) -> None:
    """Give this process a role, for the rest of its life."""
    global _role, _send
    _role, _send = new, send
