"""Commands about the history: how far estimates from it can be trusted."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmo_toolkit.cli.base.options import (
    LogOption,
    SettingsSeedOption,
    home,
    json_option,
    start_log,
    write_json,
)
from pmo_toolkit.core.errors import ExitCode


class Protocol(StrEnum):
    """How the history is split into projects to learn from and projects to predict."""

    LOO = "loo"
    KFOLD = "kfold"
    ROME = "rome"
    REPORT = "report"


def backtest(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE",
            help=(
                "CSV, Excel or Parquet file with one finished project a row, or a workspace: its"
                " history is taken."
            ),
            show_default=False,
        ),
    ],
    target: Annotated[
        str,
        typer.Option(
            "--target", metavar="COL", help="Column to predict: effort, cost or duration."
        ),
    ],
    drop: Annotated[
        str, typer.Option("--drop", metavar="A,B", help="Columns not to use.", show_default=False)
    ] = "",
    keep: Annotated[
        str,
        typer.Option(
            "--keep",
            metavar="A,B",
            help="Columns known beforehand whatever the leak guard thinks, and no others.",
            show_default=False,
        ),
    ] = "",
    groups: Annotated[
        str | None,
        typer.Option(
            "--groups",
            metavar="COL",
            help=(
                "Column that names the house of each project (client, donor, team): houses are"
                " predicted whole, by models that know none of their projects."
            ),
            show_default=False,
        ),
    ] = None,
    protocol: Annotated[
        Protocol | None,
        typer.Option(
            help=(
                "loo: leave one out; kfold: 10 folds, 3 times; rome: 3 folds, 10 times; report: as"
                " reports measure.  [default:"
                " by size; for a workspace as its notebook]"
            )
        ),
    ] = None,
    seed: SettingsSeedOption = None,
    json_file: Annotated[
        str | None, json_option("Write the figures as JSON too; - for the screen only.")
    ] = None,
    log_file: LogOption = None,
) -> None:
    """Predict every finished project by models that never saw it.

    Other methods stand beside, measured in the same folds. Of a workspace the very history is
    measured from which its reports estimate.

    Example: pmo backtest finished.csv --target effort_hours --drop project_name --json trust.json
    """
    start_log(log_file)
    from pmo_toolkit.cli.printing.console import screen
    from pmo_toolkit.cli.printing.history import show_backtest
    from pmo_toolkit.core.canonical_json import canonical_json
    from pmo_toolkit.studies.history_backtest import backtest_own_table
    from pmo_toolkit.workspace.own_table import read_own_table

    read = read_own_table(home(table))
    measured = backtest_own_table(
        read,
        target,
        drop=_names(drop),
        keep=_names(keep),
        groups=groups,
        protocol=None if protocol is None else protocol.value,
        seed=seed,
    )
    if json_file is not None:
        write_json(
            json_file,
            canonical_json(
                {
                    **measured.as_dict(),
                    "table": read.file,
                    "findings": read.findings() + measured.findings(),
                }
            ),
        )
    if json_file != "-":
        show_backtest(screen(), measured, read)
    raise typer.Exit(int(ExitCode.OK))


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
