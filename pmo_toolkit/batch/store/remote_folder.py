"""Results in an object store or on another machine, through fsspec.

``s3://bucket/folder`` and its like.

What is guaranteed. In an object store (S3, Google, Azure) each file is put as one object: a reader
sees the old one or the new one, never half of either, and once a method returns the store has it.
Elsewhere (such as sftp) a file is uploaded under a temporary name and then renamed, which is as
safe as the other system's renaming is.

What is not. Several files are never changed in one step, just as on a disk. The lock is an object
with the time of its last renewal, since stores have no locks of their own: two runs that begin
within the same moment are told apart where the driver can refuse to overwrite, and otherwise most
probably; a killed run holds the folder until its lock is `STALE_SECONDS` old. Clocks that differ by
more than that defeat it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from pmo_toolkit.batch.store.remote_lock import RemoteLock
from pmo_toolkit.core.atomic_files import TEMPORARY
from pmo_toolkit.core.errors import describe

#: Stores that put an object whole or not at all.
OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "memory"})


class RemoteFolder:
    """A folder of results behind an fsspec file system.

    Parameters
    ----------
    files : fsspec.AbstractFileSystem
    root : str
        Path of the folder in it.
    address : str
        The folder as the user named it.
    """

    def __init__(self, files: Any, root: str, address: str):
        self.files, self.root, self.address = files, root.rstrip("/"), address.rstrip("/")
        protocols = {files.protocol} if isinstance(files.protocol, str) else set(files.protocol)
        self._whole = bool(protocols & OBJECT_STORES)
        self._sizes: dict[str, int] | None = None
        self._appended: dict[str, str] = {}

    @property
    def where(self) -> str:
        """Its address."""
        return self.address

    def lock(self) -> AbstractContextManager[object]:
        """An object that says since when; see above for what it is worth."""
        return RemoteLock(self)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A temporary folder of this machine.

        The other side holds nothing on its way but temporary names.
        """
        if not self._whole:
            for left in self._listed():
                if left.rpartition("/")[2].startswith(".") and left.endswith(TEMPORARY):
                    self.remove(left)
        with tempfile.TemporaryDirectory(prefix="pmo-run-", ignore_cleanup_errors=True) as scratch:
            yield Path(scratch)

    def read_text(self, name: str) -> str:
        """A file as UTF-8 text."""
        return self.read_bytes(name).decode("utf-8")

    def write_text(self, name: str, text: str) -> None:
        """Put it whole."""
        self.write_bytes(name, text.encode("utf-8"))

    def take(self, staged: Path, name: str) -> None:
        """Upload it whole; the staged file is then removed, to spare this machine's disk."""
        size = staged.stat().st_size
        with self._as_os_errors(), self._placed(name) as target:
            self.files.put_file(str(staged), target)
        self._known(name, size)
        staged.unlink(missing_ok=True)

    def settle(self, name: str) -> None:
        """Nothing: what was taken is in the store already."""

    def append(self, name: str, lines: Iterable[str]) -> None:
        """Put the file anew with the added lines.

        Stores cannot append. It stays short, or this would be slow.
        """
        if name not in self._appended:
            try:
                self._appended[name] = self.read_text(name)
            except FileNotFoundError:
                self._appended[name] = ""
        before = self._appended[name]
        text = (
            before
            + ("\n" if before and not before.endswith("\n") else "")
            + "".join(f"{line}\n" for line in lines)
        )
        self.write_text(name, text)
        self._appended[name] = text

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        self._appended.pop(name, None)
        with self._as_os_errors(), suppress(FileNotFoundError):
            self.files.rm_file(self.path(name))
        if self._sizes is not None:
            self._sizes.pop(name, None)

    def remove_empty(self, name: str) -> None:
        """Remove a folder, where there are folders; in an object store they are only names."""
        if not self._whole:
            with suppress(Exception):
                self.files.rmdir(self.path(name))

    def size(self, name: str) -> int | None:
        """Bytes of a file; None if it is not there. All are listed once.

        Asking one by one would take minutes.
        """
        if self._sizes is None:
            self._sizes = self._listed()
        return self._sizes.get(name)

    def sha256(self, name: str) -> str | None:
        """Not known: to compare contents, `pmo verify` a copy of the folder."""
        return None

    def is_link(self, name: str) -> bool:
        """Never: stores know no links, and those of another machine are its own matter."""
        return False

    def names(self) -> list[str]:
        """Names of what lies in the folder itself."""
        with self._as_os_errors():
            self.files.invalidate_cache()
            try:
                paths = self.files.ls(self.root, detail=False)
            except FileNotFoundError:
                return []
        return [path.rstrip("/").rpartition("/")[2] for path in paths]

    def path(self, name: str) -> str:
        """A name as the file system knows it."""
        return f"{self.root}/{name}" if self.root else name

    def read_bytes(self, name: str) -> bytes:
        """Content of a file."""
        with self._as_os_errors():
            return bytes(self.files.cat_file(self.path(name)))

    def write_bytes(self, name: str, data: bytes) -> None:
        """Put a file whole."""
        with self._as_os_errors(), self._placed(name) as target:
            self.files.pipe_file(target, data)
        self._known(name, len(data))

    def create(self, name: str, data: bytes) -> None:
        """Put a file that must not be there yet.

        A driver that cannot refuse to overwrite does overwrite.
        """
        with self._as_os_errors():
            try:
                self.files.pipe_file(self.path(name), data, mode="create")
            except (TypeError, ValueError, NotImplementedError):
                self.write_bytes(name, data)

    def _listed(self) -> dict[str, int]:
        """Name of each file in the folder and below → its size in bytes."""
        with self._as_os_errors():
            self.files.invalidate_cache()
            try:
                entries = self.files.find(self.root, detail=True)
            except FileNotFoundError:
                entries = {}
        cut = len(self.path("").lstrip("/"))
        return {path.lstrip("/")[cut:]: int(entry["size"] or 0) for path, entry in entries.items()}

    def _known(self, name: str, size: int) -> None:
        if self._sizes is not None:
            self._sizes[name] = size

    @contextmanager
    def _placed(self, name: str) -> Iterator[str]:
        """Where to write a file so that it appears whole."""
        target = self.path(name)
        if self._whole:
            yield target
            return
        folder = target.rpartition("/")[0]
        self.files.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/.{token_hex(8)}{TEMPORARY}"
        try:
            yield temporary
            self.files.mv(temporary, target)
        except BaseException:
            with suppress(Exception):
                self.files.rm_file(temporary)
            raise

    @staticmethod
    @contextmanager
    def _as_os_errors() -> Iterator[None]:
        """Drivers raise errors of many kinds; whoever writes results knows one."""
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            raise OSError(describe(error)) from error
