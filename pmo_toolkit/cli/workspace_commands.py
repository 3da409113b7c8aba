"""Commands about a workspace: start one, write the sample, check it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmo_toolkit.cli.options import (
    LogOption,
    WorkspaceArgument,
    home,
    start_log,
    write_json,
)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    log_file: LogOption = None,
) -> None:
    """Start a workspace: empty tables with their headers, a commented workspace.toml and a README.

    Example: pmo init intake-2027
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import say, screen, shown
    from pmo_toolkit.workspace import start_workspace

    folder = home(folder)
    start_workspace(folder)
    console = screen()
    say(console, f"Your workspace is ready: {shown(folder)}")
    say(console, f"Next: fill in proposals.csv, then run: pmo check {shown(folder)}")


def check(
    workspace: WorkspaceArgument,
    json_file: Annotated[
        str | None,
        typer.Option(
            "--json", metavar="FILE", help="Write everything as JSON too; - for the screen only."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List each in full, however many there are.")
    ] = False,
    log_file: LogOption = None,
) -> None:
    """Check a workspace and list everything that is wrong, absent or odd, with its place.

    Example: pmo check intake-2027 --json findings.json
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import screen
    from pmo_toolkit.cli.console_troubles import show_check
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.history_check import with_history_findings
    from pmo_toolkit.studies.proposal_check import with_proposal_findings
    from pmo_toolkit.workspace import check_report, read_workspace

    path = home(workspace)
    read = with_proposal_findings(with_history_findings(read_workspace(path)))
    if json_file is not None:
        write_json(json_file, canonical_json(check_report(read)))
    if json_file != "-":
        show_check(screen(), read, str(workspace), everything=everything)
    raise typer.Exit(int(read.exit_code))


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    proposals: Annotated[int, typer.Option(min=1, metavar="N", help="Number of proposals.")] = 24,
    seed: Annotated[
        int | None,
        typer.Option(min=0, metavar="S", help="Another seed gives another organisation."),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Write the sample organisation, a fictional workspace to try things on.

    Example: pmo sample try-it --proposals 12 --seed 7
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import say, screen, shown
    from pmo_toolkit.sample import write_sample

    folder = home(folder)
    write_sample(folder, proposals=proposals, **({} if seed is None else {"seed": seed}))
    say(screen(), f"The sample organisation is ready: {shown(folder)}")
    say(screen(), f"Next: pmo assess {shown(folder)} --out reports")
