"""What reading a workspace found, as a section for notebooks."""

from __future__ import annotations

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.checks.workspace import checked_workspace
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES


def check(workspace: Workspace) -> Section:
    """The tables that were read and all that is wrong, absent or odd in them, the gravest first.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`.
    """
    workspace = checked_workspace(workspace)
    groups = [
        (grade, [trouble for trouble in workspace.troubles if trouble.grade is grade])
        for grade in Grade
    ]
    tables = [(name, workspace.sources[name]) for name in TABLES if name in workspace.sources]
    absent = [name for name in TABLES if name not in workspace.sources]
    return render(
        "check",
        workspace=workspace,
        tables=tables,
        absent=absent,
        groups=[(grade.value, troubles) for grade, troubles in groups if troubles],
    )
