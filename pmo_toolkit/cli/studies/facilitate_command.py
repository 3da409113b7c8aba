"""``pmo facilitate``: what hangs together, who is left, and when each proposal could start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

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
    show_end,
)

if TYPE_CHECKING:
    from rich.console import Console


def facilitate(
    workspace: WorkspaceArgument,
    out: Annotated[str, out_option("page, figures and notebook")],
    assessments: AssessmentsOption = None,
    jobs: JobsOption = 1,
    seed: SeedOption = None,
    as_of: AsOfOption = None,
    timeout: TimeoutOption = 3600,
    log_file: LogOption = None,
) -> None:
    """Show what hangs together, what is asked twice, who is left, and when each could start.

    Every proposal is assessed first, about half a second each. Writes facilitation.html,
    facilitation.json and the executed notebook, whole or not at all.

    Example: pmo facilitate intake-2027 --out reports
    """
    found = WholeWorkspace.opened(workspace, out, as_of, seed, log_file)
    from pmo_toolkit.batch.study_page import FACILITATION
    from pmo_toolkit.cli.printing.console import count, say, screen
    from pmo_toolkit.cli.printing.progress import steps_shown

    finished = existing(assessments, "--assessments")
    console = screen()
    say(console, f"Looking at {count(len(found.read.proposal_ids), 'proposal')} together …")
    with steps_shown(), found.assessed(jobs, finished) as known:
        data = found.write(FACILITATION, timeout, {"assessments": known})
    _show(console, data, found.place_of(FACILITATION.files[0]))
    raise exit_for(data["failed"])


def _show(console: Console, data: Mapping[str, Any], page: str) -> None:
    """Print what to do first, and which file to open."""
    from pmo_toolkit.cli.printing.console import say, shown

    say(console, "")
    say(console, "What we would do first:", style="bold")
    for step in data["first_steps"]:
        say(console, f"- {shown(step['text'])}", indent=2, hang=2)
    if not data["first_steps"]:
        say(console, "Nothing of what is stated needs to be settled first.", indent=2)
    show_end(console, len(data["failed"]), page)
