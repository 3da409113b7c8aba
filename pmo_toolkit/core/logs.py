"""What the program and its libraries note down goes to a file or to nowhere.

Never to the screen.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pmo_toolkit.core.errors import describe

LOG_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


def log_to(path: Path | None) -> None:
    """Send notes and warnings to `path`, or to nowhere.

    Raises
    ------
    OSError, ValueError
        If nothing can be written there.
    """
    logging.root.addHandler(
        logging.NullHandler()
    )  # without any handler, warnings would reach the screen
    logging.captureWarnings(True)
    if path is None:
        return
    handler = LogFile(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    logging.root.setLevel(logging.INFO)
    logging.root.addHandler(handler)


class LogFile(logging.FileHandler):
    """A file of notes; one that cannot be written any more is given up with one sentence.

    Reports matter more.
    """

    given_up = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a note, unless the file is given up."""
        if not self.given_up:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Give the file up where the system refuses it.

        A note that cannot be put into words is left out.
        """
        error = sys.exception()
        if isinstance(error, OSError):
            self.given_up = True
            told = f"--log: {self.baseFilename} ends early: {describe(error)}. The run goes on"
            print(told.encode("ascii", "backslashreplace").decode("ascii"), file=sys.stderr)

    def close(self) -> None:
        """Close the file, whatever the system says to the rest of it."""
        with suppress(OSError):
            super().close()


@contextmanager
def own_logging() -> Iterator[list[logging.Handler]]:
    """Take back what `log_to` does in the ``with`` block.

    Yields the handlers that were there before.
    """
    before, level = list(logging.root.handlers), logging.root.level
    logging.root.addHandler(logging.NullHandler())  # until `log_to` says where to
    try:
        yield before
    finally:
        for handler in [each for each in logging.root.handlers if each not in before]:
            logging.root.removeHandler(handler)
            handler.close()
        logging.root.setLevel(level)
        logging.captureWarnings(False)


def redirect_output(log: Path | None) -> None:
    """Send everything that this process and its children print to a file, or to nowhere.

    Notes of the program go there too, by a way of their own: whoever takes over the streams for a
    while does not take them over.
    """
    sink = os.open(log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    for number in (1, 2):
        os.dup2(sink, number)
    file = os.fdopen(sink, "a", encoding="utf-8", errors="backslashreplace")
    handler = logging.StreamHandler(file)
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO if log else logging.WARNING)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]
