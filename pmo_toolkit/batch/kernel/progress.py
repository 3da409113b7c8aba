"""What is told of a notebook on its way, and what it comes to when its process can tell no more.

Whoever forked the process keeps what it hears as bytes: it is read only if the process is lost, or
if someone follows.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Begun:
    """A notebook begins: it as it was given its parameters."""

    notebook: Mapping[str, Any]


@dataclass(frozen=True)
class CellBegun:
    """A cell begins; what papermill has noted of it."""

    index: int
    noted: Mapping[str, Any]


@dataclass(frozen=True)
class CellDone:
    """A cell has ended."""

    index: int
    cell: Mapping[str, Any]


@dataclass(frozen=True)
class Ended:
    """The notebook has ended; what follows is other work."""


Message = Begun | CellBegun | CellDone | Ended
#: Called with what is to be told of a notebook on its way, in the order in which it happened.
Tell = Callable[..., object]
#: First byte of packed messages, by what they do to the clock: start it, stop it, neither.
_STARTS, _STOPS, _GOES_ON = b"+", b"-", b"."


def packed(messages: tuple[Message, ...]) -> bytes:
    """Messages as bytes, with their effect on the clock before them."""
    mark = _GOES_ON
    for each in messages:
        mark = _STARTS if isinstance(each, Begun) else _STOPS if isinstance(each, Ended) else mark
    return mark + pickle.dumps(messages, protocol=5)


def unpacked(raw: bytes) -> tuple[Message, ...]:
    """The messages again; only for bytes that come from a process of our own."""
    messages: tuple[Message, ...] = pickle.loads(memoryview(raw)[1:])  # noqa: S301 (from a fork of this very process)
    return messages


class Progress:
    """A notebook as far as its messages tell, so that nothing is lost with the process that ran it."""

    def __init__(self) -> None:
        self.running_since: float | None = None
        self._heard: list[bytes] = []

    def hear(self, raw: bytes) -> None:
        """Follow packed messages."""
        mark = raw[:1]
        if mark == _STARTS:
            self._heard.clear()
            self.running_since = time.monotonic()
        elif mark == _STOPS:
            self.running_since = None
        self._heard.append(raw)

    @property
    def notebook(self) -> dict[str, Any] | None:
        """The notebook as it was when it was last heard of; None if it never was."""
        notebook: dict[str, Any] | None = None
        for message in (each for raw in self._heard for each in unpacked(raw)):
            if isinstance(message, Begun):
                notebook = dict(message.notebook)
            elif notebook is not None and isinstance(message, CellDone):
                notebook["cells"][message.index] = message.cell
            elif notebook is not None and isinstance(message, CellBegun):
                notebook["cells"][message.index]["metadata"]["papermill"] = message.noted
        return notebook
