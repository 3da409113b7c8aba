"""Arithmetic hidden in a table: columns that together are the target, or were computed from it.

Products and ratios, sums and differences of two or three columns, and errors of estimates. Measured
quantities agree to within rounding by arithmetic alone, never by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

#: A relation needs this many rows in common to mean anything.
FEWEST_ROWS = 10
#: A relation holds within rounding if half of the rows agree to 1 % and nine of ten to 3 %.
HALF_WITHIN, MOST_WITHIN = 0.01, 0.03
#: It also holds if this share of the rows agrees to .1 % on one factor (days in a month, say) and
#: the rest keeps close: measured quantities never agree so by chance.
EXACT_SHARE, EXACT_WITHIN = 0.3, 0.001
#: Share of the variance of the target's logarithm that such a relation may leave.
LOOSELY = 0.1
#: Columns tried in threes, the ones with most different values first.
_MOST_IN_THREES = 45
_PROBES = 25
#: Correlation from which on a column is compared with an error of estimate, and the share of rows
#: in which it must be that error.
_ERROR_NEAR, SHARE_AGREES = 0.95, 0.9
#: What was expected lies mostly within a factor of three (logarithm) of the target.
_COMPARABLE = 1.1


@dataclass(frozen=True)
class Relation:
    """Columns that give the target, or were computed from it.

    Parameters
    ----------
    columns : tuple of str
    formula : str
        Such as ``"target = duration × team × a factor"``.
    n : int
        Rows over which it was seen.
    exact : float, optional
        Share of them that agree with it within rounding, where it is an equation.
    """

    columns: tuple[str, ...]
    formula: str
    n: int
    exact: float | None = None

    def __str__(self) -> str:
        if self.exact is None:
            return f"{self.formula} over {self.n} projects"
        return f"{self.formula}, within rounding for {self.exact:.0%} of {self.n} projects"


def varying(columns: Mapping[str, Numbers], y: Numbers) -> dict[str, Numbers]:
    """Columns that can show a relation, the ones with most different values first."""
    usable = {}
    for name, values in columns.items():
        common = values[np.isfinite(values) & np.isfinite(y)]
        if len(common) >= FEWEST_ROWS and np.ptp(common) > 0:
            usable[name] = values
    return dict(sorted(usable.items(), key=lambda column: -len(np.unique(column[1]))))


def relations(columns: Mapping[str, Numbers], y: Numbers) -> Iterator[Relation]:
    """Sets of two or three columns from which the target follows, and what follows from it.

    Parameters
    ----------
    columns : mapping of str to array of shape (n,)
        As `varying` gives them, NaN where missing; none a copy of the target by itself.
    y : array of shape (n,)
        Positive target; NaN where it is not known.
    """
    names = list(columns)
    for count, pool in ((2, names), (3, names[:_MOST_IN_THREES])):
        for summed, signs, members in _candidates(pool, columns, y, count):
            values = np.column_stack([columns[name] for name in members])
            n, exact = (_sum_holds if summed else _product_holds)(signs, values, y)
            if n:
                # What falls below zero is no part but a difference: it alone was computed.
                below = tuple(name for name in members if summed and np.nanmin(columns[name]) < 0)
                yield Relation(below or members, _formula(summed, signs, members), n, exact)
    yield from _errors(names, columns, y)


def _formula(summed: bool, signs: tuple[int, ...], members: tuple[str, ...]) -> str:
    plus, minus, end = ("+", "−", "") if summed else ("×", "÷", " × a factor")
    ordered = sorted(zip(signs, members, strict=True), key=lambda pair: -pair[0])
    terms = "".join(f" {plus if sign > 0 else minus} {name}" for sign, name in ordered)
    return f"target ={terms.removeprefix(f' {plus}')}{end}"


def _candidates(
    names: list[str], columns: Mapping[str, Numbers], y: Numbers, count: int
) -> Iterator[tuple[bool, tuple[int, ...], tuple[str, ...]]]:
    """Combinations worth a closer look: whether summed, their signs, and the columns."""
    groups = np.array(list(combinations(range(len(names)), count)), dtype=int).reshape(-1, count)
    if len(groups) == 0:
        return
    rows = np.flatnonzero(np.isfinite(y))
    raw = np.array([columns[name] for name in names])[:, rows]
    target = y[rows]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(raw > 0, np.log(raw), np.nan)
    few = np.random.default_rng(0).permutation(len(rows))[:_PROBES]
    shares = (np.nan_to_num(raw) / target)[:, few][groups]
    # Variance that is left, from second moments alone: a missing value stands at its column's mean.
    known = np.isfinite(logs)
    means = np.nan_to_num(logs).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    filled = np.where(known, logs, means[:, None])
    moments = np.atleast_2d(np.cov(np.vstack([filled, np.log(target)])))
    with_target, whole = moments[-1], moments[-1, -1]
    for signs in product((1, -1), repeat=count):
        if max(signs) < 0:
            continue
        off = np.abs(np.tensordot(shares, np.array(signs), axes=(1, 0)) - 1)
        left = np.full(len(groups), whole)
        for i, sign in enumerate(signs):
            left += moments[groups[:, i], groups[:, i]] - 2 * sign * with_target[groups[:, i]]
            for j in range(i):
                left += 2 * sign * signs[j] * moments[groups[:, i], groups[:, j]]
        for summed, close in (
            (True, np.median(off, axis=1) < 2 * HALF_WITHIN),
            (False, left < 1.5 * LOOSELY * whole),
        ):
            for index in np.flatnonzero(close):
                yield summed, signs, tuple(names[i] for i in groups[index])


def _sum_holds(signs: tuple[int, ...], values: Numbers, y: Numbers) -> tuple[int, float]:
    """Rows over which a sum was seen, and the share of them that agree; (0, 0) if it does not."""
    common = np.isfinite(values).all(axis=1) & np.isfinite(y)
    shares = values[common] * np.array(signs, dtype=float) / y[common, None]
    # Each part must matter, or the others alone are the target.
    if too_few(common, y, len(signs)) or (np.abs(shares).mean(axis=0) < MOST_WITHIN).any():
        return 0, 0.0
    off = np.abs(shares.sum(axis=1) - 1)
    return (len(off), share_exact(off)) if within_rounding(off) else (0, 0.0)


def _product_holds(signs: tuple[int, ...], values: Numbers, y: Numbers) -> tuple[int, float]:
    """The same of products and ratios, up to a factor."""
    with np.errstate(invalid="ignore"):
        common = (values > 0).all(axis=1) & np.isfinite(y)
    if too_few(common, y, len(signs)):
        return 0, 0.0
    logs = np.log(y[common])
    steps = np.log(values[common]) * np.array(signs, dtype=float)
    left = logs - steps.sum(axis=1)
    if np.var(left) > LOOSELY * np.var(logs):
        return 0, 0.0
    off = np.abs(left - np.median(left))
    if within_rounding(off) and all(np.std(step) > MOST_WITHIN for step in steps.T):
        return len(off), share_exact(off)
    same = _same(left)
    others = max(_same(left + step) for step in steps.T)
    loosely = same >= EXACT_SHARE and same > 1.25 * others and same * len(left) >= FEWEST_ROWS
    return (len(off), same) if loosely else (0, 0.0)


def _errors(names: list[str], columns: Mapping[str, Numbers], y: Numbers) -> Iterator[Relation]:
    """Columns that say by how much the target missed another one: overrun, relative error, MRE."""
    if len(names) < 2:
        return
    stated = np.array([columns[name] for name in names])
    signed = np.nanmin(stated, axis=1) < 0
    raw, sizes = _standard(stated), _standard(np.abs(stated))
    for base in names:
        expected = np.where(columns[base] > 0, columns[base], np.nan)
        if too_few(np.isfinite(expected) & np.isfinite(y), y, 2):
            continue
        # What lies far from the target never was an estimate of it.
        if abs(np.nanmedian(np.log(y / expected))) > _COMPARABLE:
            continue
        gap = y - expected
        for formula, error in (
            ("target − {}", gap),
            ("(target − {0}) ÷ {0}", gap / expected),
            ("(target − {}) ÷ target", gap / y),
        ):
            near = np.abs(raw @ _standard(error[None, :])[0]) > _ERROR_NEAR
            near_size = np.abs(sizes @ _standard(np.abs(error)[None, :])[0]) > _ERROR_NEAR
            for i in np.flatnonzero(np.where(signed, near, near_size)):
                seen = error if signed[i] else np.abs(error)
                common = np.isfinite(seen) & np.isfinite(stated[i])
                exact = 0.0 if names[i] == base else _agree(stated[i][common], seen[common])
                if exact >= SHARE_AGREES and not too_few(common, y, 2):
                    shown = formula.format(base) if signed[i] else f"|{formula.format(base)}|"
                    text = f"{names[i]} = {shown} × a factor"
                    yield Relation((names[i],), text, int(common.sum()), exact)


def _agree(stated: Numbers, seen: Numbers) -> float:
    """Share of values that are `seen` times one factor, as far as they were rounded."""
    factor = float(np.median(stated[seen != 0] / seen[seen != 0])) if seen.any() else 0.0
    decimals = next((k for k in range(5) if np.allclose(stated, np.round(stated, k))), 5)
    rounding = 0.51 * 10.0**-decimals
    if factor == 0 or len(np.unique(stated)) < 8 or np.std(stated) < 4 * rounding:
        return 0.0
    return float(np.mean(np.abs(stated - factor * seen) <= 0.02 * np.abs(stated) + rounding))


def too_few(common: NDArray[np.bool_], y: Numbers, count: int) -> bool:
    """Whether a relation of `count` columns is seen over too few rows to mean anything."""
    n = int(common.sum())
    return n < FEWEST_ROWS + 5 * (count - 2) or n < np.isfinite(y).sum() / 2


def _standard(values: Numbers) -> Numbers:
    """Rows with mean 0 and length 1; a missing value stands at its row's mean."""
    known = np.isfinite(values)
    means = np.where(known, values, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    apart = np.where(known, values - means[:, None], 0)
    lengths = np.maximum(np.linalg.norm(apart, axis=1), 1e-300)
    return np.asarray(apart / lengths[:, None], dtype=float)


def correlation(a: Numbers, b: Numbers) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    return 0.0 if np.ptp(a) == 0 or np.ptp(b) == 0 else float(np.corrcoef(a, b)[0, 1])


def share_exact(off: Numbers) -> float:
    """Share of rows within rounding, from how far each is off (1 is 100 %)."""
    return float(np.mean(off <= HALF_WITHIN))


def within_rounding(off: Numbers) -> bool:
    """Whether rows that are off by so much agree: half of them closely, nine of ten nearly."""
    return bool((np.quantile(off, (0.5, 0.9)) <= (HALF_WITHIN, MOST_WITHIN)).all())


def _same(left: Numbers) -> float:
    """Largest share of values within `EXACT_WITHIN` of each other."""
    ordered = np.sort(left)
    upto = np.searchsorted(ordered, ordered + EXACT_WITHIN, side="right")
    return float((upto - np.arange(len(ordered))).max() / len(ordered))
