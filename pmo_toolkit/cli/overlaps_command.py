"""The command that lists proposals that may ask for the same."""

from __future__ import annotations

from typing import Annotated

import typer

from pmo_toolkit.cli.options import LogOption, WorkspaceArgument, home, start_log, write_json
from pmo_toolkit.core.errors import ExitCode


def overlaps(
    workspace: WorkspaceArgument,
    json_file: Annotated[
        str | None,
        typer.Option(
            "--json", metavar="FILE", help="Write everything as JSON too; - for the screen only."
        ),
    ] = None,
    every_pair: Annotated[
        bool, typer.Option("--all", help="Write the score of every pair too, as all_pairs.")
    ] = False,
    log_file: LogOption = None,
) -> None:
    """List proposals that may ask for the same, or for what a service already does.

    Each is a question to both departments, with what led to it and why it might be wrong. Pairs
    that the table overlap_answers calls different are not asked again.

    Example: pmo overlaps intake-2027 --json overlaps.json --all
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import screen
    from pmo_toolkit.cli.console_overlaps import show_overlaps
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.overlaps import study_overlaps

    study = study_overlaps(home(workspace))
    if json_file is not None:
        write_json(json_file, canonical_json(study.as_dict(every_pair=every_pair)))
    if json_file != "-":
        show_overlaps(screen(), study)
    raise typer.Exit(int(ExitCode.SOME_FAILED if study.failed else ExitCode.OK))
