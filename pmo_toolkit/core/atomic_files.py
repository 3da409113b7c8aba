"""Files that are there whole or not at all.

A file is written under a temporary name in the same folder, forced to the disk, and then takes the
place of the old one in a single step: a reader sees the old file or the new one, never half of
either, even after a power cut.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

#: Ends the name of every temporary file, so that what a killed run left behind can be told apart.
TEMPORARY = ".pmo-tmp"
#: Their entries lead to devices and open files, also where they look like links.
_DEVICES = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
#: On Windows a virus scanner or an open viewer holds files for a moment; elsewhere it does not help
#: to wait.
_HELD_BY_OTHERS = os.name == "nt"
_PATIENCE_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0)


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path` atomically; its folder must exist.

    A device or a pipe, such as ``/dev/stdout``, is written into and never replaced.

    Raises
    ------
    OSError
        If it cannot be written; the old file is then untouched and no temporary file is left.
    """
    if _is_device(path):
        path.write_bytes(data)
        return
    temporary = path.parent / f".{secrets.token_hex(8)}{TEMPORARY}"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _is_device(path: Path) -> bool:
    """Whether nothing must take the place of what is there. Links elsewhere are not followed."""
    if path.is_symlink() and path.parent not in _DEVICES:
        return False
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    is_file = stat.S_ISREG(mode) and path.parent not in _DEVICES
    return not is_file and not stat.S_ISDIR(mode)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with plain newlines on every system; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def move(source: Path, target: Path, *, sync: bool = True) -> None:
    """Let `source` take the place of `target` in one step; both must lie on one file system.

    Without `sync` the caller sees to it that the move survives a power cut, by `sync_folder`.
    """
    for pause in _PATIENCE_SECONDS:
        try:
            source.replace(target)
            break
        except PermissionError:
            if not _HELD_BY_OTHERS:
                raise
            time.sleep(pause)
    else:
        source.replace(target)
    if sync:
        sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Force the folder's own entry to the disk, where the system can do so."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems refuse it; the file itself is safe already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
