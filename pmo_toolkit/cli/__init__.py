"""The command line: parse, call, exit code. Everything heavy is imported inside the commands."""

from __future__ import annotations

import logging
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

import pmo_toolkit
from pmo_toolkit.cli.history_commands import backtest
from pmo_toolkit.cli.options import (
    LogOption,
    WorkspaceArgument,
    as_day,
    home,
    start_log,
    target_of,
    write_json,
)
from pmo_toolkit.core.child_processes import leave_current_folder_out, stop_like_ctrl_c
from pmo_toolkit.core.errors import ExitCode, PmoError, UsageError
from pmo_toolkit.core.startup import collect_seldom

if TYPE_CHECKING:
    from pmo_toolkit.batch.results import Step

INTERRUPTED = 130
UNEXPECTED = 70

log = logging.getLogger("pmo_toolkit")


class _Commands(TyperGroup):
    """Turns errors into sentences and exit codes, whichever command they come from."""

    def invoke(self, ctx: Any) -> Any:
        from pmo_toolkit.core.logs import own_logging

        with own_logging() as before:
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                from pmo_toolkit.cli.console import complain

                complain("Stopped. What was finished is kept.")
                raise typer.Exit(INTERRUPTED) from None
            except PmoError as error:
                from pmo_toolkit.cli.console import explain

                log.error("%s", error)
                explain(error)
                raise typer.Exit(int(error.exit_code)) from None
            except Exception as error:
                if type(error).__module__.partition(".")[0] in ("typer", "click") or isinstance(
                    error, BrokenPipeError
                ):
                    raise
                from pmo_toolkit.cli.console import complain

                log.critical("unexpected error", exc_info=error)
                added = [each for each in logging.root.handlers if each not in before]
                logged = any(isinstance(each, logging.FileHandler) for each in added)
                hint = (
                    "Details are in the log."
                    if logged
                    else "Run it again with --log FILE and send us that file."
                )
                complain(
                    f"Something went wrong that should not: {type(error).__name__}: {error}\n{hint}"
                )
                raise typer.Exit(UNEXPECTED) from None


app = typer.Typer(
    name="pmo",
    cls=_Commands,
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


@app.command(short_help="Start a workspace of your own.")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    log_file: LogOption = None,
) -> None:
    """Start a workspace: empty tables with their headers, a commented workspace.toml and a README.

    Example: pmo init intake-2027
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import say, screen
    from pmo_toolkit.workspace import start_workspace

    folder = home(folder)
    start_workspace(folder)
    console = screen()
    say(console, f"Your workspace is ready: {folder}")
    say(console, f"Next: fill in proposals.csv, then run: pmo check {folder}")


@app.command(short_help="Check a workspace.")
def check(
    workspace: WorkspaceArgument,
    json_file: Annotated[
        str | None,
        typer.Option(
            "--json", metavar="FILE", help="Write everything as JSON too; - for the screen only."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List every finding, however many there are.")
    ] = False,
    log_file: LogOption = None,
) -> None:
    """Check a workspace and list everything that is wrong, absent or odd, with its place.

    Example: pmo check intake-2027 --json findings.json
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import screen, show_check
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.history_check import with_history_findings
    from pmo_toolkit.studies.proposal_check import with_proposal_findings
    from pmo_toolkit.workspace import check_report, read_workspace

    path = home(workspace)
    read = with_proposal_findings(with_history_findings(read_workspace(path)))
    if json_file is not None:
        write_json(json_file, canonical_json(check_report(read)))
    if json_file != "-":
        show_check(screen(), read, str(workspace), everything=everything)
    raise typer.Exit(int(read.exit_code))


