"""``pmo revalue``: what IT's services are for, and what to keep, move or end."""

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
from pmo_toolkit.core.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

OutOption = Annotated[
    str,
    typer.Option(
        "--out",
        metavar="DIR",
        help=(
            "Folder for page, workbook, figures and notebook: new, empty, or of an earlier run, of"
            " pmo assess too. Also an address, as in s3://bucket/reports."
        ),
    ),
]
TimeoutOption = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Seconds allowed for the whole notebook.")
]


def revalue(
    workspace: WorkspaceArgument,
    out: OutOption,
    seed: SeedOption = None,
    as_of: AsOfOption = None,
    timeout: TimeoutOption = 3600,
    log_file: LogOption = None,
) -> None:
    """Show IT's offer from the business side: outcomes, capabilities, services and their ways.

    Proposals with an option that reuses or replaces a service are assessed first, about half a
    second each. Writes revaluation.html, revaluation.xlsx, revaluation.json and the executed
    notebook, whole or not at all.

    Example: pmo revalue intake-2027 --out reports
    """
    start_log(log_file)
    day = None if as_of is None else as_day(as_of)
    from pmo_toolkit.batch.study_page import REVALUATION, write_study
    from pmo_toolkit.cli.printing.console import count, say, screen
    from pmo_toolkit.cli.printing.progress import steps_shown
    from pmo_toolkit.core.places import workspace_path
    from pmo_toolkit.studies.revaluation.asking import unusable_rows
    from pmo_toolkit.workspace import load_workspace

    path, folder = workspace_path(home(workspace)), target_of(out)
    read = load_workspace(path)
    console = screen()
    say(console, f"Looking at {count(len(read.table('services')), 'service')} …")
    with steps_shown():
        data = write_study(
            REVALUATION,
            path,
            folder,
            as_of=day or read.config.as_of or date.today(),
            seed=read.settings.seed if seed is None else seed,
            timeout_seconds=timeout,
            name=read.config.title,
        )
    page = REVALUATION.files[0]
    _show(console, data, str(folder / page) if isinstance(folder, Path) else f"{folder}/{page}")
    is_incomplete = data["failed"] or any(unusable_rows(read.troubles))
    raise typer.Exit(int(ExitCode.SOME_FAILED if is_incomplete else ExitCode.OK))


def _show(console: Console, data: Mapping[str, Any], page: str) -> None:
    """Print what was found, and which file to open."""
    from pmo_toolkit.cli.printing.console import count, say, shown

    for text in (
        count(len(data["services"]), "service"),
        f"{count(len(data['thin']), 'thin spot')} of the map",
        count(len(data["questions"]), "question"),
    ):
        say(console, text, indent=2)
    for remark in data["remarks"]:
        say(console, shown(remark), indent=2, hang=2)
    if data["failed"]:
        say(
            console,
            f"{count(len(data['failed']), 'proposal')} could not be assessed; see the page.",
        )
    say(console, "We advise; departments and the deciding body decide.")
    say(console, f"Open {shown(page)}")
