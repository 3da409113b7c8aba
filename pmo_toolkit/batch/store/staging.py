"""Files on their way: made beside the results, moved into place when they are whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pmo_toolkit.core.atomic_files import TEMPORARY

#: Begins the name of every folder of files on their way, so that what a killed run left behind can
#: be told apart.
STAGING_PREFIX = ".pmo-run-"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A fresh folder inside `folder` for files on their way; it is removed at the end.

    What killed runs left behind is removed too, so the caller must hold the folder's lock.
    """
    _tidy(folder)
    made = folder / f"{STAGING_PREFIX}{secrets.token_hex(4)}"
    made.mkdir()
    try:
        yield made
    finally:
        _tidy(folder)  # processes of a killed run may have written on for a moment


def _tidy(folder: Path) -> None:
    for left in folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in (*folder.glob(f".*{TEMPORARY}"), *folder.glob(f"*/.*{TEMPORARY}")):
        with suppress(OSError):
            left.unlink()
