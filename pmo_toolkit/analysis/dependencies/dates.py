"""Days on which linked work begins and ends, as ISO 8601 text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal


def first_day(period: str | None) -> str | None:
    """First day of a day or of a period such as ``2027-03-01/2027-03-31``."""
    return _as_day((period or "").split("/", maxsplit=1)[0])


def first_day_to_come(period: str | None, as_of: date) -> str | None:
    """First day of a period; where that has passed, of the first month that begins from `as_of` on.

    Nobody begins in the past: what passed before `as_of` is no wait for anybody.
    """
    first = first_day(period)
    if first is None or date.fromisoformat(first) >= as_of:
        return first
    if as_of.day == 1:
        return as_of.isoformat()
    return (as_of.replace(day=1) + timedelta(days=32)).replace(day=1).isoformat()


def last_day(period: str | None) -> str | None:
    """Last day of a day or of a period."""
    return _as_day((period or "").rsplit("/", maxsplit=1)[-1])


def shifted(day: str | None, days: float) -> str | None:
    """A day so many days later, or earlier where `days` is below nought.

    None where the day is not known, is no ISO 8601 date, or the calendar does not reach as far.
    """
    if day is None:
        return None
    try:
        return (date.fromisoformat(day) + timedelta(days=round(days))).isoformat()
    except (OverflowError, ValueError):
        return None


def days_between(first: str, second: str) -> float:
    """Days from the first day to the second, below nought where it lies before."""
    return float((date.fromisoformat(second) - date.fromisoformat(first)).days)


def free_from(required: LinkedProposal) -> str | None:
    """First day after required work and its lag; None where its finish is not stated."""
    return shifted(required.finish, (required.lag_days or 0.0) + 1)


def latest(required: Sequence[LinkedProposal]) -> str | None:
    """First day on which all of the required work with a stated finish lets this one begin."""
    return max((day for work in required if (day := free_from(work))), default=None)


def with_lags(required: Sequence[LinkedProposal]) -> tuple[LinkedProposal, ...]:
    """Required work in which a lag that is not stated is the longest stated of the others."""
    longest = max((work.lag_days for work in required if work.lag_days is not None), default=0.0)
    return tuple(
        work if work.lag_days is not None else replace(work, lag_days=longest) for work in required
    )


def _as_day(text: str) -> str | None:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
