"""What is odd in the numbers that a model would learn from.

Told as findings with their rows, never as a traceback.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE
from pmo_toolkit.analysis.estimating.history.mixed_units import mixed_units
from pmo_toolkit.analysis.estimating.history.written_columns import written_column


@dataclass(frozen=True)
class TargetFinding:
    """Something odd about the target.

    Parameters
    ----------
    kind : str
        ``"text"``, ``"missing"``, ``"not positive"``, ``"constant"``, ``"too few"``, ``"doubtful"``
        or ``"mixed units"``.
    what : str
        One plain sentence, without a full stop.
    rows : tuple of hashable
        Index labels of the rows concerned; for mixed units those of the smaller cluster.
    usable : bool
        Whether a model can still learn from the other rows.
    """

    kind: str
    what: str
    rows: tuple[Hashable, ...]
    usable: bool = True


@dataclass(frozen=True)
class DriverFinding:
    """Something odd about a driver.

    Parameters
    ----------
    column : str
    kind : str
        ``"constant"``, ``"all missing"``, ``"text in numbers"``, ``"id"``, ``"date"``,
        ``"doubtful"`` or ``"infinite"``.
    what : str
        One plain sentence, without a full stop.
    rows : tuple of hashable
        Index labels of the rows concerned, where single rows are.
    drop : bool
        Whether the column can teach a model nothing as it stands.
    """

    column: str
    kind: str
    what: str
    rows: tuple[Hashable, ...] = ()
    drop: bool = True


def check_target(
    y: ArrayLike | pd.Series, drivers: pd.DataFrame | None = None, *, fewest: int = 5
) -> tuple[TargetFinding, ...]:
    """Everything odd about a target.

    Parameters
    ----------
    y : array of shape (n,)
        Efforts, costs or durations as they came, text included.
    drivers : DataFrame of shape (n, k), optional
        With them mixed units show where the target alone spreads too widely: what is left of its
        logarithm after a robust line in the logarithms of the positive numeric drivers is looked at
        as well.
    fewest : int
        Positive values that a model needs.
    """
    values = y if isinstance(y, pd.Series) else pd.Series(np.asarray(y, dtype="object").ravel())
    findings: list[TargetFinding] = []
    written = written_column(values)
    numbers = target_numbers(values)
    if written is not None and written.doubt:
        findings.append(TargetFinding("doubtful", written.doubt, written.rows, usable=False))
    blank = values.isna() | (values.astype(str).str.strip() == "")
    text = numbers.isna() & ~blank
    for kind, rows, words in (
        ("text", text, "hold no number that can be used"),
        ("missing", blank, "state nothing"),
        (
            "not positive",
            numbers <= 0,
            "hold zero or a negative number, which no finished project can have taken",
        ),
    ):
        count = int(rows.sum())
        if count:
            verb = (
                words
                if count > 1
                else words.replace("hold", "holds", 1).replace("state", "states", 1)
            )
            what = (
                f"{count} of {len(values)} rows {verb}"
                if count > 1
                else f"one of {len(values)} rows {verb}"
            )
            findings.append(TargetFinding(kind, what, tuple(values.index[rows])))
    usable = numbers[numbers > 0]
    if len(usable) < fewest:
        what = (
            f"only {len(usable)} row{'' if len(usable) == 1 else 's'} can be learnt from, and"
            f" {fewest} are needed"
        )
        findings.append(TargetFinding("too few", what, tuple(usable.index), usable=False))
    if len(usable) > 1 and usable.nunique() == 1:
        what = (
            f"all {len(usable)} rows hold the same value, {usable.iloc[0]:g}: there is nothing to"
            " learn"
        )
        return (*findings, TargetFinding("constant", what, tuple(usable.index), usable=False))
    mixed = mixed_units(usable, drivers)
    return (*findings, TargetFinding("mixed units", *mixed)) if mixed else tuple(findings)


def target_numbers(values: pd.Series) -> pd.Series:
    """A target as numbers; NaN where it is missing, no number, beyond `TOO_LARGE` or in doubt."""
    written = written_column(values)
    if written is None:
        numbers = pd.to_numeric(values.astype("object"), errors="coerce").astype(float)
    else:
        numbers = pd.Series(written.numbers, index=values.index)
    return numbers.where(numbers.abs() <= TOO_LARGE)


def check_drivers(X: pd.DataFrame) -> tuple[DriverFinding, ...]:
    """Everything odd about the drivers, column by column."""
    findings: list[DriverFinding] = []
    for name in X.columns:
        finding = _check_driver(str(name), X[name])
        if finding:
            findings.append(finding)
    return tuple(findings)


def _check_driver(name: str, column: pd.Series) -> DriverFinding | None:
    seen = column.dropna()
    if not pd.api.types.is_numeric_dtype(column):
        seen = seen[seen.astype(str).str.strip() != ""]
    if seen.empty:
        return DriverFinding(name, "all missing", "no row states a value")
    if seen.nunique() == 1:
        return DriverFinding(
            name, "constant", f"every row that states a value has {seen.iloc[0]!s:.40}"
        )
    if pd.api.types.is_datetime64_any_dtype(column):
        return DriverFinding(
            name,
            "date",
            "it holds dates: they order projects in time and are no driver as they stand",
        )
    if pd.api.types.is_numeric_dtype(column):
        return _check_numbers(name, column)
    written = written_column(column)
    if written is not None and written.doubt:
        return DriverFinding(name, "doubtful", written.doubt, written.rows)
    if written is not None and not written.odd:
        return _check_numbers(name, pd.Series(written.numbers, index=column.index))
    texts = seen.astype(str).str.strip()
    numbers = pd.to_numeric(texts, errors="coerce")
    wrong = tuple(seen.index[numbers.isna()]) if written is None else written.odd
    if wrong and (written is not None or numbers.notna().mean() >= 0.5):
        examples = ", ".join(
            f"“{text:.20}”" for text in [*dict.fromkeys(texts[texts.index.isin(wrong)])][:3]
        )
        what = f"{len(wrong)} of {len(seen)} values are no numbers, such as {examples}"
        return DriverFinding(name, "text in numbers", what, wrong, drop=False)
    if texts.str.fullmatch(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}").mean() > 0.8:
        return DriverFinding(
            name,
            "date",
            "it holds dates: they order projects in time and are no driver as they stand",
        )
    if len(seen) >= 8 and texts.nunique() == len(seen) and numbers.isna().all():
        what = (
            f"all {len(seen)} values are different: an id or a text, which tells a model nothing by"
            " itself"
        )
        return DriverFinding(name, "id", what)
    return None


def _check_numbers(name: str, column: pd.Series) -> DriverFinding | None:
    beyond = np.abs(column.astype(float)) > TOO_LARGE
    infinite = tuple(column.index[beyond])
    if infinite and len(infinite) == len(column.dropna()):
        return DriverFinding(
            name, "infinite", f"all values are infinite or beyond {TOO_LARGE:g}", infinite
        )
    if infinite:
        many = "one value is" if len(infinite) == 1 else f"{len(infinite)} values are"
        what = f"{many} infinite or beyond {TOO_LARGE:g} and not used"
        return DriverFinding(name, "infinite", what, infinite, drop=False)
    values = column.dropna().astype(float).to_numpy()
    # Running numbers: whole, all different and nearly without gaps. Sizes are neither.
    whole = bool(np.all(values == np.round(values)))
    if (
        len(values) >= 8
        and whole
        and len(np.unique(values)) == len(values)
        and np.ptp(values) <= 1.5 * len(values)
    ):
        return DriverFinding(name, "id", f"its {len(values)} values are a running number")
    return None
