"""A backtest on request: of a table as it came, or of a workspace's history as reports use it."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.estimating.backtest_table import (
    BacktestTable,
    HistoryProtocol,
    backtest_history,
    backtest_table,
)
from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.progress import shown_progress
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW
from pmo_toolkit.workspace.own_table import OwnTable


def backtest_own_table(
    table: OwnTable,
    target: str,
    *,
    drop: Sequence[str] = (),
    keep: Sequence[str] = (),
    groups: str | None = None,
    protocol: HistoryProtocol | None = None,
    seed: int | None = None,
) -> BacktestTable:
    """Measure how far estimates from a table can be trusted.

    Parameters
    ----------
    table : OwnTable
        With its workspace, where it is the history of one.
    target : str
        Header of the column to predict, without regard to case and blanks.
    drop, keep : sequence of str
        Headers of columns not to use, and of columns known beforehand.
    groups : str, optional
        Header of the column that names the house of each project: houses are predicted whole.
    protocol : {"loo", "kfold", "rome", "report"}, optional
    seed : int, optional
        Instead of the settings' seed.

    Raises
    ------
    UsageError
        Where nothing can be measured, or there is no such column.
    """
    column = table.column(target)
    without, known = [table.column(name) for name in drop], [table.column(name) for name in keep]
    houses = None if groups is None else table.column(groups)
    settings = Settings() if table.workspace is None else table.workspace.settings
    if seed is not None:
        settings = settings.with_overrides({"seed": seed})
    if table.workspace is None or column in without:  # refused there
        return backtest_table(
            table.frame,
            column,
            drop=without,
            keep=known,
            groups=houses,
            protocol=protocol,
            settings=settings,
            progress=shown_progress(),
        )
    labels = None if houses is None else table.workspace.table("history").set_index(ROW)[houses]
    unused = [*without, *([houses] if houses else [])]
    history = _prepared(table.workspace, column, settings, unused, known)
    return backtest_history(
        history,
        settings,
        protocol=protocol,
        left_out=without,
        groups=labels,
        progress=shown_progress(),
    )


def _prepared(
    workspace: Workspace,
    column: str,
    settings: Settings,
    drop: Sequence[str],
    keep: Sequence[str],
) -> PreparedHistory:
    if not column.startswith("actual_"):
        raise UsageError(
            f"--target: {column!r} is no result of a project; of a workspace's history an actual"
            " effort, cost or duration can be predicted"
        )
    projects = workspace.table("history").set_index(ROW, drop=False)
    history = history_of(workspace, projects.drop(columns=list(drop)), settings=settings, keep=keep)
    return history.of(column.removeprefix("actual_"))
