"""What a workspace says of each proposal, as digests by table, to tell later what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import pandas as pd

from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: Columns that name the proposal of a row, by table where it is not ``proposal``.
_OWNERS: Mapping[str, str] = {
    "proposals": "id",
    "judgements": "item",
    "dependencies": "from",
    "overlap_answers": "a",
}
#: Tables that no assessment reads.
_NOT_READ = frozenset({"decisions", "scenarios", "targets"})
_LENGTH = 16


def digests_of(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Proposal → table → digest of its rows; under the empty text what all share.

    The order of rows does not matter.
    """
    owner_of_option = _option_owners(workspace)
    found: dict[str, dict[str, str]] = {}
    for table in sorted(workspace.tables.keys() - _NOT_READ):
        frame = workspace.table(table)
        for owner, rows in _by_owner(table, frame, owner_of_option).items():
            found.setdefault(owner, {})[table] = _digest(rows)
    return {owner: found[owner] for owner in sorted(found)}


def rows_of(workspace: Workspace, proposal: str, table: str) -> tuple[int, ...]:
    """Rows of a table that belong to a proposal, or that all share, as the user sees them."""
    frame = workspace.table(table)
    owners = _owners(table, frame, _option_owners(workspace))
    rows = zip(frame[ROW], owners, strict=True)
    return tuple(sorted(int(row) for row, owner in rows if owner == proposal))


def _option_owners(workspace: Workspace) -> dict[str, str]:
    options = workspace.table("options")
    return dict(zip(options["id"].astype(str), options["proposal"].astype(str), strict=True))


def _owners(table: str, frame: pd.DataFrame, owner_of_option: Mapping[str, str]) -> list[str]:
    column = _OWNERS.get(table, "proposal")
    if column in frame:
        return ["" if pd.isna(name) else str(name) for name in frame[column]]
    if "option" in frame:
        return [owner_of_option.get(str(option), "") for option in frame["option"]]
    return [""] * len(frame)


def _by_owner(
    table: str, frame: pd.DataFrame, owner_of_option: Mapping[str, str]
) -> dict[str, list[str]]:
    held = frame.drop(columns=[ROW])
    texts = [
        json.dumps([None if _is_blank(cell) else str(cell) for cell in row], ensure_ascii=False)
        for row in held.itertuples(index=False, name=None)
    ]
    found: dict[str, list[str]] = {}
    for owner, text in zip(_owners(table, frame, owner_of_option), texts, strict=True):
        found.setdefault(owner, []).append(text)
    return found


def _is_blank(cell: object) -> bool:
    return bool(pd.isna(cell))  # type: ignore[call-overload]


def _digest(texts: list[str]) -> str:
    digest = hashlib.sha256()
    for text in sorted(texts):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()[:_LENGTH]
