"""The bias of a house's own estimates.

What became of them, and what a new one should be multiplied by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, kruskal
from scipy.stats import t as student

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

#: With fewer pairs than this nothing can be said of a bias.
FEWEST = 5
#: A class with fewer pairs than this is judged with the whole house.
FEWEST_IN_CLASS = 5
#: A smaller bias is left alone: no early estimate is exact to 5 %, and a correction adds an error
#: of its own.
NEGLIGIBLE = 0.05
#: Classes are told apart where chance alone would make them differ so much in fewer than one of
#: twenty houses.
SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class ClassBias:
    """Bias of one class of projects.

    Parameters
    ----------
    label : str
    n : int
        Projects with an estimate and an actual.
    observed : float
        Median of actual ÷ estimate in the class.
    correction : float
        The same drawn towards the house's correction, the more the fewer projects there are.
    weight : float
        How much of `correction` is the class's own, 0–1.
    """

    label: str
    n: int
    observed: float
    correction: float
    weight: float


@dataclass(frozen=True)
class HouseBias:
    """What becomes of a house's estimates.

    Parameters
    ----------
    ratio : float
        Median of actual ÷ estimate; 1.6 means that estimates run 1.6 × too low.
    low, high : float
        Range of the median by order statistics, free of assumptions about the distribution.
    confidence : float
        Confidence that this range attains; .95 or more where n allows (from 6 projects on).
    n : int
        Projects with a positive estimate and actual.
    left_out : int
        Projects without.
    classes : tuple of ClassBias
        Classes that the data support; empty where no class was given or all hold too few.
    logs : tuple of float
        Log of actual ÷ (estimate × correction), ascending: what is left after the bias is taken
        out.
    class_logs : tuple of float
        Likewise with the correction of the project's class.
    """

    ratio: float
    low: float
    high: float
    confidence: float
    n: int
    left_out: int
    classes: tuple[ClassBias, ...]
    logs: tuple[float, ...]
    class_logs: tuple[float, ...]

    @property
    def clear(self) -> bool:
        """Whether the range of the median excludes 1 and the bias is not negligible."""
        return _clear(self.ratio, self.low, self.high)

    @property
    def correction(self) -> float:
        """What a new estimate is multiplied by: the ratio where the bias is clear, else 1."""
        return self.ratio if self.clear else 1.0

    @property
    def sentence(self) -> str:
        """The bias in words, with range and n."""
        span = f"{self.confidence * 100:.0f} % range {{}} to {{}}, {self.n} projects"
        if not self.clear:
            ends = span.format(_words(self.low), _words(self.high))
            return (
                "Your estimates show no clear bias: the median of actual ÷ estimate is"
                f" {_words(self.ratio)} ({ends})."
            )
        if self.ratio > 1:
            ends = span.format(_words(self.low), _words(self.high))
            return f"Your estimates run {_words(self.ratio)} × too low ({ends})."
        ends = span.format(_words(1 / self.high), _words(1 / self.low))
        return f"Your estimates run {_words(1 / self.ratio)} × too high ({ends})."

    @property
    def table(self) -> pd.DataFrame:
        """The house and its classes: n, observed ratio, correction, weight of the own data."""
        rows = [("all projects", self.n, self.ratio, self.correction, 1.0)]
        rows += [
            (bias.label, bias.n, bias.observed, bias.correction, bias.weight)
            for bias in self.classes
        ]
        return pd.DataFrame(
            rows, columns=["class", "n", "observed ratio", "correction", "own weight"]
        )

    def correction_for(self, label: Any = None) -> float:
        """Correction of a class, or of the house where the class is not known or not told apart."""
        return next(
            (bias.correction for bias in self.classes if bias.label == str(label)), self.correction
        )

    def debias(self, estimate: float, label: Any = None) -> float:
        """Median actual for an estimate, in its unit.

        Raises
        ------
        ValueError
            If the estimate is not a positive number.
        """
        if not (np.isfinite(estimate) and estimate > 0):
            raise ValueError(f"an estimate must be a positive number, found {estimate}")
        return float(estimate * self.correction_for(label))

    def interval(
        self, estimate: float, confidence: float = 0.8, label: Any = None
    ) -> tuple[float, float]:
        """Range that the actual will lie in, in the estimate's unit.

        From n = 2 ÷ (1 − confidence) − 1 projects on (9 for 80 %), the ends are order statistics of
        what is left after the bias is taken out, which cover at least `confidence` when the next
        project is like those before; with fewer, Student's t on logarithms.

        Raises
        ------
        ValueError
            If the confidence does not lie between 0 and 1 or the estimate is not positive.
        """
        if not 0 < confidence < 1:
            raise ValueError(f"confidence must lie between 0 and 1, found {confidence}")
        middle = np.log(self.debias(estimate, label))
        own = any(bias.label == str(label) for bias in self.classes)
        left = np.array(self.class_logs if own else self.logs)
        # The tolerance forgives the last digit of 1 − confidence.
        rank = int(np.floor((self.n + 1) * (1 - confidence) / 2 + 1e-9))
        if rank >= 1:
            low, high = left[rank - 1], left[self.n - rank]
        else:
            half = (
                student.ppf((1 + confidence) / 2, self.n - 1)
                * left.std(ddof=1)
                * np.sqrt(1 + 1 / self.n)
            )
            low, high = left.mean() - half, left.mean() + half
        return float(np.exp(middle + low)), float(np.exp(middle + high))


def house_bias(
    estimate: ArrayLike,
    actual: ArrayLike,
    classes: Sequence[Any] | pd.Series | NDArray[Any] | None = None,
) -> HouseBias | NotAssessed:
    """Measure the bias of past estimates.

    Parameters
    ----------
    estimate, actual : array of shape (n,)
        In one unit; pairs with a missing, zero or negative value are left out and counted.
    classes : sequence of shape (n,), optional
        Class of each project. Where classes of five or more differ by more than chance
        (Kruskal–Wallis test), each gets a correction of its own, drawn towards the house's by the
        ratio of the variance within classes to that between them (one-way random effects on
        logarithms).

    Returns
    -------
    HouseBias or NotAssessed
        Not assessed with fewer than five pairs.
    """
    before = np.asarray(estimate, dtype=float).ravel()
    after = np.asarray(actual, dtype=float).ravel()
    if before.shape != after.shape or (classes is not None and len(classes) != len(before)):
        raise ValueError("estimates, actuals and classes must be equally many")
    usable = np.isfinite(before) & np.isfinite(after) & (before > 0) & (after > 0)
    n = int(usable.sum())
    if n < FEWEST:
        return NotAssessed(
            "bias of your estimates",
            f"{n} finished project{' states' if n == 1 else 's state'} both an estimate and an"
            f" actual, and {FEWEST} are needed",
            ReasonCode.TOO_FEW_PROJECTS,
        )
    logs = np.log(after[usable]) - np.log(before[usable])
    middle = float(np.median(logs))
    low, high, attained = _median_range(np.sort(logs), 0.95)
    labels = None
    if classes is not None:
        labels = pd.Series(list(classes), dtype="object")[usable].reset_index(drop=True)
    centre = middle if _clear(*(float(np.exp(log)) for log in (middle, low, high))) else 0.0
    class_biases: tuple[ClassBias, ...] = ()
    centres = np.full(n, centre)
    if labels is not None:
        class_biases = _classes(logs, labels, centre)
        own = {bias.label: np.log(bias.correction) for bias in class_biases}
        centres = labels.astype(str).map(own).fillna(centre).to_numpy(float)
    return HouseBias(
        ratio=float(np.exp(middle)),
        low=float(np.exp(low)),
        high=float(np.exp(high)),
        confidence=attained,
        n=n,
        left_out=len(before) - n,
        classes=class_biases,
        logs=tuple(np.sort(logs - centre).tolist()),
        class_logs=tuple(np.sort(logs - centres).tolist()),
    )


def _median_range(ordered: NDArray[np.float64], wanted: float) -> tuple[float, float, float]:
    """Narrowest symmetric pair of order statistics that covers the median, and what it attains."""
    n = len(ordered)
    below = int(
        binom.ppf((1 - wanted) / 2, n, 0.5)
    )  # fewest projects that may lie below the lower end
    while below > 0 and 2 * binom.cdf(below - 1, n, 0.5) > 1 - wanted:
        below -= 1
    below = max(below, 1)
    attained = 1 - 2 * float(binom.cdf(below - 1, n, 0.5))
    return float(ordered[below - 1]), float(ordered[n - below]), attained


def _classes(logs: NDArray[np.float64], labels: pd.Series, centre: float) -> tuple[ClassBias, ...]:
    groups = {
        str(label): logs[(labels == label).to_numpy()]
        for label, count in labels.dropna().value_counts().items()
        if count >= FEWEST_IN_CLASS
    }
    if len(groups) < 2 or np.ptp(np.concatenate(list(groups.values()))) == 0:
        return ()
    if kruskal(*groups.values()).pvalue > SIGNIFICANCE:
        return ()
    sizes = np.array([len(group) for group in groups.values()], dtype=float)
    medians = np.array([np.median(group) for group in groups.values()])
    # Medians throughout, so that one project out of hand moves no class; π/2 is what a median costs
    # against a mean.
    spread = np.concatenate(
        [group - median for group, median in zip(groups.values(), medians, strict=True)]
    )
    within = (1.4826 * float(np.median(np.abs(spread)))) ** 2 * np.pi / 2
    overall = float(np.average(medians, weights=sizes))
    excess = float(np.sum(sizes * (medians - overall) ** 2)) - (len(sizes) - 1) * within
    between = max(0.0, excess / (sizes.sum() - np.sum(sizes**2) / sizes.sum()))
    biases = []
    for (label, group), median in zip(groups.items(), medians, strict=True):
        weight = between / (between + within / len(group)) if between > 0 else 0.0
        correction = float(np.exp(centre + weight * (median - centre)))
        biases.append(
            ClassBias(label, len(group), float(np.exp(median)), correction, float(weight))
        )
    return tuple(biases)


def _clear(ratio: float, low: float, high: float) -> bool:
    return (low > 1 or high < 1) and max(ratio, 1 / ratio) > 1 + NEGLIGIBLE


def _words(ratio: float) -> str:
    """Two digits after the point below 2, where one would hide the difference.

    Else two significant digits.
    """
    return f"{ratio:.2f}" if ratio < 2 else f"{ratio:.2g}"
