"""Where a table stands: a file, or a sheet of a workbook."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import CSV, EXCEL, PARQUET
from pmo_toolkit.workspace.sources.refusal import is_other_kind, step_for
from pmo_toolkit.workspace.sources.workbook_parts import Sheets

#: A path loses one of the two slashes.
_LOOKS_LIKE_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.:-]+:/")
_FORMATS = {".csv": CSV, ".tsv": CSV, ".xlsx": EXCEL, ".xlsm": EXCEL, ".parquet": PARQUET}


@dataclass(frozen=True)
class Place:
    """Where one table stands.

    Parameters
    ----------
    table : str
    path : Path
    file : str
        Name to show, relative to the workspace.
    format : str
        ``csv``, ``excel`` or ``parquet``.
    sheet : str, optional
    workbook : Sheets, optional
        The sheets of an Excel file.
    """

    table: str
    path: Path
    file: str
    format: str
    sheet: str | None = None
    workbook: Sheets | None = None

    @property
    def label(self) -> str:
        """``costs.csv`` or ``intake.xlsx, sheet costs``."""
        return self.file if self.sheet is None else f"{self.file}, sheet {self.sheet}"


def format_of(path: Path) -> str | None:
    """How a file is read, by the ending of its name; None for a kind that is not read."""
    return _FORMATS.get(path.suffix.lower())


def workspace_folder(path: Path) -> tuple[Path, bool]:
    """The folder of a workspace and whether the workspace is one workbook in it.

    Raises
    ------
    UsageError
        When `path` does not exist or is neither a folder nor an Excel workbook.
    """
    if _LOOKS_LIKE_ADDRESS.match(str(path)):  # not repeated: it may hold a password
        raise UsageError(
            "a workspace is a folder or workbook on this machine, no address; copy it here first"
        )
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be a path"
        raise UsageError(
            f"{path}: there is no such workspace ({reason}). Check the path, or start a workspace"
            " with: pmo init"
        ) from None
    if stat.S_ISDIR(mode):
        return path, False
    if stat.S_ISREG(mode) and format_of(path) == EXCEL:
        return path.parent, True
    hint = f". {step_for(path)}" if is_other_kind(path) else ""
    raise UsageError(
        f"{path}: a workspace is a folder of tables or one .xlsx workbook; this is neither{hint}"
    )


def single_place(path: Path, process: ReadingProcess, troubles: Troubles) -> Place | None:
    """The place of a table that is a file of its own; of a workbook the first sheet that is shown.

    Raises
    ------
    UsageError
        When there is no such file, or it is of a kind that is not read.
    """
    form = format_of(path)
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    if form is None:
        raise UsageError(
            f"{path.name}: only CSV, XLSX and Parquet files are read. {step_for(path)}"
        )
    if form != EXCEL:
        return Place("history", path, path.name, form)
    book = sheets_of(path, "history", path.name, process, troubles)
    sheet = (
        None
        if book is None
        else next((name for name in book.parts if name not in book.hidden), None)
    )
    return None if sheet is None else Place("history", path, path.name, EXCEL, sheet, book)


def sheets_of(
    path: Path, table: str, shown: str, process: ReadingProcess, troubles: Troubles
) -> Sheets | None:
    """The sheets of a workbook; None, with a fault, where it cannot be used."""
    try:
        return Sheets(**process.sheets(path))
    except Refused as refusal:
        troubles.fault(table, refusal.what, file=shown, **refusal.where)
    except OSError as error:
        troubles.fault(
            table, "the file cannot be opened", file=shown, found=error.strerror or str(error)
        )
    return None
