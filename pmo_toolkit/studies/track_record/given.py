"""What runs have said of proposals: kept with their days, so that a later run can look back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pmo_toolkit.analysis.estimating.estimate import Estimate, Interval
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.studies.track_record.shapes import GivenAdvice, GivenRange

#: Target → what it is called and its unit; that of money comes with currency and prices.
TARGETS: Mapping[str, tuple[str, str]] = {
    "effort_person_hours": ("effort", "person-hours"),
    "cost": ("cost", ""),
    "duration_days": ("duration", "calendar days"),
}
#: Stated confidence of the ranges that are scored.
LEVEL = 0.8
_FROM_PROJECTS, _OUTSIDE = "finished projects", "outside view"


def unit_of_money(currency: str | None, price_year: int | None) -> str:
    """The unit of all money of a run, such as ``"EUR, prices of 2026"``."""
    prices = "" if price_year is None else f", prices of {price_year}"
    return f"{currency or 'money as stated'}{prices}"


def advice_of(assessment: Assessment) -> GivenAdvice:
    """What an assessment says, with its day."""
    context = assessment.context
    unit = unit_of_money(context.currency, context.price_year)
    found = []
    for target, (what, own_unit) in TARGETS.items():
        estimate, view = getattr(assessment.history, what), getattr(assessment.outside, what)
        planned = planned_interval(estimate)
        if planned is not None:
            source, level, low, high = _FROM_PROJECTS, planned.level, planned.low, planned.high
        elif isinstance(view, OutsideView) and view.result is not None:
            source, level, low, high = _OUTSIDE, LEVEL, view.result.p10, view.result.p90
        else:
            continue
        # Rounded as files are, so that what is read back later is the same.
        ends = float(json_ready(low)), float(json_ready(high))
        found.append(GivenRange(target, own_unit or unit, source, level, *ends))
    return GivenAdvice(context.as_of, assessment.advice.position, tuple(found))


def planned_interval(estimate: object) -> Interval | None:
    """The range to plan with of an estimate: that of 80 %, else the widest; None without one."""
    if not isinstance(estimate, Estimate) or not estimate.intervals:
        return None
    return min(estimate.intervals, key=lambda one: (abs(one.level - LEVEL), -one.level))


def advice_of_file(content: Mapping[str, Any]) -> GivenAdvice:
    """The same from an ``assessment.json``.

    Raises
    ------
    KeyError, TypeError, AttributeError, ValueError
        If it is none.
    """
    context = content["context"]
    unit = unit_of_money(context["currency"], context["price_year"])
    keys = {"effort": "effort", "cost": "history_cost", "duration": "duration"}
    found = []
    for target, (what, own_unit) in TARGETS.items():
        intervals = content[keys[what]].get("intervals") or ()
        result = content[f"outside_{what}"].get("result")
        if intervals:
            planned = min(intervals, key=lambda one: (abs(one["level"] - LEVEL), -one["level"]))
            source, level = _FROM_PROJECTS, planned["level"]
            low, high = planned["low"], planned["high"]
        elif result is not None:
            source, level, low, high = _OUTSIDE, LEVEL, result["p10"], result["p90"]
        else:
            continue
        found.append(_read(target, own_unit or unit, source, level, low, high))
    return GivenAdvice(_day(context["as_of"]), str(content["advice"]["position"]), tuple(found))


def advice_of_record(content: Mapping[str, Any]) -> dict[str, tuple[GivenAdvice, ...]]:
    """What a track record in ``moderation.json`` keeps of the runs up to it, by proposal.

    Raises
    ------
    KeyError, TypeError, AttributeError, ValueError
        If it is none.
    """
    return {
        str(proposal): tuple(
            GivenAdvice(
                _day(advice["as_of"]),
                str(advice["position"]),
                tuple(_read(**found) for found in advice["ranges"]),
            )
            for advice in said
        )
        for proposal, said in content["given"].items()
    }


def _read(target: str, unit: str, source: str, level: float, low: float, high: float) -> GivenRange:
    """A range of a file, which anybody may have written."""
    numbers = float(level), float(low), float(high)
    if not all(map(math.isfinite, numbers)) or numbers[1] > numbers[2]:
        raise ValueError(f"{low!r} to {high!r} is no range")
    return GivenRange(str(target), str(unit), str(source), *numbers)


def _day(text: object) -> str:
    return date.fromisoformat(str(text)).isoformat()


def with_today(
    former: Mapping[str, Sequence[GivenAdvice]], today: Mapping[str, GivenAdvice], as_of: str
) -> dict[str, tuple[GivenAdvice, ...]]:
    """What runs have said up to a day, today's last; of one day the later run counts.

    Advice and ranges that stay the same keep the day on which they were first given.

    Parameters
    ----------
    former, today : mapping of str to GivenAdvice
        By proposal, those of former runs in any order.
    as_of : str
        The day of this run; what is of a later day is not known yet.
    """
    found = {}
    for proposal in sorted(former.keys() | today.keys()):
        by_day = {said.as_of: said for said in former.get(proposal, ()) if said.as_of <= as_of}
        if proposal in today:
            by_day[as_of] = today[proposal]
        kept: list[GivenAdvice] = []
        for day in sorted(by_day):
            said = by_day[day]
            if not kept or (kept[-1].position, kept[-1].ranges) != (said.position, said.ranges):
                kept.append(said)
        if kept:
            found[proposal] = tuple(kept)
    return found


def before(given: Sequence[GivenAdvice], day: str | None) -> GivenAdvice | None:
    """The latest advice of an earlier day; None where there is none, or the day is not known."""
    known = [said for said in given if day is not None and said.as_of < day]
    return known[-1] if known else None
