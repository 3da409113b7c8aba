"""``pmo questions``: one page a department, with room for replies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import (
    AsOfOption,
    LogOption,
    SeedOption,
    WorkspaceArgument,
    as_day,
    home,
    start_log,
    target_of,
)
from pmo_toolkit.cli.studies.portfolio_command import AssessmentsOption, existing
from pmo_toolkit.core.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

    from pmo_toolkit.studies.questions.result import DepartmentQuestions

OutOption = Annotated[
    str,
    typer.Option(
        "--out",
        metavar="DIR",
        help=(
            "Folder for the pages: new, empty, or of an earlier run, of pmo assess too, to whose"
            " reports they then lead. Also an address, as in s3://bucket/reports."
        ),
    ),
]


def questions(
    workspace: WorkspaceArgument,
    out: OutOption,
    assessments: AssessmentsOption = None,
    seed: SeedOption = None,
    as_of: AsOfOption = None,
    log_file: LogOption = None,
) -> None:
    """Ask each department what is open: a page, a workbook for replies, a text for a mail.

    Writes questions-DEPARTMENT.html, .xlsx and .txt for each, and questions.json, all of them or
    none. The question whose answer is worth most stands first. Replies come back with pmo import.

    Example: pmo questions intake-2027 --out reports
    """
    start_log(log_file)
    day = None if as_of is None else as_day(as_of)
    from pmo_toolkit.batch.question_pages import write_questions
    from pmo_toolkit.cli.printing.console import count, say, screen
    from pmo_toolkit.core.places import workspace_path
    from pmo_toolkit.workspace import load_workspace

    path, folder = workspace_path(home(workspace)), target_of(out)
    known = existing(assessments, "--assessments")
    read = load_workspace(path)
    console = screen()
    say(console, f"Gathering the questions on {count(len(read.proposal_ids), 'proposal')} …")
    found = write_questions(
        path,
        folder,
        as_of=day or read.config.as_of or date.today(),
        seed=read.settings.seed if seed is None else seed,
        assessments=None if known is None else Path(known),
    )
    _show(console, found, str(folder) if isinstance(folder, Path) else folder)
    raise typer.Exit(int(ExitCode.SOME_FAILED if found.failed else ExitCode.OK))


def _show(console: Console, found: DepartmentQuestions, where: str) -> None:
    """Print how many questions go to whom, and what to do with the files."""
    from pmo_toolkit.cli.printing.console import count, say, shown

    say(console, "")
    for page in found.pages:
        answered = f", {count(len(page.answers), 'answer')}" if page.answers else ""
        text = f"{shown(page.department)}: {count(len(page.questions), 'question')}{answered}"
        say(console, f"- {text} ({page.stem}.html)", indent=2, hang=2)
    if found.failed:
        say(console, f"{count(len(found.failed), 'proposal')} could not be assessed.")
    if not found.count:
        say(console, "No question is open.")
    say(console, f"In {shown(where)}: a page, a workbook for replies and a mail for each.")
    say(console, "Replies come back with: pmo import questions-….xlsx --into WORKSPACE")
