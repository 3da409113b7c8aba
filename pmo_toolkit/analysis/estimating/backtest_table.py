"""A backtest of a history as it was prepared, and of a table that has no workspace around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from pmo_toolkit.analysis.estimating.history.input_checks import target_numbers
from pmo_toolkit.analysis.estimating.history.leaks import Leak
from pmo_toolkit.analysis.estimating.history.target_words import words_of_target
from pmo_toolkit.analysis.estimating.houses import houses_of
from pmo_toolkit.analysis.estimating.measuring.backtest import (
    FEWEST,
    KFOLD_FROM,
    Protocol,
    backtest,
    folds_seed_of,
)
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.rivals import RIVALS, Rival
from pmo_toolkit.analysis.estimating.measuring.side_by_side import (
    FEWEST_WITH_ESTIMATE,
    expert_methods,
)
from pmo_toolkit.analysis.estimating.measuring.steps import Progress, measuring
from pmo_toolkit.analysis.estimating.prepared_history import HistoryFinding, PreparedHistory
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings

#: How a prepared history is parted; ``report`` is how the reports do it.
HistoryProtocol = Literal["loo", "kfold", "rome", "report"]


@dataclass(frozen=True)
class BacktestTable:
    """A backtest with what was done to the table before it.

    Parameters
    ----------
    history : PreparedHistory
        What was measured on.
    left_out : tuple of str
        Columns that the user left out.
    copies : HistoryFinding or None
        Projects that stand in the table more than once.
    measured : Backtest
    groups : str or None
        Column of the houses that were predicted whole.
    """

    history: PreparedHistory
    left_out: tuple[str, ...]
    copies: HistoryFinding | None
    measured: Backtest
    groups: str | None = None

    @property
    def target(self) -> str:
        """The column that was predicted."""
        return self.history.target

    @property
    def drivers(self) -> tuple[str, ...]:
        """Columns that the models saw."""
        return self.history.drivers

    @property
    def leaks(self) -> tuple[Leak, ...]:
        """Columns known only afterwards, whether or not they were offered as drivers."""
        return self.history.known_afterwards

    def findings(self) -> list[dict[str, Any]]:
        """What is odd, ready for JSON: ``column``, ``what`` and ``rows``."""
        findings = [*self.history.findings, *([self.copies] if self.copies else [])]
        return [
            {"column": odd.column or None, "what": odd.what, "rows": list(odd.rows)}
            for odd in findings
        ]

    def as_dict(self) -> dict[str, Any]:
        """The figures of the command's JSON.

        n, target, protocol, methods, intervals, and what was left out.
        """
        return {
            "schema_version": "1.0",
            **self.measured.as_dict(),
            "target": self.target,
            "drivers": list(self.drivers),
            "leaks": [vars(leak) for leak in self.leaks],
            "dropped": list(self.left_out),
            "groups": self.groups,
            "not_used": [{"column": name, "why": why} for name, why in self.history.dropped],
        }


def backtest_table(
    table: pd.DataFrame,
    target: str,
    *,
    drop: Sequence[str] = (),
    keep: Sequence[str] = (),
    groups: str | None = None,
    protocol: HistoryProtocol | None = None,
    settings: Settings,
    progress: Progress | None = None,
) -> BacktestTable:
    """Check a table without a workspace, drop what was known only afterwards, and measure.

    Parameters
    ----------
    table : DataFrame of shape (n, k)
        Finished projects: numbers as floats, all else as text, missing cells as NaN.
    target : str
        Column to predict.
    drop, keep : sequence of str
        Columns to leave out; columns that the leak guard must not touch.
    groups : str, optional
        Column that names the house of each project (client, donor, team): houses are then
        predicted whole. It is no driver.
    protocol
        As in `measure_history`; by default ``loo`` below 100 projects, else ``kfold``.
    settings : Settings
        Uses seed.
    progress : callable, optional
        Is told how far measuring is.

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
    if groups == target:
        raise UsageError(f"--groups: the column {groups!r} is the target; name another one")
    labels = None if groups is None else table[groups]
    used = table.drop(columns=list({*drop, *([groups] if groups else [])}))
    columns = [str(name) for name in used.columns if name != target]
    history = PreparedHistory(used, columns, target, keep, fewest=FEWEST)
    chosen = protocol or ("loo" if history.n < KFOLD_FROM else "kfold")
    return backtest_history(
        history, settings, protocol=chosen, left_out=drop, groups=labels, progress=progress
    )


