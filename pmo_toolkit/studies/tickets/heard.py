"""Who was heard, on what and when, and what speaks of services beside their tickets."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.evidence.stakeholders import Heard, StakeholderRecord
from pmo_toolkit.analysis.tickets.grades import EvidenceGrade, grade_of
from pmo_toolkit.core.written_numbers import parted
from pmo_toolkit.workspace import Workspace

#: What a consultant notes: heard of nobody but the consultant, unless a stakeholder's role says it.
NOTES = "notes"
#: Table → who spoke, on what, when, and the column without which nothing was said.
_VOICES = (
    ("judgements", "scorer_role", "scores", "time", "value"),
    ("overlap_answers", "by_role", "what is asked twice", "date", "answer"),
    ("notes", "role", NOTES, "date", ""),
    ("answers", "department", "questions", "date", "answer"),
)
#: Table → column of the proposal, column without which nothing was said, day, and the kind of
#: evidence that this is. The owner of a benefit states it without a day.
_BESIDE = (
    ("judgements", "item", "value", "time", "what those who scored its proposals said"),
    ("overlap_answers", "a", "answer", "date", "what departments answered"),
    ("overlap_answers", "b", "answer", "date", "what departments answered"),
    ("answers", "proposal", "answer", "date", "what departments answered"),
    ("benefits", "proposal", "department", "", "the benefits that their owners state"),
)


def heard_in(workspace: Workspace) -> tuple[Heard, ...]:
    """Everything that somebody said in the tables of a workspace."""
    return tuple(_heard(workspace))


def _heard(workspace: Workspace) -> Iterator[Heard]:
    for name, who, topic, when, what in _VOICES:
        table = workspace.table(name)
        needed = [who, what] if what else [who]
        for speaker, day in table.dropna(subset=needed)[[who, when]].itertuples(index=False):
            yield Heard(str(speaker), topic, _day(day))


def _day(cell: object) -> pd.Timestamp | None:
    moment = pd.to_datetime(str(cell), errors="coerce")
    return None if pd.isna(moment) else moment.normalize()


def sources_heard(register: tuple[StakeholderRecord, ...]) -> tuple[str, ...]:
    """Kinds of what was heard lately; notes count where a listed stakeholder says them."""
    topics = {
        on.topic
        for record in register
        for on in record.heard_on
        if on.is_recent and (record.is_listed or on.topic != NOTES)
    }
    return tuple(f"what departments said on {topic}" for topic in sorted(topics))


def grades_by_service(
    workspace: Workspace, as_of: pd.Timestamp, most_days: int, age_days: int | None
) -> dict[str, EvidenceGrade]:
    """Service → grade of what its tickets tell, by what else speaks of proposals that name it.

    Parameters
    ----------
    workspace : Workspace
    as_of : Timestamp
    most_days : int
        What was said longer ago, or on no stated day, does not count.
    age_days : int or None
        Of the last ticket.
    """
    kinds: dict[str, set[str]] = {}
    for name, of, what, when, kind in _BESIDE:
        table = workspace.table(name).dropna(subset=[of, what])
        for row in table.to_dict("records"):
            day = _day(row[when]) if when else as_of
            if day is not None and pd.Timedelta(0) <= as_of - day <= pd.Timedelta(days=most_days):
                kinds.setdefault(str(row[of]), set()).add(kind)
    named: dict[str, set[str]] = {str(name): set() for name in workspace.table("services")["id"]}
    for row in workspace.table("options").to_dict("records"):
        for service in (text_of(row["service"]), *parted(text_of(row["replaces"]) or "")):
            if service is not None:
                named.setdefault(service, set()).update(kinds.get(str(row["proposal"]), ()))
    for service in named:  # one that an answer names itself
        named[service] |= kinds.get(service, set())
    return {
        service: grade_of(sorted(found)).of_age(age_days, most_days)
        for service, found in sorted(named.items())
    }


def importance_of_departments(workspace: Workspace) -> dict[str, float | None]:
    """Every department that a table names → the importance of its capabilities or its interest."""
    found: dict[str, float | None] = {}
    for name, rating in (("capabilities", "importance"), ("stakeholders", "interest")):
        for row in workspace.table(name).to_dict("records"):
            department, value = text_of(row["department"]), number_of(row[rating])
            if department is not None:
                known = found.get(department)
                found[department] = max((x for x in (known, value) if x is not None), default=None)
    for department in workspace.table("proposals")["department"].dropna():
        found.setdefault(str(department), None)
    return found
