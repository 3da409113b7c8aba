"""``pmo lab``: JupyterLab on the start notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmo_toolkit.cli.base.options import LogOption, home, start_log
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.places import is_sample


def lab(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Argument(
            metavar="WORKSPACE", help="Entered into copies of the notebooks that are its own."
        ),
    ] = None,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Open fresh copies, in a new folder beside older ones."),
    ] = False,
    guest: Annotated[
        bool,
        typer.Option("--guest", help="Show only the what-if, as a page on which nothing is kept."),
    ] = False,
    log_file: LogOption = None,
) -> None:
    """Open JupyterLab on the start notebook; other options, such as --port, go to JupyterLab.

    With --guest, voila serves the what-if as a page without code, at the address that it prints.

    Example: pmo lab intake-2027 --no-browser --port 8899
    """
    start_log(log_file)
    if guest:
        raise typer.Exit(_open_guest_page(workspace, ctx.args))
    from pmo_toolkit.cli.jupyter import START, fresh_copy, lay_out, open_lab
    from pmo_toolkit.cli.printing.console import say, screen, shown

    options = list(ctx.args)
    if workspace is not None and str(workspace).startswith("-"):
        options, workspace = [str(workspace), *options], None
    path = None if workspace is None else _resolved(home(workspace))
    desk = lay_out(Path.cwd(), path)
    if fresh and START not in desk.copied:
        desk = fresh_copy(desk, path)
    console = screen()
    if desk.copied:
        say(
            console,
            f"Copied {len(desk.copied)} notebooks into {shown(desk.folder)}:"
            " they are yours to change.",
        )
    if desk.changed:
        say(
            console,
            f"{START} in {shown(desk.folder)} was there before and runs other code than ours: your"
            " own changes, another release, or it came with the folder. A notebook can do all that"
            " you can; pmo lab --fresh opens ours instead.",
        )
    if path is not None and not desk.copied:
        say(console, f"Your own copies for this workspace are in {shown(desk.folder)}.")
    raise typer.Exit(open_lab(desk, Path.cwd(), options))


def _open_guest_page(workspace: Path | None, options: list[str]) -> int:
    """Serve the what-if; the exit code of the server."""
    from pmo_toolkit.cli.guest_page import open_guest_page
    from pmo_toolkit.workspace import load_workspace

    if workspace is None or str(workspace).startswith("-"):
        raise UsageError("name the workspace that guests see, as in: pmo lab intake-2027 --guest")
    path = _resolved(home(workspace))
    load_workspace(path)  # its faults are said here, and not to the guests
    return open_guest_page(path, options)


def _resolved(workspace: Path) -> Path:
    """A workspace that is there, or ``sample``."""
    if is_sample(workspace):
        return workspace
    if not workspace.exists():
        raise UsageError(f"there is no workspace {workspace}. Start one with: pmo init {workspace}")
    return workspace.resolve()
