"""Files that are complete and on their way to their names: put there, also after a kill.

No system lets several names of a folder change in one step. So while they change, a second process
waits: if the first one is killed, whatever call it is in, the second puts the rest in place within
a moment. Half is left only where both end at once, as in a power cut, and only until the next
command that writes there or reads it as a former run; and who opens one file before and another
after the change, while it goes on, has one of each.
``python -m pmo_toolkit.batch.store.finishing FOLDER`` is that second process.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pmo_toolkit.core.atomic_files import move, sync_folder
from pmo_toolkit.core.errors import PmoError, UsageError, describe
from pmo_toolkit.core.file_lock import FolderLock
from pmo_toolkit.core.processes.child_processes import child_environment, python_command

#: In it: names of files that are to go once the others are in place, a line each.
TO_GO = ".to-go"
#: Folder of files that are complete and on their way to their names; once it is there, they count.
ON_THE_WAY = ".pmo-together"
#: So long the second process waits for what else the killed one had started, which holds its lock.
_PATIENCE_SECONDS = 30.0
#: So long a reader waits for a run that is putting its files in place.
_READER_SECONDS = 5.0


def finish(folder: Path) -> None:
    """Put in place what a killed process had completed and not put in place.

    Parameters
    ----------
    folder : Path
        Of results; the caller holds its lock.

    Raises
    ------
    OSError
        If that cannot be done.
    """
    together = folder / ON_THE_WAY
    if together.is_symlink() or not together.is_dir():
        return
    for path in sorted(together.iterdir()):
        if path.name != TO_GO:
            move(path, folder / path.name, sync=False)
    for name in _names_in(together / TO_GO):
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
    with suppress(OSError):
        shutil.rmtree(together)


def make_whole(folder: Path) -> None:
    """Put in place what a run left on the way that ended in between, before the folder is read.

    Parameters
    ----------
    folder : Path
        Of results, from which somebody would read.

    Raises
    ------
    UsageError
        If another run is just writing there, or the files cannot be put in place.
    """
    if not (folder / ON_THE_WAY).is_dir():
        return
    try:
        with FolderLock(folder, _READER_SECONDS):
            finish(folder)
    except OSError as error:
        raise UsageError(
            f"{folder} holds a part of a former run and a part of a newer one, which ended while it"
            f" put its files in place; the rest cannot be put there: {describe(error)}. Write it"
            " anew, or name another folder"
        ) from None


@contextmanager
def finished_if_killed(folder: Path) -> Iterator[None]:
    """Let a second process `finish` the folder if this one is killed within the ``with`` block.

    Where no process can be started, the next command that writes into the folder does so.

    Parameters
    ----------
    folder : Path
        Whose lock the caller holds.
    """
    try:
        second = subprocess.Popen(  # noqa: S603 (our own Python and module)
            python_command("-m", __name__, str(folder)),
            env=child_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        yield
        return
    try:
        yield
    finally:
        second.kill()
        second.communicate()


def main() -> None:
    """Wait for the end of the process that started this one; then finish what it had begun."""
    sys.stdin.buffer.read()
    folder = Path(sys.argv[1])
    if (folder / ON_THE_WAY).is_dir():
        with suppress(OSError, PmoError), FolderLock(folder, _PATIENCE_SECONDS):
            finish(folder)


def _names_in(path: Path) -> list[str]:
    """Names of files in the folder itself that a list holds; a list that is not there has none."""
    with suppress(OSError, UnicodeDecodeError):
        names = path.read_text(encoding="utf-8").split("\n")
        return [name for name in names if name and Path(name).name == name]
    return []


if __name__ == "__main__":
    main()
