"""From the rows of the table activities to a network."""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, shown_row, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.sampling.inputs import stated_range
from pmo_toolkit.analysis.uncertainty.schedule.network import Activity, Network, NetworkError


def network_from_rows(rows: pd.DataFrame, *, option: str) -> Network | NotAssessed:
    """The network of one option.

    Not assessed, with the activity named, where the rows do not make one.

    Parameters
    ----------
    rows : DataFrame
        The proposal's rows of the table activities; those of other options are left out, those that
        name no option belong to all.
    option : str
    """
    if rows.empty:
        return NotAssessed("time", "no activity is stated", ReasonCode.NO_ROWS)
    own = rows[rows["option"].isna() | (rows["option"] == option)]
    if own.empty:
        return NotAssessed("time", "no activity is stated for this option", ReasonCode.NO_ROWS)
    activities = []
    for _, row in own.iterrows():
        activity = _activity(row)
        if isinstance(activity, NotAssessed):
            return activity
        activities.append(activity)
    try:
        return Network(activities)
    except NetworkError as error:
        return NotAssessed("time", str(error), error.code, _rows_of(own, error.names), error.names)


def _activity(row: pd.Series) -> Activity | NotAssessed:
    name = _name(row)
    ends = (number_of(row[f"duration_days_{end}"]) for end in ("low", "mode", "high"))
    try:
        duration = stated_range(*ends, name=f"duration of “{name}”")
    except ValueError as error:
        return NotAssessed("time", str(error), ReasonCode.UNUSABLE_RANGE, shown_row(row), (name,))
    if duration is None:
        why = f"the duration of the activity “{name}” is not stated"
        return NotAssessed("time", why, ReasonCode.NOT_STATED, shown_row(row), (name,))
    return Activity(
        name=name,
        title=text_of(row["title"]) or name,
        duration=duration,
        predecessors=predecessors_in(text_of(row["predecessors"])),
        group=text_of(row["correlation_group"]),
    )


def _name(row: pd.Series) -> str:
    return str(row["activity"]).strip()


def _rows_of(rows: pd.DataFrame, names: Collection[str]) -> tuple[int, ...]:
    """Rows, as the user sees them, of the activities of these names, in the order of the table."""
    return tuple(
        number for _, row in rows.iterrows() if _name(row) in names for number in shown_row(row)
    )


def predecessors_in(text: str | None) -> tuple[str, ...]:
    """Names in a cell such as ``"A2; A3"``; commas, semicolons and new lines part them."""
    return tuple(name.strip() for name in re.split(r"[;,\n]", text or "") if name.strip())
