"""Proposals unlike anything in the history.

How far outside they lie, and how much wider their intervals become.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import Column, Numbers, ReadOnce, shaped
from pmo_toolkit.analysis.estimating.model.blend import LogBlend

#: Least widening of a row outside the range, what each standard deviation beyond it adds, and the
#: most of the two.
_LEAST, _EACH, _MOST = 0.1, 0.1, 0.5
#: A label that no finished project has counts as this many standard deviations beyond the range.
_NEW_LABEL = 1.0
#: The Gaussian process may widen by this factor at most.
_MOST_BY_PROCESS = 2.0


def out_of_range(blend: LogBlend, X: pd.DataFrame | ReadOnce) -> pd.DataFrame:
    """Factor and reason of widening, row by row.

    Outside the range the model extrapolates, which no cross-validation can measure in full. The
    factor is the greater of two: a stated penalty (10 %, and 10 % more for each standard deviation
    of the driver beyond the range, at most 50 %), and how much less sure the Gaussian process is
    there than at nine in ten finished projects.

    Parameters
    ----------
    blend : LogBlend
        Fitted to all finished projects.
    X : DataFrame of shape (m, k)

    Returns
    -------
    DataFrame of shape (m, 2)
        Columns ``factor`` and ``reason``, indexed as `X` is.
    """
    rows = ReadOnce.of(X)
    reasons: list[list[str]] = [[] for _ in range(len(rows))]
    beyond = np.zeros(len(rows))
    for column in blend.encoder_.columns_:
        if column.kind == "category":
            _new_labels(column, rows.labels(column.name), reasons, beyond)
        elif column.kind != "ignored":
            _beyond(column, rows, reasons, beyond)
    factor = np.ones(len(X))
    outside = np.array([bool(row_reasons) for row_reasons in reasons], dtype=bool)
    if outside.any():
        stated = 1 + np.minimum(_LEAST + _EACH * beyond, _MOST)
        factor[outside] = np.maximum(stated, blend.relative_doubt(rows))[outside]
        factor = np.minimum(factor, _MOST_BY_PROCESS)
    return pd.DataFrame(
        {"factor": factor, "reason": ["; ".join(row_reasons) for row_reasons in reasons]},
        index=rows.frame.index,
    )


def _beyond(column: Column, rows: ReadOnce, reasons: list[list[str]], beyond: Numbers) -> None:
    plain = rows.numbers(column)
    tiny = 1e-9 * max(1.0, abs(column.low), abs(column.high))
    outside = np.flatnonzero((plain < column.low - tiny) | (plain > column.high + tiny))
    if not len(outside):
        return
    modelled = rows.shaped(column)
    ends = (
        shaped(column, pd.Series([column.low, column.high]))
        if column.kind in ("number", "multiplier")
        else None
    )
    low, high = (column.low, column.high) if ends is None else (float(ends[0]), float(ends[1]))
    for i in outside:
        beyond[i] = max(beyond[i], max(low - modelled[i], modelled[i] - high) / column.spread)
        if column.kind == "rating":
            value, least, most = (
                column.labels[int(level)] for level in (plain[i], column.low, column.high)
            )
            span = f"“{least}” to “{most}”"
        elif column.kind == "date":
            value, span = f"{plain[i]:.1f}", f"{column.low:.1f} to {column.high:.1f}"
        else:
            value, span = f"{plain[i]:g}", f"{column.low:g} to {column.high:g}"
        reasons[i].append(
            f"{_said(column)} {value} lies outside the {span} that finished projects have had"
        )


def _new_labels(
    column: Column, labels: list[str], reasons: list[list[str]], beyond: Numbers
) -> None:
    for i, label in enumerate(labels):
        if label not in column.known and label != "not stated":
            beyond[i] = max(beyond[i], _NEW_LABEL)
            reasons[i].append(f"no finished project has {_said(column)} “{label}”")


def _said(column: Column) -> str:
    return str(column.name).replace("_", " ")
