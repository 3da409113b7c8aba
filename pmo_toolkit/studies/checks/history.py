"""What is odd about the finished projects as a source of estimates, as findings of the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from pmo_toolkit.analysis.estimating.history.target_words import words_of_target
from pmo_toolkit.analysis.estimating.in_time.running import odd_dates
from pmo_toolkit.analysis.estimating.prepared_history import HistoryFinding, PreparedHistory
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.workspace import Workspace

_TARGETS = ("effort_person_hours", "cost", "duration_days")
#: So many rows are named; the rest are counted.
_NAMED_ROWS = 8
#: What the check says in another way already, or what is no trouble in a single table.
_KNOWN = frozenset({"missing", "too few"})
_TARGET_NEXT_STEPS = {
    "not positive": "These rows are left out of estimates.",
    "text": "These rows are left out of estimates.",
    "constant": "Nothing can be learnt from it.",
    "re-baselined": (
        "Put what was estimated at the start beside it, else bias and outside view mislead."
    ),
    "mixed units": (
        "See that all rows state it in one unit, else estimates and their ranges mislead."
    ),
}
_DATE_NEXT_STEPS = {
    "future": "Mend the date: until then it is not used, the rest of the row is.",
    "one year": "Add projects of other years; until then coverage is that of any order.",
    "no start": "State it: how long a project has run tells how long projects take.",
    "no estimate": "State what was estimated at its start, so that it can be compared.",
}


def with_history_findings(workspace: Workspace) -> Workspace:
    """The same workspace with findings about its history added.

    Results and drivers that can teach nothing or mislead.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`; nothing is added where it has no usable history.
    """
    if "history" not in workspace.tables or workspace.table("history").empty:
        return workspace
    found = (*_findings(workspace), *_dates(workspace))
    return replace(workspace, troubles=(*workspace.troubles, *found))


def checked_histories(workspace: Workspace) -> dict[str, PreparedHistory]:
    """The history of each target that any finished project states, as reports will use it."""
    table = workspace.table("history")
    history = history_of(workspace, table, settings=workspace.settings)
    stated = [target for target in _TARGETS if table[f"actual_{target}"].notna().any()]
    return {target: history.of(target) for target in stated}


def _findings(workspace: Workspace) -> Iterator[Trouble]:
    known: set[tuple[str, str]] = set()
    for target, history in checked_histories(workspace).items():
        odd_target = [odd for odd in history.findings if odd.column == history.target]
        for odd in odd_target:
            if odd.kind not in _KNOWN:
                yield _finding(workspace, history, odd, _TARGET_NEXT_STEPS[odd.kind])
        for odd in _of_columns(history):
            if (odd.column, odd.kind) not in known:
                known.add((odd.column, odd.kind))
                yield _finding(workspace, history, odd, _next_step(odd, target))


def _dates(workspace: Workspace) -> Iterator[Trouble]:
    """What is odd about the dates of finished and running projects."""
    day = pd.Timestamp(workspace.config.as_of or dt.date.today())
    tables = {name: workspace.table(name) for name in ("history", "in_flight")}
    for odd in odd_dates(tables["history"], tables["in_flight"], day):
        rows = sorted(int(row) for row in tables[odd.table].loc[list(odd.rows)]["_row"])
        yield Trouble(
            grade=Grade.FINDING,
            table=odd.table,
            column=odd.column,
            what=odd.what,
            found=_named(rows) if rows else None,
            next_step=_DATE_NEXT_STEPS[odd.kind],
            file=workspace.sources[odd.table].label,
        )


def _of_columns(history: PreparedHistory) -> Iterator[HistoryFinding]:
    for leak in history.leaks.values():
        yield HistoryFinding(leak.column, "leak", f"{leak.reason} ({leak.evidence})", used=False)
    for odd in history.findings:
        if odd.column != history.target:
            yield odd


def _next_step(odd: HistoryFinding, target: str) -> str:
    if odd.kind == "leak":
        return (
            f"It is not used to estimate {words_of_target(target)}. If it was known before a"
            " project began, name it under known_before in [drivers] of workspace.toml."
        )
    return "Look at these rows." if odd.used else "It is not used to estimate."


def _finding(
    workspace: Workspace, history: PreparedHistory, odd: HistoryFinding, next_step: str
) -> Trouble:
    rows = history.shown_rows(odd)
    return Trouble(
        grade=Grade.FINDING,
        table="history",
        column=odd.column,
        what=odd.what,
        found=_named(rows) if 0 < len(rows) < len(history.projects) else None,
        next_step=next_step,
        file=workspace.sources["history"].label,
    )


def _named(rows: Iterable[int]) -> str:
    numbers = [str(row) for row in rows]
    more = f" and {len(numbers) - _NAMED_ROWS} more" if len(numbers) > _NAMED_ROWS else ""
    return ("rows " if len(numbers) > 1 else "row ") + ", ".join(numbers[:_NAMED_ROWS]) + more
