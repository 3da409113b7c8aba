"""``pmo template``: a workbook to fill in; and the copy that ``pmo check --marked`` writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import LogOption, home, start_log

if TYPE_CHECKING:
    from pmo_toolkit.workspace import Workspace

LanguageOption = Annotated[
    str,
    typer.Option(
        metavar="en|de|fr", help="Language of explanations, comments and examples in the workbook."
    ),
]


def template(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="New workbook.", show_default=False)
    ],
    language: LanguageOption = "en",
    log_file: LogOption = None,
) -> None:
    """Write a workbook to fill in: a sheet a table, with meanings, drop-downs and an example row.

    Example: pmo template intake.xlsx --language de
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import say, screen, shown
    from pmo_toolkit.intake.template.workbook import write_template

    path = write_template(home(file), language=language)
    say(screen(), f"The workbook is ready: {shown(path)}")
    say(screen(), f"Next: fill in the sheet proposals, then run: pmo check {shown(path)}")


def write_marked(read: Workspace, path: Path, copy: Path, *, quiet: bool) -> None:
    """Write a copy of a workbook with its faulty cells marked, and say what it does not keep.

    Raises
    ------
    UsageError
    """
    from pmo_toolkit.cli.printing.console import count, say, screen, shown
    from pmo_toolkit.intake.template.marked_copy import write_marked_copy

    done = write_marked_copy(read, path, copy)
    if quiet:
        return
    console = screen()
    marked = f"{count(done.cells, 'cell')} marked in a copy of the workbook: {shown(done.path)}"
    say(console, marked)
    if done.elsewhere:
        elsewhere = count(done.elsewhere, "finding")
        say(console, f"Its last sheet lists {elsewhere} more that stand in no cell.", indent=2)
    if done.lost:
        say(console, f"The copy does not keep: {', '.join(done.lost)}.", indent=2)
    for change in done.changed:
        say(console, f"In the copy {change}.", indent=2)
    say(console, "The original is as it was.", indent=2)
