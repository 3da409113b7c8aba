"""Invented results of measuring a history, to draw and to write.

One full, one empty, one hostile.
"""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import ClassBias, HouseBias
from pmo_toolkit.analysis.estimating.history.leaks import Leak
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Coverage
from pmo_toolkit.analysis.estimating.measuring.calibration import (
    Calibration,
    LevelCoverage,
    QuantileCoverage,
)
from pmo_toolkit.analysis.estimating.measuring.importance import DriverWeight
from pmo_toolkit.analysis.estimating.measuring.learning_curve import LearningCurve, LearningPoint
from pmo_toolkit.analysis.estimating.measuring.residuals import GroupResiduals, Residuals
from pmo_toolkit.analysis.estimating.measuring.side_by_side import MethodLine, SideBySide
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.studies.reliability_result import (
    HistoryReliability,
    InputFinding,
    PastPredictsFuture,
    ReliabilityProvenance,
)

HOSTILE = "<script>alert(1)</script> \u202e $x^2$ & {{ 7 * 7 }}"


def line(name: str, sa: float, worse: bool = False) -> MethodLine:
    apart = (-0.3, -0.1) if worse else (-0.05, 0.05)
    return MethodLine(name, sa, sa - 0.1, sa + 0.1, 0.37, 0.35, 1460.0, *apart)


def group(
    grouping: str, label: str, factor: float, n: int = 20, clear: bool = False
) -> GroupResiduals:
    return GroupResiduals(
        grouping, label, n, factor, factor * 0.9, factor * 1.1, 0.95, factor / 2, factor * 2, clear
    )


def full() -> HistoryReliability:
    """Everything assessed."""
    methods = (line("default", 0.58), line("ridge_log", 0.59), line("median", 0.33, worse=True))
    levels = tuple(
        LevelCoverage(
            each, held, held - 0.06, held + 0.06, (1 - held) / 2, (1 - held) / 2, 1 + 4 * each
        )
        for each, held in ((0.2, 0.21), (0.5, 0.48), (0.8, 0.81), (0.9, 0.80))
    )
    quantiles = (QuantileCoverage(0.8, 0.82, 0.76, 0.87), QuantileCoverage(0.9, 0.80, 0.74, 0.85))
    groups = (
        group("class", "integration", 1.3, clear=True),
        group("class", "migration", 0.8),
        *(group("department", f"Department {i}", 1.0 + i / 50) for i in range(10)),
    )
    points = tuple(
        LearningPoint(known, sa, sa - 0.1, sa + 0.1, 0.8, width)
        for known, sa, width in ((15, 0.43, 20.0), (45, 0.5, 7.4), (144, 0.58, 4.5))
    )
    return HistoryReliability(
        schema_version="1.0",
        context=Context(
            "Somewhere", True, "the board", "2026-11-22", "2027-02-20", "EUR", 2026, "en_GB"
        ),
        target="effort_person_hours",
        what="effort",
        unit="person-hours",
        n=180,
        left_out=3,
        drivers=("class", "size in function points"),
        drivers_dropped=(("lines", "it has the same value for every finished project"),),
        leaks=(
            Leak(
                "actual_cost", "it tells what became of the project", "its name says “actual_cost”"
            ),
        ),
        findings=(
            InputFinding(
                "actual_effort_person_hours", "12 rows look like days", tuple(range(2, 14))
            ),
        ),
        actual_means="the budget as last reported",
        accuracy=SideBySide(
            180, methods, "Estimates from this history are clearly better than guessing."
        ),
        calibration=Calibration(180, levels, quantiles, "kept", "80 % ranges held."),
        residuals=Residuals(
            180, group("all", "all", 1.01), groups, 0.6, "1 of 12 groups stands out."
        ),
        learning=LearningCurve(
            180, points, 45, 0.08, 0.01, 0.15, 1.6, "rising", 1, "The curve still rises."
        ),
        over_time=PastPredictsFuture(
            90,
            SideBySide(90, methods, "As good as ever."),
            (Coverage(0.8, 0.83, 0.74, 0.9, 4.5),),
            "2022-06-27",
            "2026-10-02",
        ),
        house=HouseBias(
            1.16,
            1.1,
            1.2,
            0.96,
            180,
            0,
            (ClassBias("migration", 16, 1.19, 1.16, 0.5),),
            (0.0,),
            (0.0,),
        ),
        experts=SideBySide(
            180, (line("default", 0.58), line("default_with_experts", 0.73)), "Better."
        ),
        weights=tuple(
            DriverWeight(f"driver {i}", 1.3 - i / 50, 1.2 - i / 50, 1.4 - i / 50) for i in range(10)
        ),
        provenance=ReliabilityProvenance(
            "0" * 64, "0.1.0", 1, "ten parts", "3.11.7", {"model_minimum": 20}
        ),
    )


def empty() -> HistoryReliability:
    """Nothing assessed, since there is no history."""

    def absent(what: str) -> NotAssessed:
        return NotAssessed(what, "there is no history of finished projects", ReasonCode.NO_HISTORY)

    return replace(
        full(),
        n=0,
        left_out=0,
        drivers=(),
        drivers_dropped=(),
        leaks=(),
        findings=(),
        actual_means=None,
        accuracy=absent("accuracy"),
        calibration=absent("coverage"),
        residuals=absent("residuals"),
        learning=absent("learning curve"),
        over_time=absent("accuracy on later projects"),
        house=absent("bias of the estimates of effort"),
        experts=absent("the experts' estimate"),
        weights=(),
    )


def hostile() -> HistoryReliability:
    """Everything that a user may have written is hostile."""
    made = full()
    assert isinstance(made.residuals, Residuals) and isinstance(made.house, HouseBias)
    return replace(
        made,
        context=replace(made.context, workspace=HOSTILE),
        drivers=(HOSTILE,),
        drivers_dropped=((HOSTILE, HOSTILE),),
        leaks=(Leak(HOSTILE, "why", HOSTILE),),
        findings=(InputFinding(HOSTILE, HOSTILE, (2,)),),
        actual_means=HOSTILE,
        residuals=replace(
            made.residuals,
            groups=(group("class", HOSTILE, 1.2), group("class", HOSTILE * 9, 0.9)),
            sentence=HOSTILE,
        ),
        house=replace(made.house, classes=(ClassBias(HOSTILE, 9, 1.2, 1.1, 0.5),)),
        weights=(DriverWeight(HOSTILE, 1.2, 1.1, 1.3),),
    )
