"""Estimates beside what became of them: measured ranges, finished proposals, work under way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, records_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.in_time.running import believable_dates
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.studies.track_record.comparing import counted
from pmo_toolkit.studies.track_record.decisions import Decisions, day_of_cell
from pmo_toolkit.studies.track_record.given import TARGETS, before, planned_interval
from pmo_toolkit.studies.track_record.shapes import (
    FinishedWork,
    GivenAdvice,
    GivenRange,
    HeldRanges,
    MeasuredRanges,
    WorkUnderWay,
)
from pmo_toolkit.workspace import Workspace

Given = Mapping[str, Sequence[GivenAdvice]]
_NO_FORMER = (
    "no run of a day before it began is known; --since with the folder of one would bring its range"
)


def measured_ranges(
    assessed: Mapping[str, Assessment],
) -> tuple[MeasuredRanges, ...] | NotAssessed:
    """Measured coverage as the reports of the proposals show it; nothing is measured anew.

    Reports that show the same measurement are counted together, the most of a target first.

    Parameters
    ----------
    assessed : mapping of str to Assessment
    """
    found: Counter[tuple[str, float, int, int, bool]] = Counter()
    for assessment in assessed.values():
        for target, (what, _) in TARGETS.items():
            estimate = getattr(assessment.history, what)
            planned = planned_interval(estimate)
            if planned is None or planned.coverage is None:
                continue
            in_time = estimate.later is not None and estimate.later.n == planned.n
            held = round(planned.coverage * planned.n)
            found[target, planned.level, held, planned.n, in_time] += 1
    if not found:
        why = (
            "no estimate rests on enough finished projects; the table history with what was"
            " estimated and what became of it would bring them"
        )
        return NotAssessed("measured coverage", why, ReasonCode.TOO_FEW_PROJECTS)
    order = list(TARGETS)
    keys = sorted(found, key=lambda key: (order.index(key[0]), -found[key], key[1:]))
    return tuple(
        MeasuredRanges(target, TARGETS[target][0], level, counted(held, n), in_time, found[key])
        for key in keys
        for target, level, held, n, in_time in [key]
    )


def finished_work(
    workspace: Workspace, given: Given, titles: Mapping[str, str], as_of: dt.date, money: str
) -> tuple[FinishedWork, ...] | NotAssessed:
    """What became of proposals that are finished projects now, beside the range given before.

    A finished project is a proposal where both have the same id; it never learns from itself.

    Parameters
    ----------
    workspace : Workspace
    given : mapping of str to sequence of GivenAdvice
        What runs have said, oldest first.
    titles : mapping of str to str
        Proposal → title.
    as_of : date
        Days after it are not believed.
    money : str
        Unit of the money of this run.
    """
    history = believable_dates(workspace.table("history"), pd.Timestamp(as_of))
    rows = [
        row
        for row in records_of(history)
        if (name := str(row["project"])) in titles or name in given
    ]
    found = tuple(one for row in rows for one in _of_project(row, given, titles, money))
    if found:
        return found
    why = (
        "no finished project has the id of a proposal and an actual; a row of history under the"
        " proposal's id, once its work has ended, would say what became of it"
    )
    return NotAssessed("finished proposals", why, ReasonCode.NO_ROWS, names=("history",))


def _of_project(
    row: Mapping[str, Any], given: Given, titles: Mapping[str, str], money: str
) -> Iterator[FinishedWork]:
    name, started = str(row["project"]), _started(row)
    said = before(given.get(name, ()), started)
    for target, (what, unit) in TARGETS.items():
        actual = number_of(row[f"actual_{target}"])
        if actual is None or actual <= 0:
            continue
        found = None if said is None else _range(said, target)
        why = _why_not(started, said, found, unit or money)
        known = found if not why else None
        yield FinishedWork(
            proposal=name,
            title=titles.get(name) or text_of(row["title"]) or name,
            target=target,
            what=what,
            unit=unit or money,
            started=started,
            finished=day_of_cell(row["finish_date"]),
            actual=actual,
            given_on=None if known is None or said is None else said.as_of,
            level=None if known is None else known.level,
            low=None if known is None else known.low,
            high=None if known is None else known.high,
            stands=None if known is None else stands(actual, known.low, known.high),
            why=why,
        )


def _started(row: Mapping[str, Any]) -> str | None:
    """The first day; where it is not stated, the last one less the duration."""
    if (start := day_of_cell(row["start_date"])) is not None:
        return start
    finish, days = row["finish_date"], number_of(row["actual_duration_days"])
    if pd.isna(finish) or days is None or not 0 <= days < 36_525:
        return None
    return day_of_cell(pd.Timestamp(finish) - pd.Timedelta(days=days))


def _why_not(
    started: str | None, said: GivenAdvice | None, found: GivenRange | None, unit: str
) -> str:
    """Why an actual cannot be held against a range; empty where it can."""
    if started is None:
        return "when it began is not stated, so that no range is known to be from before"
    if said is None:
        return _NO_FORMER
    if found is None:
        return f"the run of {said.as_of} gave no such range"
    if found.unit != unit:
        return f"the range is in {found.unit}, the actual in {unit}"
    return ""


def held_ranges(finished: Sequence[FinishedWork] | NotAssessed) -> tuple[HeldRanges, ...]:
    """Of the ranges that can be compared, how many held, for each target."""
    if isinstance(finished, NotAssessed):
        return ()
    by_target = {
        target: [one for one in finished if one.target == target and one.stands is not None]
        for target in TARGETS
    }
    return tuple(
        HeldRanges(
            target,
            TARGETS[target][0],
            counted(sum(one.stands == "within" for one in known), len(known)),
        )
        for target, known in by_target.items()
        if known
    )


def work_under_way(
    workspace: Workspace,
    given: Given,
    today: Mapping[str, GivenAdvice],
    decisions: Decisions,
    titles: Mapping[str, str],
    money: str,
) -> tuple[WorkUnderWay, ...] | NotAssessed:
    """Proposals that are work under way now, beside what was advised, decided and estimated.

    Parameters
    ----------
    workspace : Workspace
    given, today : mappings of str to GivenAdvice
        What runs have said, and what this one says.
    decisions : Decisions
    titles : mapping of str to str
        Proposal → title.
    money : str
        Unit of the money of this run.
    """
    table = workspace.table("in_flight")
    ended = set(workspace.table("history")["project"].astype(str))
    known = [name in titles and name not in ended for name in table["project"].astype(str)]
    if not any(known):
        why = (
            "no work under way has the id of a proposal; rows of in_flight under the proposal's id"
            " would say how it goes"
        )
        return NotAssessed("proposals under way", why, ReasonCode.NO_ROWS, names=("in_flight",))
    projects = table[known].groupby("project", sort=True).first().reset_index()
    return tuple(
        _under_way(row, given, today, decisions, titles, money) for row in records_of(projects)
    )


def _under_way(
    row: Mapping[str, Any],
    given: Given,
    today: Mapping[str, GivenAdvice],
    decisions: Decisions,
    titles: Mapping[str, str],
    money: str,
) -> WorkUnderWay:
    name, started = str(row["project"]), day_of_cell(row["start_date"])
    known, decision = before(given.get(name, ()), started), decisions.latest.get(name)
    said = known or today.get(name)
    found = None if said is None else _range(said, "cost")
    found = found if found is not None and found.unit == money else None
    estimate, spent = number_of(row["estimate_cost"]), number_of(row["cost_to_date"])
    return WorkUnderWay(
        proposal=name,
        title=titles[name],
        decision=None if decision is None else decision.decision,
        basis="before" if known is not None else "none" if said is None else "today",
        position=None if said is None else said.position,
        advised_on=None if said is None else said.as_of,
        started=started,
        finish_estimate=day_of_cell(row["finish_estimate"]),
        estimate_cost=estimate,
        cost_to_date=spent,
        low=None if found is None else found.low,
        high=None if found is None else found.high,
        stands=None if found is None else _cost_stands(estimate, spent, found),
    )


def _cost_stands(
    estimate: float | None, spent: float | None, found: GivenRange
) -> Literal["below", "within", "above"] | None:
    """What is spent can only grow: beyond the range it settles the question by itself."""
    if spent is not None and spent > found.high:
        return "above"
    return None if estimate is None else stands(estimate, found.low, found.high)


def stands(value: float, low: float, high: float) -> Literal["below", "within", "above"]:
    """Where a value lies beside a range; its ends belong to it."""
    return "below" if value < low else "above" if value > high else "within"


def _range(said: GivenAdvice, target: str) -> GivenRange | None:
    return next((found for found in said.ranges if found.target == target), None)
