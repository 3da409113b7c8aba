"""Standard output and error while a cell runs.

What Python prints, and what others write past it.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

#: Called with the name of a stream, ``stdout`` or ``stderr``, and a piece of its text.
Publish = Callable[[str, str], object]


class CellStream(io.TextIOBase):
    """Collects what a cell prints and hands it on when flushed.

    Parameters
    ----------
    name : {"stdout", "stderr"}
    publish : callable
    number : int
        The system's number of the stream, 1 or 2.
    """

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, publish: Publish, number: int):
        self.name, self._publish, self._number = name, publish, number
        self._parts: list[str] = []
        self._raw: IO[bytes] = tempfile.TemporaryFile(prefix="pmo-", buffering=0)  # noqa: SIM115 (lives as long as we)
        self._read = 0

    def write(self, text: str) -> int:
        """Collect `text`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was printed, then what reached the system's stream past Python."""
        text = "".join(self._parts)
        self._parts.clear()
        text += self._bypassing_text()
        if text:
            self._publish(self.name, text)

    def writable(self) -> bool:
        """Yes."""
        return True

    def isatty(self) -> bool:
        """No: nobody sits before it."""
        return False

    def fileno(self) -> int:
        """The system's own stream, for programs that a cell starts."""
        return self._number

    @contextmanager
    def taking_over(self) -> Iterator[None]:
        """Let the system's stream end up here too while the ``with`` block runs."""
        before = os.dup(self._number)
        os.dup2(self._raw.fileno(), self._number)
        try:
            yield
        finally:
            os.dup2(before, self._number)
            os.close(before)

    def _bypassing_text(self) -> str:
        size = os.fstat(self._raw.fileno()).st_size
        if size <= self._read:
            return ""
        content = os.pread(self._raw.fileno(), size - self._read, self._read)
        self._read = size
        return content.decode("utf-8", errors="replace")


class CellOutput:
    """Both streams of one kernel and the cell's own logging, apart from those of the process.

    Parameters
    ----------
    publish : callable
    """

    def __init__(self, publish: Publish):
        self.stdout, self.stderr = (
            CellStream("stdout", publish, 1),
            CellStream("stderr", publish, 2),
        )
        self._logging: tuple[list[logging.Handler], int] = ([], logging.WARNING)

    def flush(self) -> None:
        """Hand on what is left in either stream."""
        self.stdout.flush()
        self.stderr.flush()

    @contextmanager
    def around_cell(self) -> Iterator[None]:
        """Let everything that is printed or logged in the ``with`` block belong to the cell."""
        outside = sys.stdout, sys.stderr
        with self._own_logging(), self.stdout.taking_over(), self.stderr.taking_over():
            sys.stdout, sys.stderr = self.stdout, self.stderr
            try:
                yield
            finally:
                self.flush()
                sys.stdout, sys.stderr = outside

    @contextmanager
    def _own_logging(self) -> Iterator[None]:
        """A cell sees the logging that it set up itself, never that of the batch."""
        root = logging.root
        outside = list(root.handlers), root.level
        root.handlers[:], root.level = self._logging
        logging.root.manager._clear_cache()  # type: ignore[attr-defined] # loggers remember what is enabled
        try:
            yield
        finally:
            self._logging = list(root.handlers), root.level
            root.handlers[:], root.level = outside
            logging.root.manager._clear_cache()  # type: ignore[attr-defined]
