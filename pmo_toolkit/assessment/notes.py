"""The consultant's voice.

Notes and overrides beside the computed advice, marked as theirs, changing nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.core.number_format import counted

#: Short names of what a note is mostly about → path of the figure in ``assessment.json`` and its
#: unit.
_SUBJECTS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "advice": ("advice.position", ""),
        "position": ("advice.position", ""),
        "confidence": ("advice.confidence", ""),
        "budget": ("proposal.requested_budget", "money"),
        "cost": ("cost.cost.p50", "money"),
        "effort": ("effort.point", "person-hours"),
        "duration": ("duration.point", "calendar days"),
        "standing": ("standing.tier.name", ""),
        "option": ("options.preferred", ""),
    }
)


@dataclass(frozen=True)
class ConsultantNote:
    """One note of the consultant.

    Parameters
    ----------
    field : str or None
        What it is about, as written; None for the proposal as a whole.
    text : str or None
        The note in words.
    value : str or None
        What the consultant would put in place of the computed value; with it the note is an
        override.
    computed : str, float or None
        The computed value, unchanged, where `field` names one.
    unit : str
        Of the computed value; empty where it has none or it is not known.
    reason, role, date : str or None
        Why, who says so (a role), and the day (ISO 8601).
    age_days : int or None
        How long before the day of the assessment that was; None where no day is stated.
    doubt : str
        Why the note may no longer hold, or cannot be placed in time, in words; else empty.
    """

    field: str | None
    text: str | None
    value: str | None
    computed: str | float | None
    unit: str
    reason: str | None
    role: str | None
    date: str | None
    age_days: int | None
    doubt: str


class NoteAge(NamedTuple):
    """From which day the age of notes is counted, and beyond how many days one is old."""

    as_of: dt.date
    most_days: int


def notes_beside(
    notes: pd.DataFrame, computed: Mapping[str, Any], rule: NoteAge
) -> tuple[ConsultantNote, ...]:
    """The notes on one proposal in order, each with the computed value that it speaks of.

    Parameters
    ----------
    notes : DataFrame
        The proposal's rows of the table notes; rows that say nothing are passed over.
    computed : mapping
        The assessment as plain data; only read.
    rule : NoteAge
    """
    made = []
    for _, row in notes.iterrows():
        text, value, about = (text_of(row[name]) for name in ("text", "value", "field"))
        if text is None and value is None:
            continue
        path, unit = _SUBJECTS.get((about or "").strip().casefold(), (about or "", ""))
        found = _at(computed, path)
        date = None if pd.isna(row["date"]) else pd.Timestamp(row["date"]).date()
        age = None if date is None else (rule.as_of - date).days
        made.append(
            ConsultantNote(
                field=about,
                text=text,
                value=value,
                computed=found,
                unit=unit if found is not None else "",
                reason=text_of(row["reason"]),
                role=text_of(row["role"]),
                date=None if date is None else date.isoformat(),
                age_days=age,
                doubt=_doubt(age, rule.most_days),
            )
        )
    return tuple(made)


def _doubt(age_days: int | None, most_days: int) -> str:
    if age_days is None:
        return "on no stated day, so that nobody can tell whether it still holds"
    if age_days < 0:
        return "on a day after that of this assessment"
    if age_days > most_days:
        return f"{counted(age_days, 'day', 'days')} ago: ask whether it still holds"
    return ""


def _at(computed: Mapping[str, Any], path: str) -> str | float | None:
    """The text or number at a dotted path, or None where there is none."""
    found: Any = computed
    for step in path.strip().split("."):
        if isinstance(found, Mapping) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    if isinstance(found, bool) or found is None:
        return None
    return (
        float(found)
        if isinstance(found, int)
        else found
        if isinstance(found, str | float)
        else None
    )
