"""How far something long is, shown where someone watches.

In a notebook's cell, on a terminal, or through a file to the process that waits for this one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

#: Is told what is done, how many steps are behind, and of how many.
Progress = Callable[[str, int, int], None]

#: Names the file through which a process tells the one that started it how far it is; ``off`` keeps
#: everything quiet, as in notebooks whose outputs become a report.
PROGRESS_VARIABLE = "PMO_PROGRESS"
QUIET = "off"


def shown_progress() -> Progress | None:
    """What shows progress here, or None where nobody watches."""
    named = os.environ.get(PROGRESS_VARIABLE)
    if named:
        return None if named == QUIET else FileProgress(Path(named))
    # Loaded by whoever runs a notebook; a plain program need not have it.
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if hasattr(shell, "kernel"):
        return NotebookProgress(shell)
    return TerminalProgress(sys.stderr) if sys.stderr is not None and sys.stderr.isatty() else None


class FileProgress:
    """The last line in a file; where it cannot be written, nobody is told.

    Parameters
    ----------
    path : Path
    """

    def __init__(self, path: Path):
        self.path = path

    def __call__(self, what: str, done: int, total: int) -> None:
        """Write how far it is, whole or not at all."""
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            beside.write_text(progress_line(what, done, total), encoding="utf-8")
            beside.replace(self.path)

    def read(self) -> str:
        """The last line, or nothing."""
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""


class TerminalProgress:
    """One line that is written over and goes away at the end.

    Parameters
    ----------
    stream : text stream
    """

    def __init__(self, stream: TextIO):
        self.stream = stream
        self._width = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far it is."""
        line = progress_line(what, done, total) if done < total else ""
        self.stream.write(f"\r{line.ljust(self._width)}" + ("" if line else "\r"))
        self.stream.flush()
        self._width = len(line)


class NotebookProgress:
    """One output of the running cell, written over.

    Parameters
    ----------
    shell : InteractiveShell
    """

    def __init__(self, shell: Any):
        self.shell = shell
        self._cell: int | None = None
        self._handle: Any = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far it is."""
        display: Any = import_module("IPython.display").display
        text = {"text/plain": progress_line(what, done, total)}
        if self._handle is None or self._cell != self.shell.execution_count:
            self._cell = self.shell.execution_count
            self._handle = display(text, raw=True, display_id=True)
        else:
            self._handle.update(text, raw=True)


def progress_line(what: str, done: int, total: int) -> str:
    """``measuring how far estimates of effort can be trusted: 3 of 7``."""
    return f"{what}: {done} of {total}"
