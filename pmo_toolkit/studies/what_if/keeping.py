"""What-ifs that are kept under a name, in a file of their own beside the tables of a workspace.

The tables are never written. A change keeps what its cell said, so that one made on rows that have
changed since is told apart.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.core.atomic_files import write_text
from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.file_lock import FolderLock
from pmo_toolkit.core.places import is_sample, workspace_path
from pmo_toolkit.studies.what_if.changes import Changes, row_of
from pmo_toolkit.workspace import Workspace

#: Name of the file in the workspace.
WHAT_IFS = "what_ifs.json"
_VERSION = 1
#: Longest name of a what-if, and longest file that is read.
_LONGEST_NAME, _LARGEST = 120, 20_000_000
#: Seconds to wait for another tab that is writing.
_PATIENCE = 5.0


@dataclass(frozen=True)
class KeptWhatIf:
    """A what-if under a name.

    Parameters
    ----------
    name : str
    proposal : str
        Id.
    changes : Changes
    before : tuple of (str, int, str, str)
        Table, row, column and what stood there when it was kept, as text; of a row that is left
        out, its first column with text.
    kept_on : str
        Day, ISO 8601.
    """

    name: str
    proposal: str
    changes: Changes
    before: tuple[tuple[str, int, str, str], ...]
    kept_on: str

    def differences(self, workspace: Workspace) -> tuple[str, ...]:
        """What has changed in the workspace since, one sentence for each cell."""
        found = []
        for table, row, column, stood in self.before:
            try:
                now = _text(row_of(workspace, table, row)[column])
            except (UsageError, KeyError):
                found.append(f"row {row} of {table} is not there any more")
                continue
            if now != stood:
                found.append(
                    f"row {row} of {table} has {column} {now or 'empty'} now, and had"
                    f" {stood or 'empty'} when this was kept"
                )
        return tuple(found)


def kept_what_ifs(workspace: str | Path) -> tuple[KeptWhatIf, ...]:
    """The what-ifs that are kept in a workspace, in the order in which they were kept.

    Raises
    ------
    PmoError
        If their file cannot be read, or was written by a newer version.
    """
    path = _file(workspace)
    if not path.exists():
        return ()
    if path.stat().st_size > _LARGEST:
        raise PmoError(f"{path.name} is larger than any list of what-ifs; move it away")
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        version = int(record["version"])
        if version > _VERSION:
            raise PmoError(
                f"{path.name} was written by a newer version of the workbench: bring this one up to"
                " date, or move the file away. Nothing was changed"
            )
        return tuple(_read(entry) for entry in record["what_ifs"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise PmoError(
            f"{path.name} cannot be read ({type(error).__name__}): move it away or mend it. Nothing"
            " was changed"
        ) from None


def keep_what_if(
    workspace: str | Path, loaded: Workspace, name: str, proposal: str, changes: Changes
) -> KeptWhatIf:
    """Add a what-if to those of a workspace; one of the same name and proposal is replaced.

    Parameters
    ----------
    workspace : path
    loaded : Workspace
        As it was read, without the changes.
    name : str
    proposal : str
    changes : Changes

    Raises
    ------
    UsageError
        For an empty or too long name, no changes, or the sample organisation.
    OSError
        If the file cannot be written; the old one is then untouched.
    """
    title = " ".join(name.split())
    if not title or len(title) > _LONGEST_NAME:
        raise UsageError(f"a what-if needs a name of at most {_LONGEST_NAME} characters")
    if not changes:
        raise UsageError("nothing is changed yet: there is nothing to keep")
    if is_sample(Path(workspace)):
        raise UsageError(
            "the sample organisation is not written into; make a copy with: pmo sample FOLDER"
        )
    kept = KeptWhatIf(
        title, proposal, changes, _before(loaded, changes), dt.date.today().isoformat()
    )
    path = _file(workspace)
    with FolderLock(path.parent, patience=_PATIENCE):
        others = [
            known
            for known in kept_what_ifs(workspace)
            if (known.name, known.proposal) != (title, proposal)
        ]
        entries = [_written(entry) for entry in (*others, kept)]
        record = {"version": _VERSION, "what_ifs": entries}
        # Not as results are written: these are inputs, and count to their last digit.
        text = json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
        write_text(path, f"{text}\n")
    return kept


def _file(workspace: str | Path) -> Path:
    """In the folder of the workspace; beside a workbook, named after it."""
    path = workspace_path(workspace)
    return path / WHAT_IFS if path.is_dir() else path.with_name(f"{path.stem}.{WHAT_IFS}")


def _before(workspace: Workspace, changes: Changes) -> tuple[tuple[str, int, str, str], ...]:
    found = []
    for change in changes.cells:
        row = row_of(workspace, change.table, change.row)
        found.append((change.table, change.row, change.column, _text(row[change.column])))
    for table, number in changes.left_out:
        row = row_of(workspace, table, number)
        column = next(str(name) for name in row.index if _text(row[name]))
        found.append((table, number, column, _text(row[column])))
    return tuple(sorted(found))


def _text(value: Any) -> str:
    if isinstance(value, float) and not pd.isna(value):
        return f"{value:.12g}"
    return text_of(value) or ""


def _written(kept: KeptWhatIf) -> dict[str, Any]:
    return {
        "name": kept.name,
        "proposal": kept.proposal,
        "kept_on": kept.kept_on,
        "before": [list(stood) for stood in kept.before],
        **kept.changes.as_dict(),
    }


def _read(entry: Mapping[str, Any]) -> KeptWhatIf:
    return KeptWhatIf(
        str(entry["name"]),
        str(entry["proposal"]),
        Changes.from_dict(entry),
        tuple(
            (str(table), int(row), str(column), str(text))
            for table, row, column, text in entry["before"]
        ),
        str(entry["kept_on"]),
    )
