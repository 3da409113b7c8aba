"""The shape of an estimate: range, measured coverage, what it rests on and why it is what it is."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import Curve


@dataclass(frozen=True)
class Interval:
    """A prediction interval with the coverage that was measured for such intervals.

    Parameters
    ----------
    level : float
        Stated confidence, such as 0.8.
    low, high : float
        Ends of the interval, in the unit of the target.
    coverage : float or None
        Share of finished projects whose actual fell inside the interval made without them: where
        starts are known of enough projects, of later ones from what was known when they started.
        None where there was nothing to measure it on.
    coverage_low, coverage_high : float or None
        95 % range of that share, given n (Wilson).
    n : int
        Projects over which it was measured.
    """

    level: float
    low: float
    high: float
    coverage: float | None
    coverage_low: float | None
    coverage_high: float | None
    n: int


@dataclass(frozen=True)
class CohortCoverage:
    """How often ranges held for the projects that started between two years.

    Parameters
    ----------
    first, last : int
    n : int
    coverage, coverage_low, coverage_high : float
        Share inside the wider interval and its 95 % range (Wilson).
    """

    first: int
    last: int
    n: int
    coverage: float
    coverage_low: float
    coverage_high: float


@dataclass(frozen=True)
class LaterProjects:
    """How estimates fared when later projects were predicted from what was known at their start.

    Parameters
    ----------
    n : int
        Later projects predicted.
    coverage, coverage_low, coverage_high : float
        Share inside the wider interval and its 95 % range (Wilson).
    standardised_accuracy : float
        1 = perfect, 0 = guessing.
    cohorts : tuple of CohortCoverage
        By time of start, oldest first.
    """

    n: int
    coverage: float
    coverage_low: float
    coverage_high: float
    standardised_accuracy: float
    cohorts: tuple[CohortCoverage, ...] = ()


@dataclass(frozen=True)
class Analogue:
    """A finished project like the proposal.

    Parameters
    ----------
    project, title : str
    distance : float
        0 = alike in every driver, 1 = as far apart as the history reaches.
    actual : float
        In the target's unit.
    estimate : float or None
        What had been estimated before it began.
    facts : tuple of (str, str)
        The weightiest drivers and the project's values.
    """

    project: str
    title: str
    distance: float
    actual: float
    estimate: float | None
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Effect:
    """What changing one driver does to the estimate.

    `effect` is the new prediction ÷ the old one, less 1.
    """

    driver: str
    change: str
    prediction: float
    effect: float


@dataclass(frozen=True)
class Estimate:
    """An estimate from the history.

    Parameters
    ----------
    target, unit : str
        Such as ``"effort_person_hours"`` and ``"person-hours"``.
    basis : str
        ``"model"``, or ``"few"``: few own projects and public figures.
    basis_sentence : str
        What it rests on, in words.
    point : float
        Median prediction.
    intervals : tuple of Interval
        Widest first.
    curve : Curve
        Predictive distribution.
    n : int
        Finished projects that the model learnt from.
    drivers_used : tuple of str
        Columns known for this proposal that the model used.
    drivers_missing : tuple of str
        Columns that the history has but this proposal does not state.
    drivers_dropped : tuple of (str, str)
        Columns not used, with the reason.
    outside_range : tuple of str
        One clause a driver whose value lies outside what the history has seen.
    widening : float
        Factor by which the interval was widened for that (of its width in logarithms); 1 inside the
        range.
    standardised_accuracy, median_relative_error : float or None
        SA (1 = perfect, 0 = guessing) and MdMRE, both from predictions of projects the model had
        not seen.
    later : LaterProjects or None
        None where the history carries too few dates.
    importances : tuple of (str, float)
        Driver, and the factor by which predictions of unseen projects get worse without it.
    analogues : tuple of Analogue
        Nearest first.
    effects : tuple of Effect
        Largest first.
    remarks : tuple of str
        What is odd about the history's figures.
    actual_means : str or None
        What an "actual" is in this history where it is not the final figure.
    left_out : int
        Finished projects not used because their actual is missing or zero.
    n_public : int
        Public projects behind the estimate, besides the house's own.
    """

    target: str
    unit: str
    basis: str
    basis_sentence: str
    point: float
    intervals: tuple[Interval, ...]
    curve: Curve
    n: int
    drivers_used: tuple[str, ...]
    drivers_missing: tuple[str, ...]
    drivers_dropped: tuple[tuple[str, str], ...]
    outside_range: tuple[str, ...]
    standardised_accuracy: float | None
    median_relative_error: float | None
    actual_means: str | None
    widening: float = 1.0
    later: LaterProjects | None = None
    importances: tuple[tuple[str, float], ...] = ()
    analogues: tuple[Analogue, ...] = ()
    effects: tuple[Effect, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: int = 0
    n_public: int = 0

    @property
    def p50(self) -> float:
        """The median prediction, `point`."""
        return self.point
