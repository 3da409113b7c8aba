"""A workspace as its PMO has it: texts and values of every cell, before any price is converted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pmo_toolkit.core.errors import Grade, Trouble, WorkspaceError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.merging.base.members import Named
from pmo_toolkit.workspace.checking.cells import CellReader
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.drivers import ExtraColumn
from pmo_toolkit.workspace.checking.identifiers import check_ids
from pmo_toolkit.workspace.checking.prices import settle_prices
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.configuration.reader import read_config
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.headers.structure import Structured, report_rows, structure
from pmo_toolkit.workspace.reading import read_files
from pmo_toolkit.workspace.sources.places import workspace_folder
from pmo_toolkit.workspace.sources.raw_table import RawTable


@dataclass(frozen=True)
class SourceTable:
    """A table of one PMO, read under what its own ``workspace.toml`` declares.

    Parameters
    ----------
    draft : Draft
        Cells as text, and their values in the currency and price year of each row.
    extras : mapping of str to ExtraColumn
        Columns that the dictionary does not know.
    """

    draft: Draft
    extras: Mapping[str, ExtraColumn]


@dataclass(frozen=True)
class SourceWorkspace:
    """A workspace that is merged.

    Parameters
    ----------
    named : Named
    config : WorkspaceConfig
    settings : Settings
    tables : mapping of str to SourceTable
    hashes : frozenset of (str, str)
        Table and sha256 of its file.
    lost : tuple of str
        What the files hold that no table can take.
    """

    named: Named
    config: WorkspaceConfig
    settings: Settings
    tables: Mapping[str, SourceTable]
    hashes: frozenset[tuple[str, str | None, str]] = frozenset()
    lost: tuple[str, ...] = field(default=())

    @property
    def prefix(self) -> str:
        """By which its ids begin."""
        return self.named.prefix

    @property
    def name(self) -> str:
        """As reports call it: what it states, else the name of its folder."""
        return self.config.name or self.named.folder_name


def read_sources(members: tuple[Named, ...], settings: Settings) -> tuple[SourceWorkspace, ...]:
    """Read all workspaces.

    Raises
    ------
    WorkspaceError
        With the faults of all of them, each with the name of its workspace.
    """
    faults: list[Trouble] = []
    sources = []
    for member in members:
        troubles = Troubles(TABLES)
        sources.append(_read(member, settings, troubles))
        faults += [
            replace(trouble, table=f"{member.folder_name}: {trouble.table}")
            for trouble in troubles.all()
            if trouble.grade is Grade.FAULT
        ]
    if faults:
        raise WorkspaceError(faults)
    return tuple(sources)


def _read(member: Named, base: Settings, troubles: Troubles) -> SourceWorkspace:
    folder, _ = workspace_folder(member.path)
    config, settings = read_config(folder, base, troubles)
    raws, _ = read_files(member.path, config, settings, troubles)
    tables = {
        name: structured
        for name, raw in raws.items()
        if (structured := structure(raw, config, troubles)) is not None
    }
    reader = CellReader(config)
    for name, structured in tables.items():
        report_rows(raws[name], structured.draft)
        reader.read(structured.draft)
        check_ids(structured.draft)
    if None in (config.currency, config.price_year):
        # settled in a copy, for its faults alone: the rows keep their own currency
        copies = {name: _copy(structured.draft) for name, structured in tables.items()}
        settle_prices(copies, config, troubles)
    return SourceWorkspace(
        member,
        config,
        settings,
        {name: SourceTable(found.draft, _named(found)) for name, found in tables.items()},
        frozenset((name, raw.place.sheet, raw.sha256) for name, raw in raws.items()),
        tuple(_lost(member, raws)),
    )


def _copy(draft: Draft) -> Draft:
    values = {column: list(values) for column, values in draft.values.items()}
    return replace(draft, values=values, bad=dict(draft.bad))


def _named(structured: Structured) -> dict[str, ExtraColumn]:
    return {key: extra for key, extra in structured.extras.items() if extra.header.strip()}


def _lost(member: Named, raws: Mapping[str, RawTable]) -> list[str]:
    """Cells beyond the headers, which have no column to stand in."""
    return [
        f"{member.folder_name}: {raw.place.label}, row {raw.rows[position]} has more cells than"
        f" there are headers; not taken over: {', '.join(extra)[:200]}"
        for raw in raws.values()
        for position, extra in raw.too_long
        if extra
    ]
