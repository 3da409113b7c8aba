"""``pmo template``: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmo_toolkit.cli.options import LogOption, home, start_log

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
    from pmo_toolkit.cli.console import say, screen, shown
    from pmo_toolkit.intake.template.workbook import write_template

    path = write_template(home(file), language=language)
    say(screen(), f"The workbook is ready: {shown(path)}")
    say(screen(), f"Next: fill in the sheet proposals, then run: pmo check {shown(path)}")
