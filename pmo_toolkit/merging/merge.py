"""`merge_workspaces`: several workspaces side by side in a new one, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.places import workspace_path
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.merging.base.declarations import config_text, joint_declarations
from pmo_toolkit.merging.base.members import RECORD_FILE, named_members
from pmo_toolkit.merging.base.reading import SourceWorkspace, read_sources
from pmo_toolkit.merging.base.shapes import Conflict, Member, Merge, Rows
from pmo_toolkit.merging.comparing.answers import ANSWERS_FILE, Answers, answers_bytes, read_answers
from pmo_toolkit.merging.comparing.rates import missing_rates
from pmo_toolkit.merging.former.changes import KeptEdits
from pmo_toolkit.merging.former.held import Former, read_former, table_bytes, text_rows
from pmo_toolkit.merging.former.storing import Record, store
from pmo_toolkit.merging.page import merge_page
from pmo_toolkit.merging.tables import joint_tables
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE

PAGE_FILE, JSON_FILE = "merge_report.html", "merge.json"


def merge_workspaces(
    workspaces: Sequence[str | os.PathLike[str]],
    into: str | os.PathLike[str],
    *,
    prefixes: Mapping[str, str] | None = None,
    accept: bool = False,
    take: Mapping[str, str] | None = None,
    name: str | None = None,
    settings: Settings | None = None,
) -> Merge:
    """Merge the workspaces of several PMOs into one; nothing is overwritten, conflicts are listed.

    Parameters
    ----------
    workspaces : sequence of path-like
        Two or more; they are never changed.
    into : path-like
        Folder for the merged workspace: new, empty, or of an earlier merge, whose answers and edits
        are kept.
    prefixes : mapping of str to str, optional
        Workspace → what its ids begin with; by default from the name of its folder.
    accept : bool
        Take goals, capabilities, services, criteria, projects, roles and teams of the same name as
        the same. Otherwise they stay apart until ``merge_answers.csv`` says so.
    take : mapping of str to str, optional
        ``prices``, ``calendar``, ``hours_per_day``, ``as_of``, ``settings``, ``drivers`` or
        ``everything`` → the workspace whose declaration holds for all, where they differ.
    name : str, optional
        Title of the merged workspace.
    settings : Settings, optional
        Defaults that the workspaces' own settings override.

    Returns
    -------
    Merge

    Raises
    ------
    WorkspaceError
        With the faults of all workspaces; nothing is written.
    UsageError
        Where the workspaces cannot be merged as they were named, or something that only one thing
        can be differs; nothing is written.

    Examples
    --------
    >>> merge = merge_workspaces(["finance-pmo", "sales-pmo"], "joint")  # doctest: +SKIP
    >>> merge.open_questions  # doctest: +SKIP
    """
    target = Path(into).expanduser().absolute()
    paths = [workspace_path(Path(path).expanduser()) for path in workspaces]
    members = named_members(paths, target, prefixes or {})
    sources = read_sources(members, settings or Settings())
    _refuse_copies(sources)
    former = read_former(target, sources[0].settings)
    answers = read_answers(target)
    declared = joint_declarations(sources, take or {}, name)
    joint = joint_tables(sources, declared, answers, accept=accept)
    config = declared.config
    former.refuse_edited_config(config)
    kept = former.keep(joint.rows, joint.joined, config.locale)
    merge = Merge(
        name=config.title,
        folder=target.name,
        version=version("pmo-toolkit"),
        members=tuple(_member(source, joint.rows) for source in sources),
        rows={table: len(found.rows) for table, found in kept.items() if found.rows},
        questions=joint.questions,
        joined=joint.joined,
        conflicts=(*joint.conflicts, *(c for found in kept.values() for c in found.conflicts)),
        missing_rates=missing_rates(
            joint.rows, [row for row, _ in kept["rates"].rows] if "rates" in kept else (), config
        ),
        changes=former.changes(joint.rows, joint.joined, _stated(joint.conflicts), config.locale),
        edits={table: found.edits for table, found in kept.items() if found.edits},
        remarks=(*(lost for source in sources for lost in source.lost), *joint.remarks),
    )
    _write(target, merge, joint.rows, kept, former, answers, config_text(config))
    return merge


def _refuse_copies(sources: Sequence[SourceWorkspace]) -> None:
    """Refuse a workspace beside a copy of itself: every row would stand twice."""
    first: dict[object, SourceWorkspace] = {}
    for source in sources:
        other = first.setdefault(source.hashes, source)
        if other is not source:
            raise UsageError(
                f"{other.named.given} and {source.named.given} hold the very same tables; name"
                " each workspace once"
            )


def _member(source: SourceWorkspace, rows: Rows) -> Member:
    own = {
        table: [row for row in merged if any(s.prefix == source.prefix for s in row.sources)]
        for table, merged in rows.items()
    }
    return Member(
        prefix=source.prefix,
        name=source.name,
        folder=source.named.folder_name,
        rows={table: len(found) for table, found in own.items() if found},
        proposals={
            row.cells.get("id", ""): row.cells.get("title", "") for row in own.get("proposals", ())
        },
    )


def _stated(conflicts: Iterable[Conflict]) -> dict[str, dict[str, str]]:
    """What the PMOs state of cells that they state differently."""
    return {
        conflict.about: {said.prefix: said.value for said in conflict.statements}
        for conflict in conflicts
        if conflict.kind == "cell"
    }


def _write(
    target: Path,
    merge: Merge,
    rows: Rows,
    kept: Mapping[str, KeptEdits],
    former: Former,
    answers: Answers,
    config: str,
) -> None:
    files = {
        former.file_of(table): table_bytes(table, found.rows, rows.get(table, []))
        for table, found in kept.items()
        if found.rows
    }
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    if merge.edits:
        hashes = {}  # the next merge must look for the edits again
    tables = {table: text_rows(merged) for table, merged in rows.items()}
    record = Record(tables, config, _stated(merge.conflicts), hashes)
    gone = {former.file_of(table) for table, found in kept.items() if not found.rows}
    questions = [*merge.questions, *answers.unused(merge.questions)]
    files |= {
        CONFIG_FILE: former.config_bytes(config),
        ANSWERS_FILE: answers_bytes(questions),
        JSON_FILE: canonical_json(merge.as_dict()).encode(),
        PAGE_FILE: merge_page(merge).encode(),
        RECORD_FILE: record.as_bytes(),
    }
    store(target, files, former.hashes(files), gone)
