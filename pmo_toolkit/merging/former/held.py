"""The merged workspace as it stands: what the former merge wrote, and what was edited since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.intake.held_tables import HeldTable, HeldWorkspace, read_held, refuse_other_files
from pmo_toolkit.intake.storing import csv_bytes
from pmo_toolkit.merging.base.declarations import config_text
from pmo_toolkit.merging.base.shapes import Joined, MergedRow, Rows, TableChanges
from pmo_toolkit.merging.former.changes import (
    KeptEdits,
    absorbed_edits,
    differences,
    keep_edits,
    restated,
)
from pmo_toolkit.merging.former.renaming import joint_names, under_joint_names
from pmo_toolkit.merging.former.storing import Record, read_record
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import SOURCE, TABLES
from pmo_toolkit.workspace.row_sources import sources_text
from pmo_toolkit.workspace.sources.files import MERGE_ANSWERS
from pmo_toolkit.workspace.sources.places import format_of
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess

#: Declarations by which the cells of a merged workspace are written.
_DECIDING = (
    "currency",
    "price_year",
    "hours_per_day",
    "locale",
    "date_order",
    "fiscal_year_start",
)


@dataclass(frozen=True)
class Former:
    """What lies at the place of the merged workspace.

    Parameters
    ----------
    folder : Path
    record : Record, optional
        None where nothing was merged there yet.
    held : HeldWorkspace, optional
        The tables as they stand; None where nobody has touched them since they were written.
    config : bytes
        ``workspace.toml`` as it stands; empty where there is none.
    """

    folder: Path
    record: Record | None
    held: HeldWorkspace | None
    config: bytes

    @property
    def _written(self) -> Mapping[str, list[dict[str, str]]]:
        return {} if self.record is None else self.record.tables

    def _table(self, table: str) -> HeldTable | None:
        return None if self.held is None else self.held.tables.get(table)

    def file_of(self, table: str) -> str:
        """Name of the file of a table."""
        held = self._table(table)
        return f"{table}.csv" if held is None else held.file

    def keep(self, rows: Rows, joined: Iterable[Joined], locale: str) -> dict[str, KeptEdits]:
        """Every table with the edits that were made since the former merge.

        Parameters
        ----------
        rows : mapping of str to list of MergedRow
        joined : iterable of Joined
            Names that have become one since, perhaps.
        locale : str

        Raises
        ------
        UsageError
            Where somebody keeps a table in a file that is not written.
        """
        tables = list(dict.fromkeys((*rows, *self._written)))
        if self.held is not None:
            refuse_other_files(self.held, tables)
        if self.record is None:
            return {
                table: KeptEdits([(row.cells, place) for place, row in enumerate(merged)])
                for table, merged in rows.items()
            }
        kept, names = {}, joint_names(joined)
        for table in tables:
            merged = text_rows(rows.get(table, []))
            if self.held is None:
                kept[table] = KeptEdits([(row, place) for place, row in enumerate(merged)])
                continue
            written = under_joint_names(table, self._written.get(table, []), names, locale)
            now = under_joint_names(table, self._now(table), names, locale)
            kept[table] = keep_edits(table, written.rows, now.rows, merged, locale)
            kept[table].conflicts += absorbed_edits(table, written.absorbed, now.absorbed, locale)
        return kept

    def _now(self, table: str) -> list[dict[str, str]]:
        held = self._table(table)
        if held is None:
            return []
        return [_cells(held.headers, record) for record in held.records]

    def changes(
        self,
        rows: Rows,
        joined: Iterable[Joined],
        stated: Mapping[str, Mapping[str, str]],
        locale: str,
    ) -> dict[str, TableChanges] | None:
        """What the workspaces say otherwise than at the former merge; None for the first."""
        if self.record is None:
            return None
        names = joint_names(joined)
        found = {
            table: differences(
                table,
                under_joint_names(table, self._written.get(table, []), names, locale).rows,
                text_rows(rows.get(table, [])),
                locale,
            )
            for table in TABLES
            if table in rows or table in self._written
        }
        for table, changed in restated(self.record.stated, stated).items():
            others = found.get(table, TableChanges())
            found[table] = replace(others, changed=(*others.changed, *changed))
        return {table: changes for table, changes in found.items() if changes}

    def refuse_edited_config(self, config: WorkspaceConfig) -> None:
        """Refuse to merge under a ``workspace.toml`` that would read the cells otherwise.

        Raises
        ------
        UsageError
        """
        if self.record is None or not self._is_edited:
            return
        if self.record.config != config_text(config):
            raise UsageError(
                f"{CONFIG_FILE} of {self.folder.name} was edited, and the workspaces declare"
                " other things than at the former merge. Put your lines aside, remove the file,"
                " merge again, and add them anew"
            )
        if self.held is not None:
            now = self.held.config
            other = [name for name in _DECIDING if getattr(now, name) != getattr(config, name)]
            if other:
                raise UsageError(
                    f"{', '.join(other)} of {self.folder.name}: changed in {CONFIG_FILE},"
                    " though the merged cells are written by it. Undo that,"
                    " and name whose declaration holds, as in: --take prices=A"
                )

    @property
    def _is_edited(self) -> bool:
        return self.record is not None and self.config not in (b"", self.record.config.encode())

    def config_bytes(self, text: str) -> bytes:
        """The ``workspace.toml`` to be written: an edited one stays."""
        return self.config if self._is_edited else text.encode()

    def hashes(self, files: Iterable[str]) -> dict[str, str | None]:
        """What must not have changed meanwhile: tables and configuration as they were read."""
        if self.record is None:
            return {}
        known = dict(self.record.files)
        if self.held is not None:
            known = {table.file: table.sha256 for table in self.held.tables.values()}
        names = [name for name in files if name.endswith(".csv") and name in known]
        hashes: dict[str, str | None] = {name: known[name] for name in names}
        if self.config:
            hashes[CONFIG_FILE] = hashlib.sha256(self.config).hexdigest()
        return hashes


def read_former(folder: Path, settings: Settings) -> Former:
    """What lies at the place that is merged into.

    Raises
    ------
    UsageError, WorkspaceError
        Where it cannot be read, so that edits could not be told apart.
    """
    record = read_record(folder)
    if record is None:
        return Former(folder, None, None, b"")
    path = folder / CONFIG_FILE
    config = path.read_bytes() if path.is_file() else b""
    if config == record.config.encode() and _files(folder) == record.files:
        return Former(folder, record, None, config)
    with ReadingProcess(settings.reading) as process:
        return Former(folder, record, read_held(folder, process), config)


def _files(folder: Path) -> dict[str, str]:
    """Files that may hold tables, with their sha256."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file() and format_of(path) is not None and path.name != MERGE_ANSWERS
    }


def text_rows(rows: Sequence[MergedRow]) -> list[dict[str, str]]:
    """Rows as they are compared: without where they come from."""
    return [dict(row.cells) for row in rows]


def table_bytes(
    table: str, rows: Sequence[tuple[Mapping[str, str], int | None]], merged: Sequence[MergedRow]
) -> bytes:
    """A table as CSV, each row with its sources."""
    present = {name for cells, _ in rows for name in cells}
    headers = [str(name) for name in TABLES[table].columns if name in present]
    headers += [name for cells, _ in rows[:1] for name in cells if name not in headers]
    headers += sorted(present - set(headers))
    records = [
        [
            *(cells.get(name, "") for name in headers),
            "" if position is None else sources_text(merged[position].sources),
        ]
        for cells, position in rows
    ]
    return csv_bytes([*headers, SOURCE], records)


def _cells(headers: Sequence[str], record: Sequence[str]) -> dict[str, str]:
    return {
        header: text
        for header, text in zip(headers, record, strict=False)
        if header and header != SOURCE
    }
