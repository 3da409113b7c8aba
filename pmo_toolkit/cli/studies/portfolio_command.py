"""``pmo portfolio``: the portfolio page and the moderation pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from pmo_toolkit.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from rich.console import Console

OutOption = Annotated[
    str,
    typer.Option(
        "--out",
        metavar="DIR",
        help=(
            "Folder for the pack: new, empty, or of an earlier run, of pmo assess too. Also an"
            " address, as in s3://bucket/reports."
        ),
    ),
]
AssessmentsOption = Annotated[
    Path | None,
    typer.Option(
        "--assessments",
        metavar="DIR",
        help="A finished run of pmo assess: what it assessed of the same input is not repeated.",
    ),
]
SinceOption = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="DIR",
        help="A former run of this workspace: the page says what has changed since, and why.",
    ),
]
TimeoutOption = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Seconds allowed for the whole notebook.")
]


def portfolio(
    workspace: WorkspaceArgument,
    out: OutOption,
    assessments: AssessmentsOption = None,
    since: SinceOption = None,
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
    start_log(log_file)
    day = None if as_of is None else as_day(as_of)
    from pmo_toolkit.batch.study_page import PORTFOLIO, write_study
    from pmo_toolkit.cli.printing.console import count, say, screen
    from pmo_toolkit.core.places import workspace_path
    from pmo_toolkit.workspace import load_workspace

    path, folder = workspace_path(home(workspace)), target_of(out)
    named = {
        "assessments": existing(assessments, "--assessments"),
        "since": existing(since, "--since"),
    }
    read = load_workspace(path)
    console = screen()
    say(console, f"Bringing {count(len(read.proposal_ids), 'proposal')} together …")
    data = write_study(
        PORTFOLIO,
        path,
        folder,
        as_of=day or read.config.as_of or date.today(),
        seed=read.settings.seed if seed is None else seed,
        timeout_seconds=timeout,
        name=read.config.title,
        more_parameters=named,
    )
    _show(console, data, str(folder) if isinstance(folder, Path) else folder)
    raise typer.Exit(int(ExitCode.SOME_FAILED if data["failed"] else ExitCode.OK))


def existing(folder: Path | None, option: str) -> str | None:
    """The absolute path of a folder of results."""
    if folder is None:
        return None
    path = home(folder).absolute()
    if not path.is_dir():
        raise UsageError(
            f"{option} {folder}: there is no such folder. Name the folder of a finished run"
        )
    return str(path)


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
