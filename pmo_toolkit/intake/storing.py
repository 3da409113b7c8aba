"""All files of an import written together: whole or not at all, and finished after a kill.

Every file is first written under a temporary name. Then a list of what is to be renamed is written;
from then on the import is finished by whoever comes next, if this process is killed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from pmo_toolkit.core.atomic_files import TEMPORARY, move, sync_folder, write_bytes
from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.core.file_lock import FolderLock, leads_elsewhere
from pmo_toolkit.workspace.sources.files import UNFINISHED_IMPORT

#: Folder of a workspace in which the import remembers what it wrote; readers pass it over.
RECORD_FOLDER = ".imports"
RECORD_FILE = f"{RECORD_FOLDER}/last.json"
_RECORD_VERSION = 1


def csv_bytes(
    headers: Sequence[str], records: Iterable[Sequence[str]], delimiter: str = ","
) -> bytes:
    """A table as CSV, in UTF-8 with the mark by which Excel takes it for that."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(records)
    return text.getvalue().encode("utf-8-sig", "replace")


def read_record(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    """What the last import wrote: table → key of a row → column → text; empty where none did."""
    try:
        held = json.loads((folder / RECORD_FILE).read_bytes())
        tables = held["tables"] if held["version"] == _RECORD_VERSION else {}
        return {
            str(table): {
                str(key): {str(name): str(text) for name, text in cells.items()}
                for key, cells in rows.items()
            }
            for table, rows in tables.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}  # without it, every cell that differs counts as edited by hand: nothing is lost


def record_bytes(tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> bytes:
    """What the next import compares with."""
    record = {"version": _RECORD_VERSION, "tables": tables}
    return json.dumps(
        record, ensure_ascii=False, sort_keys=True, indent=0, separators=(",", ":")
    ).encode()


def finish_earlier(folder: Path) -> bool:
    """Finish what a killed import left unfinished; whether there was such a thing.

    Raises
    ------
    UsageError
        Where the folder is in use, or cannot be written.
    """
    if not folder.is_dir() or not (folder / RECORD_FOLDER).is_dir():
        return False
    if not (folder / UNFINISHED_IMPORT).is_file():
        return False
    with _held(folder):
        return _finish(folder)


def write_together(
    folder: Path, files: Mapping[str, bytes], expected: Mapping[str, str | None]
) -> None:
    """Write all files of an import, or none.

    Parameters
    ----------
    folder : Path
        The workspace; made where it is not there.
    files : mapping of str to bytes
        Name within the folder → content.
    expected : mapping of str to str
        Name → sha256 of the file that it takes the place of; None where there is to be none.

    Raises
    ------
    UsageError
        Where a file has changed since it was read, or something cannot be written; then nothing is.
    """
    made = _make(folder)
    staged: list[tuple[str, str]] = []
    try:
        with _held(folder):
            _finish(folder)
            refuse_changed(folder, expected)
            made = [*_make_inner(folder, files), *made]
            for name, content in files.items():
                temporary = str(PurePosixPath(name).parent / f".{secrets.token_hex(8)}{TEMPORARY}")
                staged.append((temporary, name))
                _write(folder / temporary, content)
            for inner in {(folder / name).parent for name in files}:
                sync_folder(inner)
            write_bytes(folder / UNFINISHED_IMPORT, json.dumps(staged).encode("utf-8"))
            staged = []  # from here on the import will be finished, by this process or the next
            _finish(folder)
    except OSError as error:
        raise UsageError(
            f"{folder}: the import cannot be written: {describe(error)}. Nothing was imported"
        ) from None
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                (folder / temporary).unlink(missing_ok=True)
        for inner in made:  # those that were made and stayed empty
            with suppress(OSError):
                inner.rmdir()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _finish(folder: Path) -> bool:
    """Rename what is staged and listed; whether there was a list."""
    path = folder / UNFINISHED_IMPORT
    try:
        moves = [(str(one), str(other)) for one, other in json.loads(path.read_bytes())]
    except FileNotFoundError:
        return False
    except (ValueError, TypeError):
        raise UsageError(
            f"{path}: the list of an unfinished import is damaged. Remove it, look through the"
            " tables, and import again"
        ) from None
    for temporary, name in moves:
        if not (_is_ours(temporary) and temporary.endswith(TEMPORARY) and _is_ours(name)):
            raise UsageError(f"{path}: names files outside the workspace; remove it")
        if (folder / temporary).is_file():
            move(folder / temporary, folder / name)
    path.unlink()
    sync_folder(path.parent)
    return True


def _is_ours(name: str) -> bool:
    """Whether a name can only mean a file in the workspace or in one of its folders."""
    parts = PurePosixPath(name).parts
    plain = not any(part in ("..", "/") or "\\" in part or ":" in part for part in parts)
    return plain and 1 <= len(parts) <= 2


def refuse_changed(folder: Path, expected: Mapping[str, str | None]) -> None:
    """Refuse to replace files that have changed since they were read.

    Raises
    ------
    UsageError
    """
    for name, sha256 in expected.items():
        path = folder / name
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError:
            found = None
        if found != sha256:
            raise UsageError(
                f"{name} was changed while it was being imported into. Import again; nothing was"
                " written"
            )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The folder for this process alone."""
    try:
        lock = FolderLock(folder)
        lock.__enter__()
    except UsageError as error:
        raise UsageError(
            str(error).replace("choose another --out", "name another --into")
        ) from None
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {describe(error)}") from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _make(folder: Path) -> list[Path]:
    """Make the workspace; the folders that were made, the innermost first."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        for part in missing:
            with suppress(OSError, ValueError):
                part.rmdir()
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"--into {folder}: the folder cannot be made ({reason})") from None
    return missing


def _make_inner(folder: Path, files: Iterable[str]) -> list[Path]:
    made = []
    for inner in sorted({(folder / name).parent for name in [*files, UNFINISHED_IMPORT]}):
        if leads_elsewhere(inner) and inner != folder:
            raise UsageError(f"{inner}: is a link, and links are not followed. Remove it")
        if not inner.exists():
            inner.mkdir()
            made.append(inner)
    return made
