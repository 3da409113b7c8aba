"""What the consultant brings: reading, checking and explaining a workspace of tables.

The names below are imported on first use, so that ``import pmo_toolkit.workspace`` stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.workspace.check_report import check_report
    from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
    from pmo_toolkit.workspace.dictionary.documentation import dictionary_markdown
    from pmo_toolkit.workspace.model import TableSource, Workspace
    from pmo_toolkit.workspace.reading import load_workspace, read_workspace
    from pmo_toolkit.workspace.starter import start_workspace

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

__getattr__ = at_first_use(
    __name__,
    {
        "TableSource": "workspace.model",
        "Workspace": "workspace.model",
        "WorkspaceConfig": "workspace.configuration.config",
        "check_report": "workspace.check_report",
        "dictionary_markdown": "workspace.dictionary.documentation",
        "load_workspace": "workspace.reading",
        "read_workspace": "workspace.reading",
        "start_workspace": "workspace.starter",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
