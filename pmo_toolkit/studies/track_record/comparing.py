"""Advice beside decision: what was advised before, what was decided, and whether they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pmo_toolkit.advice.shapes import POSITIONS
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.measuring.accuracy import coverage_range
from pmo_toolkit.studies.track_record.decisions import Decisions
from pmo_toolkit.studies.track_record.given import before
from pmo_toolkit.studies.track_record.shapes import (
    Basis,
    CountedShare,
    Crossing,
    DecidedProposal,
    GivenAdvice,
)
from pmo_toolkit.workspace.dictionary.moderation_tables import DECISIONS

#: What we may advise → the decision that says the same.
SAME: Mapping[str, str] = {
    "advance": "go ahead",
    "advance in part": "go ahead in part",
    "explore": "ask again",
    "defer": "later",
    "do not pursue yet": "no",
}
_BASES: tuple[Basis, ...] = ("before", "today", "none")


def decided_proposals(
    decisions: Decisions,
    given: Mapping[str, Sequence[GivenAdvice]],
    today: Mapping[str, GivenAdvice],
    titles: Mapping[str, str],
) -> tuple[DecidedProposal, ...]:
    """Each proposal that was decided on, in the order of `titles`, with the advice beside it.

    Parameters
    ----------
    decisions : Decisions
    given : mapping of str to sequence of GivenAdvice
        What runs have said, oldest first.
    today : mapping of str to GivenAdvice
        What this run says.
    titles : mapping of str to str
        Proposal → title, of all that may have been decided on.
    """
    found = []
    for proposal, title in titles.items():
        decision = decisions.latest.get(proposal)
        if decision is None:
            continue
        known = before(given.get(proposal, ()), decision.date)
        said, basis = _said(known, today.get(proposal))
        position = None if said is None else said.position
        found.append(
            DecidedProposal(
                proposal=proposal,
                title=title,
                decision=decision,
                earlier=decisions.earlier.get(proposal, ()),
                basis=basis,
                position=position,
                advised_on=None if said is None else said.as_of,
                as_advised=as_advised(position, decision.decision),
            )
        )
    return tuple(found)


def _said(known: GivenAdvice | None, today: GivenAdvice | None) -> tuple[GivenAdvice | None, Basis]:
    if known is not None:
        return known, "before"
    return today, "none" if today is None else "today"


def as_advised(position: str | None, decision: str) -> bool | None:
    """Whether a decision says what was advised; None where it has no counterpart."""
    if position is None or position not in SAME or decision not in SAME.values():
        return None
    return SAME[position] == decision


def crossings_of(decided: Sequence[DecidedProposal]) -> tuple[Crossing, ...]:
    """Positions against decisions, counted; what nobody advised or decided is left out."""
    counts = Counter(
        (one.basis, one.position, one.decision.decision, one.as_advised)
        for one in decided
        if one.position is not None
    )
    found = [
        Crossing(basis, position, decision, n, same)
        for (basis, position, decision, same), n in counts.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _BASES.index(one.basis),
                _place(POSITIONS, one.position),
                _place(DECISIONS, one.decision),
            ),
        )
    )


def _place(words: Sequence[str], word: str) -> tuple[int, str]:
    """Words of a workspace's own come last, by the alphabet."""
    return (words.index(word), "") if word in words else (len(words), word)


def agreement_of(decided: Sequence[DecidedProposal]) -> CountedShare | NotAssessed:
    """How many decisions say what was advised on an earlier day."""
    what = "decisions as advised"
    if not decided:
        why = "no decision is recorded; the table decisions would hold them"
        return NotAssessed(what, why, ReasonCode.NO_ROWS, names=("decisions",))
    known = [one for one in decided if one.basis == "before" and one.as_advised is not None]
    if not known:
        why = (
            "no run of an earlier day than a decision is known; --since with the folder of a pack"
            " that was made before the decisions would bring its advice"
        )
        return NotAssessed(what, why, ReasonCode.NOT_STATED)
    return counted(sum(one.as_advised is True for one in known), len(known))


def counted(held: int, n: int) -> CountedShare:
    """A share of `n`, at least 1, with its 95 % range (Wilson)."""
    return CountedShare(n, held, held / n, *coverage_range(held, n))
