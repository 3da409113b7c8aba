"""What missing roles and delays do to proposals, today beside then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, day, month
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.what_if.section import Line, Piece, changed_pieces
from pmo_toolkit.studies.what_if.knock_on import KnockOnResult, TriedProposal
from pmo_toolkit.studies.what_if.outlook import Outlook


class _Proposal(NamedTuple):
    id: str
    title: str
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]


class _Effect(NamedTuple):
    cause: str
    effect: str
    title: str
    chance: str
    p50: str
    p80: str


def knock_on(result: KnockOnResult, numbers: NumberFormat, failed: Sequence[str] = ()) -> Section:
    """Starts and advice of proposals under a trial beside those of today, and what delays pass on.

    Parameters
    ----------
    result : KnockOnResult
    numbers : NumberFormat
    failed : sequence of str
        Proposals that cannot be assessed.

    Examples
    --------
    >>> from pmo_toolkit.studies.what_if.knock_on import KnockOnStudy
    >>> from pmo_toolkit.studies.what_if.trials import Trial
    >>> study = KnockOnStudy("data/sample", ["P-021"], as_of="2026-11-22")
    >>> knock_on(study.result(Trial()), study.figures).name
    'knock_on'
    """
    return render(
        "knock_on",
        words=result.trial.words,
        has_delays=bool(result.trial.delays),
        lines=[_proposal(one, numbers) for one in result.proposals],
        effects=[
            _Effect(
                one.cause,
                one.effect,
                one.effect_title or one.effect,
                numbers.chance(one.chance),
                numbers.number(round(one.p50)),
                numbers.number(round(one.p80)),
            )
            for one in result.passed_on
        ],
        without_dates=list(result.without_dates),
        failed=list(failed),
    )


def _proposal(tried: TriedProposal, numbers: NumberFormat) -> _Proposal:
    before, after = dict(_figures(tried.before, numbers)), dict(_figures(tried.after, numbers))
    lines = tuple(
        Line(label, before.get(label, "not assessed"), after.get(label, "not assessed"))
        for label in dict.fromkeys((*before, *after))
    )
    pieces = changed_pieces(tried.before.sentence, tried.after.sentence)
    return _Proposal(tried.proposal, tried.title, lines, pieces)


def _figures(outlook: Outlook, numbers: NumberFormat) -> Iterator[tuple[str, str]]:
    yield "Our advice", " or ".join(outlook.possible)
    yield "Confidence", outlook.confidence
    resources = outlook.resources
    if isinstance(resources, NotAssessed):
        yield "Earliest start", f"not assessed: {resources.why}"
        return
    yield "Wished start", day(resources.wished_day)
    if isinstance(resources.after_others, NotAssessed):
        yield "Earliest start", f"not assessed: {resources.after_others.why}"
        return
    start, last = resources.after_others, resources.last_stated_month
    yield "Earliest start, P50", _month(start.month_p50, last)
    yield "Earliest start, P80", _month(start.month_p80, last)
    yield "Chance to start as wished", numbers.chance(start.chance_as_wished)
    yield "Chance of a start within the stated months", numbers.chance(start.chance_within_horizon)
    yield "Waits most for", resources.bottleneck or "no role"


def _month(found: str | None, last: str) -> str:
    return month(found) if found else f"not by {month(last)}, the last month that is stated"
