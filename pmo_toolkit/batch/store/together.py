"""Several files that belong together: all of them old, or all of them new."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pmo_toolkit.batch.store.finishing import ON_THE_WAY, TO_GO, finish, finished_if_killed
from pmo_toolkit.batch.store.folder import Folder, LocalFolder
from pmo_toolkit.core.atomic_files import move, sync_folder, write_bytes


def take_together(
    folder: Folder, staged: Path, names: Iterable[str], gone: Iterable[str] = ()
) -> None:
    """Let finished files of a staging folder take their names, all or none.

    On a disk they first become one folder, in one step; if this process is killed after that, a
    second one puts the rest in place (see `finishing` for what that leaves open). In an object
    store one file follows the other.

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
    write_bytes(together / TO_GO, "\n".join(gone).encode("utf-8"))
    sync_folder(together)
    with finished_if_killed(folder.path):
        together.rename(folder.path / ON_THE_WAY)
        sync_folder(folder.path)
        finish(folder.path)
