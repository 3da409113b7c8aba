"""The command that takes a client's own files into a workspace."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import LogOption, home, json_option, start_log, write_json
from pmo_toolkit.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pmo_toolkit.intake.plan import ImportPlan


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Workbooks (.xlsx), CSV files and exports of a client; never changed.",
            show_default=False,
        ),
    ],
    into: Annotated[
        Path,
        typer.Option(
            "--into",
            metavar="WORKSPACE",
            help="Folder of the workspace; made where it is not there.",
            show_default=False,
        ),
    ],
    recipe: Annotated[
        Path | None,
        typer.Option(
            "--recipe",
            metavar="R.toml",
            help=(
                "Recipe of an earlier import; where there is no such file, it is written there."
                "  [default: the workspace's own for files of these names]"
            ),
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take all suggestions, and list those that are unsure.")
    ] = False,
    charged_by: Annotated[
        str | None,
        typer.Option(
            "--charged-by",
            metavar="COLUMN",
            help=(
                "Of cloud charges in FOCUS: the column, or tag as in Tags.application, that names"
                " their service.  [default: what the recipe says, else ServiceName]"
            ),
            show_default=False,
        ),
    ] = None,
    json_file: Annotated[
        str | None, json_option("Write all of it as JSON too; - for the screen only.")
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Take a client's own files into a workspace, and write the recipe that does it again.

    On a terminal it asks what it is unsure of; elsewhere it lists that, writes the recipe and
    imports nothing (exit code 1), unless --accept is given. What the workspace holds already is
    updated by id; cells that were edited there stay, and are listed.

    Example: pmo import intake.xlsx --into client --accept
    """
    start_log(log_file)
    with _nothing_imported_yet():
        from pmo_toolkit.cli.printing.console import screen
        from pmo_toolkit.cli.printing.imports import show_imported, show_plan, show_questions
        from pmo_toolkit.intake.importing import carry_out
        from pmo_toolkit.intake.recipe_files import adopt_draft, draft_recipe

        _refuse_json(json_file)
        folder, recipe_file = home(into), None if recipe is None else home(recipe)
        console = screen(stderr=json_file == "-")
        planned, given_file = _planned(
            console, folder, files, recipe_file, accept=accept, charged_by=charged_by
        )
    if planned.questions and not accept:
        target = draft_recipe(planned, recipe_file)
        _write_json(json_file, planned, None)
        show_plan(console, planned, given_file)
        again = f"pmo import {' '.join(map(str, files))} --into {into} --recipe {target}"
        show_questions(console, planned.questions, str(target), again)
        raise typer.Exit(int(ExitCode.SOME_FAILED))
    # all is written before a word is printed: a reader such as head may close the output early
    result = carry_out(
        planned,
        folder,
        recipe_file=recipe_file if given_file is None else None,
        own_recipe=given_file if recipe_file is None else None,
    )
    if given_file is not None:
        adopt_draft(given_file)
    _write_json(json_file, planned, list(result.written))
    show_plan(console, planned, given_file)
    show_imported(console, result, str(into))
    raise typer.Exit(int(ExitCode.OK))


def _planned(
    console: Console,
    folder: Path,
    files: list[Path],
    recipe_file: Path | None,
    *,
    accept: bool,
    charged_by: str | None = None,
) -> tuple[ImportPlan, Path | None]:
    """What the import will do, with what was asked on a terminal; and the recipe it goes by."""
    from pmo_toolkit.cli.printing.imports import ask
    from pmo_toolkit.intake.importing import plan_import, replan
    from pmo_toolkit.intake.questions import HOURS
    from pmo_toolkit.intake.recipe.finding import find_recipe

    paths = [home(path) for path in files]
    given, given_file = find_recipe(folder, paths, recipe_file)
    planned = plan_import(paths, folder, given, charged_by=charged_by)
    if planned.questions and not accept and _is_terminal():
        answers: dict[str, int] = {}
        while open_questions := [one for one in planned.questions if one.name not in answers]:
            first = [one for one in open_questions if one.name == HOURS]
            answers |= ask(console, first or open_questions, sys.stdin.readline)
            planned = replan(planned, answers)
    return planned, given_file


@contextmanager
def _nothing_imported_yet() -> Iterator[None]:
    """Say so of a stop before the writing begins."""
    try:
        yield
    except KeyboardInterrupt:
        from pmo_toolkit.cli.base.command_group import INTERRUPTED
        from pmo_toolkit.cli.printing.console import complain

        complain("Stopped. Nothing was imported.")
        raise typer.Exit(INTERRUPTED) from None


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _refuse_json(target: str | None) -> None:
    """Refuse a place for JSON that is not there, before anything is imported."""
    if target not in (None, "-") and not home(Path(str(target))).absolute().parent.is_dir():
        raise UsageError(f"--json: nothing can be written to {target}: there is no such folder")


def _write_json(target: str | None, planned: ImportPlan, written: list[str] | None) -> None:
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.intake.listing import import_report

    if target is not None:
        write_json(target, canonical_json(import_report(planned, written)))
