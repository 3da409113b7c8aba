"""What may be opened of a workspace: only plain files that lie in it, no links, no folders."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.sources.places import sheets_of, workspace_folder
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.workbook_parts import Sheets


class UsableFiles:
    """The files of one workspace, each looked at before it is opened.

    Attributes
    ----------
    path : Path
        The workspace: a folder or a workbook.
    folder : Path
        The folder that its files lie in.
    single : bool
        Whether the workspace is one workbook.
    unusable : set of str
        Tables that are there but cannot be read.
    """

    def __init__(self, path: Path, process: ReadingProcess, troubles: Troubles):
        self.path = path
        self.folder, self.single = workspace_folder(path)
        self.unusable: set[str] = set()
        self._process = process
        self._troubles = troubles
        self._books: dict[Path, Sheets | None] = {}

    def is_plain_file(self, path: Path, table: str, shown: str) -> bool:
        """Whether a file may be opened; a fault of its table where it may not."""

        def refuse(what: str, next_step: str | None = None) -> bool:
            self._troubles.fault(table, what, file=shown, expected="a file", next_step=next_step)
            self.unusable.add(table)
            return False

        try:
            inside = path.resolve().parent.is_relative_to(self.folder.resolve())
            linked = path.is_symlink() and path != self.path
            mode = path.lstat().st_mode if not self.single else path.stat().st_mode
        except (OSError, ValueError) as error:
            return refuse(
                f"the file cannot be opened ({getattr(error, 'strerror', None) or error})"
            )
        if linked or not inside:
            return refuse(
                "is a link, and links are not followed", "Put a copy of the file itself here."
            )
        if stat.S_ISDIR(mode):
            return refuse("is a folder, not a file", "Rename the folder.")
        return stat.S_ISREG(mode) or refuse("is not a plain file")

    def book(self, path: Path, table: str, shown: str) -> Sheets | None:
        """The sheets of a workbook, read once; None, with a fault, where it cannot be used."""
        if path not in self._books:
            self._books[path] = sheets_of(path, table, shown, self._process, self._troubles)
            if self._books[path] is None:
                self.unusable.add(table)
        return self._books[path]


def stays_inside(name: str) -> bool:
    """Whether a name that a workspace gives can only mean a file within its folder."""
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    absolute = bool(windows.drive or windows.root or posix.is_absolute())
    return not absolute and ".." not in windows.parts and "\\" not in name and "\0" not in name