def backtest_history(
    history: PreparedHistory,
    settings: Settings,
    *,
    protocol: HistoryProtocol | None = None,
    left_out: Sequence[str] = (),
    groups: pd.Series | None = None,
    progress: Progress | None = None,
) -> BacktestTable:
    """Measure a history as it was prepared.

    Parameters
    ----------
    history : PreparedHistory
    settings : Settings
        Uses seed and backtest_folds.
    protocol
        As in `measure_history`.
    left_out : sequence of str
        Columns that the user left out.
    groups : Series, optional
        House of each project, on the index of the history's projects; a project without one is a
        house of its own.
    progress : callable, optional

    Raises
    ------
    UsageError
        As `backtest_table`.
    """
    if not history.learnable:
        raise UsageError(_no_target(history))
    if not history.drivers:
        raise UsageError(_no_driver(history, left_out))
    measured = measure_history(
        history, settings, protocol=protocol, rivals=RIVALS, groups=groups, progress=progress
    )
    houses = None if groups is None else str(groups.name)
    return BacktestTable(history, tuple(left_out), _copies(history), measured, houses)


def measure_history(
    history: PreparedHistory,
    settings: Settings,
    *,
    protocol: HistoryProtocol | None = None,
    rivals: Mapping[str, Rival],
    levels: Sequence[float] = (0.8, 0.5),
    groups: pd.Series | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Predict every project of a prepared history by models that never saw it.

    Where enough projects state what experts had estimated, their estimates are measured too, as
    methods of their own.

    Parameters
    ----------
    history : PreparedHistory
    settings : Settings
        Uses seed and backtest_folds.
    protocol : {"loo", "kfold", "rome", "report"}, optional
        As in `backtest`; or as reports measure: as many folds as the setting backtest_folds says,
        once. By default ten folds, once from a hundred projects on, below that three times over.
    rivals : mapping of str to Rival
    levels : sequence of float
    groups : Series, optional
        As in `backtest_history`.
    progress : callable, optional

    Raises
    ------
    UsageError
        For fewer than three houses.
    """
    split: Protocol = "kfold"
    folds, repeats, folds_seed = None, None, settings.seed
    if protocol == "report":
        folds, repeats = settings.estimating.backtest_folds, 1
        folds_seed = folds_seed_of(settings.seed)
    elif protocol is None:
        repeats = rounds(history.n)
    else:
        split = protocol
    measured = backtest(
        history.frame(history.drivers),
        history.actual.to_numpy(),
        protocol=split,
        seed=settings.seed,
        rivals={**rivals, **(expert_methods(history.estimated) if with_experts(history) else {})},
        levels=levels,
        folds=folds,
        repeats=repeats,
        folds_seed=folds_seed,
        groups=None if groups is None else houses_of(history, groups),
        step=measuring(words_of_target(history.target), progress),
    )
    return replace(measured, protocol=protocol) if protocol == "report" else measured


def rounds(n: int) -> int:
    """How often n projects are parted anew.

    From a hundred projects on a single round of ten folds is steady.
    """
    return 1 if n >= KFOLD_FROM else 3


def with_experts(history: PreparedHistory) -> bool:
    """Whether enough projects state what experts had estimated."""
    return int((history.estimated > 0).sum()) >= FEWEST_WITH_ESTIMATE


def _no_target(history: PreparedHistory) -> str:
    """Why nothing can be learnt of a target.

    What is wrong, what stands there, what should, what to do.
    """
    values = history.projects[history.target]
    texts = values[target_numbers(values).isna() & values.notna()]
    examples = ", ".join(f"“{text!s:.20}”" for text in texts.unique()[:3])
    seen = f"; found {examples}" if len(texts) else ""
    odd = [finding for finding in history.findings if finding.column == history.target]
    reasons = "; ".join(finding.what for finding in sorted(odd, key=lambda finding: finding.used))
    return (
        f"--target: the column {history.target!r} cannot be predicted: {reasons}{seen}. Expected:"
        " one positive number a finished project, all in one unit. Mend the column, or name"
        " another one."
    )


def _no_driver(history: PreparedHistory, left_out: Sequence[str]) -> str:
    """Why no column is left, column by column."""
    whys = dict.fromkeys(left_out, "left out by --drop")
    whys |= {name: leak.reason for name, leak in history.leaks.items()}
    whys |= {name: why for name, why in history.dropped if name not in whys}
    reasons = (
        "".join(f"\n  - {name}: {why}" for name, why in whys.items())
        or " the table has none beside the target"
    )
    return (
        f"no column is left to predict from:{reasons}\nExpected: at least one column that was known"
        " before a project began and differs between projects. Name with --keep what was wrongly"
        " left out."
    )


def _copies(history: PreparedHistory) -> HistoryFinding | None:
    """Projects that stand in the table more than once.

    A model would be tested on what it has learnt by heart.
    """
    again = history.usable[[*history.fit, history.target]].duplicated(keep="first").to_numpy()
    if not again.any():
        return None
    count, total = int(again.sum()), len(history.projects)
    many = f"{count} of {total} rows are copies" if count > 1 else f"one of {total} rows is a copy"
    what = (
        f"{many} of another row; unless they are projects of their own, remove them: they flatter"
        " the accuracy"
    )
    rows = tuple(row for row, copied in zip(history.rows, again, strict=True) if copied)
    return HistoryFinding("", "copies", what, rows)
