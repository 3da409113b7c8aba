"""What an answer would be worth.

Expected value of partial perfect information, by regression on existing draws.

Method: Strong, Oakley & Brennan (2014), *Estimating multiparameter partial expected value of
perfect information*: the value of each option given an input is the regression of its draws on that
input. Here a polynomial of the input's rank; choice and value are taken from different halves of
the draws, so that noise is not mistaken for information.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import legvander
from numpy.typing import NDArray
from scipy.stats import chi2, rankdata

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.money.valuation import Draws

#: Degree of the polynomial: bends enough for one turn of the best option either way.
_DEGREE = 5
#: An input that explains less of an option's standing than chance would in 999 of 1000 cases says
#: nothing about it.
_EXPLAINS = float(chi2.ppf(0.999, _DEGREE))


@dataclass(frozen=True)
class InputWorth:
    """What knowing one input would be worth.

    Parameters
    ----------
    worth : float
        Expected gain in net present value from choosing the option once the input is known, money;
        at least 0 and at most the value of knowing everything.
    standard_error : float
        Of `worth`, money: what is smaller than twice this is not told from nothing.
    chance_position, chance_option : float
        Probability that the position of the advice, or the preferred option, would be another one.
    chance_either : float
        Probability that one of the two would.
    becomes : str or None
        The other position that it would most likely lead to.
    """

    worth: float
    standard_error: float
    chance_position: float
    chance_option: float
    chance_either: float
    becomes: str | None


def perfect_information(values: Mapping[str, Draws]) -> float:
    """Expected value of knowing everything.

    Mean of the best option in each draw, less that of the best on average.

    `values` holds the net value of each option by id, doing nothing (nought) among them; arrays of
    shape (draws,).
    """
    drawn = np.stack(list(values.values()))
    return float(np.mean(np.max(drawn, axis=0)) - np.max(np.mean(drawn, axis=1)))


def best_on_average(values: Mapping[str, Draws]) -> str:
    """Id of the option with the highest mean net value, from which information is valued."""
    return max(values, key=lambda key: float(np.mean(values[key])))


def input_worth(
    values: Mapping[str, Draws],
    known: Draws,
    *,
    preferred: str,
    nothing: str | None,
    position: Callable[[float], str],
    parts: Collection[str] = (),
) -> InputWorth:
    """What knowing `known` before the choice would be worth.

    Parameters
    ----------
    values : mapping of str to ndarray of shape (draws,)
        Net value of each option by id.
    known : ndarray of shape (draws,)
        The input.
    preferred : str
        Id of the option that the advice is about.
    nothing : str or None
        Id of doing nothing, which the advice is never about.
    position : callable
        Position of the advice at a chance (0–1) that the preferred option's net value is above
        zero.
    parts : collection of str
        Ids of options that deliver a part: preferred only where they are worth more than nothing.
    """
    keys = list(values)
    drawn = np.stack([values[key] for key in keys])
    if np.ptp(known) == 0:
        return InputWorth(0.0, 0.0, 0.0, 0.0, 0.0, None)
    basis = Basis.of(known)
    worth, error = _worth(drawn, basis)
    acting = [key for key in keys if key != nothing]
    rows = [keys.index(key) for key in acting]
    # The preferred option is the one of the highest median: the regression of means is moved to
    # agree with it.
    expected = _fitted(drawn[rows], basis)
    expected += (np.array([median(row) for row in drawn[rows]]) - np.mean(drawn[rows], axis=1))[
        :, None
    ]
    losing = np.array([key in parts for key in acting])[:, None] & (expected <= 0)
    best = np.argmax(np.where(losing & ~losing.all(axis=0), -np.inf, expected), axis=0)
    chances = np.clip(_fitted((drawn[rows] > 0).astype(float), basis), 0.0, 1.0)
    today = position(float(np.mean(values[preferred] > 0)))
    names, places = _positions(chances[best, np.arange(len(known))], position)
    elsewhere = np.array([name != today for name in names])
    moved, other = elsewhere[places], best != acting.index(preferred)
    counts = np.bincount(places, minlength=len(names)) * elsewhere
    return InputWorth(
        worth,
        error,
        float(np.mean(moved)),
        float(np.mean(other)),
        float(np.mean(moved | other)),
        names[np.argmax(counts)] if counts.any() else None,
    )


@dataclass(frozen=True, eq=False)
class Basis:
    """Legendre polynomials of an input's rank in [−1, 1], and what regression on them needs.

    `columns` has shape (draws, degree + 1).
    """

    columns: NDArray[np.float64]
    inverse: NDArray[np.float64]

    @classmethod
    def of(cls, known: Draws) -> Basis:
        """Of an input's draws, shape (draws,)."""
        ranks = (rankdata(known) - 0.5) / len(known)
        return cls.with_columns(np.asarray(legvander(2 * ranks - 1, _DEGREE), dtype=float))

    @classmethod
    def with_columns(cls, columns: NDArray[np.float64]) -> Basis:
        """With the inverse of the columns' products: nearly at right angles to each other."""
        return cls(
            columns, np.asarray(np.linalg.pinv(columns.T @ columns, hermitian=True), dtype=float)
        )

    def weights(self, drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        """Least squares of each row of `drawn`, shape (rows, degree + 1)."""
        return np.asarray((drawn @ self.columns) @ self.inverse, dtype=float)


def _worth(drawn: NDArray[np.float64], basis: Basis) -> tuple[float, float]:
    """Choose in each half of the draws by the regression of the other half.

    Value by the draws themselves.
    """
    start = int(np.argmax(np.mean(drawn, axis=1)))
    ahead = drawn - drawn[start]
    if not np.any(_told(ahead, basis.weights(ahead) @ basis.columns.T)):
        return 0.0, 0.0
    chosen = np.empty(drawn.shape[1], dtype=int)
    even, odd = slice(0, None, 2), slice(1, None, 2)
    for here, there in ((even, odd), (odd, even)):
        learnt = Basis.with_columns(basis.columns[there]).weights(drawn[:, there])
        chosen[here] = np.argmax(learnt @ basis.columns[here].T, axis=0)
    gained = drawn[chosen, np.arange(drawn.shape[1])] - drawn[start]
    return max(0.0, float(np.mean(gained))), float(np.std(gained) / np.sqrt(len(gained)))


def _fitted(drawn: NDArray[np.float64], basis: Basis) -> NDArray[np.float64]:
    """Expected value of each row of `drawn` given the input.

    Its mean where the input explains nothing of it.
    """
    fitted = basis.weights(drawn) @ basis.columns.T
    silent = ~_told(drawn, fitted)
    fitted[silent] = np.mean(drawn[silent], axis=1, keepdims=True)
    return fitted


def _told(drawn: NDArray[np.float64], fitted: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether the input explains more of each row of `drawn` than chance would, shape (rows,)."""
    total = np.var(drawn, axis=1)
    explained = np.divide(np.var(fitted, axis=1), total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(explained * drawn.shape[1] >= _EXPLAINS)


def _positions(
    chances: NDArray[np.float64], position: Callable[[float], str]
) -> tuple[list[str], NDArray[np.intp]]:
    """The positions that occur, in the order of their names, and which of them each chance has.

    Asked once for the middle of each thousandth, so that it is rounded only once.
    """
    steps = np.clip(np.floor(chances * 1000), 0, 999).astype(np.intp)
    known = {
        step: position((step + 0.5) / 1000) for step in np.flatnonzero(np.bincount(steps)).tolist()
    }
    names = sorted(set(known.values()))
    table = np.zeros(max(known) + 1, dtype=np.intp)
    table[list(known)] = [names.index(name) for name in known.values()]
    return names, table[steps]
