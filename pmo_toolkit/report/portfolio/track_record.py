"""The track record: advice beside decision, estimates beside what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, day
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.portfolio.proposals import MOST_ROWS, MOST_SHOWN, decision_note
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.track_record.shapes import (
    Basis,
    Crossing,
    DecidedProposal,
    FinishedWork,
    WorkUnderWay,
)
from pmo_toolkit.workspace.dictionary.moderation_tables import DECISIONS

_BASES: tuple[tuple[Basis, str], ...] = (
    ("before", "Our advice of an earlier day than the decision, against what was decided"),
    ("today", "Our advice of today, against what was decided: neither hits nor misses"),
)
_STANDS = {"below": "below the range", "within": "within the range", "above": "above the range"}


@dataclass(frozen=True)
class CrossTable:
    """Positions against decisions, counted; the cell of the same word is marked."""

    caption: str
    decisions: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, bool], ...]], ...]
    n: int


@dataclass(frozen=True)
class DecidedRow:
    """One decision, ready to print."""

    proposal: str
    title: str
    advised: str
    advised_note: str
    decided: str
    decided_note: str
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class WorkRow:
    """One figure of finished work, or one work under way, ready to print."""

    proposal: str
    title: str
    what: str
    given: str
    became: str
    stands: str


def portfolio_track_record(portfolio: Portfolio) -> Section:
    """What was advised and estimated, beside what was decided and what became of it."""
    record, f = portfolio.track_record, portfolio.figures
    differ = [_decided(one) for one in record.decided if one.as_advised is not True]
    same = [_decided(one) for one in record.decided if one.as_advised is True]
    known = () if isinstance(record.measured, NotAssessed) else record.measured
    # Of each target that which most reports rest on: they come first.
    measured = list({one.target: one for one in reversed(known)}.values())[::-1]
    finished = _finished(record.finished, f)
    under_way = _under_way(record.under_way, f)
    return render(
        "portfolio_track_record",
        r=record,
        tables=[
            table
            for basis, caption in _BASES
            if (table := _crossed(basis, caption, record.crossings))
        ],
        differ=differ[:MOST_SHOWN],
        rest=[*differ[MOST_SHOWN:], *same][:MOST_ROWS],
        further=max(0, len(record.decided) - min(len(differ), MOST_SHOWN) - MOST_ROWS),
        measured=measured,
        measured_more=[one for one in known if one not in measured],
        finished=finished,
        under_way=under_way,
        most=MOST_ROWS,
        named=MOST_SHOWN,
        f=f,
    )


def _crossed(basis: Basis, caption: str, crossings: Sequence[Crossing]) -> CrossTable | None:
    found = [one for one in crossings if one.basis == basis]
    if not found:
        return None
    held = {one.decision for one in found}
    decisions = (*(word for word in DECISIONS if word in held), *sorted(held - set(DECISIONS)))
    counts = {(one.position, one.decision): (one.n, one.as_advised is True) for one in found}
    rows = tuple(
        (position, tuple(counts.get((position, word), (0, False)) for word in decisions))
        for position in dict.fromkeys(one.position for one in found)
    )
    return CrossTable(caption, decisions, rows, sum(one.n for one in found))


def _decided(one: DecidedProposal) -> DecidedRow:
    earlier = tuple(
        f"{decision.decision}{f' ({note})' if (note := decision_note(decision)) else ''}"
        for decision in one.earlier
    )
    note = "today, not known from before the decision"
    if one.basis == "before" and one.advised_on is not None:
        note = f"of {day(one.advised_on)}"
    return DecidedRow(
        proposal=one.proposal,
        title=one.title,
        advised=one.position or "",
        advised_note="" if one.position is None else note,
        decided=one.decision.decision,
        decided_note=_who_and_when(one),
        earlier=earlier,
    )


def _who_and_when(one: DecidedProposal) -> str:
    decision = one.decision
    when = "no day stated" if decision.date is None else day(decision.date)
    return (
        f"{decision.by_role or 'no role stated'}, {when}: {decision.reason or 'no reason stated'}"
    )


def _finished(
    found: Sequence[FinishedWork] | NotAssessed, f: NumberFormat
) -> list[WorkRow] | NotAssessed:
    if isinstance(found, NotAssessed):
        return found
    return [
        WorkRow(
            one.proposal,
            one.title,
            one.what,
            ""
            if one.low is None or one.high is None or one.level is None
            else f"{_range(one, f)} ({f.share(one.level)}, of {day(one.given_on)})",
            _amount(one.actual, one.target, f),
            one.why if one.stands is None else _STANDS[one.stands],
        )
        for one in found
    ]


def _range(one: FinishedWork, f: NumberFormat) -> str:
    if one.target == "cost":
        return f.money_range(one.low, one.high)
    return f.quantity_range(one.low, one.high, one.unit)


def _amount(value: float, target: str, f: NumberFormat) -> str:
    """As stated: it is no estimate of ours."""
    if target == "cost":
        return f.stated_money(value)
    return f.stated(value, "person-hours" if target.startswith("effort") else "calendar days")


def _under_way(
    found: Sequence[WorkUnderWay] | NotAssessed, f: NumberFormat
) -> list[WorkRow] | NotAssessed:
    if isinstance(found, NotAssessed):
        return found
    return [
        WorkRow(
            one.proposal,
            one.title,
            f"advised: {one.position or 'not assessed'}; decided: {one.decision or 'not recorded'}",
            ""
            if one.low is None or one.high is None
            else f"{f.money_range(one.low, one.high)} ({_when(one)})",
            _state(one, f),
            "not assessed" if one.stands is None else _STANDS[one.stands],
        )
        for one in found
    ]


def _when(one: WorkUnderWay) -> str:
    if one.basis == "before" and one.advised_on is not None:
        return f"of {day(one.advised_on)}, before it began"
    return "of today, not known from before it began"


def _state(one: WorkUnderWay, f: NumberFormat) -> str:
    said = []
    if one.estimate_cost is not None:
        said.append(f"should cost {f.stated_money(one.estimate_cost)}")
    if one.cost_to_date is not None:
        said.append(f"has cost {f.stated_money(one.cost_to_date)}")
    if one.finish_estimate is not None:
        said.append(f"should end {day(one.finish_estimate)}")
    return ", ".join(said)
