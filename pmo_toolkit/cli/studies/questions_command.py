"""``pmo questions``: one page a department, with room for replies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pmo_toolkit.cli.base.options import (
    AsOfOption,
    LogOption,
    SeedOption,
    WorkspaceArgument,
)
from pmo_toolkit.cli.studies.whole_workspace import (
    AssessmentsOption,
    JobsOption,
    WholeWorkspace,
    existing,
    exit_for,
    out_option,
)

if TYPE_CHECKING:
    from rich.console import Console

    from pmo_toolkit.studies.questions.result import DepartmentQuestions


def questions(
    workspace: WorkspaceArgument,
    out: Annotated[str, out_option("the pages", ", to whose reports they then lead")],
    assessments: AssessmentsOption = None,
    jobs: JobsOption = 1,
    seed: SeedOption = None,
    as_of: AsOfOption = None,
    log_file: LogOption = None,
) -> None:
    """Ask each department what is open: a page, a workbook for replies, a text for a mail.

    Writes questions-DEPARTMENT.html, .xlsx and .txt for each, and questions.json, all of them or
    none. The question whose answer is worth most stands first. Replies come back with pmo import.

    Example: pmo questions intake-2027 --out reports
    """
    opened = WholeWorkspace.opened(workspace, out, as_of, seed, log_file)
    from pmo_toolkit.batch.question_pages import write_questions
    from pmo_toolkit.cli.printing.console import count, say, screen

    finished = existing(assessments, "--assessments")
    console = screen()
    proposals = count(len(opened.read.proposal_ids), "proposal")
    say(console, f"Gathering the questions on {proposals} …")
    with opened.assessed(jobs, finished) as known:
        found = write_questions(
            opened.path,
            opened.folder,
            as_of=opened.as_of,
            seed=opened.seed,
            assessments=None if known is None else Path(known),
        )
    _show(console, found, str(opened.folder))
    raise exit_for(found.failed)


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
