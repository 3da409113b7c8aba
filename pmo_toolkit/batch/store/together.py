"""Several files that belong together: all of them old, or all of them new."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pmo_toolkit.batch.store.folder import Folder, LocalFolder
from pmo_toolkit.core.atomic_files import move, sync_folder, write_bytes

#: In it: names of files that are to go once the others are in place, a line each.
_TO_GO = ".to-go"
#: Folder of files that are complete and on their way to their names; once it is there, they count.
ON_THE_WAY = ".pmo-together"


def take_together(
    folder: Folder, staged: Path, names: Iterable[str], gone: Iterable[str] = ()
) -> None:
    """Let finished files of a staging folder take their names, all or none.

    On a disk they first become one folder, in one step; what a killed process leaves of it is put
    in place by `finish`, before anything else is written. In an object store one follows the other.

    Parameters
    ----------
    folder : Folder
        Whose lock the caller holds.
    staged : Path
        Holds the files, forced to the disk.
    names : iterable of str
    gone : iterable of str
        Files of the folder that an earlier run left and this one does not make; they are removed.

    Raises
    ------
    OSError
        If they cannot be put in place.
    """
    if not isinstance(folder, LocalFolder):
        for name in names:
            folder.take(staged / name, name)
        for name in gone:
            folder.remove(name)
        folder.settle("")
        return
    together = staged / ON_THE_WAY
    together.mkdir()
    for name in names:
        move(staged / name, together / name, sync=False)
    write_bytes(together / _TO_GO, "\n".join(gone).encode("utf-8"))
    sync_folder(together)
    together.rename(folder.path / ON_THE_WAY)
    sync_folder(folder.path)
    finish(folder.path)


def finish(folder: Path) -> None:
    """Put in place what a killed process had completed and not put in place.

    Parameters
    ----------
    folder : Path
        Of results.

    Raises
    ------
    OSError
        If that cannot be done.
    """
    together = folder / ON_THE_WAY
    if together.is_symlink() or not together.is_dir():
        return
    for path in sorted(together.iterdir()):
        if path.name != _TO_GO:
            move(path, folder / path.name, sync=False)
    for name in _names_in(together / _TO_GO):
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
    with suppress(OSError):
        shutil.rmtree(together)


def _names_in(path: Path) -> list[str]:
    """Names of files in the folder itself that a list holds; a list that is not there has none."""
    with suppress(OSError, UnicodeDecodeError):
        names = path.read_text(encoding="utf-8").split("\n")
        return [name for name in names if name and Path(name).name == name]
    return []