@app.command(short_help="Write the sample organisation.")
def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")],
    proposals: Annotated[int, typer.Option(min=1, metavar="N", help="Number of proposals.")] = 24,
    seed: Annotated[
        int | None,
        typer.Option(min=0, metavar="S", help="Another seed gives another organisation."),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Write the sample organisation, a fictional workspace to try things on.

    Example: pmo sample try-it --proposals 12 --seed 7
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import say, screen
    from pmo_toolkit.sample import write_sample

    folder = home(folder)
    write_sample(folder, proposals=proposals, **({} if seed is None else {"seed": seed}))
    say(screen(), f"The sample organisation is ready: {folder}")
    say(screen(), f"Next: pmo assess {folder} --out reports")


@app.command(
    short_help="Assess proposals: reports and an index.",
)
def assess(
    workspace: WorkspaceArgument,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="DIR",
            help=(
                "Folder for the reports: new, empty, or of an earlier run. Also an address, as in"
                " s3://bucket/reports."
            ),
        ),
    ],
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Only these proposals.", show_default=False),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            metavar="N",
            help="Proposals assessed at once.  [default: 2, or 1 on one processor]",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, metavar="S", help="Instead of the seed of the workspace's settings."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=(
                "Day of the assessment, as in 2026-11-22.  [default: as_of of workspace.toml, else"
                " today]"
            ),
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep reports whose inputs have not changed.")
    ] = False,
    annexes: Annotated[
        bool,
        typer.Option(
            "--annexes", help="Add pages on business case, risk and standing to each report."
        ),
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Seconds allowed for each proposal.")
    ] = 600,
    memory: Annotated[
        float,
        typer.Option(
            min=200, metavar="MB", help="Memory for each proposal beyond what all share. Linux."
        ),
    ] = 2000,
    engine: Annotated[
        str,
        typer.Option(
            metavar="ENGINE",
            help="Who does the work: auto, fork, spawn; or dask, on many machines.",
        ),
    ] = "auto",
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Dask scheduler to use.  [default: a cluster on this machine]"
        ),
    ] = None,
    events_file: Annotated[
        Path | None,
        typer.Option(
            "--json-log",
            metavar="FILE",
            help="Add what happens to this file, one JSON object a line.",
        ),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Assess proposals: one report each, and an index of them all.

    Example: pmo assess intake-2027 --out reports --resume
    """
    start_log(log_file)
    day = None if as_of is None else as_day(as_of)
    from pmo_toolkit.batch.events import EventLog
    from pmo_toolkit.batch.job.annexes import ANNEXES
    from pmo_toolkit.batch.plan import choose
    from pmo_toolkit.batch.run import run_batch
    from pmo_toolkit.batch.store.target import INDEX_NAME
    from pmo_toolkit.cli.console import complain, count, say, screen, show_result
    from pmo_toolkit.cli.console_progress import progress
    from pmo_toolkit.core.errors import Grade, WorkspaceError
    from pmo_toolkit.core.places import workspace_path
    from pmo_toolkit.workspace import read_workspace

    path, folder = workspace_path(home(workspace)), target_of(out)
    read = read_workspace(path)
    if any(trouble.grade is Grade.FAULT for trouble in read.troubles):
        raise WorkspaceError(read.troubles)
    total = len(choose(read.proposal_ids, ids or ()))
    console = screen()
    say(console, f"Assessing {count(total, 'proposal')} …")
    json_log = None if events_file is None else home(events_file)
    with (
        EventLog(json_log, workspace=read.name, total=total, resume=resume) as events,
        progress(console, total) as show,
    ):

        def tell(step: Step) -> None:
            events(step)
            show(step)

        result = run_batch(
            read,
            path,
            folder,
            ids=ids or (),
            seed=seed,
            as_of=day or read.config.as_of or date.today(),
            jobs=jobs,
            resume=resume,
            timeout_seconds=timeout,
            annexes=ANNEXES if annexes else (),
            engine=engine,
            scheduler=scheduler,
            memory_megabytes=memory,
            log_file=None if log_file is None else home(log_file).absolute(),
            tell=tell,
        )
        events.exit_code = result.exit_code
    if events.given_up is not None:
        complain(
            f"--json-log: {json_log} ends early: {events.given_up}. The reports are not concerned"
        )
    show_result(
        console, result, str(folder / INDEX_NAME) if isinstance(folder, Path) else result.index
    )
    raise typer.Exit(int(result.exit_code))


@app.command(
    short_help="Open JupyterLab on the start notebook.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
def lab(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Argument(
            metavar="WORKSPACE", help="Entered into the notebooks when they are first copied."
        ),
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Open JupyterLab on the start notebook; other options, such as --port, go to JupyterLab.

    Example: pmo lab intake-2027 --no-browser --port 8899
    """
    start_log(log_file)
    from pmo_toolkit.cli.console import say, screen
    from pmo_toolkit.cli.jupyter import lay_out, open_lab

    options = list(ctx.args)
    if workspace is not None and str(workspace).startswith("-"):
        options, workspace = [str(workspace), *options], None
    path = None if workspace is None else home(workspace).resolve()
    if path is not None and not path.exists():
        raise UsageError(f"there is no workspace {workspace}. Start one with: pmo init {workspace}")
    desk = lay_out(Path.cwd(), path)
    console = screen()
    if desk.copied:
        say(
            console,
            f"Copied {len(desk.copied)} notebooks into {desk.folder}: they are yours to change.",
        )
    if path is not None and not desk.copied:
        say(
            console,
            f"The notebooks in {desk.folder} are your own copies; enter there: workspace ="
            f" {str(path)!r}",
        )
    raise typer.Exit(open_lab(desk, Path.cwd(), options))


app.command(short_help="Measure how far estimates from a history can be trusted.")(backtest)


def main() -> NoReturn:
    """Entry point of ``pmo``."""
    leave_current_folder_out()
    stop_like_ctrl_c()
    collect_seldom()
    app(prog_name="pmo")
    sys.exit(ExitCode.OK)  # not reached: the call above ends the process
