"""What this process is in a run: the module that every other may ask."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Where a notebook that is to be run now should run."""

    #: In a process of its own, forked from a warm parent; the way of any process that is not ours.
    AWAY = "away"
    #: In a fork of this process, which is warm and has run nothing.
    APART = "apart"
    #: In this process, which ends with it.
    HERE = "here"


_role = Role.AWAY
_tell: Callable[..., object] = lambda *messages: None  # noqa: E731


def role() -> Role:
    """The role of this process."""
    return _role


def tell(*messages: Any) -> None:
    """Pass on word of a notebook's progress to whoever watches this process."""
    _tell(*messages)


def become(new: Role, watcher: Callable[..., object]) -> None:
    """Take a role, for the rest of this process."""
    global _role, _tell
    _role, _tell = new, watcher
