"""What the consultant brings: reading, checking and explaining a workspace of tables.

The names below are imported on first use, so that ``import pmo_toolkit.workspace`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
    from pmo_toolkit.workspace.dictionary.documentation import dictionary_markdown
    from pmo_toolkit.workspace.model import TableSource, Workspace
    from pmo_toolkit.workspace.reading import load_workspace, read_workspace
    from pmo_toolkit.workspace.check_report import check_report
    from pmo_toolkit.workspace.starter import start_workspace

_HOME = {
    "TableSource": "model",
    "Workspace": "model",
    "WorkspaceConfig": "config",
    "check_report": "report",
    "dictionary_markdown": "dictionary",
    "load_workspace": "reading",
    "read_workspace": "reading",
    "start_workspace": "starter",
}

__all__ = [
    "TableSource",
    "Workspace",
    "WorkspaceConfig",
    "check_report",
    "dictionary_markdown",
    "load_workspace",
    "read_workspace",
    "start_workspace",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
