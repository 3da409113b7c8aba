"""What is odd about the finished projects as a source of estimates, told with the rows as findings of the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from pmo_toolkit.analysis.estimating.history.input_checks import check_drivers, check_target
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.workspace import Workspace

_TARGETS = ("effort_person_hours", "cost", "duration_days")
#: So many rows are named; the rest are counted.
_NAMED_ROWS = 8
#: What the check says in another way already, or what is no trouble in a single table.
_KNOWN = frozenset({"missing", "too few"})


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
    return replace(workspace, troubles=(*workspace.troubles, *_findings(workspace)))


def _findings(workspace: Workspace) -> Iterator[Trouble]:
    history = workspace.table("history")
    for target in _TARGETS:
        column = f"actual_{target}"
        if history[column].notna().any():
            for odd in check_target(history[column]):
                if odd.kind not in _KNOWN:
                    yield _finding(
                        workspace, column, odd.what, history.loc[list(odd.rows)], _MEND[odd.kind]
                    )
    drivers = history[
        [name for name in workspace.drivers if name in history and name != "size_unit"]
    ]
    for each in check_drivers(drivers.loc[:, drivers.notna().any()]):
        text = "It is not used to estimate." if each.drop else "Look at these rows."
        yield _finding(workspace, each.column, each.what, history.loc[list(each.rows)], text)


_MEND = {
    "not positive": "These rows are left out of estimates.",
    "text": "These rows are left out of estimates.",
    "constant": "Nothing can be learnt from it.",
    "mixed units": (
        "See that all rows state it in one unit, else estimates and their ranges mislead."
    ),
}


def _finding(
    workspace: Workspace, column: str, what: str, rows: pd.DataFrame, next_step: str
) -> Trouble:
    source = workspace.sources["history"]
    return Trouble(
        grade=Grade.FINDING,
        table="history",
        column=column,
        what=what,
        found=(
            _named(rows["_row"])
            if len(rows) and len(rows) < len(workspace.table("history"))
            else None
        ),
        next_step=next_step,
        file=source.label,
    )


def _named(rows: Iterable[int]) -> str:
    numbers = [str(int(row)) for row in rows]
    more = f" and {len(numbers) - _NAMED_ROWS} more" if len(numbers) > _NAMED_ROWS else ""
    return ("rows " if len(numbers) > 1 else "row ") + ", ".join(numbers[:_NAMED_ROWS]) + more
