"""Where the results of a run lie, behind a dozen methods: on this machine's disk or elsewhere.

Names are relative to the folder, with forward slashes, such as ``P-001/report.html``. Whoever
writes holds the lock.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from pmo_toolkit.batch.store.finishing import finish
from pmo_toolkit.core.atomic_files import TEMPORARY, move, sync_folder, write_bytes
from pmo_toolkit.core.file_lock import FolderLock, leads_elsewhere, open_no_link

#: Begins the name of every folder of files on their way, so that what a killed run left behind can
#: be told apart.
STAGING_PREFIX = ".pmo-run-"


class Folder(Protocol):
    """A folder of results.

    All methods raise OSError where the system refuses; `read_text` raises FileNotFoundError for
    what is not there.
    """

    @property
    def where(self) -> str:
        """The folder as a user knows it: a path, or an address such as ``s3://bucket/reports``."""

    def lock(self) -> AbstractContextManager[object]:
        """Hold the folder for this run while the ``with`` block runs.

        UsageError if another run holds it.
        """

    def staging(self) -> AbstractContextManager[Path]:
        """A fresh folder on a local disk for files on their way.

        Gone at the end, with what killed runs left behind.
        """

    def read_text(self, name: str) -> str:
        """A file as UTF-8 text."""

    def write_text(self, name: str, text: str) -> None:
        """Write a file, whole or not at all."""

    def take(self, staged: Path, name: str) -> None:
        """Let a finished file of the staging folder become `name`, whole or not at all.

        Its folder is made if need be.

        Readers may see it at once; it is sure to survive a power cut only after the next `settle`.
        """

    def settle(self, name: str) -> None:
        """Make sure that what `take` brought into the folder `name` survives a power cut."""

    def append(self, name: str, lines: Iterable[str]) -> None:
        """Add lines to the end of a file, made if need be.

        Once this returns they survive a power cut.
        """

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def remove_empty(self, name: str) -> None:
        """Remove a folder, if it is there and empty; where folders are only names, nothing."""

    def size(self, name: str) -> int | None:
        """Bytes of a file; None if it is not there."""

    def sha256(self, name: str) -> str | None:
        """sha256 of a file; None where reading it would be a download, so that it is not known."""

    def is_link(self, name: str) -> bool:
        """Whether a name leads elsewhere, so that writing there would change what is not ours."""

    def names(self) -> list[str]:
        """Names of what lies in the folder itself, folders included, in no fixed order."""


class LocalFolder:
    """A folder on a disk of this machine, or on a drive that behaves like one.

    Symbolic links in it are never followed in writing or removing: what they lead to is not ours.

    Parameters
    ----------
    path : Path
        Absolute; prepared by `prepare_target`.
    """

    def __init__(self, path: Path):
        self.path = path

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)

    def lock(self) -> AbstractContextManager[object]:
        """The system's own lock, which ends with the process that holds it."""
        return FolderLock(self.path)

    def staging(self) -> AbstractContextManager[Path]:
        """Inside the folder, so that files move without being copied.

        What a killed run had completed is put in place first.
        """
        finish(self.path)
        return staging(self.path)

    def read_text(self, name: str) -> str:
        """A file as UTF-8 text."""
        return (self.path / name).read_text(encoding="utf-8")

    def write_text(self, name: str, text: str) -> None:
        """Under a temporary name, forced to the disk, then put in place."""
        write_bytes(self.path / name, text.encode("utf-8"))

    def take(self, staged: Path, name: str) -> None:
        """In one step of the file system; whoever wrote the file has forced it to the disk."""
        target = self._own(name)
        target.parent.mkdir(exist_ok=True)
        move(staged, target, sync=False)

    def settle(self, name: str) -> None:
        """Force the entries of a folder to the disk."""
        for folder in (self.path / name, self.path):
            sync_folder(folder)

    def append(self, name: str, lines: Iterable[str]) -> None:
        """In one write, forced to the disk.

        A torn line that a killed run left at the end is ended first, so that it spoils nothing but
        itself.
        """
        data = "".join(f"{line}\n" for line in lines).encode("utf-8")
        if not data:
            return
        path = self._own(name)
        new = not path.exists()
        with open(path, "a+b", opener=open_no_link) as file:
            if file.tell() and not _ends_a_line(path):
                data = b"\n" + data
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if new:
            sync_folder(self.path)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        self._own(name).unlink(missing_ok=True)

    def remove_empty(self, name: str) -> None:
        """Remove a folder, if it is there and empty."""
        with suppress(OSError):
            (self.path / name).rmdir()

    def size(self, name: str) -> int | None:
        """Bytes of a file; None if it is not there or no file."""
        try:
            return (self.path / name).stat().st_size
        except OSError:
            return None

    def sha256(self, name: str) -> str | None:
        """sha256 of a file; empty if it cannot be read."""
        try:
            with (self.path / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def is_link(self, name: str) -> bool:
        """Whether it is a symbolic link or, on Windows, a junction."""
        return leads_elsewhere(self.path / name)

    def names(self) -> list[str]:
        """Names of what lies in the folder itself."""
        return [path.name for path in self.path.iterdir()]

    def _own(self, name: str) -> Path:
        """The path of a file whose folder is no link.

        Raises
        ------
        OSError
            If it is one.
        """
        path = self.path / name
        if path.parent != self.path and leads_elsewhere(path.parent):
            raise OSError(
                errno.ELOOP, "it is a symbolic link, which is not followed", str(path.parent)
            )
        return path


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


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
            if left.parent == folder or not leads_elsewhere(left.parent):
                left.unlink()
