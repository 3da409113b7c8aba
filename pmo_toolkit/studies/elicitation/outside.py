"""What finished projects say of a quantity, beside what the group says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.assessment.result import Assessment
from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.studies.elicitation.combining import CombinedRange, JudgedQuantity
from pmo_toolkit.studies.elicitation.quantities import (
    ALL_COSTS,
    BENEFIT,
    DURATION,
    EFFORT,
    SEED,
    Quantity,
)
from pmo_toolkit.studies.elicitation.session import WorkshopSession

_HIDDEN = "the outside view is shown once both rounds are revealed"
_WITHOUT_VIEW = {
    SEED: ("its actual is known", ReasonCode.NOT_APPLICABLE),
    BENEFIT: (
        "finished projects do not state what benefits they brought",
        ReasonCode.NO_OUTSIDE_VIEW,
    ),
}


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


def besides_of(
    session: WorkshopSession, judged: Iterable[JudgedQuantity]
) -> tuple[BesideOutside, ...]:
    """All quantities beside the outside view; a proposal is assessed once that may be shown."""
    return tuple(beside_outside(one, _assessed(session, one)) for one in judged)


def beside_outside(judged: JudgedQuantity, assessment: Assessment | NotAssessed) -> BesideOutside:
    """What finished projects say of a quantity; only of one whose rounds are both revealed.

    Parameters
    ----------
    judged : JudgedQuantity
    assessment : Assessment or NotAssessed
        Of its proposal.
    """
    quantity = judged.quantity
    if not judged.is_closed:
        return BesideOutside(judged, (), _absent(quantity, _HIDDEN, ReasonCode.NOT_SCORED))
    if isinstance(assessment, NotAssessed):
        return BesideOutside(judged, (), assessment)
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


def _assessed(session: WorkshopSession, judged: JudgedQuantity) -> Assessment | NotAssessed:
    """The assessment of a quantity's proposal, made once for a workspace as it was read."""
    quantity, workspace = judged.quantity, session.workspace
    if not judged.is_closed:
        return _absent(quantity, _HIDDEN, ReasonCode.NOT_SCORED)
    if quantity.kind in _WITHOUT_VIEW:
        return _absent(quantity, *_WITHOUT_VIEW[quantity.kind])
    key = "workshop", quantity.proposal, session.seed, session.as_of
    content, kept = workspace.kept.get(key, (None, None))
    if content == workspace.input_hash and isinstance(kept, Assessment):
        return kept
    try:
        made = assess_proposal(workspace, quantity.proposal, seed=session.seed, as_of=session.as_of)
    except PmoError as error:
        why = f"its proposal cannot be assessed: {str(error).splitlines()[0]}"
        return _absent(quantity, why, ReasonCode.UNUSABLE_ROW)
    workspace.kept[key] = workspace.input_hash, made
    return made


def _view_of(quantity: Quantity, assessment: Assessment) -> OutsideView | NotAssessed:
    outside = assessment.outside
    if quantity.kind == EFFORT:
        return outside.effort
    if quantity.kind == DURATION:
        return outside.duration
    if quantity.kind == ALL_COSTS and "per " not in quantity.unit:
        return outside.cost
    why = "finished projects state the cost of the whole project alone"
    return _absent(quantity, why, ReasonCode.NO_OUTSIDE_VIEW)


def _absent(quantity: Quantity, why: str, code: ReasonCode) -> NotAssessed:
    return NotAssessed(quantity.label, why, code)
