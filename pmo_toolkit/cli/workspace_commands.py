"""Commands about a workspace: start one, write the sample, check it, compare its proposals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import (
    LogOption,
    WorkspaceArgument,
    home,
    json_option,
    start_log,
    write_json,
)
from pmo_toolkit.cli.template_command import LanguageOption, write_marked
from pmo_toolkit.core.errors import ExitCode, UsageError
from pmo_toolkit.core.number_format import counted

if TYPE_CHECKING:
    from rich.console import Console

    from pmo_toolkit.studies.overlaps import OverlapStudy

#: Questions shown on the screen; the file holds all.
MOST_SHOWN = 12

_JsonOption = Annotated[
    str | None, json_option("Write everything as JSON too; - for the screen only.")
]


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    excel: Annotated[
        bool, typer.Option("--excel", help="One Excel workbook instead of a CSV file a table.")
    ] = False,
    language: LanguageOption = "en",
    capability_map: Annotated[
        str | None,
        typer.Option(
            "--capability-map",
            metavar="INDUSTRY",
            help="Begin with a map of capabilities, such as retail, from the package"
            " turbo-ea-capabilities (CC BY 4.0), which is installed separately.",
        ),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Start a workspace: empty tables with their headers, a commented workspace.toml and a README.

    Example: pmo init intake-2027 --excel --language de
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import say, screen, shown
    from pmo_toolkit.intake.template.workbook import template_bytes
    from pmo_toolkit.workspace import start_workspace
    from pmo_toolkit.workspace.capability_catalogue import starter_map

    if language != "en" and not excel:
        raise UsageError("--language is for the workbook of --excel; CSV files hold headers alone")
    if excel and capability_map is not None:
        raise UsageError("--capability-map writes capabilities.csv: leave --excel away")
    folder, workbook = home(folder), "intake.xlsx"
    capabilities = None if capability_map is None else starter_map(capability_map)
    tables = {workbook: template_bytes(language)} if excel else None
    start_workspace(folder, tables=tables, capabilities=capabilities)
    console = screen()
    say(console, f"Your workspace is ready: {shown(folder)}")
    first = f"the sheet proposals of {workbook}" if excel else "proposals.csv"
    if capabilities is not None:
        number = counted(capabilities.rows, "capability", "capabilities")
        source = "turbo-ea-capabilities (CC BY 4.0); README.md names the source"
        say(console, f"capabilities.csv holds {number}: {capabilities.industry}, from {source}")
    say(console, f"Next: fill in {first}, then run: pmo check {shown(folder)}")


def check(
    workspace: WorkspaceArgument,
    json_file: _JsonOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List each in full, however many there are.")
    ] = False,
    marked: Annotated[
        Path | None,
        typer.Option(
            "--marked",
            metavar="COPY.xlsx",
            help="Write a copy of the workbook with faulty cells coloured and commented.",
        ),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Check a workspace and list everything that is wrong, absent or odd, with its place.

    Example: pmo check intake-2027 --json findings.json
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import screen
    from pmo_toolkit.cli.printing.troubles import show_check
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.checks.workspace import checked_workspace
    from pmo_toolkit.workspace import check_report, read_workspace

    path = home(workspace)
    read = checked_workspace(read_workspace(path))
    if json_file is not None:
        write_json(json_file, canonical_json(check_report(read)))
    if json_file != "-":
        show_check(screen(), read, str(workspace), everything=everything)
    if marked is not None:
        write_marked(read, path, home(marked), quiet=json_file == "-")
    raise typer.Exit(int(read.exit_code))


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    proposals: Annotated[int, typer.Option(min=1, metavar="N", help="Number of proposals.")] = 24,
    seed: Annotated[
        int | None,
        typer.Option(min=0, metavar="S", help="Another seed gives another organisation."),
    ] = None,
    client_workbook: Annotated[
        bool,
        typer.Option(
            "--client-workbook",
            help="One German workbook, as a client would hand it in: to try pmo import on.",
        ),
    ] = False,
    log_file: LogOption = None,
) -> None:
    """Write the sample organisation, a fictional workspace to try things on.

    Example: pmo sample try-it --proposals 12 --seed 7
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import say, screen, shown

    folder = home(folder)
    more = {} if seed is None else {"seed": seed}
    if client_workbook:
        from pmo_toolkit.sample.client.workbook import write_client_workbook

        path = shown(write_client_workbook(folder, proposals=proposals, **more))
        say(screen(), f"The sample organisation's workbook is ready: {path}")
        say(screen(), f"Next: pmo import {path} --into my-workspace")
        return
    from pmo_toolkit.sample import write_sample

    write_sample(folder, proposals=proposals, **more)
    say(screen(), f"The sample organisation is ready: {shown(folder)}")
    say(screen(), f"Next: pmo assess {shown(folder)} --out reports")


def overlaps(
    workspace: WorkspaceArgument,
    json_file: _JsonOption = None,
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
    from pmo_toolkit.cli.printing.console import screen
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
    from pmo_toolkit.cli.printing.console import say, shown

    found, questions = study.overlaps, study.questions
    say(
        console,
        f"{shown(study.workspace)}: {found.compared} proposals compared, {len(found.pairs)}"
        f" questions to two departments, {len(found.services)} about services.",
    )
    shown_first = [
        (pair.score, questions.of_pair(pair, pair.b)) for pair in found.pairs[:MOST_SHOWN]
    ]
    shown_first += [
        (reuse.score, questions.of_service(reuse)) for reuse in found.services[:MOST_SHOWN]
    ]
    for score, question in shown_first:
        say(console, "")
        say(console, f"{score:.2f}  {shown(question.question)}")
        for text in (question.why, question.why_it_may_be_wrong):
            if text:
                say(console, shown(text), indent=6)
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
