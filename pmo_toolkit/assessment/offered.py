"""Prepared workspaces that this process has in memory already, found again by their path and day.

A batch prepares once, in the process that all its others are forked from; a process that nothing
was offered to finds nothing here and reads the workspace itself. Nothing is ever read back from a
file.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

#: Path and day → `Prepared`, whose module asks this one.
_OFFERED: dict[tuple[str, str], Any] = {}


def offer(workspace: Path, prepared: Any) -> None:
    """Let `prepare` find this in this process and those forked from it."""
    _OFFERED[_key(workspace, prepared.as_of)] = prepared


def offered(workspace: object, as_of: dt.date | str | None) -> Any:
    """What was offered for a workspace and day, or None."""
    if not _OFFERED or not isinstance(workspace, str | Path):
        return None
    return _OFFERED.get(_key(workspace, as_of))


def _key(workspace: str | Path, as_of: dt.date | str | None) -> tuple[str, str]:
    return str(Path(workspace).absolute()), str(as_of)
