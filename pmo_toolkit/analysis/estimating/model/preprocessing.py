"""From a history's columns, as met in practice, to the numbers that a model learns from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import f_oneway
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from pmo_toolkit.analysis.estimating.history.columns import (
    MISSING_LABEL,
    Column,
    Numbers,
    ReadOnce,
    is_date,
    words_of,
)
from pmo_toolkit.analysis.estimating.model.bayesian_linear import BayesianLinear

#: Ratings in words, lowest first; a column is read as a rating if all its words stand in one of
#: these.
SCALES = (
    ("very low", "low", "nominal", "high", "very high", "extra high"),
    ("vl", "l", "n", "h", "vh", "xh"),
    ("very low", "low", "medium", "high", "very high", "extreme"),
    ("low", "average", "high"),
    ("trivial", "simple", "average", "complex", "very complex"),
    ("trivial", "low", "moderate", "high", "critical"),
    ("xs", "s", "m", "l", "xl", "xxl"),
    ("very small", "small", "medium", "large", "very large"),
    ("none", "few", "some", "many"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
)
_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}")
#: Standard deviations beyond its range at which a driver is taken at most: of a column that hardly
#: varied, a new value may lie a thousand of them away, of which nothing is known.
_FAR = 3.0
#: A single column around 1 may be anything; this many are the multipliers of a COCOMO-like model.
_MULTIPLIERS = 3
#: Whole numbers are taken as codes on this p-value, shared out among all candidates, of an analysis
#: of variance of what a linear model leaves.
_CODE_EVIDENCE = 0.01
#: Labels seen fewer times than this are taken together: one or two projects cannot tell what their
#: label is worth.
_RARE = 3


class DriverEncoder(TransformerMixin, BaseEstimator):
    """Numbers out of drivers.

    Medians for what is missing, logarithms of sizes, labels as columns of their own.

    Numbers, flags, ratings in words and dates become one standardised column each; text of few
    labels one column a label; a missing label is a label; free text, and columns with nothing to
    tell apart, are ignored with a note.

    Attributes
    ----------
    columns_ : list of Column
    names_out_ : list of str
    owners_ : list of int
        Place in `columns_` that each column of `transform` comes from.
    notes_ : dict
        Ignored column → why.
    """

    def fit(self, X: pd.DataFrame | ReadOnce, y: Any = None) -> Self:
        """Learn what each column is.

        Parameters
        ----------
        X : DataFrame of shape (n, k)
            One row a project.
        y : array of shape (n,), optional
            Logarithms of the target. With them, whole numbers whose labels differ beyond a straight
            line (codes of languages, say) are taken as categories.
        """
        rows = ReadOnce.of(X)
        self.columns_ = [_study(name, rows) for name in rows.frame.columns]
        multipliers = [column for column in self.columns_ if _is_multiplier(column, rows)]
        if len(multipliers) >= _MULTIPLIERS:
            for column in multipliers:
                column.kind = "multiplier"
                _centre(column, rows)
        if y is not None:
            self._find_codes(rows, np.asarray(y, dtype=float))
        self.notes_ = {
            column.name: column.note for column in self.columns_ if column.kind == "ignored"
        }
        self.names_out_: list[str] = []
        self.owners_: list[int] = []
        for place, column in enumerate(self.columns_):
            names = _names_out(column)
            self.names_out_ += names
            self.owners_ += [place] * len(names)
        return self

    def transform(self, X: pd.DataFrame) -> Numbers:
        """Array of shape (m, j) with j = len(names_out_); never NaN."""
        check_is_fitted(self, "columns_")
        return self.encoded(X)

    def encoded(self, X: pd.DataFrame | ReadOnce) -> Numbers:
        """The same as `transform`, of rows that other models may have read already."""
        rows = ReadOnce.of(X)
        blocks: list[Numbers] = []
        standards: list[tuple[float, float, float, float, float]] = []
        for column in self.columns_:
            if column.kind == "category":
                labels = _one_hot(column, rows.labels(column.name))
                blocks += labels
                standards += [(0.0, 0.0, 1.0, 0.0, 1.0)] * len(labels)
            elif column.kind != "ignored":
                blocks.append(rows.shaped(column))
                standards.append(
                    (column.centre, column.middle, column.spread, column.least, column.most)
                )
        if not blocks:
            return np.zeros((len(rows), 0))
        values = np.column_stack(blocks)
        centre, middle, spread, least, most = np.array(standards).T
        standard = (np.where(np.isfinite(values), values, centre) - middle) / spread
        return np.asarray(np.clip(standard, least - _FAR, most + _FAR), dtype=float)

    def lacking(self, X: pd.DataFrame | ReadOnce) -> NDArray[np.bool_]:
        """Which rows do not state a column that models use, shape (m, number of columns).

        A label that the history does not know counts as not stated. A missing one is a label of its
        own where finished projects lack it too, but only in a row that states all else: one that
        lacks more is not like them.
        """
        rows = ReadOnce.of(X)
        lacking = np.zeros((len(rows), len(self.columns_)), dtype=bool)
        missing = np.zeros_like(lacking)
        for place, column in enumerate(self.columns_):
            if column.kind == "category":
                labels = np.array(rows.labels(column.name), dtype=object)
                missing[:, place] = labels == MISSING_LABEL
                known = (
                    column.known
                    if MISSING_LABEL in column.labels
                    else column.known - {MISSING_LABEL}
                )
                lacking[:, place] = [label not in known for label in labels]
            elif column.kind != "ignored":
                lacking[:, place] = ~np.isfinite(rows.shaped(column))
        return lacking | (missing & lacking.any(axis=1, keepdims=True))

    def _find_codes(self, rows: ReadOnce, logs: Numbers) -> None:
        codes = [
            (i, labels)
            for i, column in enumerate(self.columns_)
            if (labels := _codes(column, rows))
        ]
        if not codes:
            return
        encoded = self.encoded(rows)
        left = logs - BayesianLinear().fit(encoded, logs).predict(encoded)
        for i, labels in codes:
            words = np.array(labels, dtype=object)
            groups = [left[words == label] for label in sorted(set(labels) - {MISSING_LABEL})]
            groups = [group for group in groups if len(group) >= _RARE]
            if (
                len(groups) > 2
                and np.ptp(left) > 0
                and f_oneway(*groups).pvalue < _CODE_EVIDENCE / len(codes)
            ):
                self.columns_[i] = _study_labels(self.columns_[i].name, rows)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the columns that `transform` makes."""
        check_is_fitted(self, "columns_")
        return np.asarray(self.names_out_, dtype=object)


