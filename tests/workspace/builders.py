"""Small workspaces for tests, and a way to ask for their troubles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.workspace import Workspace, read_workspace

PROPOSALS = "id,title\nP1,One\nP2,Two\n"


def make(folder: Path, config: str = "", **tables: str) -> Path:
    """A folder with a CSV file a table; ``proposals`` is filled in where it is not given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"proposals": PROPOSALS, **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    if config:
        (folder / "workspace.toml").write_text(config, encoding="utf-8")
    return folder


def read(folder: Path, config: str = "", **tables: str) -> Workspace:
    """Make a workspace and read it."""
    return read_workspace(make(folder, config, **tables))


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook with a sheet a table."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def told(workspace: Workspace, **wanted: Any) -> list[Trouble]:
    """Troubles whose parts are as wanted.

    ``says`` is looked for in the sentence, ``grade`` by its first letters.
    """
    says = wanted.pop("says", "")
    grade = wanted.pop("grade", "")
    return [
        trouble
        for trouble in workspace.troubles
        if says in trouble.what
        and trouble.grade.value.startswith(grade)
        and all(getattr(trouble, part) == value for part, value in wanted.items())
    ]


def one(workspace: Workspace, **wanted: Any) -> Trouble:
    """The one trouble that is as wanted."""
    found = told(workspace, **wanted)
    assert len(found) == 1, f"{wanted}: " + "\n".join(map(str, found or workspace.troubles))
    return found[0]


def grave(workspace: Workspace) -> list[str]:
    """Faults and row faults in words."""
    return [str(trouble) for trouble in workspace.troubles if trouble.grade.value != "finding"]
