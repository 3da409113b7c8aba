"""A backtest of a table as it came: target and drivers checked, leaks dropped, then measured."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.estimating.backtest import FEWEST, Backtest, Protocol, backtest
from pmo_toolkit.analysis.estimating.input_checks import check_drivers, check_target
from pmo_toolkit.analysis.estimating.leaks import Leak, find_leaks
from pmo_toolkit.errors import UsageError


@dataclass(frozen=True)
class Remark:
    """Something odd in the table: `column`, what, and the index labels of the rows where single rows are meant."""

    column: str
    what: str
    rows: tuple[Hashable, ...]


@dataclass(frozen=True)
class Trial:
    """A backtest with what was done to the table before it.

    Parameters
    ----------
    target : str
    drivers : tuple of str
        Columns that the models saw.
    leaks : tuple of Leak
        Columns left out because they were known only afterwards.
    dropped : tuple of str
        Columns that the user left out.
    remarks : tuple of Remark
    measured : Backtest
    """

    target: str
    drivers: tuple[str, ...]
    leaks: tuple[Leak, ...]
    dropped: tuple[str, ...]
    remarks: tuple[Remark, ...]
    measured: Backtest

    def findings(self) -> list[dict[str, Any]]:
        """The remarks, ready for JSON: ``column``, ``what`` and ``rows``."""
        return [{"column": each.column, "what": each.what, "rows": list(each.rows)} for each in self.remarks]

    def as_dict(self) -> dict[str, Any]:
        """The figures of the command's JSON: n, target, protocol, methods, intervals, and what was left out."""
        return {
            "schema_version": "1.0",
            **self.measured.as_dict(),
            "target": self.target,
            "drivers": list(self.drivers),
            "leaks": [vars(leak) for leak in self.leaks],
            "dropped": list(self.dropped),
        }


def run_trial(
    table: pd.DataFrame,
    target: str,
    *,
    drop: Sequence[str] = (),
    keep: Sequence[str] = (),
    protocol: Protocol | None = None,
    seed: int = 0,
) -> Trial:
    """Check a table, drop what was known only afterwards, and measure.

    Parameters
    ----------
    table : DataFrame of shape (n, k)
        Finished projects: numbers as floats, all else as text, missing cells as NaN.
    target : str
        Column to predict.
    drop, keep : sequence of str
        Columns to leave out; columns that the leak guard must not touch.
    protocol, seed
        As in `backtest`.

    Raises
    ------
    UsageError
        Where nothing can be measured: too few projects, a target that is text or constant, no driver.
    """
    used = table.drop(columns=[name for name in drop if name != target])
    remarks = []
    for found in check_target(used[target], used.drop(columns=target), fewest=FEWEST):
        remarks.append(Remark(target, found.what, found.rows))
        if not found.usable:
            raise UsageError(f"--target: the column {target!r} cannot be predicted: {found.what}")
    actual = pd.to_numeric(used[target], errors="coerce")
    used = used[actual > 0]
    leaks = find_leaks(used, target, keep=keep)
    drivers = used.drop(columns=[target, *(leak.column for leak in leaks)])
    for odd in check_drivers(drivers):
        remarks.append(Remark(odd.column, odd.what, odd.rows))
        if odd.drop and odd.column not in keep:
            drivers = drivers.drop(columns=odd.column)
    if drivers.shape[1] == 0:
        raise UsageError("no column is left to predict from: all were dropped, known only afterwards, or say nothing")
    measured = backtest(drivers.reset_index(drop=True), actual[actual > 0].to_numpy(), protocol=protocol, seed=seed)
    return Trial(target, tuple(map(str, drivers.columns)), leaks, tuple(drop), tuple(remarks), measured)
