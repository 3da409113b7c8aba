"""What other machines need of this one: the workspace and the notebooks, as one piece of bytes.

Everything else comes with the installation that they have. Equal files are equal bytes, whatever
machine packs them.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pmo_toolkit.batch.job.annexes import ANNEXES
from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE

_WORKSPACE, _NOTEBOOKS = "workspace", "notebooks"
#: Files that can hold a table, and the settings; of others only the name matters, since reading
#: remarks on some.
_READ = {".csv", ".tsv", ".xlsx", ".xlsm", ".parquet"}
_PASSED_OVER = (".", "~$")


@dataclass(frozen=True)
class Bundle:
    """A workspace and the notebooks beside each other.

    Parameters
    ----------
    workspace, notebook : str
        Where they lie in the unpacked folder, with forward slashes.
    data : bytes
        A compressed tar archive.
    """

    workspace: str
    notebook: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """sha256 of the contents."""
        return hashlib.sha256(self.data).hexdigest()


def pack(workspace: Path, notebook: Path) -> Bundle:
    """Pack a workspace, a notebook and the annexes that lie beside it.

    Parameters
    ----------
    workspace : Path
        A folder of tables or one workbook.
    notebook : Path

    Raises
    ------
    UsageError
        If a file cannot be read.
    """
    name = workspace.resolve().name or "workspace"
    buffer = io.BytesIO()
    try:
        with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
            if workspace.is_dir():
                _add(archive, f"{_WORKSPACE}/{name}", None)
                for inside, content in _tables(workspace):
                    _add(archive, f"{_WORKSPACE}/{name}/{inside}", content)
            else:
                _add(archive, f"{_WORKSPACE}/{name}", workspace.read_bytes())
                beside = workspace.parent / CONFIG_FILE
                if beside.is_file():
                    _add(archive, f"{_WORKSPACE}/{CONFIG_FILE}", beside.read_bytes())
            for book in sorted({notebook.name, *(f"{annex.stem}.ipynb" for annex in ANNEXES)}):
                path = notebook.parent / book
                if path.is_file():
                    _add(archive, f"{_NOTEBOOKS}/{book}", path.read_bytes())
    except OSError as error:
        raise UsageError(
            f"{workspace} or the notebooks cannot be read to be sent to other machines:"
            f" {describe(error)}"
        ) from None
    return Bundle(
        f"{_WORKSPACE}/{name}", f"{_NOTEBOOKS}/{notebook.name}", zlib.compress(buffer.getvalue(), 1)
    )


def unpack(bundle: Bundle, folder: Path) -> tuple[Path, Path]:
    """Lay out a bundle in an empty folder; the paths of workspace and notebook there.

    Raises
    ------
    OSError, tarfile.TarError
        If it cannot be written.
    """
    with tarfile.open(fileobj=io.BytesIO(zlib.decompress(bundle.data))) as archive:
        archive.extractall(folder, filter="data")
    return folder / bundle.workspace, folder / bundle.notebook


def _tables(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of what reading a workspace may look at; links are never followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_PASSED_OVER))
        for name in sorted(name for name in files if not name.startswith(_PASSED_OVER)):
            path = Path(place) / name
            inside = path.relative_to(folder)
            top = len(inside.parts) == 1
            plain = path.is_file() and not path.is_symlink()
            if plain and (path.suffix.lower() in _READ or (top and name == CONFIG_FILE)):
                yield inside.as_posix(), path.read_bytes()
            elif top:
                yield inside.as_posix(), b""


def _add(archive: tarfile.TarFile, name: str, content: bytes | None) -> None:
    """Add a file, or a folder where there is no content, without owner and time."""
    entry = tarfile.TarInfo(name)
    if content is None:
        entry.type, entry.mode = tarfile.DIRTYPE, 0o700
        archive.addfile(entry)
    else:
        entry.size, entry.mode = len(content), 0o600
        archive.addfile(entry, io.BytesIO(content))
