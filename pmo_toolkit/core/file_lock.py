"""One run at a time into one folder.

The system's own file lock is used: it ends with the process that holds it, so that a killed run
never blocks the next.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pmo_toolkit.core.errors import UsageError

#: Name of the lock file in the folder of results.
LOCK_NAME = ".pmo-lock"
#: What Windows calls a mount point, the kind of link that anyone may make there.
_JUNCTION = 0xA0000003
#: Between two attempts to take it.
_PAUSE_SECONDS = 0.05
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class FolderLock:
    """Holds a folder for this process while the ``with`` block runs.

    Parameters
    ----------
    folder : Path
        An existing folder.
    patience : float
        Seconds to wait for another one that holds it.

    Raises
    ------
    UsageError
        On entry, if another run holds the folder.
    """

    def __init__(self, folder: Path, patience: float = 0.0):
        self.folder, self.patience = folder, patience
        self._file: BinaryIO | None = None

    def __enter__(self) -> FolderLock:
        path, latest = self.folder / LOCK_NAME, time.monotonic() + self.patience
        while True:
            file = self._opened(path)
            try:
                _take(file)
            except OSError as error:
                file.close()
                if error.errno in _TAKEN and time.monotonic() < latest:
                    time.sleep(_PAUSE_SECONDS)
                    continue
                if error.errno in _TAKEN:
                    raise UsageError(
                        f"another run is writing into {self.folder} just now. Wait for it, or"
                        " choose another --out"
                    ) from None
                raise
            except BaseException:
                file.close()
                raise
            # The holder before us removes the file as it leaves: then we hold one that is no longer
            # there.
            if _is_still(file, path):
                self._file = file
                return self
            file.close()

    def _opened(self, path: Path) -> BinaryIO:
        """The lock file; refused where it is a link, since it would be made where that leads."""
        try:
            return open(path, "a+b", opener=open_no_link)
        except OSError:
            if not leads_elsewhere(path):
                raise
            raise UsageError(
                f"{path} is a symbolic link. Remove it, or choose another --out"
            ) from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        path = self.folder / LOCK_NAME
        if os.name == "posix":
            with suppress(OSError):
                path.unlink()
        self._file.close()
        if os.name != "posix":  # there an open file cannot be removed
            with suppress(OSError):
                path.unlink()
        self._file = None


def leads_elsewhere(path: Path) -> bool:
    """Whether a path is itself a symbolic link or, on Windows, a junction."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def open_no_link(path: str, flags: int) -> int:
    """Open a file as `open` does, but fail where it is a symbolic link."""
    if leads_elsewhere(Path(path)):  # systems without the flag
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _is_still(file: BinaryIO, path: Path) -> bool:
    """Whether the open file is the one that lies at `path` now."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _UNSUPPORTED = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}

    def _take(file: BinaryIO) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some network drives know no locks; working without one there beats not working.
            if error.errno not in _UNSUPPORTED:
                raise
