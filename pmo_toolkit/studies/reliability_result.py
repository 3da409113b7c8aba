"""The shape of what is known of a history's estimates.

Every number of the notebook, ready for JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias
from pmo_toolkit.analysis.estimating.history.leaks import Leak
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Coverage
from pmo_toolkit.analysis.estimating.measuring.calibration import Calibration
from pmo_toolkit.analysis.estimating.measuring.importance import DriverWeight
from pmo_toolkit.analysis.estimating.measuring.learning_curve import LearningCurve
from pmo_toolkit.analysis.estimating.measuring.residuals import Residuals
from pmo_toolkit.analysis.estimating.measuring.side_by_side import METHOD_WORDS, SideBySide
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.canonical_json import canonical_json, json_ready
from pmo_toolkit.core.display import ShownAsFirstPage

RELIABILITY_VERSION = "1.0"


@dataclass(frozen=True)
class InputFinding:
    """Something odd in the history.

    `column`, what, and the rows as the user sees them (header = 1) where rows are.
    """

    column: str
    what: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class PastPredictsFuture:
    """Later projects predicted from what was known when they started.

    Parameters
    ----------
    learnt_from : int
        Projects known before the first prediction.
    accuracy : SideBySide
        The model beside other methods, on the later projects.
    intervals : tuple of Coverage
        Widest first.
    first, last : str
        Starts of the first and the last predicted project, ISO 8601.
    """

    learnt_from: int
    accuracy: SideBySide
    intervals: tuple[Coverage, ...]
    first: str
    last: str


@dataclass(frozen=True)
class ReliabilityProvenance:
    """What is needed to measure the same again; `protocol` in words."""

    input_hash: str
    version: str
    seed: int
    protocol: str
    python: str
    settings_changed: dict[str, object]


@dataclass(frozen=True)
class HistoryReliability(ShownAsFirstPage):
    """How far estimates from a history can be trusted.

    Parameters
    ----------
    schema_version : str
    context : Context
    target, what, unit : str
        Such as ``"effort_person_hours"``, ``"effort"``, ``"person-hours"``.
    n : int
        Finished projects measured on.
    left_out : int
        Finished projects that state no positive actual.
    drivers : tuple of str
        What the models saw.
    drivers_dropped : tuple of (str, str)
        Drivers left out, with the reason.
    leaks : tuple of Leak
        Columns of the history known only afterwards, and therefore never used.
    findings : tuple of InputFinding
    actual_means : str or None
        What an "actual" is in this history where it is not the final figure.
    accuracy : SideBySide or NotAssessed
        The workbench's model first, other methods in the same folds.
    calibration : Calibration or NotAssessed
    residuals : Residuals or NotAssessed
    learning : LearningCurve or NotAssessed
    over_time : PastPredictsFuture or NotAssessed
    house : HouseBias or NotAssessed
        What became of the experts' own estimates.
    experts : SideBySide or NotAssessed
        The model, the experts' estimate, and the model with it as a further driver, on the projects
        that state one.
    weights : tuple of DriverWeight
        Which drivers carry the estimates; empty where accuracy is not assessed.
    provenance : ReliabilityProvenance

    Examples
    --------
    >>> from pmo_toolkit import assess_history
    >>> assess_history("sample").not_assessed  # doctest: +SKIP
    ()
    """

    schema_version: str
    context: Context
    target: str
    what: str
    unit: str
    n: int
    left_out: int
    drivers: tuple[str, ...]
    drivers_dropped: tuple[tuple[str, str], ...]
    leaks: tuple[Leak, ...]
    findings: tuple[InputFinding, ...]
    actual_means: str | None
    accuracy: SideBySide | NotAssessed
    calibration: Calibration | NotAssessed
    residuals: Residuals | NotAssessed
    learning: LearningCurve | NotAssessed
    over_time: PastPredictsFuture | NotAssessed
    house: HouseBias | NotAssessed
    experts: SideBySide | NotAssessed
    weights: tuple[DriverWeight, ...]
    provenance: ReliabilityProvenance

    @property
    def not_assessed(self) -> tuple[NotAssessed, ...]:
        """Everything that the history does not allow to say."""
        parts = (
            self.accuracy,
            self.calibration,
            self.residuals,
            self.learning,
            self.over_time,
            self.house,
            self.experts,
        )
        return tuple(each for each in parts if isinstance(each, NotAssessed))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, floats to six significant digits."""
        made: dict[str, Any] = json_ready(self)
        return made

    def to_json(self) -> str:
        """Canonical JSON text: the same inputs, seed, as_of and version give the same bytes."""
        return canonical_json(self)

    def summary(self) -> pd.DataFrame:
        """The figures that matter.

        Text columns ``figure``, ``value`` (two significant digits) and ``unit``.
        """
        rows: list[tuple[str, float, str]] = [("finished projects", float(self.n), "projects")]
        if isinstance(self.accuracy, SideBySide):
            first = self.accuracy.methods[0]
            rows.append(("standardised accuracy (0 = guessing, 1 = perfect)", first.sa, "share"))
            rows += [
                (f"the same: {METHOD_WORDS[each.name]}", each.sa, "share")
                for each in self.accuracy.methods[1:3]
            ]
            rows.append(("half of the predictions within", first.mdmre, "share of the actual"))
        if isinstance(self.calibration, Calibration):
            for each in self.calibration.levels:
                if each.level in (0.5, 0.8):
                    rows.append((f"{percent(each.level)} ranges held", each.coverage, "share"))
                    rows.append(
                        (
                            f"{percent(each.level)} ranges: high ÷ low end",
                            each.median_ratio_hi_lo,
                            "factor, median",
                        )
                    )
        if isinstance(self.residuals, Residuals):
            clear = sum(each.clear for each in self.residuals.groups)
            rows.append(("groups clearly over- or underestimated", float(clear), "groups"))
        if isinstance(self.learning, LearningCurve):
            name = (
                f"accuracy gained from {self.learning.compared} to {self.learning.points[-1].known}"
                " known projects"
            )
            rows.append((name, self.learning.gain, "share"))
        if isinstance(self.over_time, PastPredictsFuture):
            rows.append(
                (
                    "standardised accuracy, later projects",
                    self.over_time.accuracy.methods[0].sa,
                    "share",
                )
            )
        if isinstance(self.house, HouseBias):
            rows.append(("actual ÷ the experts' own estimate, median", self.house.ratio, "factor"))
        if isinstance(self.experts, SideBySide):
            line = next(
                each for each in self.experts.methods if each.name == "default_with_experts"
            )
            rows.append(("standardised accuracy with the experts' estimate", line.sa, "share"))
        figures = pd.DataFrame(rows, columns=["figure", "value", "unit"])
        return figures.assign(value=[_two_digits(value) for value in figures["value"]])

    def __repr__(self) -> str:
        if isinstance(self.accuracy, NotAssessed):
            return f"HistoryReliability({self.what}: {self.accuracy})"
        held = (
            self.calibration.sentence
            if isinstance(self.calibration, Calibration)
            else str(self.calibration)
        )
        return f"HistoryReliability({self.what}, {self.n} projects: {held})"


def _two_digits(value: float) -> str:
    """Two digits after the point, none for whole numbers."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
