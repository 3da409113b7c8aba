"""The command that schedules a plan or the proposals of a workspace."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pmo_toolkit.cli.base.command_clock import CommandClock
from pmo_toolkit.cli.base.command_group import INTERRUPTED
from pmo_toolkit.cli.base.options import (
    LogOption,
    SettingsSeedOption,
    as_day,
    home,
    json_option,
    start_log,
)
from pmo_toolkit.core.errors import ExitCode, UsageError

_FROM_WHAT_IS_STATED = (
    "Of proposals alone, beside work under way. No proposal was assessed: options and durations are"
    " taken as stated, and the facilitator's plan of assessed proposals may name other months."
)


def schedule(
    ctx: typer.Context,
    plan: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|WORKSPACE",
            help=(
                "A plan of Microsoft Project saved as XML, of PSPLIB (.sm, .mm), Patterson (.rcp)"
                " or MPLIB, or a workspace: its proposals are scheduled."
            ),
            show_default=False,
        ),
    ],
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            min=0,
            metavar="S",
            help="Wall seconds of the whole command; 0 gives the first schedule.",
        ),
    ] = 10.0,
    seed: SettingsSeedOption = None,
    json_file: Annotated[
        str | None, json_option("Write the schedule as JSON; - for the screen only.")
    ] = None,
    csv_file: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write a table with a line an activity."),
    ] = None,
    mspdi_file: Annotated[
        Path | None,
        typer.Option(
            "--mspdi", metavar="FILE", help="Write a plan that Microsoft Project opens (XML)."
        ),
    ] = None,
    svg_file: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw it as a Gantt chart.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=(
                "Day of the plan, such as 2026-11-22; where a file states no dates, its first"
                " working day in --mspdi.  [default: as_of in workspace.toml, else today]"
            ),
            show_default=False,
        ),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Schedule work so that nobody is needed twice at a time, and say how good the schedule is.

    The first schedule is there at once; better ones follow until the time is over, none is proved
    to be better, or Ctrl-C: the best is kept. The bound says what no schedule can be shorter than.

    Example: pmo schedule plan.xml --time-limit 30 --json schedule.json --mspdi better.xml
    """
    clock = ctx.obj() if callable(ctx.obj) else CommandClock()
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import screen
    from pmo_toolkit.cli.printing.schedules import Improvements, show_remarks, show_schedule
    from pmo_toolkit.cli.studies.schedule_files import Targets, is_workspace
    from pmo_toolkit.cli.studies.schedule_run import (
        Allowed,
        noted_interrupt,
        slowness_now,
        solve_file,
        solve_workspace,
    )

    if not math.isfinite(time_limit):
        raise UsageError(f"--time-limit: {time_limit} is no number of seconds; try 60")
    path, day = home(plan), None if as_of is None else as_day(as_of)
    targets = Targets(json_file, csv_file, mspdi_file, svg_file)
    targets.check(path)
    console = screen(stderr=json_file == "-")
    allowed = Allowed(clock, time_limit, seed, targets.is_slow, slowness_now(clock))
    with noted_interrupt() as interrupt:
        if is_workspace(path):
            solved = solve_workspace(path, allowed, day, Improvements(console))
        else:
            solved = solve_file(path, allowed, Improvements(console))
    written = targets.write(
        solved, clock, first_day=day or date.today(), is_interrupted=interrupt.came
    )
    show_remarks(console, solved.remarks)
    show_schedule(
        console,
        solved.schedule,
        solved.dates,
        seconds=clock.seconds,
        files=written,
        is_interrupted=interrupt.came,
        is_sample=bool(solved.source["sample"]),
        remark=_FROM_WHAT_IS_STATED if solved.portfolio else "",
    )
    if interrupt.came:
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(int(ExitCode.SOME_FAILED if solved.has_failed else ExitCode.OK))
