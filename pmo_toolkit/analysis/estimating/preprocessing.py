"""From a history's columns, as they are met in practice, to the numbers that a model learns from."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import f_oneway
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.linear_model import RidgeCV
from sklearn.utils.validation import check_is_fitted

Numbers = NDArray[np.float64]

#: Ratings in words, lowest first; a column is read as a rating if all its words stand in one of these.
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
_MISSING = frozenset({"", "?", "-", "na", "n/a", "nan", "none stated", "not stated", "null", "tbd", "unknown"})
#: Penalties that `RidgeCV` chooses from by leave-one-out; wide enough for 15 to some thousand projects.
ALPHAS = tuple(np.logspace(-2, 3, 11).tolist())
#: A single column around 1 may be anything; this many are the multipliers of a COCOMO-like model.
_MULTIPLIERS = 3
#: Whole numbers are taken as codes on this p-value, shared out among all candidates, of an analysis of variance of
#: what a linear model leaves.
_CODE_EVIDENCE = 0.01
#: Labels seen fewer times than this are taken together: one or two projects cannot tell what their label is worth.
_RARE = 3


@dataclass
class Column:
    """What one column of the history is taken for.

    Parameters
    ----------
    name : hashable
    kind : {"number", "multiplier", "rating", "date", "category", "ignored"}
    log : bool
        Taken as log(1 + x): non-negative, skewed (> .5), large (maximum > 10).
    labels : tuple of str
        Of a category: those with a column of their own. Of a rating: the scale, lowest first.
    centre, middle, spread : float
        Median filled in where a value is missing; mean and standard deviation after filling, as modelled.
    low, high : float
        Range seen, before any transformation.
    note : str
        Why an ignored column is ignored.
    """

    name: Hashable
    kind: str
    log: bool = False
    labels: tuple[str, ...] = ()
    rare: bool = False
    known: frozenset[str] = field(default_factory=frozenset)
    centre: float = 0.0
    middle: float = 0.0
    spread: float = 1.0
    low: float = np.nan
    high: float = np.nan
    note: str = ""


class DriverEncoder(TransformerMixin, BaseEstimator):
    """Numbers out of drivers: medians for what is missing, logarithms of sizes, labels as columns of their own.

    Numbers, flags, ratings in words and dates become one standardised column each; text of few labels one column a
    label; a missing label is a label; free text, and columns with nothing to tell apart, are ignored with a note.

    Attributes
    ----------
    columns_ : list of Column
    names_out_ : list of str
    notes_ : dict
        Ignored column → why.
    """

    def fit(self, X: pd.DataFrame, y: Any = None) -> Self:
        """Learn what each column is.

        Parameters
        ----------
        X : DataFrame of shape (n, k)
            One row a project.
        y : array of shape (n,), optional
            Logarithms of the target. With them, whole numbers whose labels differ beyond a straight line (codes of
            languages, say) are taken as categories.
        """
        self.columns_ = [_study(name, X[name]) for name in X.columns]
        multipliers = [column for column in self.columns_ if _is_multiplier(column, X[column.name])]
        if len(multipliers) >= _MULTIPLIERS:
            for column in multipliers:
                column.kind = "multiplier"
                _centre(column, X[column.name])
        if y is not None:
            self._find_codes(X, np.asarray(y, dtype=float))
        self.notes_ = {column.name: column.note for column in self.columns_ if column.kind == "ignored"}
        self.names_out_: list[str] = []
        for column in self.columns_:
            if column.kind == "category":
                self.names_out_ += [f"{column.name}={label}" for label in column.labels]
                self.names_out_ += [f"{column.name}=other"] if column.rare else []
            elif column.kind != "ignored":
                self.names_out_.append(str(column.name))
        return self

    def transform(self, X: pd.DataFrame) -> Numbers:
        """Array of shape (m, j) with j = len(names_out_); never NaN."""
        check_is_fitted(self, "columns_")
        made: list[Numbers] = []
        for column in self.columns_:
            if column.kind == "category":
                made += _one_hot(column, X[column.name])
            elif column.kind != "ignored":
                values = shaped(column, X[column.name])
                filled = np.where(np.isfinite(values), values, column.centre)
                made.append((filled - column.middle) / column.spread)
        return np.column_stack(made) if made else np.zeros((len(X), 0))

    def sum_of_multipliers(self, X: pd.DataFrame) -> Numbers | None:
        """Logarithm of the product of effort multipliers, shape (m,); None where the history has none."""
        logs = [
            np.nan_to_num(shaped(column, X[column.name])) for column in self.columns_ if column.kind == "multiplier"
        ]
        return np.sum(logs, axis=0) if logs else None

    def _find_codes(self, X: pd.DataFrame, logs: Numbers) -> None:
        codes = [(i, labels) for i, column in enumerate(self.columns_) if (labels := _codes(column, X[column.name]))]
        if not codes:
            return
        encoded = DriverEncoder.transform(self, X)
        left = logs - RidgeCV(alphas=ALPHAS).fit(encoded, logs).predict(encoded)
        for i, labels in codes:
            groups = [
                left[[word == label for word in labels]]
                for label in sorted({word for word in labels if word is not None})
            ]
            groups = [group for group in groups if len(group) >= _RARE]
            if len(groups) > 2 and np.ptp(left) > 0 and f_oneway(*groups).pvalue < _CODE_EVIDENCE / len(codes):
                self.columns_[i] = _study_labels(self.columns_[i].name, X[self.columns_[i].name])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the columns that `transform` makes."""
        check_is_fitted(self, "columns_")
        return np.asarray(self.names_out_, dtype=object)


