"""What a proposal lacks or states unlike anything in the history, in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import Column, ReadOnce
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder


def out_of_range(encoder: DriverEncoder, X: pd.DataFrame | ReadOnce) -> list[str]:
    """Why the model knows little of each row: clauses joined by semicolons, or nothing.

    Parameters
    ----------
    encoder : DriverEncoder
        Fitted to all finished projects.
    X : DataFrame of shape (m, k)
    """
    rows = ReadOnce.of(X)
    reasons: list[list[str]] = [[] for _ in range(len(rows))]
    for column, lacking in zip(encoder.columns_, encoder.lacking(rows).T, strict=True):
        for i in np.flatnonzero(lacking):
            reasons[i].append(_unknown(column, rows, int(i)))
        if column.kind not in ("category", "ignored"):
            _beyond(column, rows, reasons)
    return ["; ".join(clauses) for clauses in reasons]


def _unknown(column: Column, rows: ReadOnce, i: int) -> str:
    if column.kind == "category":
        label = rows.labels(column.name)[i]
        if label != "not stated":
            return f"no finished project has {_words(column)} “{label}”"
    return f"{_words(column)} is not stated, so that the range is the one measured without it"


def _beyond(column: Column, rows: ReadOnce, reasons: list[list[str]]) -> None:
    plain = rows.numbers(column)
    tiny = 1e-9 * max(1.0, abs(column.low), abs(column.high))
    for i in np.flatnonzero((plain < column.low - tiny) | (plain > column.high + tiny)):
        value, least, most = (_written(column, x) for x in (plain[i], column.low, column.high))
        reasons[i].append(
            f"{_words(column)} {value} lies outside the {least} to {most} that finished projects"
            " have had"
        )


def _written(column: Column, value: float) -> str:
    if column.kind == "rating":
        return f"“{column.labels[int(value)]}”"
    return f"{value:.1f}" if column.kind == "date" else f"{value:g}"


def _words(column: Column) -> str:
    return str(column.name).replace("_", " ")
