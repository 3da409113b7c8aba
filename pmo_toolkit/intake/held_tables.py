"""The tables that a workspace holds already, as text with the file that each stands in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.errors import Grade, UsageError, WorkspaceError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.configuration.reader import read_config
from pmo_toolkit.workspace.dictionary.headers import match_headers
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.files import find_tables
from pmo_toolkit.workspace.sources.places import Place
from pmo_toolkit.workspace.sources.readers import read_table
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import CSV

_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class HeldTable:
    """A table that stands in the workspace.

    Parameters
    ----------
    table : str
    file : str
        Its file, within the folder of the workspace.
    headers : tuple of str
        As they stand there.
    records : tuple of tuple of str
    columns : mapping of str to int
        Ours → place of its header.
    delimiter : str
    sha256 : str
        Of the file as it was read.
    """

    table: str
    file: str
    headers: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    columns: dict[str, int]
    delimiter: str
    sha256: str

    def texts(self, column: str) -> tuple[str, ...]:
        """The cells of a column of ours; blanks where the table does not have it."""
        place = self.columns.get(column)
        return tuple("" if place is None else record[place].strip() for record in self.records)


@dataclass(frozen=True)
class HeldWorkspace:
    """What stands at the place that is imported into.

    Parameters
    ----------
    folder : Path
    exists : bool
    config : WorkspaceConfig
    places : mapping of str to Place
        Every table that is there, with its file.
    tables : mapping of str to HeldTable
        Those that the import writes.
    """

    folder: Path
    exists: bool
    config: WorkspaceConfig
    places: dict[str, Place]
    tables: dict[str, HeldTable]

    def ids_by_title(self, name: str) -> dict[str, str]:
        """Id or title of a row of a table with ids → its id; of several the first."""
        table = self.tables.get(name)
        if table is None:
            return {}
        ids = [row_id for row_id in table.texts("id") if row_id]
        titles = zip(table.texts("title"), table.texts("id"), strict=True)
        found = {row_id: row_id for row_id in ids}
        for title, row_id in titles:
            if title and row_id:
                found.setdefault(title, row_id)
        return found

    @property
    def is_new(self) -> bool:
        """Whether nothing is declared there yet and no table holds a row."""
        return not self.config.declared and not any(table.records for table in self.tables.values())


def read_held(folder: Path, process: ReadingProcess) -> HeldWorkspace:
    """The CSV tables of a workspace; none of a folder that is not there yet.

    Raises
    ------
    UsageError
        Where the place is no folder.
    WorkspaceError
        Where the workspace cannot be read.
    """
    if not _is_folder(folder):
        return HeldWorkspace(folder, False, WorkspaceConfig(), {}, {})
    troubles = Troubles(TABLES)
    config, _ = read_config(folder, Settings(), troubles)
    places, _ = find_tables(folder, config, process, troubles)
    tables = {}
    for name, place in places.items():
        if place.format == CSV:
            held = _read(place, process, config, troubles)
            if held is not None:
                tables[name] = held
    faults = [trouble for trouble in troubles.all() if trouble.grade is Grade.FAULT]
    if faults:
        raise WorkspaceError(faults)
    return HeldWorkspace(folder, True, config, places, tables)


def refuse_other_files(held: HeldWorkspace, tables: Iterable[str]) -> None:
    """Refuse to import into tables that are no CSV files: those are not written.

    Raises
    ------
    UsageError
    """
    for table in tables:
        place = held.places.get(table)
        if place is not None and table not in held.tables:
            raise UsageError(
                f"{table} stands in {place.label}, and only CSV tables are imported into. Save that"
                f" table as {table}.csv and take it out of {place.file}, or import into another"
                " folder"
            )


def _is_folder(path: Path) -> bool:
    try:
        if path.is_dir():
            return True
        there = path.exists() or path.is_symlink()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be a path"
        raise UsageError(f"--into {path}: the folder cannot be opened ({reason})") from None
    if there:
        raise UsageError(
            f"--into {path}: this is a file. Name a folder for the workspace; it is made where"
            " there is none"
        )
    return False


def _read(
    place: Place, process: ReadingProcess, config: WorkspaceConfig, troubles: Troubles
) -> HeldTable | None:
    raw = read_table(place, process, config.encoding, troubles)
    if raw is None:
        return None
    if raw.too_long:
        troubles.fault(
            place.table,
            "a row has more cells than there are headers, which an import would lose",
            row=raw.rows[raw.too_long[0][0]],
            file=place.label,
            next_step="Mend that row, then import again.",
        )
        return None
    match = match_headers(
        place.table, raw.headers, config.columns.get(place.table, {}), currency=config.currency
    )
    known = set(match.columns.values())
    extras = {raw.headers[place]: place for place in match.unknown if place not in known}
    return HeldTable(
        place.table,
        place.file,
        tuple(raw.headers),
        tuple(tuple(str(cell) for cell in record) for record in raw.records),
        {**extras, **match.columns},
        _delimiter(place.path, raw.headers),
        raw.sha256,
    )


def _delimiter(path: Path, headers: list[str]) -> str:
    """By which the file's header line parts into the headers that were read."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    text = path.read_bytes()[:200_000].decode("utf-8", "replace")
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    for line in lines[:2]:
        for delimiter in _DELIMITERS:
            cells = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
            if len(cells) > 1 and len(cells) >= len(headers):
                return delimiter
    return ","
