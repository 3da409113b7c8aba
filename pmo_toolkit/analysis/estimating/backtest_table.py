"""A backtest of a table as it came: target and drivers checked, leaks dropped, then measured."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE
from pmo_toolkit.analysis.estimating.history.input_checks import (
    TargetFinding,
    check_drivers,
    check_target,
)
from pmo_toolkit.analysis.estimating.history.leaks import Leak, find_leaks
from pmo_toolkit.analysis.estimating.measuring.backtest import FEWEST, Protocol, backtest
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.study import sizes_by_unit
from pmo_toolkit.core.errors import UsageError


@dataclass(frozen=True)
class Remark:
    """Something odd in the table.

    `column` (empty for whole rows), what, and the index labels of the rows meant.
    """

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
        return [
            {"column": each.column or None, "what": each.what, "rows": list(each.rows)}
            for each in self.remarks
        ]

    def as_dict(self) -> dict[str, Any]:
        """The figures of the command's JSON.

        N, target, protocol, methods, intervals, and what was left out.
        """
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
        Where nothing can be measured: too few projects, a target that is text or constant, no
        driver.
    """
    if target in drop:
        raise UsageError(
            f"--drop: the column {target!r} is the target; take it out of --drop or name another"
            " --target"
        )
    used = table.drop(columns=list(drop))
    found = check_target(used[target], used.drop(columns=target), fewest=FEWEST)
    if not all(each.usable for each in found):
        raise UsageError(_no_target(used[target], found))
    remarks = [Remark(target, each.what, each.rows) for each in found]
    actual = pd.to_numeric(used[target], errors="coerce").astype(float)
    actual = actual[(actual > 0) & (actual <= TOO_LARGE)]
    used = used.loc[actual.index]
    leaks = find_leaks(used, target, keep=keep)
    drivers = used.drop(columns=[target, *(leak.column for leak in leaks)])
    useless: dict[str, str] = {}
    for odd in check_drivers(drivers):
        remarks.append(Remark(odd.column, odd.what, odd.rows))
        if odd.drop and odd.column not in keep:
            useless[odd.column] = odd.what
    drivers = drivers.drop(columns=list(useless))
    if drivers.shape[1] == 0:
        raise UsageError(_no_driver(tuple(drop), leaks, useless))
    copies = _copies(drivers.assign(**{target: actual}), len(table))
    remarks += [copies] if copies else []
    names = tuple(map(str, drivers.columns))
    if {"size", "size_unit"} <= set(names):
        drivers = sizes_by_unit(drivers)
    measured = backtest(
        drivers.reset_index(drop=True), actual.to_numpy(), protocol=protocol, seed=seed
    )
    return Trial(target, names, leaks, tuple(drop), tuple(remarks), measured)


def _no_target(values: pd.Series, found: Sequence[TargetFinding]) -> str:
    """Why nothing can be learnt of a target.

    What is wrong, what stands there, what should, what to do.
    """
    texts = values[pd.to_numeric(values, errors="coerce").isna() & values.notna()]
    seen = (
        f"; found {', '.join(f'“{each!s:.20}”' for each in texts.unique()[:3])}"
        if len(texts)
        else ""
    )
    told = "; ".join(each.what for each in sorted(found, key=lambda each: each.usable))
    return (
        f"--target: the column {values.name!r} cannot be predicted: {told}{seen}. Expected: one"
        " positive number a finished project, without its unit. Mend the column, or name another"
        " one."
    )


def _no_driver(dropped: Sequence[str], leaks: Sequence[Leak], useless: Mapping[str, str]) -> str:
    """Why no column is left, column by column."""
    whys = dict.fromkeys(dropped, "left out by --drop")
    whys |= {leak.column: leak.reason for leak in leaks} | dict(useless)
    told = (
        "".join(f"\n  - {name}: {why}" for name, why in whys.items())
        or " the table has none beside the target"
    )
    return (
        f"no column is left to predict from:{told}\nExpected: at least one column that was known"
        " before a project began and differs between projects. Name with --keep what was wrongly"
        " left out."
    )


def _copies(rows: pd.DataFrame, of: int) -> Remark | None:
    """Projects that stand in the table more than once.

    A model would be tested on what it has learnt by heart.
    """
    again = rows.duplicated(keep="first")
    if not again.any():
        return None
    count = int(again.sum())
    many = f"{count} of {of} rows are copies" if count > 1 else f"one of {of} rows is a copy"
    what = (
        f"{many} of another row; unless they are projects of their own, remove them: they flatter"
        " the accuracy"
    )
    return Remark("", what, tuple(rows.index[again]))
