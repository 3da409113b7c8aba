"""The parts of a track record: advice beside decision, ranges beside what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

#: Whether advice is known from an earlier day than the decision, or only from the day of this run.
Basis = Literal["before", "today", "none"]
_NO_DECISION = NotAssessed(
    "decisions as advised", "no decision is recorded", ReasonCode.NO_ROWS, names=("decisions",)
)
_NO_ESTIMATE = NotAssessed(
    "measured coverage", "no proposal is assessed", ReasonCode.NO_HISTORY, names=("history",)
)
_NONE_FINISHED = NotAssessed(
    "finished proposals", "no finished project is a proposal", ReasonCode.NO_ROWS
)
_NONE_UNDER_WAY = NotAssessed(
    "proposals under way", "no work under way is a proposal", ReasonCode.NO_ROWS
)


@dataclass(frozen=True)
class Decision:
    """What was decided on a proposal; never computed."""

    decision: str
    by_role: str | None
    date: str | None
    reason: str | None


@dataclass(frozen=True)
class UnusedDecision:
    """A row of the table ``decisions`` that does not count, why, and what to do."""

    row: int
    proposal: str | None
    why: str
    next_step: str


@dataclass(frozen=True)
class GivenRange:
    """A range that a run gave for one target of a proposal.

    Parameters
    ----------
    target, unit : str
        Such as ``"effort_person_hours"`` and ``"person-hours"``; money with currency and prices.
    source : str
        ``"finished projects"``, or ``"outside view"`` where those did not allow an estimate.
    level : float
        Stated confidence, 0 to 1.
    low, high : float
    """

    target: str
    unit: str
    source: str
    level: float
    low: float
    high: float


@dataclass(frozen=True)
class GivenAdvice:
    """What a run of one day said of a proposal.

    Parameters
    ----------
    as_of : str
        The day that the run refers to, ISO 8601.
    position : str
    ranges : tuple of GivenRange
    """

    as_of: str
    position: str
    ranges: tuple[GivenRange, ...] = ()


@dataclass(frozen=True)
class DecidedProposal:
    """A proposal that was decided on, with our advice beside it.

    Parameters
    ----------
    proposal, title : str
    decision : Decision
        The latest one.
    earlier : tuple of Decision
        Those before it, oldest first.
    basis : {"before", "today", "none"}
        Whether the advice is that of a former run of an earlier day than the decision, that of
        this run, or not there.
    position : str or None
    advised_on : str or None
        Day of that advice, ISO 8601.
    as_advised : bool or None
        Whether the decision says what the advice says; None where one of them has no counterpart.
    """

    proposal: str
    title: str
    decision: Decision
    earlier: tuple[Decision, ...]
    basis: Basis
    position: str | None
    advised_on: str | None
    as_advised: bool | None


@dataclass(frozen=True)
class Crossing:
    """How many proposals with this advice were decided so; ``basis`` as in `DecidedProposal`."""

    basis: Basis
    position: str
    decision: str
    n: int
    as_advised: bool | None


@dataclass(frozen=True)
class CountedShare:
    """A share that was counted: ``held`` of ``n``, with its 95 % range (Wilson), 0 to 1."""

    n: int
    held: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class MeasuredRanges:
    """How often ranges like those in the reports held for finished projects.

    Parameters
    ----------
    target, what : str
    level : float
        Stated confidence, 0 to 1.
    held : CountedShare
        Projects within the range that was made without them.
    in_time : bool
        Whether later projects were predicted from what was known when they started; else projects
        in any order.
    proposals : int
        Reports that show this measurement; drivers that a proposal does not state lead to another.
    """

    target: str
    what: str
    level: float
    held: CountedShare
    in_time: bool
    proposals: int


@dataclass(frozen=True)
class FinishedWork:
    """What became of a proposal that is finished work now, beside the range given before it began.

    Parameters
    ----------
    proposal, title, target, what, unit : str
    started, finished : str or None
        Days, ISO 8601.
    actual : float
    given_on : str or None
        Day of the run that gave the range; None where no run from before the start is known.
    level, low, high : float or None
    stands : {"below", "within", "above"} or None
        Where the actual lies; None where it cannot be compared.
    why : str
        Why it cannot be compared; else empty.
    """

    proposal: str
    title: str
    target: str
    what: str
    unit: str
    started: str | None
    finished: str | None
    actual: float
    given_on: str | None = None
    level: float | None = None
    low: float | None = None
    high: float | None = None
    stands: Literal["below", "within", "above"] | None = None
    why: str = ""


@dataclass(frozen=True)
class HeldRanges:
    """How often ranges given before held, over finished proposals, for one target."""

    target: str
    what: str
    held: CountedShare


@dataclass(frozen=True)
class WorkUnderWay:
    """A proposal that is work under way now.

    Parameters
    ----------
    proposal, title : str
    decision : str or None
        What was decided; None where no decision is recorded.
    basis : {"before", "today", "none"}
        Whether advice and range are from before the work began.
    position, advised_on : str or None
    started, finish_estimate : str or None
        Days, ISO 8601.
    estimate_cost, cost_to_date : float or None
        Money, as the table ``in_flight`` states them.
    low, high : float or None
        The range of cost that we gave, money.
    stands : {"below", "within", "above"} or None
        Where the estimate of the cost lies; ``"above"`` too where more than the range is spent.
    """

    proposal: str
    title: str
    decision: str | None
    basis: Basis
    position: str | None
    advised_on: str | None
    started: str | None
    finish_estimate: str | None
    estimate_cost: float | None
    cost_to_date: float | None
    low: float | None
    high: float | None
    stands: Literal["below", "within", "above"] | None


@dataclass(frozen=True)
class TrackRecord:
    """Advice beside decision, and estimates beside what became of them.

    Parameters
    ----------
    notes : tuple of str
        What can be said, and what cannot, in sentences.
    decided : tuple of DecidedProposal
        In the order of advice.
    crossings : tuple of Crossing
        The same, counted.
    as_advised : CountedShare or NotAssessed
        Decisions that say what we had advised on an earlier day.
    measured : tuple of MeasuredRanges or NotAssessed
        From the history, as the reports show it.
    finished : tuple of FinishedWork or NotAssessed
    held : tuple of HeldRanges
        Over ``finished``, a target each.
    under_way : tuple of WorkUnderWay or NotAssessed
    undecided : tuple of str
        Proposals without a decision.
    unadvised : tuple of str
        Proposals that were decided on and have no advice.
    unused : tuple of UnusedDecision
    given : mapping of str to tuple of GivenAdvice
        Proposal → what runs have said, oldest first, this one last: a later run reads it with
        ``--since``.
    """

    notes: tuple[str, ...] = ()
    decided: tuple[DecidedProposal, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    as_advised: CountedShare | NotAssessed = _NO_DECISION
    measured: tuple[MeasuredRanges, ...] | NotAssessed = _NO_ESTIMATE
    finished: tuple[FinishedWork, ...] | NotAssessed = _NONE_FINISHED
    held: tuple[HeldRanges, ...] = ()
    under_way: tuple[WorkUnderWay, ...] | NotAssessed = _NONE_UNDER_WAY
    undecided: tuple[str, ...] = ()
    unadvised: tuple[str, ...] = ()
    unused: tuple[UnusedDecision, ...] = ()
    given: Mapping[str, tuple[GivenAdvice, ...]] = field(default_factory=dict)
