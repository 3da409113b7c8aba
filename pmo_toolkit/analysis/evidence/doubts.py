"""What makes a stated goal or a gain in maturity doubtful: figures that cannot go together."""

from __future__ import annotations

from datetime import date

#: The highest rating of maturity.
_HIGHEST = 5


def goal_doubt(
    baseline: float | None, target: float | None, due: date | None, as_of: date
) -> str | None:
    """Why a share of the way to a goal can hardly be brought, or None.

    Parameters
    ----------
    baseline, target : float or None
        Value of the measure today, and the value aimed at.
    due : date or None
        Day by which the target is to be reached.
    as_of : date
    """
    if baseline is not None and baseline == target:
        return "its target is where it stands today: there is no way of which to bring a share"
    if due is not None and due < as_of:
        return f"the day by which it was to be reached, {due.isoformat()}, has passed"
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
