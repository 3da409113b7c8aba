"""``pmo portfolio``: the portfolio page and the moderation pack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmo_toolkit.cli.base.options import (
    AsOfOption,
    LogOption,
    SeedOption,
    WorkspaceArgument,
)
from pmo_toolkit.cli.studies.whole_workspace import (
    AssessmentsOption,
    JobsOption,
    TimeoutOption,
    WholeWorkspace,
    existing,
    exit_for,
    out_option,
)

if TYPE_CHECKING:
    from rich.console import Console

SinceOption = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="DIR",
        help="A former run of this workspace: the page says what has changed since, and why.",
    ),
]


def portfolio(
    workspace: WorkspaceArgument,
    out: Annotated[str, out_option("the pack")],
    assessments: AssessmentsOption = None,
    since: SinceOption = None,
    jobs: JobsOption = 1,
    seed: SeedOption = None,
    as_of: AsOfOption = None,
    timeout: TimeoutOption = 3600,
    log_file: LogOption = None,
) -> None:
    """Bring all proposals before whoever moderates the decision: page, workbook, figures.

    Writes portfolio.html, moderation.xlsx (with a column for what is decided), moderation.json and
    the executed notebook, all of them or none.

    Example: pmo portfolio intake-2027 --out pack --since pack-of-autumn
    """
    found = WholeWorkspace.opened(workspace, out, as_of, seed, log_file)
    from pmo_toolkit.batch.study_page import PORTFOLIO
    from pmo_toolkit.cli.printing.console import count, say, screen
    from pmo_toolkit.cli.printing.progress import steps_shown

    finished, former = existing(assessments, "--assessments"), existing(since, "--since")
    console = screen()
    say(console, f"Bringing {count(len(found.read.proposal_ids), 'proposal')} together …")
    with steps_shown(), found.assessed(jobs, finished) as known:
        data = found.write(PORTFOLIO, timeout, {"assessments": known, "since": former})
    _show(console, data, str(found.folder))
    raise exit_for(data["failed"])


def _show(console: Console, data: Mapping[str, Any], where: str) -> None:
    """Print the sentences for the board, and which files to open."""
    from pmo_toolkit.batch.study_page import PORTFOLIO
    from pmo_toolkit.cli.printing.console import count, say, shown

    say(console, "")
    for sentence in data["sentences"]:
        say(console, f"- {shown(sentence)}", indent=2, hang=2)
    if data["failed"]:
        say(
            console,
            f"{count(len(data['failed']), 'proposal')} could not be assessed; see the page.",
        )
    say(console, "We advise; departments and the deciding body decide.")
    page, figures, _, workbook = PORTFOLIO.files
    say(console, f"Open {shown(where)}/{page}; decisions go into {workbook}; figures: {figures}")
