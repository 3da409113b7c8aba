"""``pmo assess``: one report each, and an index of them all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import (
    AsOfOption,
    LogOption,
    SeedOption,
    WorkspaceArgument,
    as_day,
    home,
    start_log,
    target_of,
)

if TYPE_CHECKING:
    from pmo_toolkit.batch.results import Step


OutOption = Annotated[
    str,
    typer.Option(
        "--out",
        metavar="DIR",
        help=(
            "Folder for the reports: new, empty, or of an earlier run. Also an address, as in"
            " s3://bucket/reports."
        ),
    ),
]
IdsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID", help="Only these proposals.", show_default=False),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=64,
        metavar="N",
        help="Proposals assessed at once.  [default: 2, or 1 on one processor]",
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Keep reports whose inputs have not changed.")
]
AnnexesOption = Annotated[
    bool,
    typer.Option("--annexes", help="Add pages on business case, risk and standing to each report."),
]
TimeoutOption = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Seconds allowed for each proposal.")
]
MemoryOption = Annotated[
    float,
    typer.Option(
        min=200, metavar="MB", help="Memory for each proposal beyond what all share. Linux."
    ),
]
EngineOption = Annotated[
    str,
    typer.Option(
        metavar="ENGINE",
        help="Who does the work: auto, fork, spawn; or dask, on many machines.",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Dask scheduler to use.  [default: a cluster on this machine]"
    ),
]
EventsOption = Annotated[
    Path | None,
    typer.Option(
        "--json-log",
        metavar="FILE",
        help="Add what happens to this file, one JSON object a line.",
    ),
]


def assess(
    workspace: WorkspaceArgument,
    out: OutOption,
    ids: IdsArgument = None,
    jobs: JobsOption = None,
    seed: SeedOption = None,
    as_of: AsOfOption = None,
    resume: ResumeOption = False,
    annexes: AnnexesOption = False,
    timeout: TimeoutOption = 600,
    memory: MemoryOption = 2000,
    engine: EngineOption = "auto",
    scheduler: SchedulerOption = None,
    events_file: EventsOption = None,
    log_file: LogOption = None,
) -> None:
    """Assess proposals: one report each, and an index of them all.

    Example: pmo assess intake-2027 --out reports --resume
    """
    start_log(log_file)
    day = None if as_of is None else as_day(as_of)
    from pmo_toolkit.batch.engines.options import RunOptions
    from pmo_toolkit.batch.events import EventLog
    from pmo_toolkit.batch.job.annexes import ANNEXES
    from pmo_toolkit.batch.plan import choose
    from pmo_toolkit.batch.run import Selection, run_batch
    from pmo_toolkit.batch.store.target import INDEX_NAME
    from pmo_toolkit.cli.printing.console import complain, count, say, screen, show_result
    from pmo_toolkit.cli.printing.progress import measuring_told, progress
    from pmo_toolkit.core.places import workspace_path
    from pmo_toolkit.workspace import load_workspace

    path, folder = workspace_path(home(workspace)), target_of(out)
    read = load_workspace(path)
    total = len(choose(read.proposal_ids, ids or ()))
    console = screen()
    say(console, f"Assessing {count(total, 'proposal')} …")
    json_log = None if events_file is None else home(events_file)
    with (
        EventLog(json_log, workspace=read.name, total=total, resume=resume) as events,
        progress(console, total) as show,
        measuring_told(show.measuring),
    ):

        def tell(step: Step) -> None:
            events(step)
            show(step)

        result = run_batch(
            read,
            path,
            folder,
            seed=seed,
            as_of=day or read.config.as_of or date.today(),
            selection=Selection(ids=ids or (), resume=resume, annexes=ANNEXES if annexes else ()),
            options=RunOptions(
                engine=engine,
                scheduler=scheduler,
                jobs=jobs,
                timeout_seconds=timeout,
                memory_megabytes=memory,
                log_file=None if log_file is None else home(log_file).absolute(),
            ),
            on_step=tell,
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