def shaped(column: Column, values: pd.Series) -> Numbers:
    """A column's values as modelled but not yet standardised, shape (m,), NaN where missing."""
    numbers = as_numbers(column.kind, column.labels, values)
    if column.kind == "multiplier":
        return np.log(np.clip(numbers, 0.1, 10))
    return np.log1p(np.clip(numbers, 0, None)) if column.log else numbers


def as_numbers(kind: str, scale: tuple[str, ...], values: pd.Series) -> Numbers:
    """Plain numbers: ranks for ratings, years for dates; NaN where missing or unreadable."""
    if kind == "rating":
        ranks = {word: float(i) for i, word in enumerate(scale)}
        return np.array([np.nan if word is None else ranks.get(word, np.nan) for word in _words(values)])
    if kind == "date":
        dates = pd.Series(
            values if _is_date(values) else pd.to_datetime(values, errors="coerce", format="mixed", utc=True)
        )
        years = dates.dt.year + (dates.dt.day_of_year - 1) / 365.25
        return np.asarray(years.to_numpy(dtype=float, na_value=np.nan), dtype=float)
    plain = values if pd.api.types.is_numeric_dtype(values) else pd.to_numeric(values, errors="coerce")
    numbers = plain.to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _study(name: Hashable, values: pd.Series) -> Column:
    kind, scale, note = _kind(values)
    if kind == "category":
        return _study_labels(name, values)
    if kind == "ignored":
        return Column(name, kind, note=note)
    numbers = as_numbers(kind, scale, values)
    seen = numbers[np.isfinite(numbers)]
    if len(seen) == 0 or np.ptp(seen) == 0:
        what = "it is empty" if len(seen) == 0 else "it has the same value for every project"
        return Column(name, "ignored", note=what)
    column = Column(name, kind, labels=scale, low=float(seen.min()), high=float(seen.max()))
    column.log = kind == "number" and is_sized(seen)
    _centre(column, values)
    if not column.spread > 1e-12 * max(1.0, abs(column.middle)):
        return Column(name, "ignored", note="it has nearly the same value for every project")
    return column


def _centre(column: Column, values: pd.Series) -> None:
    modelled = shaped(column, values)
    column.centre = float(np.nanmedian(modelled))
    filled = np.where(np.isfinite(modelled), modelled, column.centre)
    column.middle, column.spread = float(filled.mean()), float(filled.std())


def _is_multiplier(column: Column, values: pd.Series) -> bool:
    """Effort multipliers lie around 1, which they often are exactly, and are not whole."""
    if column.kind != "number" or column.low < 0.4 or column.high > 2.5:
        return False
    seen = as_numbers("number", (), values)
    seen = seen[np.isfinite(seen)]
    return bool(np.any(seen % 1) and 0.8 <= np.median(seen) <= 1.25 and np.mean(seen == 1) > 0.1)


def _codes(column: Column, values: pd.Series) -> list[str | None] | None:
    """Labels of a column of few whole numbers, which may be codes; None for any other column."""
    if column.kind != "number":
        return None
    numbers = as_numbers("number", (), values)
    seen = numbers[np.isfinite(numbers)]
    if np.any(seen % 1) or not 3 <= len(np.unique(seen)) <= 10:
        return None
    return _words(values)


def is_sized(seen: Numbers) -> bool:
    """Whether values are sizes or counts, skewed over orders of magnitude; ratings and shares are not."""
    if len(seen) < 3 or seen.min() < 0 or seen.max() <= 10 or np.ptp(seen) == 0:
        return False
    apart = (seen - seen.mean()) / seen.std()
    return bool(np.mean(apart**3) > 0.5)


def _kind(values: pd.Series) -> tuple[str, tuple[str, ...], str]:
    if _is_date(values):
        return "date", (), ""
    if pd.api.types.is_numeric_dtype(values):
        return "number", (), ""
    words = [word for word in _words(values) if word is not None]
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


def _study_labels(name: Hashable, values: pd.Series) -> Column:
    words = labels_of(values)
    counts = pd.Series(words).value_counts()
    kept = tuple(sorted(counts.index[counts >= _RARE]))
    rare = bool((counts < _RARE).any())
    if len(kept) + rare < 2:
        return Column(name, "ignored", note="no two of its labels are each shared by enough projects to compare")
    return Column(name, "category", labels=kept, rare=rare, known=frozenset(counts.index))


def labels_of(values: pd.Series) -> list[str]:
    """Labels as they are compared; "not stated" where missing."""
    return ["not stated" if word is None else word for word in _words(values)]


def _one_hot(column: Column, values: pd.Series) -> list[Numbers]:
    words = np.array(labels_of(values), dtype=object)
    made = [(words == label).astype(float) for label in column.labels]
    if column.rare:
        made.append(1.0 - np.sum(made, axis=0) if made else np.ones(len(words)))
    return made


def _words(values: pd.Series) -> list[str | None]:
    """Labels trimmed and in lower case, so that spelling does not part what belongs together; None where missing."""
    missing = values.isna().to_numpy()
    made = [None if gone else str(value).strip().casefold() for gone, value in zip(missing, values, strict=True)]
    return [None if word is None or word in _MISSING else word for word in made]


def _is_date(values: pd.Series) -> bool:
    return pd.api.types.is_datetime64_any_dtype(values)


def _share(flags: pd.Series) -> float:
    return float(flags.mean())
