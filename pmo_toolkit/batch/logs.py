"""What the program and its libraries note down goes to a file or to nowhere; never to the screen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOG_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


def log_to(path: Path | None) -> None:
    """Send notes and warnings to `path`, or to nowhere.

    Raises
    ------
    OSError, ValueError
        If nothing can be written there.
    """
    handler: logging.Handler = logging.NullHandler()
    if path is not None:
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
        logging.root.setLevel(logging.INFO)
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    logging.root.addHandler(handler)
    logging.captureWarnings(True)


@contextmanager
def own_logging() -> Iterator[list[logging.Handler]]:
    """Take back what `log_to` does in the ``with`` block; yields the handlers that were there before."""
    before, level = list(logging.root.handlers), logging.root.level
    try:
        yield before
    finally:
        for handler in [each for each in logging.root.handlers if each not in before]:
            logging.root.removeHandler(handler)
            handler.close()
        logging.root.setLevel(level)
        logging.captureWarnings(False)
