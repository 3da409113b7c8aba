"""The merged workspace on the disk: the old one or the new one, never half of either.

All files are written into a folder beside the workspace, which then takes its place in one step.
Where a system cannot exchange two folders in one step, a list of what is to be renamed is written
first, and the next merge finishes it.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import secrets
import shutil
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmo_toolkit.core.atomic_files import TEMPORARY, sync_folder
from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.core.file_lock import LOCK_NAME, FolderLock
from pmo_toolkit.intake.storing import finish_earlier, refuse_changed, write_together
from pmo_toolkit.merging.base.members import RECORD_FILE, RECORD_FOLDER

_VERSION = 1
_AT_FOLDER = -100  # AT_FDCWD: paths as they are
_EXCHANGE = 2  # RENAME_EXCHANGE, and RENAME_SWAP of macOS
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@dataclass(frozen=True)
class Record:
    """What the former merge wrote.

    Parameters
    ----------
    tables : mapping of str to list of mapping of str to str
        Table → rows.
    config : str
        Text of ``workspace.toml``.
    stated : mapping of str to mapping of str to str
        What a cell in conflict is about → prefix → what that PMO states.
    files : mapping of str to str
        File of a table → sha256; empty where some hold edits.
    """

    tables: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    config: str = ""
    stated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        """For the file in which it is kept."""
        tables = {}
        for table, rows in self.tables.items():
            columns = list(dict.fromkeys(name for row in rows for name in row))
            cells = [[row.get(name, "") for name in columns] for row in rows]
            tables[table] = {"columns": columns, "rows": cells}
        data = {
            "version": _VERSION,
            "tables": tables,
            "config": self.config,
            "stated": self.stated,
            "files": self.files,
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def read_record(folder: Path) -> Record | None:
    """What the former merge wrote; None where there was none.

    Raises
    ------
    UsageError
        Where it is damaged or of a newer version: what was edited could not be told apart.
    """
    path = folder / RECORD_FILE
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        newer = data["version"] > _VERSION
        tables = {
            str(table): [
                dict(zip(map(str, held["columns"]), map(str, row), strict=True))
                for row in held["rows"]
            ]
            for table, held in data["tables"].items()
        }
        stated = {str(about): dict(values) for about, values in data["stated"].items()}
        written = {str(name): str(sha256) for name, sha256 in data["files"].items()}
        record = Record(tables, str(data["config"]), stated, written)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{path}: what the former merge wrote cannot be read, so that your edits could not be"
            " told apart. Merge into a new folder"
        ) from None
    if newer:
        raise UsageError(f"{path}: a newer version of the toolkit wrote this; use that one")
    return record


def store(
    folder: Path,
    files: Mapping[str, bytes],
    old: Mapping[str, str | None],
    gone: Collection[str] = (),
) -> None:
    """Put a merged workspace in place, whole or not at all.

    Parameters
    ----------
    folder : Path
    files : mapping of str to bytes
        Name within the folder → content; further files that lie there stay.
    old : mapping of str to str
        Name → sha256 of files that are replaced and must not have changed since they were read;
        None for those that must not be there.
    gone : collection of str
        Files of the former merge that are to be there no longer.

    Raises
    ------
    UsageError
        Where another run writes there, a file was changed meanwhile, or the disk refuses.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists() or not any(folder.iterdir()):
            _store_new(folder, files)
        elif not _exchanged(folder, files, old, gone):
            finish_earlier(folder)
            write_together(folder, files, old)
            for name in gone:
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"--into {folder}: cannot be written: {describe(error)}. Nothing was merged"
        ) from None
    except UsageError as error:
        raise UsageError(str(error).replace("--out", "--into")) from None


def _store_new(folder: Path, files: Mapping[str, bytes]) -> None:
    _tidy(folder)
    staged = _stage(folder, files)
    try:
        if os.name == "nt" and folder.exists():
            folder.rmdir()
        staged.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _exchanged(
    folder: Path, files: Mapping[str, bytes], old: Mapping[str, str | None], gone: Collection[str]
) -> bool:
    """Let a folder with the new files take the place of the old; False where that cannot be."""
    if _call() is None:
        return False
    with FolderLock(folder):
        _tidy(folder)
        refuse_changed(folder, old)
        staged = _stage(folder, files)
        try:
            for entry in folder.iterdir():
                if entry.name not in gone:
                    _keep(entry, staged / entry.name)
            shutil.copymode(folder, staged)
            if not _exchange(staged, folder):
                return False
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return True


def _stage(folder: Path, files: Mapping[str, bytes]) -> Path:
    staged = folder.parent / f".{folder.name}-{secrets.token_hex(6)}{TEMPORARY}"
    staged.mkdir()
    (staged / RECORD_FOLDER).mkdir()
    for name, content in files.items():
        with (staged / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for inner in (staged / RECORD_FOLDER, staged):
        sync_folder(inner)
    return staged


def _keep(entry: Path, target: Path) -> None:
    """Take a file or folder along that the merge does not write."""
    if target.exists() or entry.name == LOCK_NAME:
        return
    if entry.is_symlink():
        target.symlink_to(entry.readlink())
    elif entry.is_dir():
        shutil.copytree(entry, target, symlinks=True, copy_function=_link)
    else:
        _link(str(entry), str(target))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # some drives know no second name of a file
        shutil.copy2(source, target)


def _tidy(folder: Path) -> None:
    """Remove what a killed merge left behind."""
    for left in folder.parent.iterdir():
        is_ours = left.name.startswith(f".{folder.name}-") and left.name.endswith(TEMPORARY)
        if is_ours and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _call() -> Any:
    """The system's own way to let two folders change names, where it has one."""
    name = {"linux": "renameat2", "darwin": "renamex_np"}.get(sys.platform)
    with suppress(OSError, AttributeError):
        return getattr(ctypes.CDLL(None, use_errno=True), name) if name else None
    return None


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the file system cannot."""
    call, paths = _call(), [os.fsencode(one), os.fsencode(other)]
    if sys.platform == "linux":
        failed = call(_AT_FOLDER, paths[0], _AT_FOLDER, paths[1], _EXCHANGE)
    else:
        failed = call(*paths, _EXCHANGE)
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))