def _names_out(column: Column) -> list[str]:
    if column.kind == "ignored":
        return []
    if column.kind != "category":
        return [str(column.name)]
    other = [f"{column.name}=other"] if column.rare else []
    return [f"{column.name}={label}" for label in column.labels] + other


def _study(name: Hashable, rows: ReadOnce) -> Column:
    kind, scale, note = _kind(name, rows)
    if kind == "category":
        return _study_labels(name, rows)
    if kind == "ignored":
        return Column(name, kind, note=note)
    seen = _seen(Column(name, kind, labels=scale), rows)
    if len(seen) == 0 or np.ptp(seen) == 0:
        what = "it is empty" if len(seen) == 0 else "it has the same value for every project"
        return Column(name, "ignored", note=what)
    column = Column(name, kind, labels=scale, low=float(seen.min()), high=float(seen.max()))
    column.log = kind == "number" and is_sized(seen)
    _centre(column, rows)
    if not column.spread > 1e-12 * max(1.0, abs(column.middle)):
        return Column(name, "ignored", note="it has nearly the same value for every project")
    return column


def _seen(column: Column, rows: ReadOnce) -> Numbers:
    """Numbers that projects state."""
    numbers = rows.numbers(column)
    return numbers[np.isfinite(numbers)]


def _centre(column: Column, rows: ReadOnce) -> None:
    modelled = rows.shaped(column)
    column.centre = float(np.nanmedian(modelled))
    filled = np.where(np.isfinite(modelled), modelled, column.centre)
    column.middle, column.spread = float(filled.mean()), float(filled.std())
    if column.spread > 0:
        ends = (np.array([filled.min(), filled.max()]) - column.middle) / column.spread
        column.least, column.most = float(ends[0]), float(ends[1])


def _is_multiplier(column: Column, rows: ReadOnce) -> bool:
    """Effort multipliers lie around 1, which they often are exactly, and are not whole."""
    if column.kind != "number" or column.low < 0.4 or column.high > 2.5:
        return False
    seen = _seen(column, rows)
    return bool(np.any(seen % 1) and 0.8 <= np.median(seen) <= 1.25 and np.mean(seen == 1) > 0.1)


def _codes(column: Column, rows: ReadOnce) -> list[str] | None:
    """Labels of a column of few whole numbers, which may be codes; None for any other column."""
    if column.kind != "number":
        return None
    seen = _seen(column, rows)
    if np.any(seen % 1) or not 3 <= len(np.unique(seen)) <= 10:
        return None
    return rows.labels(column.name)


def is_sized(seen: Numbers) -> bool:
    """Whether values are sizes or counts, skewed over orders of magnitude.

    Ratings and shares are not.
    """
    if len(seen) < 3 or seen.min() < 0 or seen.max() <= 10 or np.ptp(seen) == 0:
        return False
    apart = (seen - seen.mean()) / seen.std()
    return bool(np.mean(apart**3) > 0.5)


def _kind(name: Hashable, rows: ReadOnce) -> tuple[str, tuple[str, ...], str]:
    values = rows.column(name)
    if is_date(values):
        return "date", (), ""
    if isinstance(values.dtype, pd.CategoricalDtype) and values.dtype.ordered:
        return "rating", tuple(words_of(values.dtype.categories)), ""
    if pd.api.types.is_numeric_dtype(values):
        return "number", (), ""
    words = [word for word in rows.labels(name) if word != MISSING_LABEL]
    if not words:
        return "ignored", (), "it is empty"
    distinct = set(words)
    if _share(pd.to_numeric(pd.Series(words), errors="coerce").notna()) > 0.8:
        return "number", (), ""
    if _share(pd.Series([bool(_DATE.match(word)) for word in words])) > 0.8:
        return "date", (), ""
    scale = next((scale for scale in SCALES if distinct <= set(scale) and len(distinct) > 1), None)
    if scale is not None:
        return "rating", scale, ""
    if len(distinct) > 0.5 * len(words) and len(words) > 9:
        return "ignored", (), "nearly every project has its own text here"
    return "category", (), ""


def _study_labels(name: Hashable, rows: ReadOnce) -> Column:
    counts = Counter(rows.labels(name))
    kept = tuple(sorted(label for label, count in counts.items() if count >= _RARE))
    rare = len(kept) < len(counts)
    if len(kept) + rare < 2:
        return Column(
            name,
            "ignored",
            note="no two of its labels are each shared by enough projects to compare",
        )
    return Column(name, "category", labels=kept, rare=rare, known=frozenset(counts))


def _one_hot(column: Column, labels: list[str]) -> list[Numbers]:
    words = np.array(labels, dtype=object)
    indicators = [(words == label).astype(float) for label in column.labels]
    if column.rare:
        indicators.append(1.0 - np.sum(indicators, axis=0) if indicators else np.ones(len(words)))
    return indicators


def _share(flags: pd.Series) -> float:
    return float(flags.mean())
