"""Which file, and which sheet of a workbook, holds which table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.configuration.values import FileChoice
from pmo_toolkit.workspace.dictionary.headers import meant, nearest, table_named
from pmo_toolkit.workspace.dictionary.not_read import only_explains
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.places import Place, format_of
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import EXCEL
from pmo_toolkit.workspace.sources.refusal import SPREADSHEETS, is_other_kind, step_for
from pmo_toolkit.workspace.sources.usable_files import UsableFiles, stays_inside

#: There while the files of an import are put into place; stays where that was stopped.
UNFINISHED_IMPORT = ".imports/unfinished.json"
#: Stands beside the tables of a merged workspace and is none of them.
MERGE_ANSWERS = "merge_answers.csv"


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
    return places, frozenset(finder.files.unusable)


class _Finder:
    def __init__(
        self, path: Path, config: WorkspaceConfig, process: ReadingProcess, troubles: Troubles
    ):
        self.files = UsableFiles(path, process, troubles)
        self.config = config
        self.troubles = troubles
        self.places: dict[str, list[Place]] = {}

    def search(self) -> None:
        if not self.files.single and (self.files.folder / UNFINISHED_IMPORT).is_file():
            self.troubles.finding(
                "workspace",
                "an import was stopped while it put its files into place: some tables may be the"
                " old ones",
                file=UNFINISHED_IMPORT,
                next_step="Import the same files again: that finishes what was begun.",
            )
        mapped = {
            table: self._mapped(table, choice)
            for table, choice in self.config.files.items()
            if not choice.is_found_by_name
        }
        used = {
            place.path for place in mapped.values() if place is not None and place.sheet is None
        }
        for path in self._candidates():
            if path in used:
                continue
            for place in self._tables_in(path):
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
                self.files.unusable.add(table)
        for table, places in self.places.items():
            if len(places) > 1:
                self.files.unusable.add(table)
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
        if self.files.single:
            return [self.files.path]
        try:
            entries = sorted(self.files.folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            self.troubles.fault("workspace", "the folder cannot be opened", found=error.strerror)
            return []
        return [
            entry
            for entry in entries
            if not entry.name.startswith((".", "~$")) and entry.name != MERGE_ANSWERS
        ]

    def _tables_in(self, path: Path) -> Iterator[Place]:
        form = format_of(path)
        table = table_named(path.stem)
        if form is None:
            is_table = table is not None or path.suffix.lower() in SPREADSHEETS
            if is_table and is_other_kind(path):
                self.troubles.finding(
                    table or "workspace",
                    f"files of the kind {path.suffix} are not read",
                    file=path.name,
                    expected="a CSV, XLSX or Parquet file",
                    next_step=step_for(path),
                )
            return
        if form == EXCEL:
            if self.files.is_plain_file(path, table or "workspace", path.name):
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
        elif self.files.is_plain_file(path, table, path.name):
            yield Place(table, path, path.name, form)

    def _sheets(self, path: Path) -> Iterator[Place]:
        book = self.files.book(path, table_named(path.stem) or "workspace", path.name)
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
        if not places and table is not None and not self.files.single and shown:
            places = [Place(table, path, path.name, EXCEL, shown[0], book)]
        read = {place.sheet for place in places}
        for sheet in shown:
            if sheet in read or only_explains(sheet):
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
        path, shown = self.files.path, self.files.path.name
        if choice.file is not None:
            shown = choice.file
            if not stays_inside(choice.file):
                self._unusable(table, shown, "the file must lie in the folder of the workspace")
                return None
            path = self.files.folder / choice.file
            if self.files.single and path != self.files.path:
                self._unusable(
                    table, shown, "this workspace is one workbook; only its own sheets can be named"
                )
                return None
        elif not self.files.single:
            self._unusable(table, f"sheet {choice.sheet}", "a file is needed beside the sheet")
            return None
        form = format_of(path)
        if form is None:
            what = "only CSV, XLSX and Parquet files are read"
            self._unusable(table, shown, what, hint=f"{step_for(path)} ")
            return None
        if not self.files.is_plain_file(path, table, shown):
            return None
        if form != EXCEL:
            return Place(table, path, shown, form)
        book = self.files.book(path, table, shown)
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
