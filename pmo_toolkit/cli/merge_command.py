"""``pmo merge``: the workspaces of several PMOs as one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import LogOption, home, json_option, start_log, write_json
from pmo_toolkit.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pmo_toolkit.merging.base.shapes import Merge

#: Changed rows that are printed of each table; the page and the JSON hold all.
_SHOWN = 8


def merge(
    workspaces: Annotated[
        list[Path],
        typer.Argument(
            metavar="WORKSPACE…",
            help="Two or more workspaces, one a PMO; never changed.",
            show_default=False,
        ),
    ],
    into: Annotated[
        Path,
        typer.Option(
            "--into",
            metavar="DIR",
            help="Folder of the merged workspace: new, empty, or of an earlier merge.",
            show_default=False,
        ),
    ],
    prefix: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORKSPACE=ABC",
            help="What ids of a workspace begin with.  [default: from the name of its folder]",
            show_default=False,
        ),
    ] = None,
    take: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT=WORKSPACE",
            help=(
                "Whose declaration holds where they differ: prices, calendar, hours_per_day, as_of,"
                " settings, drivers or everything."
            ),
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take what has the same name in two PMOs as the same.")
    ] = False,
    name: Annotated[
        str | None, typer.Option(help="Title of the merged workspace.", show_default=False)
    ] = None,
    json_file: Annotated[
        str | None, json_option("Write what was found as JSON too; - for the screen only.")
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Put the workspaces of several PMOs side by side in one, whole or not at all.

    Ids begin with a prefix of their PMO. What two PMOs may have in common, and where they
    contradict each other, is asked in merge_answers.csv: fill it in and run the same line again.
    Nothing is overwritten; answers and your own edits of the merged workspace stay.

    Example: pmo merge finance-pmo sales-pmo --into joint
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import screen
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.merging.merge import merge_workspaces

    result = merge_workspaces(
        [home(path) for path in workspaces],
        home(into),
        prefixes=_pairs("--prefix", prefix or ()),
        accept=accept,
        take=_pairs("--take", take or ()),
        name=name,
    )
    if json_file is not None:
        write_json(json_file, canonical_json(result.as_dict()))
    _show(screen(stderr=json_file == "-"), result, into)
    raise typer.Exit(int(ExitCode.OK))


def _pairs(option: str, texts: Sequence[str]) -> dict[str, str]:
    """Options of the form ``NAME=VALUE``.

    Raises
    ------
    UsageError
    """
    pairs: dict[str, str] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.rpartition("="))
        if not (name and sign and value):
            raise UsageError(f"{option} {text}: expected two names with = between them")
        if name in pairs:
            raise UsageError(f"{option} {name}: is given twice")
        pairs[name] = value
    return pairs


def _show(console: Console, merge: Merge, into: Path) -> None:
    """Print what was merged, what is asked, and what to do next."""
    from pmo_toolkit.cli.printing.console import count, quoted, say, shown

    for member in merge.members:
        proposals, rows = len(member.proposals), sum(member.rows.values())
        text = f"{member.name}: {count(proposals, 'proposal')}, {count(rows, 'row')}"
        say(console, f"{shown(text)}; ids begin with {member.prefix}-")
    _show_changes(console, merge)
    for conflict in merge.open_conflicts[:_SHOWN]:
        said = "; ".join(f"{s.prefix or s.name}: {s.value}" for s in conflict.statements)
        say(console, f"- {shown(conflict.about)}: {shown(said)}", indent=2, hang=2)
    for rate in merge.missing_rates:
        say(console, f"- missing in rates: {shown(rate)}", indent=2, hang=2)
    questions, conflicts = len(merge.open_questions), len(merge.open_conflicts)
    say(console, f"Open: {count(questions, 'question')}, {count(conflicts, 'conflict')}.")
    folder = str(into)
    if questions:
        say(
            console,
            f"Next: fill the column answer of {shown(folder)}/merge_answers.csv and merge again.",
        )
    say(console, f"Open {shown(folder)}/merge_report.html")
    say(console, f"Then: pmo check {quoted(folder)}")


def _show_changes(console: Console, merge: Merge) -> None:
    from pmo_toolkit.cli.printing.console import say, shown

    if merge.changes is not None and not merge.changes:
        say(console, "Nothing in the workspaces has changed since the former merge.")
    for title, tables in (
        ("Changed since the former merge:", merge.changes or {}),
        ("Edited by hand, and kept:", merge.edits),
    ):
        if tables:
            say(console, title)
        for table, found in tables.items():
            lines = [f"{table}: {row.row} is new" for row in found.added]
            lines += [f"{table}: {row.row} is gone" for row in found.removed]
            lines += [
                f"{table}: {row.row}, {cell.column}: {cell.before or 'nothing'} →"
                f" {cell.after or 'nothing'}"
                for row in found.changed
                for cell in row.cells
            ]
            for line in lines[:_SHOWN]:
                say(console, f"- {shown(line)}", indent=2, hang=2)
            if len(lines) > _SHOWN:
                say(console, f"… and {len(lines) - _SHOWN:,} more in {table}", indent=2)
