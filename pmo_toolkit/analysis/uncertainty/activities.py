"""From the rows of the table activities to a network."""

from __future__ import annotations

import re

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.inputs import stated_range
from pmo_toolkit.analysis.uncertainty.network import Activity, Network


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
        return NotAssessed("time", "no activity is stated")
    own = rows[rows["option"].isna() | (rows["option"] == option)]
    if own.empty:
        return NotAssessed("time", "no activity is stated for this option")
    made = []
    try:
        for _, row in own.iterrows():
            name = str(row["activity"]).strip()
            ends = (number_of(row[f"duration_days_{end}"]) for end in ("low", "mode", "high"))
            duration = stated_range(*ends, name=f"duration of “{name}”")
            if duration is None:
                return NotAssessed("time", f"the duration of the activity “{name}” is not stated")
            made.append(
                Activity(
                    name=name,
                    title=text_of(row["title"]) or name,
                    duration=duration,
                    predecessors=predecessors_in(text_of(row["predecessors"])),
                    group=text_of(row["correlation_group"]),
                )
            )
        return Network(made)
    except ValueError as error:
        return NotAssessed("time", str(error))


def predecessors_in(text: str | None) -> tuple[str, ...]:
    """Names in a cell such as ``"A2; A3"``; commas, semicolons and new lines part them."""
    return tuple(name.strip() for name in re.split(r"[;,\n]", text or "") if name.strip())
