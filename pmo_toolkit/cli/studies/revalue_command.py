"""``pmo revalue``: what IT's services are for, and what to keep, move or end."""

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


def revalue(
    workspace: WorkspaceArgument,
    out: Annotated[str, out_option("page, workbook, figures and notebook")],
    assessments: AssessmentsOption = None,
    jobs: JobsOption = 1,
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
    found = WholeWorkspace.opened(workspace, out, as_of, seed, log_file)
    from pmo_toolkit.batch.study_page import REVALUATION
    from pmo_toolkit.cli.printing.console import count, say, screen
    from pmo_toolkit.cli.printing.progress import steps_shown
    from pmo_toolkit.studies.revaluation.asking import unusable_rows
    from pmo_toolkit.studies.revaluation.study import proposals_on_services

    finished = existing(assessments, "--assessments")
    console = screen()
    say(console, f"Looking at {count(len(found.read.table('services')), 'service')} …")
    with steps_shown(), found.assessed(jobs, finished, proposals_on_services(found.read)) as known:
        data = found.write(REVALUATION, timeout, {"assessments": known})
    _show(console, data, found.place_of(REVALUATION.files[0]))
    raise exit_for(data["failed"] or any(unusable_rows(found.read.troubles)))


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
    show_end(console, len(data["failed"]), page)
