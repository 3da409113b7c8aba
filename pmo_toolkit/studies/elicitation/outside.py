"""What finished projects say of a quantity, beside what the group says of it."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.assessment.result import Assessment
from pmo_toolkit.studies.elicitation.combining import CombinedRange, JudgedQuantity
from pmo_toolkit.studies.elicitation.quantities import (
    ALL_COSTS,
    BENEFIT,
    DURATION,
    EFFORT,
    SEED,
    Quantity,
)


@dataclass(frozen=True)
class OutsideRange:
    """What the reference class says of a quantity, in its first unit.

    Parameters
    ----------
    low, mode, high : float
        P10, P50 and P90 of one more project of this class.
    source : str
        The reference class, in words.
    n : int
        Finished projects.
    """

    low: float
    mode: float
    high: float
    source: str
    n: int


@dataclass(frozen=True)
class BesideOutside:
    """The group's range and what finished projects say.

    Parameters
    ----------
    judged : JudgedQuantity
    views : tuple of OutsideRange
        From the group's own middle, and from what the proposal states; empty where none is known.
    absent : NotAssessed or None
        Why there is none.
    """

    judged: JudgedQuantity
    views: tuple[OutsideRange, ...]
    absent: NotAssessed | None


def beside_outside(judged: JudgedQuantity, assessment: Assessment) -> BesideOutside:
    """What finished projects say of a quantity; only of one whose rounds are both revealed.

    Parameters
    ----------
    judged : JudgedQuantity
    assessment : Assessment
        Of its proposal.
    """
    quantity = judged.quantity
    if not judged.is_closed:
        why = "the outside view is shown once both rounds are revealed"
        return BesideOutside(judged, (), _absent(quantity, why, ReasonCode.NOT_SCORED))
    outside = _view_of(quantity, assessment)
    if isinstance(outside, NotAssessed):
        return BesideOutside(judged, (), outside.about(quantity.label))
    return BesideOutside(judged, _ranges(judged, outside), None)


def _ranges(judged: JudgedQuantity, outside: OutsideView) -> tuple[OutsideRange, ...]:
    words, n = outside.reference.words.rstrip(","), outside.reference.n
    found = []
    if isinstance(judged.equal, CombinedRange):
        middle, ratio = judged.equal.mode, outside.ratio
        found.append(
            OutsideRange(
                middle * ratio.p10,
                middle * ratio.p50,
                middle * ratio.p90,
                f"the group's middle, times what became of such estimates of {words}",
                n,
            )
        )
    own = outside.result
    if own is not None and judged.quantity.kind != ALL_COSTS:
        source = f"{outside.applied_label}, times what became of such estimates of {words}"
        found.append(OutsideRange(own.p10, own.p50, own.p90, source, n))
    return tuple(found)


def _view_of(quantity: Quantity, assessment: Assessment) -> OutsideView | NotAssessed:
    outside = assessment.outside
    if quantity.kind == EFFORT:
        return outside.effort
    if quantity.kind == DURATION:
        return outside.duration
    if quantity.kind == ALL_COSTS and "per " not in quantity.unit:
        return outside.cost
    if quantity.kind == SEED:
        return _absent(quantity, "its actual is known", ReasonCode.NOT_APPLICABLE)
    if quantity.kind == BENEFIT:
        why = "finished projects do not state what benefits they brought"
        return _absent(quantity, why, ReasonCode.NO_OUTSIDE_VIEW)
    why = "finished projects state the cost of the whole project alone"
    return _absent(quantity, why, ReasonCode.NO_OUTSIDE_VIEW)


def _absent(quantity: Quantity, why: str, code: ReasonCode) -> NotAssessed:
    return NotAssessed(quantity.label, why, code)
