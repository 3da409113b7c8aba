"""The command that lists proposals that may ask for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.options import LogOption, WorkspaceArgument, home, start_log, write_json
from pmo_toolkit.core.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

    from pmo_toolkit.studies.overlaps import OverlapStudy

#: Questions shown on the screen; the file holds all.
MOST_SHOWN = 12


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
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.overlaps import study_overlaps

    study = study_overlaps(home(workspace))
    if json_file is not None:
        write_json(json_file, canonical_json(study.as_dict(every_pair=every_pair)))
    if json_file != "-":
        _show(screen(), study)
    raise typer.Exit(int(ExitCode.SOME_FAILED if study.failed else ExitCode.OK))


def _show(console: Console, study: OverlapStudy) -> None:
    """Print the first questions with what led to them, and what limits the result."""
    from pmo_toolkit.advice.overlap_questions import (
        doubts_in_words,
        reasons_in_words,
        service_question,
    )
    from pmo_toolkit.cli.console import say, shown

    found = study.overlaps
    say(
        console,
        f"{shown(study.workspace)}: {found.compared} proposals compared, {len(found.pairs)}"
        f" questions to two departments, {len(found.services)} about services.",
    )
    for pair in found.pairs[:MOST_SHOWN]:
        say(console, "")
        say(console, f"{pair.score:.2f}  {shown(study.question(pair))}")
        for text in (reasons_in_words(pair.grounds), doubts_in_words(pair)):
            if text:
                say(console, shown(text), indent=6)
    for reuse in found.services[:MOST_SHOWN]:
        say(console, "")
        proposal, service = study.proposals[reuse.proposal], study.services[reuse.service]
        say(console, shown(f"{reuse.score:.2f}  {service_question(reuse, proposal, service)}"))
    more = max(len(found.pairs) - MOST_SHOWN, 0) + max(len(found.services) - MOST_SHOWN, 0)
    if more:
        say(console, "")
        say(console, f"… and {more} more: --json FILE writes all of them.")
    say(console, "")
    for remark in study.remarks:
        say(console, shown(remark))
    say(
        console,
        "These are questions, not findings: who asks for the same is for departments to say.",
    )
