"""`read_workspace`: the one way in, from a folder or workbook to typed tables and all troubles."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from pmo_toolkit.core.errors import Grade, Trouble, WorkspaceError
from pmo_toolkit.core.places import workspace_path
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.checking.cautious_readings import check_cautious_readings
from pmo_toolkit.workspace.checking.cells import CellReader
from pmo_toolkit.workspace.checking.completeness import check_completeness
from pmo_toolkit.workspace.checking.consistency import check_consistency
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.drivers import read_drivers, shared_columns
from pmo_toolkit.workspace.checking.identifiers import (
    check_ids,
    check_keys,
    check_shares,
    owners,
    unfit,
)
from pmo_toolkit.workspace.checking.links import check_links
from pmo_toolkit.workspace.checking.pairs import check_pairs
from pmo_toolkit.workspace.checking.prices import settle_prices
from pmo_toolkit.workspace.checking.resources import check_resources
from pmo_toolkit.workspace.checking.row_order import canonical_order
from pmo_toolkit.workspace.checking.values import (
    check_bounds,
    check_order,
    check_references,
    set_aside_dependents,
)
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.configuration.reader import read_config
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.not_read import report_examples, report_not_read
from pmo_toolkit.workspace.dictionary.tables import ROW, SOURCE, TABLES, dtype_of
from pmo_toolkit.workspace.headers.garbled_text import tell_garbled
from pmo_toolkit.workspace.headers.structure import (
    Structured,
    report_rows,
    report_unused_columns,
    structure,
)
from pmo_toolkit.workspace.magnitudes.findings import check_magnitudes
from pmo_toolkit.workspace.model import TableSource, Workspace
from pmo_toolkit.workspace.moderation.checks import check_moderation
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer, department_answers
from pmo_toolkit.workspace.parsing.outcomes import Typed
from pmo_toolkit.workspace.sources.files import find_tables
from pmo_toolkit.workspace.sources.places import workspace_folder
from pmo_toolkit.workspace.sources.raw_table import RawTable
from pmo_toolkit.workspace.sources.readers import read_table
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess


def read_workspace(path: str | os.PathLike[str], *, settings: Settings | None = None) -> Workspace:
    """Read and check a workspace; all trouble with its content is collected, none is raised.

    Parameters
    ----------
    path : path-like
        A folder of CSV, XLSX and Parquet tables, or one XLSX workbook with a sheet a table.
    settings : Settings, optional
        Defaults that ``[settings]`` of ``workspace.toml`` may override.

    Returns
    -------
    Workspace

    Raises
    ------
    UsageError
        When `path` does not exist or is neither a folder nor a workbook.

    Examples
    --------
    >>> workspace = read_workspace("sample")
    >>> workspace.proposal_ids[:2]
    ('P-001', 'P-002')
    >>> workspace["goals"]["id"].tolist()[:2]
    ['G-01', 'G-02']
    """
    path = workspace_path(path)
    folder, _ = workspace_folder(path)
    troubles = Troubles(TABLES)
    config, effective = read_config(folder, settings or Settings(), troubles)
    raws, unusable = read_files(path, config, effective, troubles)
    tables = {
        name: structured
        for name, raw in raws.items()
        if (structured := structure(raw, config, troubles)) is not None
    }
    unusable |= {name for name, raw in raws.items() if raw.records and name not in tables}
    drafts = {name: structured.draft for name, structured in tables.items()}
    _find_owners(drafts)
    drivers, answered = _check(tables, raws, unusable, config, troubles)
    check_completeness(drafts, frozenset(raws) | unusable, troubles)
    check_consistency(drafts, troubles)
    check_resources(drafts, config.as_of)
    check_cautious_readings(drafts, troubles)
    unit_doubts = check_magnitudes(drafts, config, effective.magnitudes, troubles)
    check_links(drafts)
    check_moderation(drafts, config, config.as_of, effective.moderation.plan_quarters)
    dependents = set_aside_dependents(drafts, troubles)
    all_troubles = troubles.all()
    return Workspace(
        name=path.resolve().name or "workspace",
        tables={
            name: _typed(
                structured.draft,
                dependents.get(name, set()),
                drivers if name in ("proposals", "history") else {},
            )
            for name, structured in tables.items()
            if structured.usable
        },
        config=config,
        settings=effective,
        troubles=all_troubles,
        sources={
            name: TableSource(raw.place.file, raw.place.sheet, raw.sha256, len(raw.rows))
            for name, raw in raws.items()
            if name in tables
        },
        failed=_failed(all_troubles),
        proposal_ids=_proposal_ids(drafts.get("proposals")),
        extra_drivers=tuple(drivers),
        input_hash=_input_hash(drafts, config),
        unit_doubts=unit_doubts,
        cell_findings=troubles.by_proposal(),
        department_answers=answered,
    )


def read_files(
    path: Path, config: WorkspaceConfig, settings: Settings, troubles: Troubles
) -> tuple[dict[str, RawTable], frozenset[str]]:
    """Tables as text, and the names of those that are there but cannot be read."""
    raws: dict[str, RawTable] = {}
    with ReadingProcess(settings.reading) as process:
        places, unusable = find_tables(path, config, process, troubles)
        for table, place in places.items():
            choice = config.file_choice(table)
            encoding = choice.encoding or config.encoding
            raw = read_table(place, process, encoding, troubles, choice.header_row)
            if raw is None:
                unusable |= {table}
            else:
                raws[table] = raw
                tell_garbled(raw, encoding, troubles)
    report_not_read({table: raw.not_read for table, raw in raws.items()}, troubles)
    report_examples({table: raw.examples for table, raw in raws.items()}, troubles)
    if "proposals" not in places and "proposals" not in unusable:
        troubles.fault(
            "proposals",
            "the table proposals is missing; it is the only one that is needed",
            expected=(
                "a file proposals.csv or proposals.xlsx, or a sheet proposals, with the columns id"
                " and title"
            ),
            next_step="Add it, or start a workspace with: pmo init FOLDER",
        )
    return raws, unusable


def load_workspace(
    path: Workspace | str | os.PathLike[str], *, settings: Settings | None = None
) -> Workspace:
    """Read a workspace that is to be used: as `read_workspace`, but faults are raised.

    One that has been read already is taken as it is, so that its faults are raised too.

    Raises
    ------
    UsageError
        When `path` does not exist or is neither a folder nor a workbook.
    WorkspaceError
        With all troubles, when any of them is a fault.

    Examples
    --------
    >>> load_workspace("sample").is_sample
    True
    """
    workspace = path if isinstance(path, Workspace) else read_workspace(path, settings=settings)
    if any(trouble.grade is Grade.FAULT for trouble in workspace.troubles):
        raise WorkspaceError(workspace.troubles)
    return workspace


def _check(
    tables: Mapping[str, Structured],
    raws: Mapping[str, RawTable],
    unusable: frozenset[str],
    config: WorkspaceConfig,
    troubles: Troubles,
) -> tuple[dict[str, str], tuple[DepartmentAnswer, ...]]:
    """Read all cells and check them.

    The kept extra drivers with their dtypes, and what departments answered.
    """
    drafts = {name: structured.draft for name, structured in tables.items()}
    reader = CellReader(config)
    for name, draft in drafts.items():
        report_rows(raws[name], draft)
        reader.read(draft)
        check_ids(draft)
        check_shares(draft)
    answered = department_answers(drafts, config)
    shared = shared_columns({name: structured.extras for name, structured in tables.items()})
    drivers = read_drivers(drafts, shared, reader, config, troubles)
    for name, structured in tables.items():
        used = (
            {comparable(column) for column in shared} if name in ("proposals", "history") else set()
        )
        unused = [extra for key, extra in structured.extras.items() if key not in used]
        report_unused_columns(name, structured.draft.file, unused, troubles)
        check_bounds(structured.draft)
    settle_prices(drafts, config, troubles)
    without_key = {
        name
        for name, structured in tables.items()
        if not structured.usable and not structured.draft.columns_of("id", "reference")
    }
    check_references(drafts, unusable | without_key, troubles)
    for draft in drafts.values():
        check_order(draft)
        if draft.name != "rates":  # looked at before they were used
            check_keys(draft)
    check_pairs(drafts)
    return drivers, answered


def _find_owners(drafts: Mapping[str, Draft]) -> None:
    proposals = frozenset(_proposal_ids(drafts.get("proposals")))
    options: dict[str, str] = {}
    if "options" in drafts and drafts["options"].present("proposal"):
        cells = drafts["options"].cells
        options = dict(zip(cells.get("id", []), cells["proposal"], strict=False))
    for draft in drafts.values():
        draft.owners = owners(draft, proposals, options)


def _proposal_ids(draft: Draft | None) -> tuple[str, ...]:
    """Ids that can name a report; the rows of others are set aside and told."""
    ids = draft.cells.get("id", []) if draft is not None else []
    return tuple(dict.fromkeys(str(proposal) for proposal in ids if unfit(proposal) is None))


def _typed(draft: Draft, gone: set[int], drivers: Mapping[str, str]) -> pd.DataFrame:
    positions = [position for position in draft.kept() if position not in gone]
    dtypes = {name: dtype_of(column) for name, column in TABLES[draft.name].columns.items()} | dict(
        drivers
    )
    frame = pd.DataFrame(
        {name: draft.series(name, dtype, positions) for name, dtype in dtypes.items()}
    )
    frame[ROW] = pd.Series([draft.rows[position] for position in positions], dtype="int64")
    if draft.sources:
        frame[SOURCE] = pd.Series([draft.sources[p] for p in positions], dtype="str")
    values = {name: frame[name].tolist() for name in dtypes}
    order = canonical_order(values, range(len(frame)))
    return frame if order == list(range(len(frame))) else frame.iloc[order].reset_index(drop=True)


def _failed(troubles: tuple[Trouble, ...]) -> dict[str, tuple[Trouble, ...]]:
    failed: dict[str, list[Trouble]] = {}
    for trouble in troubles:
        if trouble.grade is Grade.ROW and trouble.proposal is not None:
            failed.setdefault(trouble.proposal, []).append(trouble)
    return {proposal: tuple(faults) for proposal, faults in failed.items()}


def _input_hash(drafts: Mapping[str, Draft], config: WorkspaceConfig) -> str:
    """sha256 over what is read: texts with their rows, and the configuration; no path, no time."""
    digest = hashlib.sha256(
        json.dumps(asdict(config), default=_json_value, sort_keys=True).encode()
    )
    for name in sorted(drafts):
        draft = drafts[name]
        # typed cells are marked, since the same text may mean another number in a locale
        cells = {
            column: [f"\0{text}" if isinstance(text, Typed) else text for text in texts]
            for column, texts in draft.cells.items()
        }
        digest.update(json.dumps([name, draft.rows, cells], sort_keys=True).encode())
    return digest.hexdigest()


def _json_value(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)
