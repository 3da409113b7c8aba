"""Parts of a target: sums of up to six columns, and products of powers, by least squares.

The fewest columns are kept that give the target within rounding. Where a part is missing in the
table, those that are there still show that they are parts of one whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from scipy.optimize import nnls
from scipy.stats import norm

from pmo_toolkit.analysis.estimating.history.relations import (
    FEWEST_ROWS,
    HALF_WITHIN,
    MOST_WITHIN,
    SHARE_AGREES,
    Numbers,
    Relation,
    correlation,
    share_exact,
    too_few,
    within_rounding,
)

#: Least squares look for so many columns at most, and leave out those that carry less than this
#: share of the target.
_MOST_PARTS, _LEAST_PART = 6, 0.01
#: Parts of which some are not in the table make way for each other: where one takes more, others
#: take less. Shares of drivers grow and shrink together, as all are divided by the same target. And
#: parts stop at the whole: so many rows would lie above it if their sum spread evenly around its
#: median, and none does.
_PARTS_AT_LEAST, _WOULD_EXCEED = 0.4, 2.0
#: In the unit of the target, parts weigh about one, or somewhat more for what is missing.
_LIKE_ONE = (0.3, 4.0)
#: Fewer rows say nothing of parts that do not sum to the whole.
_ROWS_FOR_SOME = 15
#: Ways to part one target that a table may hold beside each other: by phase, by team.
_BREAKDOWNS = 3
#: Columns whose logarithms are looked at hold positive numbers in this share of the rows.
_POSITIVE = 0.8
#: Least squares are repeated without the share of rows that fits worst.
_REFITS, _KEPT = 4, 0.85


def sums_of_parts(columns: Mapping[str, Numbers], y: Numbers) -> Iterator[Relation]:
    """Positive parts that sum to the target, or to what the table holds of it.

    Parameters
    ----------
    columns : mapping of str to array of shape (n,)
        Without estimates: these are no parts of the target, however close they come.
    y : array of shape (n,)
        Positive target; NaN where it is not known.
    """
    known = np.isfinite(y)
    pool = [name for name in columns if _may_be_part(columns[name][known], y[known])]
    for _ in range(_BREAKDOWNS):
        if len(pool) < 2:
            return
        values = np.column_stack([columns[name] for name in pool])[known]
        gaps = np.isnan(values).sum(axis=1)
        shares = (np.nan_to_num(values) / y[known, None])[gaps <= np.median(gaps)]
        found = _exact_parts(shares) or _some_parts(shares)
        if found is None:
            return
        chosen, exact, formula = found
        members = tuple(pool[i] for i in chosen)
        yield Relation(members, formula.format(" + ".join(members)), len(shares), exact)
        pool = [name for name in pool if name not in members]


def _may_be_part(values: Numbers, y: Numbers) -> bool:
    stated = np.isfinite(values)
    below = values[stated] <= (1 + MOST_WITHIN) * y[stated]
    return bool(np.mean(below) >= SHARE_AGREES and values[stated].min() >= 0)


def _exact_parts(shares: Numbers) -> tuple[list[int], float, str] | None:
    """Which shares sum to one, each with the same weight or (given enough rows) its own."""
    ones = np.ones(len(shares))
    if too_few(ones > 0, ones, 2):
        return None
    for formula, off in (("target = {}", _equally), ("target = {}, weighted", _weighted)):
        chosen = _fewest(shares, ones, off, positive=True)
        if len(chosen) > 1:
            return chosen, share_exact(off(shares[:, chosen], ones)), formula
    return None


def _equally(shares: Numbers, ones: Numbers) -> Numbers:
    total = shares.sum(axis=1)
    middle = float(np.median(total))
    return np.abs(total / middle - 1) if middle > 0 else ones


def _weighted(terms: Numbers, wanted: Numbers) -> Numbers:
    if len(wanted) < FEWEST_ROWS + 5 * terms.shape[1]:
        return np.ones(len(wanted))
    return np.abs(terms @ _fit(terms, wanted, positive=False) - wanted)


def _some_parts(shares: Numbers) -> tuple[list[int], None, str] | None:
    """Which shares are parts of a whole of which some part is not in the table."""
    n = len(shares)
    if n < _ROWS_FOR_SOME:
        return None
    weights = _fit(shares, np.ones(n), positive=True)
    chosen = [i for i, weight in enumerate(weights) if _LIKE_ONE[0] < weight < _LIKE_ONE[1]]
    chosen = [i for i in chosen if shares[:, i].mean() > MOST_WITHIN]
    while len(chosen) > 1:
        parts = shares[:, chosen]
        total = parts.sum(axis=1)
        against = [correlation(part, total - part) for part in parts.T]
        if (
            max(against) < -1 / np.sqrt(n)
            and total.var() < (1 - 1.5 / np.sqrt(n)) * parts.var(axis=0).sum()
            and len(chosen) <= _MOST_PARTS
            and _stops_at_one(total)
        ):
            text = f"{{}} is never more than the target, mostly {np.median(total):.0%} of it,"
            return chosen, None, text
        del chosen[int(np.argmax(against))]
    return None


def _stops_at_one(total: Numbers) -> bool:
    logs = np.log(np.maximum(total, _LEAST_PART))
    middle, spread = float(np.median(logs)), max(float(logs.std()), HALF_WITHIN)
    exceed = len(total) * float(norm.sf(-middle / spread))
    enough = middle >= np.log(_PARTS_AT_LEAST) and exceed >= _WOULD_EXCEED
    return bool(enough and total.max() <= 1 + MOST_WITHIN)


def products_of_powers(columns: Mapping[str, Numbers], y: Numbers) -> Iterator[Relation]:
    """An exact line in the logarithms of any number of columns; parameters as `sums_of_parts`."""
    known = np.isfinite(y)
    most = (int(known.sum()) - 2 * FEWEST_ROWS) // 3
    pool = [name for name in columns if (columns[name][known] > 0).mean() >= _POSITIVE]
    pool = pool[: max(most, 0)]
    if len(pool) < 2:
        return
    values = np.column_stack([columns[name] for name in pool])
    with np.errstate(invalid="ignore"):
        rows = known & (values > 0).all(axis=1)
    if rows.sum() < 2 * FEWEST_ROWS + 2 * len(pool):
        return
    logs, target = np.log(values[rows]), np.log(y[rows])
    # From row to row a common factor drops out.
    logs, target = logs - np.roll(logs, 1, axis=0), target - np.roll(target, 1)
    chosen = _fewest(logs, target, _weighted, positive=False)
    if len(chosen) > 1:
        powers = _fit(logs[:, chosen], target, positive=False)
        terms = " × ".join(
            f"{pool[i]}^{power:.2g}" for i, power in zip(chosen, powers, strict=True)
        )
        exact = share_exact(_weighted(logs[:, chosen], target))
        members = tuple(pool[i] for i in chosen)
        yield Relation(members, f"target = {terms} × a factor", int(rows.sum()), exact)


def _fewest(
    terms: Numbers,
    wanted: Numbers,
    off: Callable[[Numbers, Numbers], Numbers],
    *,
    positive: bool,
) -> list[int]:
    """The fewest columns of `terms` that give what is wanted within rounding; none if none do."""
    weights = np.abs(_fit(terms, wanted, positive=positive)) * np.abs(terms).mean(axis=0)
    chosen = [int(i) for i in np.argsort(weights) if weights[i] > _LEAST_PART]
    if not chosen or (len(chosen) > _MOST_PARTS and positive):
        chosen = chosen[-_MOST_PARTS:]
    if not chosen or not within_rounding(off(terms[:, chosen], wanted)):
        return []
    for i in tuple(chosen):
        others = [j for j in chosen if j != i]
        if others and within_rounding(off(terms[:, others], wanted)):
            chosen = others
    return chosen if len(chosen) <= _MOST_PARTS else []


def _fit(terms: Numbers, wanted: Numbers, *, positive: bool) -> Numbers:
    """Least squares that a few rows with other errors do not bend."""
    rows = np.ones(len(wanted), dtype=bool)
    for _ in range(_REFITS):
        solved = (
            nnls(terms[rows], wanted[rows])[0]
            if positive
            else np.linalg.lstsq(terms[rows], wanted[rows], rcond=None)[0]
        )
        off = np.abs(terms @ solved - wanted)
        rows = off <= np.quantile(off, _KEPT)
    return np.asarray(solved, dtype=float)
