"""What public project data say about effort by size, for a house with few projects of its own.

One prior for each unit of size; nothing is carried from one unit to another. A prior rests on
figures only (one regression for each public data set), never on a row of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma, polygamma

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

#: Standard deviations between houses that are assumed before any is seen: of log effort at equal
#: size (a house commonly differs from another by a factor of e**.6 = 1.8), of the slope, and of the
#: log variance around the line (the width of one house commonly differs from that of another by a
#: factor of e).
BETWEEN_INTERCEPTS, BETWEEN_SLOPES, BETWEEN_LOG_VARIANCES = 0.6, 0.15, 2.0
#: Chance that a house is unlike the public ones in its level, and the same for its slope: public
#: figures alone cannot say, so it is even.
UNLIKE = 0.5
#: What is added for such a house to the standard deviations between houses: of log effort at equal
#: size (a factor of e**2 = 7.4) and of the slope; and to `CAUTION`, since where the public lines do
#: not hold, the public spread need not either.
UNLIKE_INTERCEPTS, UNLIKE_SLOPES, UNLIKE_CAUTION = 2.0, 0.3, 0.25
#: How many data sets those assumptions are worth. Three to seven sets cannot tell the difference
#: between houses alone.
WORTH = 3.0
#: The spread of a house not seen yet is taken to be this many standard deviations above the middle
#: of the data sets: a handful of projects cannot tell a wide house from a narrow one, and a range
#: too narrow does more harm.
CAUTION = 1.0
#: Fewer rows than this make no source.
FEWEST_ROWS = 10


@dataclass(frozen=True)
class Source:
    """One public data set, as least squares of log effort on log size see it.

    Parameters
    ----------
    name, citation : str
        The data set and where it was published.
    n : int
        Projects with a positive size and effort.
    intercept : float
        Log of person-hours at the prior's `centre`.
    slope : float
        Change of log effort with log size.
    covariance : tuple of float
        Sampling variance of the intercept, covariance of both, variance of the slope.
    variance : float
        Residual variance of log effort, n − 2 degrees of freedom.
    smallest, largest : float
        Range of the sizes.
    """

    name: str
    citation: str
    n: int
    intercept: float
    slope: float
    covariance: tuple[float, float, float]
    variance: float
    smallest: float
    largest: float


@dataclass(frozen=True)
class SizePrior:
    """What is believed of a house before its own projects are seen.

    Log effort (person-hours) of a project is ``intercept + slope · log(size / centre)`` with normal
    noise. Intercept and slope of a house are normal together, and so is the log of its noise
    variance; a house may also be unlike the public ones (`components`).

    Parameters
    ----------
    size_unit : str
        Such as ``"function points"``.
    centre : float
        Size at which the intercept is stated.
    mean : tuple of float
        Expected intercept and slope.
    covariance : tuple of float
        Scale of a new house's line: variance of the intercept, covariance, variance of the slope.
    log_variance, log_variance_sd : float
        Expected log of the noise variance and its standard deviation.
    sources : tuple of Source
    unlike : float
        Chance, 0 to below 1, that a house is unlike the public ones in its level, and the same for
        its slope.
    """

    size_unit: str
    centre: float
    mean: tuple[float, float]
    covariance: tuple[float, float, float]
    log_variance: float
    log_variance_sd: float
    sources: tuple[Source, ...]
    unlike: float = 0.0

    @property
    def components(
        self,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """What the belief about a house is a mixture of.

        Four kinds of house: like the public ones, unlike them in its slope, in its level, in both;
        where `unlike` is 0, the first alone. The idea is that of robust priors from earlier trials
        (Schmidli et al., 2014, doi 10.1111/biom.12242): own projects that contradict the public
        figures shift the belief to the vague kinds, and so overrule them soon.

        Returns
        -------
        shares : ndarray of shape (4,) or (1,)
        covariances : ndarray of shape (4, 2, 2) or (1, 2, 2)
            Of intercept and slope.
        cautions : ndarray of shape (4,) or (1,)
            What is added to the expected log variance, in its standard deviations.
        """
        like = _square(self.covariance)
        if self.unlike == 0:
            return np.ones(1), like[None], np.zeros(1)
        rest = 1 - self.unlike
        shares = np.array([rest**2, rest * self.unlike, rest * self.unlike, self.unlike**2])
        levels, slopes = UNLIKE_INTERCEPTS**2, UNLIKE_SLOPES**2
        added = [np.diag(pair) for pair in ((0, 0), (0, slopes), (levels, 0), (levels, slopes))]
        return shares, like + np.array(added), UNLIKE_CAUTION * np.array([0.0, 1, 1, 1])

    @property
    def n(self) -> int:
        """Projects behind the prior."""
        return sum(source.n for source in self.sources)

    def without(self, *names: str) -> SizePrior:
        """The same prior made without some of its data sets.

        Raises
        ------
        ValueError
            If fewer than two data sets are left.
        """
        return combine(
            [source for source in self.sources if source.name not in names],
            self.size_unit,
            self.centre,
        )


def summarise(
    name: str, size: ArrayLike, effort: ArrayLike, *, centre: float, citation: str = ""
) -> Source:
    """Figures of one data set.

    Parameters
    ----------
    size, effort : array of shape (n,)
        Positive sizes and person-hours; rows with a missing value are left out.
    centre : float
        Size at which the intercept is stated.

    Raises
    ------
    ValueError
        For fewer than ten usable rows, a size or effort that is not positive, or one size alone.
    """
    both = np.column_stack([np.asarray(size, dtype=float), np.asarray(effort, dtype=float)])
    both = both[np.isfinite(both).all(axis=1)]
    if len(both) < FEWEST_ROWS:
        raise ValueError(
            f"{name}: a source needs at least {FEWEST_ROWS} projects, found {len(both)}"
        )
    if both.min() <= 0:
        raise ValueError(f"{name}: sizes and efforts must be positive")
    if np.ptp(both[:, 0]) == 0:
        raise ValueError(f"{name}: all projects have the same size")
    x, y = np.log(both[:, 0] / centre), np.log(both[:, 1])
    design = np.column_stack([np.ones_like(x), x])
    inverse = np.linalg.inv(design.T @ design)
    line = inverse @ design.T @ y
    variance = float(np.sum((y - design @ line) ** 2) / (len(y) - 2))
    spread = inverse * variance
    return Source(
        name=name,
        citation=citation,
        n=len(y),
        intercept=float(line[0]),
        slope=float(line[1]),
        covariance=(float(spread[0, 0]), float(spread[0, 1]), float(spread[1, 1])),
        variance=variance,
        smallest=float(both[:, 0].min()),
        largest=float(both[:, 0].max()),
    )


def combine(sources: Iterable[Source], size_unit: str, centre: float) -> SizePrior:
    """One prior from several data sets, by empirical Bayes.

    With a weak assumption about how much houses differ.

    The covariance between houses is estimated by expectation maximisation (uncertainty of the mean
    included), together with `WORTH` imagined houses that differ as `BETWEEN_INTERCEPTS` and
    `BETWEEN_SLOPES` say, and so is the log variance.

    Raises
    ------
    ValueError
        For fewer than two data sets.
    """
    used = tuple(sources)
    if len(used) < 2:
        raise ValueError(f"a prior for {size_unit} needs at least two data sets, found {len(used)}")
    lines = np.array([[source.intercept, source.slope] for source in used])
    errors = np.array([_square(source.covariance) for source in used])
    mean, between, of_mean = _random_effects(
        lines, errors, np.diag([BETWEEN_INTERCEPTS**2, BETWEEN_SLOPES**2]).astype(float)
    )
    freedom = np.array([source.n - 2 for source in used], dtype=float)
    # The log of an estimated variance is a little low on average; both moments are those of log
    # chi-squared.
    logs = np.log([source.variance for source in used]) - digamma(freedom / 2) + np.log(freedom / 2)
    log_errors = polygamma(1, freedom / 2)
    middle, among, of_middle = _random_effects(
        logs[:, None], np.asarray(log_errors)[:, None, None], np.array([[BETWEEN_LOG_VARIANCES**2]])
    )
    deviation = float(np.sqrt(among[0, 0] + of_middle[0, 0]))
    new_house = between + of_mean
    return SizePrior(
        size_unit=size_unit,
        centre=float(centre),
        mean=(float(mean[0]), float(mean[1])),
        covariance=(float(new_house[0, 0]), float(new_house[0, 1]), float(new_house[1, 1])),
        log_variance=float(middle[0]) + CAUTION * deviation,
        log_variance_sd=deviation,
        sources=used,
        unlike=UNLIKE,
    )


def prior_for(size_unit: str, priors: Mapping[str, SizePrior]) -> SizePrior | NotAssessed:
    """The prior for a unit of size, read without regard to case.

    Not assessed for a unit that has none.
    """
    for unit, prior in priors.items():
        if unit.casefold() == size_unit.strip().casefold():
            return prior
    known = " and ".join(priors)
    return NotAssessed(
        "public figures",
        f"there are none for sizes in {size_unit}, only for {known}",
        ReasonCode.UNKNOWN_UNIT,
        names=(size_unit,),
    )


def as_figures(prior: SizePrior) -> dict[str, Any]:
    """A prior as plain figures for JSON."""
    return asdict(prior)


def from_figures(figures: Mapping[str, Any]) -> SizePrior:
    """The prior again from what `as_figures` gave, after a way through JSON."""
    sources = tuple(
        Source(**{**source, "covariance": tuple(source["covariance"])})
        for source in figures["sources"]
    )
    mean, covariance = tuple(figures["mean"]), tuple(figures["covariance"])
    return SizePrior(**{**figures, "mean": mean, "covariance": covariance, "sources": sources})


def _square(three: tuple[float, float, float]) -> NDArray[np.float64]:
    return np.array([[three[0], three[1]], [three[1], three[2]]])


def _random_effects(
    values: NDArray[np.float64], errors: NDArray[np.float64], assumed: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Mean of values (J, p) with errors (J, p, p), their covariance, and that of the mean."""
    between = assumed.copy()
    for _ in range(500):
        weights = np.linalg.inv(errors + between)
        of_mean = np.linalg.inv(weights.sum(axis=0))
        mean = of_mean @ np.einsum("jab,jb->a", weights, values)
        gains = between @ weights
        shifts = np.einsum("jab,jb->ja", gains, values - mean)
        unsure = between - gains @ between + gains @ of_mean @ gains.transpose(0, 2, 1)
        updated = (
            WORTH * assumed + np.einsum("ja,jb->ab", shifts, shifts) + unsure.sum(axis=0)
        ) / (WORTH + len(values))
        done = np.abs(updated - between).max() < 1e-12
        between = updated
        if done:
            break
    return mean, between, of_mean
