"""The command line: parse, call, exit code. Everything heavy is imported inside the commands."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

import pmo_toolkit
from pmo_toolkit.cli.assess_command import assess
from pmo_toolkit.cli.base.command_clock import CommandClock
from pmo_toolkit.cli.base.command_group import CommandGroup
from pmo_toolkit.cli.history_commands import backtest
from pmo_toolkit.cli.import_command import import_files
from pmo_toolkit.cli.lab_command import lab
from pmo_toolkit.cli.merge_command import merge
from pmo_toolkit.cli.studies.facilitate_command import facilitate
from pmo_toolkit.cli.studies.forecast_command import forecast
from pmo_toolkit.cli.studies.portfolio_command import portfolio
from pmo_toolkit.cli.studies.questions_command import questions
from pmo_toolkit.cli.studies.revalue_command import revalue
from pmo_toolkit.cli.studies.schedule_command import schedule
from pmo_toolkit.cli.template_command import template
from pmo_toolkit.cli.verify_command import verify
from pmo_toolkit.cli.workspace_commands import check, init, overlaps, sample
from pmo_toolkit.core.errors import ExitCode
from pmo_toolkit.core.processes.child_processes import leave_current_folder_out, stop_like_ctrl_c
from pmo_toolkit.core.startup import collect_seldom

app = typer.Typer(
    name="pmo",
    cls=CommandGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=(
        "Honest assessments of project proposals that nobody has approved yet.\n\nExit codes: 0 all"
        " well, 1 some proposals or rows failed, 2 bad input or usage (nothing was run), 70 an"
        " error of the program itself, 130 stopped by you."
    ),
    epilog="Start with: pmo sample try-it, then pmo assess try-it --out reports",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"pmo {pmo_toolkit.__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


for name, command, summary in (
    ("init", init, "Start a workspace of your own."),
    ("template", template, "Write a workbook to fill in."),
    ("import", import_files, "Take a client's own files into a workspace."),
    ("merge", merge, "Put the workspaces of several PMOs side by side."),
    ("check", check, "Check a workspace."),
    ("sample", sample, "Write the sample organisation."),
    ("assess", assess, "Assess proposals: reports and an index."),
    ("facilitate", facilitate, "What hangs together, who is left, and when each could start."),
    ("portfolio", portfolio, "The portfolio page, and the pack for whoever moderates."),
    ("forecast", forecast, "How many items teams finish, or when items are done."),
    ("questions", questions, "A page of questions for each department, with room for replies."),
    ("revalue", revalue, "What IT's services are for, and what to keep, move or end."),
    ("schedule", schedule, "Schedule a plan, or the proposals of a workspace."),
    ("verify", verify, "Compare the files of a run with their hashes."),
):
    app.command(name, short_help=summary)(command)
app.command(
    short_help="Open JupyterLab on the start notebook.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)(lab)
app.command(short_help="List proposals that may ask for the same.")(overlaps)
app.command(short_help="Measure how far estimates from a history can be trusted.")(backtest)


def main() -> NoReturn:
    """Entry point of ``pmo``."""
    leave_current_folder_out()
    stop_like_ctrl_c()
    collect_seldom()
    app(prog_name="pmo", obj=CommandClock.of_process)
    sys.exit(ExitCode.OK)  # not reached: the call above ends the process
