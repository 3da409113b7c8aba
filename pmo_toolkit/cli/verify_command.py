"""The command that compares the files of a run with what its manifest holds of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmo_toolkit.cli.base.options import LogOption, home, start_log


def verify(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder that pmo assess --out wrote.")
    ],
    log_file: LogOption = None,
) -> None:
    """Compare every file of a run with the hash that its manifest holds.

    Exit code 1 where a file was changed or is gone.

    Example: pmo verify reports
    """
    start_log(log_file)
    from pmo_toolkit.batch.store import verification
    from pmo_toolkit.cli.printing.console import say, screen
    from pmo_toolkit.core.errors import ExitCode

    found = verification.verify(home(folder))
    console = screen()
    for line in verification.verification_lines(found):
        say(console, line)
    raise typer.Exit(int(ExitCode.OK if found.is_whole else ExitCode.SOME_FAILED))
