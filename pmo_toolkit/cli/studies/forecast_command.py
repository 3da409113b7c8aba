"""The command that forecasts how much teams finish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo_toolkit.cli.base.options import (
    AsOfOption,
    LogOption,
    as_day,
    home,
    json_option,
    start_log,
    write_json,
)

if TYPE_CHECKING:
    import datetime as dt

    from pmo_toolkit.studies.flow.result import FlowStudy
    from pmo_toolkit.studies.flow.study import FlowQuestion


def forecast(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="WORKSPACE|TABLE",
            help=(
                "A workspace with a table flow, or a CSV, Excel or Parquet file: counts a week"
                " (team, week, items) or items (team, item, started, done)."
            ),
            show_default=False,
        ),
    ],
    items: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="When are so many items done?", show_default=False),
    ] = None,
    weeks: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="W", help="How many items in so many weeks?", show_default=False
        ),
    ] = None,
    backtest: Annotated[
        bool,
        typer.Option(
            "--backtest",
            help="Write every past promise too, and other ways to forecast at the same weeks.",
        ),
    ] = False,
    json_file: Annotated[
        str | None, json_option("Write the forecasts as JSON; - for the screen only.")
    ] = None,
    as_of: AsOfOption = None,
    log_file: LogOption = None,
) -> None:
    """Forecast how many items teams finish, or when items are done, by their own past weeks.

    Each number comes with how often such promises were kept at all past weeks of the team, and
    with a remark where the team is too young to tell. Teams are not ranked.

    Example: pmo forecast items.csv --weeks 8 --json forecast.json
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import screen
    from pmo_toolkit.cli.printing.forecasts import show_forecasts
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.flow.study import FlowQuestion

    question = FlowQuestion(weeks, items, backtest)
    study = _study(home(table), question, None if as_of is None else as_day(as_of))
    if json_file is not None:
        write_json(json_file, canonical_json(study.as_dict()))
    if json_file != "-":
        show_forecasts(screen(), study)
    raise typer.Exit(int(study.exit_code))


def _study(path: Path, question: FlowQuestion, day: dt.date | None) -> FlowStudy:
    from pmo_toolkit.core.errors import UsageError
    from pmo_toolkit.core.places import is_sample
    from pmo_toolkit.studies.flow.study import study_flow, study_flow_table
    from pmo_toolkit.workspace import read_workspace

    is_workspace = path.is_dir() or is_sample(path)
    if not is_workspace and path.suffix.casefold() == ".xlsx" and path.is_file():
        is_workspace = "proposals" in read_workspace(path).sources
    if not is_workspace:
        return study_flow_table(path, question, as_of=day)
    study = study_flow(path, as_of=day, question=question)
    if not study.teams:
        raise UsageError(
            f"{path.name}: the workspace has no rows of flow that can be used; expected one row"
            " an item of work with team, started and done. See pmo check"
        )
    return study
