"""Which file, and which sheet of a workbook, holds which table.

Only plain files that lie in the workspace are read: no links, no folders, nothing outside.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.configuration.values import FileChoice
from pmo_toolkit.workspace.dictionary.headers import meant, nearest, table_named
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import CSV, EXCEL, PARQUET
from pmo_toolkit.workspace.sources.refusal import Refused
from pmo_toolkit.workspace.sources.workbook_parts import Sheets

_FORMATS = {".csv": CSV, ".tsv": CSV, ".xlsx": EXCEL, ".xlsm": EXCEL, ".parquet": PARQUET}
_UNREAD = {
    ".xls",
    ".xlsb",
    ".ods",
    ".json",
    ".txt",
    ".numbers",
    ".feather",
    ".doc",
    ".docx",
    ".pdf",
    ".mpp",
}


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


def workspace_folder(path: Path) -> tuple[Path, bool]:
    """The folder of a workspace and whether the workspace is one workbook in it.

    Raises
    ------
    UsageError
        When `path` does not exist or is neither a folder nor an Excel workbook.
    """
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
    if stat.S_ISREG(mode) and _FORMATS.get(path.suffix.lower()) == EXCEL:
        return path.parent, True
    raise UsageError(
        f"{path}: a workspace is a folder of tables or one .xlsx workbook; this is neither"
    )


def find_tables(
    path: Path, config: WorkspaceConfig, process: ReadingProcess, troubles: Troubles
) -> tuple[dict[str, Place], frozenset[str]]:
    """Where each table stands, and which tables are there but cannot be read.

    Whatever is odd about the files goes to `troubles`.
    """
    finder = _Finder(path, config, process, troubles)
    finder.search()
    places = {
        table: finder.places[table][0] for table in TABLES if len(finder.places.get(table, ())) == 1
    }
    return places, frozenset(finder.unusable)


def single_place(path: Path, process: ReadingProcess, troubles: Troubles) -> Place | None:
    """The place of a table that is a file of its own; of a workbook the first sheet that is shown.

    Raises
    ------
    UsageError
        When there is no such file, or it is of a kind that is not read.
    """
    form = _FORMATS.get(path.suffix.lower())
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    if form is None:
        raise UsageError(f"{path.name}: only CSV, XLSX and Parquet files are read")
    if form != EXCEL:
        return Place("history", path, path.name, form)
    book = _sheets_of(path, "history", path.name, process, troubles)
    sheet = (
        None
        if book is None
        else next((each for each in book.parts if each not in book.hidden), None)
    )
    return None if sheet is None else Place("history", path, path.name, EXCEL, sheet, book)


class _Finder:
    def __init__(
        self, path: Path, config: WorkspaceConfig, process: ReadingProcess, troubles: Troubles
    ):
        self.path = path
        self.folder, self.single = workspace_folder(path)
        self.config = config
        self.process = process
        self.troubles = troubles
        self.places: dict[str, list[Place]] = {}
        self.books: dict[Path, Sheets | None] = {}
        self.unusable: set[str] = set()

    def search(self) -> None:
        mapped = {table: self._mapped(table, choice) for table, choice in self.config.files.items()}
        used = {
            place.path for place in mapped.values() if place is not None and place.sheet is None
        }
        for found in self._candidates():
            if found in used:
                continue
            for place in self._tables_in(found):
                if place.table not in mapped:
                    self.places.setdefault(place.table, []).append(place)
                elif mapped[place.table] is not None and not self._same(place, mapped[place.table]):
                    self.troubles.finding(
                        place.table,
                        f"is read from another file, as [files] in {CONFIG_FILE} says; this one is"
                        " passed over",
                        file=place.label,
                    )
        for table, chosen in mapped.items():
            if chosen is not None:
                self.places[table] = [chosen]
            else:
                self.unusable.add(table)
        for table, places in self.places.items():
            if len(places) > 1:
                self.unusable.add(table)
                self.troubles.fault(
                    table,
                    "the table is there more than once",
                    found=" and ".join(place.label for place in places),
                    expected="one file or sheet for a table",
                    next_step="Remove or rename all but one.",
                )

    @staticmethod
    def _same(one: Place, other: Place | None) -> bool:
        return other is not None and (one.path, one.sheet) == (other.path, other.sheet)

    def _candidates(self) -> list[Path]:
        if self.single:
            return [self.path]
        try:
            found = sorted(self.folder.iterdir(), key=lambda each: each.name)
        except OSError as error:
            self.troubles.fault("workspace", "the folder cannot be opened", found=error.strerror)
            return []
        return [each for each in found if not each.name.startswith((".", "~$"))]

    def _tables_in(self, path: Path) -> Iterator[Place]:
        form = _FORMATS.get(path.suffix.lower())
        table = table_named(path.stem)
        if form is None:
            if table is not None and path.suffix.lower() in _UNREAD:
                self.troubles.finding(
                    table,
                    f"files of the kind {path.suffix} are not read",
                    file=path.name,
                    expected="a CSV, XLSX or Parquet file",
                    next_step="Save it as .xlsx or as CSV (UTF-8).",
                )
            return
        if form == EXCEL:
            if self._is_plain_file(path, table or "workspace", path.name):
                yield from self._sheets(path)
        elif table is None:
            near = nearest(path.stem, TABLES)
            self.troubles.finding(
                "workspace",
                "the file is not used, since its name is not the name of a table",
                file=path.name,
                found=path.stem,
                expected="the name of a table",
                next_step=f"{meant(near)}Rename it, or name it under [files] in {CONFIG_FILE}.",
            )
        elif self._is_plain_file(path, table, path.name):
            yield Place(table, path, path.name, form)

    def _sheets(self, path: Path) -> Iterator[Place]:
        book = self._book(path, table_named(path.stem) or "workspace", path.name)
        if book is None:
            return
        named = [(table_named(sheet), sheet) for sheet in book.parts]
        places = [
            Place(table, path, path.name, EXCEL, sheet, book) for table, sheet in named if table
        ]
        table = table_named(path.stem)
        chosen = {
            sheet for choice in self.config.files.values() for sheet in [choice.sheet] if sheet
        }
        shown = [sheet for sheet in book.parts if sheet not in book.hidden and sheet not in chosen]
        if not places and table is not None and not self.single and shown:
            places = [Place(table, path, path.name, EXCEL, shown[0], book)]
        read = {place.sheet for place in places}
        for sheet in shown:
            if sheet in read:
                continue
            near = nearest(sheet, TABLES)
            self.troubles.finding(
                "workspace",
                "the sheet is not used, since its name is not the name of a table",
                file=f"{path.name}, sheet {sheet}",
                found=sheet,
                expected="the name of a table",
                next_step=(
                    f"{meant(near)}Rename the sheet, or name it under [files] in {CONFIG_FILE}."
                ),
            )
        yield from places

    def _mapped(self, table: str, choice: FileChoice) -> Place | None:
        """The place that ``[files]`` names, or None where it cannot be used."""
        path, shown = self.path, self.path.name
        if choice.file is not None:
            shown = choice.file
            if not _stays_inside(choice.file):
                self._unusable(table, shown, "the file must lie in the folder of the workspace")
                return None
            path = self.folder / choice.file
            if self.single and path != self.path:
                self._unusable(
                    table, shown, "this workspace is one workbook; only its own sheets can be named"
                )
                return None
        elif not self.single:
            self._unusable(table, f"sheet {choice.sheet}", "a file is needed beside the sheet")
            return None
        form = _FORMATS.get(path.suffix.lower())
        if form is None:
            self._unusable(table, shown, "only CSV, XLSX and Parquet files are read")
            return None
        if not self._is_plain_file(path, table, shown):
            return None
        if form != EXCEL:
            return Place(table, path, shown, form)
        book = self._book(path, table, shown)
        if book is None:
            return None
        sheet = choice.sheet or next((s for s in book.parts if table_named(s) == table), None)
        sheet = sheet or next((s for s in book.parts if s not in book.hidden), None)
        if sheet not in book.parts:
            near = nearest(sheet or "", book.parts)
            self._unusable(
                table, f"{shown}, sheet {sheet}", "there is no such sheet", hint=meant(near)
            )
            return None
        return Place(table, path, shown, EXCEL, sheet, book)

    def _unusable(self, table: str, found: str, what: str, *, hint: str = "") -> None:
        self.troubles.fault(
            table,
            f"[files] names something that cannot be read: {what}",
            found=found,
            expected="the name of a file in the workspace",
            next_step=f"{hint}Mend [files] in {CONFIG_FILE}.",
            file=CONFIG_FILE,
        )

    def _is_plain_file(self, path: Path, table: str, shown: str) -> bool:
        def refuse(what: str, next_step: str | None = None) -> bool:
            self.troubles.fault(table, what, file=shown, expected="a file", next_step=next_step)
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

    def _book(self, path: Path, table: str, shown: str) -> Sheets | None:
        if path not in self.books:
            self.books[path] = _sheets_of(path, table, shown, self.process, self.troubles)
            if self.books[path] is None:
                self.unusable.add(table)
        return self.books[path]


def _sheets_of(
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


def _stays_inside(name: str) -> bool:
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    absolute = bool(windows.drive or windows.root or posix.is_absolute())
    return not absolute and ".." not in windows.parts and "\\" not in name and "\0" not in name
