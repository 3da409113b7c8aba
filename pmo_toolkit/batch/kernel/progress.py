"""How far a notebook has come, and what is left of it when its process dies.

Whoever forked the process keeps its messages as bytes: they are read only if the process dies, or
if someone follows.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NotebookStarted:
    """A notebook begins: it as it was given its parameters."""

    notebook: Mapping[str, Any]


@dataclass(frozen=True)
class CellStarted:
    """A cell begins; what papermill has noted of it."""

    index: int
    noted: Mapping[str, Any]


@dataclass(frozen=True)
class CellFinished:
    """A cell has ended."""

    index: int
    cell: Mapping[str, Any]


@dataclass(frozen=True)
class NotebookFinished:
    """The notebook has ended; what follows is other work."""


ProgressMessage = NotebookStarted | CellStarted | CellFinished | NotebookFinished
#: Called with progress messages, in the order in which things happened.
SendProgress = Callable[..., object]
#: First byte of packed messages, by what they do to the clock: start it, stop it, neither.
_STARTS, _STOPS, _GOES_ON = b"+", b"-", b"."


def pack_messages(messages: tuple[ProgressMessage, ...]) -> bytes:
    """Messages as bytes, with their effect on the clock before them."""
    mark = _GOES_ON
    for message in messages:
        if isinstance(message, NotebookStarted):
            mark = _STARTS
        elif isinstance(message, NotebookFinished):
            mark = _STOPS
    return mark + pickle.dumps(messages, protocol=5)


def unpack_messages(raw: bytes) -> tuple[ProgressMessage, ...]:
    """The messages again; only for bytes that come from a process of our own."""
    messages: tuple[ProgressMessage, ...] = pickle.loads(memoryview(raw)[1:])  # noqa: S301 (from a fork of this very process)
    return messages


class Progress:
    """A notebook as far as its messages tell: nothing is lost with the process that ran it."""

    def __init__(self) -> None:
        self.running_since: float | None = None
        self._received: list[bytes] = []

    def update(self, raw: bytes) -> None:
        """Take in packed messages."""
        mark = raw[:1]
        if mark == _STARTS:
            self._received.clear()
            self.running_since = time.monotonic()
        elif mark == _STOPS:
            self.running_since = None
        self._received.append(raw)

    @property
    def notebook(self) -> dict[str, Any] | None:
        """The notebook as it was when it was last heard of; None if it never was."""
        notebook: dict[str, Any] | None = None
        for message in (one for raw in self._received for one in unpack_messages(raw)):
            if isinstance(message, NotebookStarted):
                notebook = dict(message.notebook)
            elif notebook is not None and isinstance(message, CellFinished):
                notebook["cells"][message.index] = message.cell
            elif notebook is not None and isinstance(message, CellStarted):
                notebook["cells"][message.index]["metadata"]["papermill"] = message.noted
        return notebook
