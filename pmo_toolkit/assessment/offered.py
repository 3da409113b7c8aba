"""Prepared workspaces that this process has in memory already, found again by their path and day.

A batch prepares once, in the process that all its others are forked from; a process that nothing was offered to finds
nothing here and reads the workspace itself. Nothing is ever read back from a file.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmo_toolkit.assessment.prepared import Prepared

_OFFERED: dict[tuple[str, str], Prepared] = {}


def offer(workspace: Path, prepared: Prepared) -> None:
    """Let `prepare` find this in this process and those forked from it."""
    _OFFERED[_key(workspace, prepared.as_of)] = prepared


def offered(workspace: object, as_of: dt.date | str | None) -> Prepared | None:
    """What was offered for a workspace and day, or None."""
    if not _OFFERED or not isinstance(workspace, str | Path):
        return None
    return _OFFERED.get(_key(workspace, as_of))


def _key(workspace: str | Path, as_of: dt.date | str | None) -> tuple[str, str]:
    return str(Path(workspace).absolute()), str(as_of)
