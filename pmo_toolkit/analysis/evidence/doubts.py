"""What makes a stated goal or a gain in maturity doubtful: figures that cannot go together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.core.number_format import day, listed

#: View of the time → where it comes from.
_SOURCES = {
    "plan": "activities",
    "history": "finished projects",
    "estimate": "its stated length",
}
#: The highest rating of maturity.
_HIGHEST = 5


@dataclass(frozen=True)
class ExpectedEnd:
    """When the work of a proposal ends, and how that is known.

    Parameters
    ----------
    p50, p80 : date
        Days by which it has ended in one case of two, and in four of five.
    sources : tuple of str
        Where that comes from.
    grade : str
        Of that as evidence: fair, or weak where nothing but a stated length tells.
    """

    p50: date
    p80: date
    sources: tuple[str, ...]
    grade: str


def expected_end(start: date, delivery: Delivery | NotAssessed) -> ExpectedEnd | None:
    """When the work ends that may begin on a day; None where nothing tells how long it takes.

    Parameters
    ----------
    start : date
        Its wished start, or the first day that is possible.
    delivery : Delivery or NotAssessed
        Days from then on, waits for people and for what it needs included.
    """
    if isinstance(delivery, NotAssessed):
        return None
    days = delivery.until or delivery.days
    names = {view.name for view in delivery.views}
    sources = [words for name, words in _SOURCES.items() if name in names]
    if delivery.until is not None:
        sources.append("what its start waits for")
    return ExpectedEnd(
        start + timedelta(days=round(days.p50)),
        start + timedelta(days=round(days.p80)),
        tuple(sources),
        "fair" if names & {"plan", "history"} else "weak",
    )


def goal_doubt(
    baseline: float | None,
    target: float | None,
    due: date | None,
    as_of: date,
    end: ExpectedEnd | None = None,
) -> str | None:
    """Why a share of the way to a goal can hardly be brought, or None.

    Parameters
    ----------
    baseline, target : float or None
        Value of the measure today, and the value aimed at.
    due : date or None
        Day by which the target is to be reached.
    as_of : date
    end : ExpectedEnd, optional
        Of the proposal's work.
    """
    if baseline is not None and baseline == target:
        return "its target is where it stands today: there is no way of which to bring a share"
    if due is not None and due < as_of:
        return f"the day by which it was to be reached, {day(due.isoformat())}, has passed"
    if due is not None and end is not None and due < end.p50:
        known = f"from {listed(end.sources)}; " if end.sources else ""
        return (
            f"it is due on {day(due.isoformat())}, before the work is likely to end: P50"
            f" {day(end.p50.isoformat())}, P80 {day(end.p80.isoformat())} ({known}evidence:"
            f" {end.grade})"
        )
    return None


def maturity_doubt(now: float | None, aim: float | None, gain: float | None) -> str | None:
    """Why a gain in maturity is more than can be used, or None.

    Parameters
    ----------
    now, aim : float or None
        Ratings from 1 to 5.
    gain : float or None
        Steps.
    """
    if now is None or not gain:
        return None
    if now + gain > _HIGHEST:
        return f"{gain:g} steps above {now:g} would lead beyond the highest maturity, {_HIGHEST}"
    if aim is not None and now >= aim:
        return f"the maturity aimed at, {aim:g}, is reached already"
    if aim is not None and now + gain > aim:
        return f"{gain:g} steps above {now:g} would lead beyond the {aim:g} that is aimed at"
    return None
