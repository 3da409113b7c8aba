"""What a proposal lacks or states unlike anything in the history, in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import MISSING_LABEL, Column, ReadOnce
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder

#: Drivers that a clause names.
_MOST_NAMED = 4


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
    unstated: list[list[str]] = [[] for _ in range(len(rows))]
    for column, lacking in zip(encoder.columns_, encoder.lacking(rows).T, strict=True):
        for i in np.flatnonzero(lacking):
            label = rows.labels(column.name)[i] if column.kind == "category" else MISSING_LABEL
            if label == MISSING_LABEL:
                unstated[i].append(_words(column))
            else:
                reasons[i].append(f"no finished project has {_words(column)} “{label}”")
        if column.kind not in ("category", "ignored"):
            _beyond(column, rows, reasons)
    for clauses, names in zip(reasons, unstated, strict=True):
        if names:
            clauses.append(_unstated(names))
    return ["; ".join(clauses) for clauses in reasons]


def _unstated(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is not stated: the range is the one measured without it"
    shown = names if len(names) <= _MOST_NAMED + 1 else names[:_MOST_NAMED]
    rest = names[len(shown) :]
    last = f"{len(rest)} more" if rest else shown[-1]
    first = ", ".join(shown if rest else shown[:-1])
    return f"{first} and {last} are not stated: the range is the one measured without them"


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
