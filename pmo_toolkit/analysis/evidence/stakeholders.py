"""Who has an interest, who was heard on what and when, and whom to ask first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.core.settings.names.departments import NO_OTHER_NAMES, DepartmentNames

#: Interest and influence where nobody states them: the middle of 1 to 5.
_MIDDLE = 3.0


@dataclass(frozen=True)
class Heard:
    """One thing that somebody said.

    Parameters
    ----------
    who : str
        A role or a department.
    topic : str
        On what, such as ``"scores"``.
    day : Timestamp or None
    """

    who: str
    topic: str
    day: pd.Timestamp | None


@dataclass(frozen=True)
class StakeholderRecord:
    """What is known of one stakeholder, and from them.

    Parameters
    ----------
    department : str
    role : str or None
    interest, influence : float or None
        1 to 5; None where not stated.
    topics : tuple of str
        On what they were heard.
    times : int
        How often.
    last_day : str or None
        ISO 8601.
    age_days : int or None
        Of what was heard last.
    is_heard : bool
        Whether anything was heard that is not too old.
    place : int
        Place in the order of asking, from 1.
    """

    department: str
    role: str | None
    interest: float | None
    influence: float | None
    topics: tuple[str, ...]
    times: int
    last_day: str | None
    age_days: int | None
    is_heard: bool
    place: int


def order_of_asking(
    stakeholders: pd.DataFrame, names: DepartmentNames | None = None
) -> dict[str, int]:
    """Department → its place in the order of asking, from 1.

    Interest times influence, the highest among a department's rows first; what is not stated counts
    as the middle of the scale, 3. Equal ones stand in the order of their names. To be used among
    questions of equal worth: it never outweighs what an answer is worth.

    Parameters
    ----------
    stakeholders : DataFrame
        ``department``, ``interest``, ``influence``.
    names : DepartmentNames, optional
        Which of them are one department.
    """
    one = (names or NO_OTHER_NAMES).one
    weights: dict[str, float] = {}
    for row in stakeholders.to_dict("records"):
        department = text_of(row["department"])
        if department is not None:
            name = one(department)
            weights[name] = max(weights.get(name, 0.0), _weight(row))
    ordered = sorted(weights, key=lambda name: (-weights[name], name))
    return {name: place for place, name in enumerate(ordered, 1)}


def stakeholder_register(
    stakeholders: pd.DataFrame,
    heard: Iterable[Heard],
    as_of: pd.Timestamp,
    most_days: int,
    names: DepartmentNames | None = None,
) -> tuple[StakeholderRecord, ...]:
    """Each stakeholder with what was heard, in the order of asking; who was not heard first.

    Parameters
    ----------
    stakeholders : DataFrame
        ``department``, ``role``, ``interest``, ``influence``.
    heard : iterable of Heard
        By role, or by department: then it counts for all its roles.
    as_of : Timestamp
    most_days : int
        What is older is no longer taken as heard.
    names : DepartmentNames, optional
        Which departments are one.
    """
    said = list(heard)
    one = (names or NO_OTHER_NAMES).one
    places = order_of_asking(stakeholders, names)
    records = []
    for row in stakeholders.to_dict("records"):
        department, role = text_of(row["department"]), text_of(row["role"])
        if department is None:
            continue
        meant = {_folded(one(department)), _folded(one(role or department))}
        own = [voice for voice in said if _folded(one(voice.who)) in meant]
        days = [voice.day for voice in own if voice.day is not None and voice.day <= as_of]
        last = max(days, default=None)
        age = None if last is None else (as_of - last).days
        records.append(
            StakeholderRecord(
                department=department,
                role=role,
                interest=number_of(row["interest"]),
                influence=number_of(row["influence"]),
                topics=tuple(sorted({voice.topic for voice in own})),
                times=len(own),
                last_day=None if last is None else f"{last:%Y-%m-%d}",
                age_days=age,
                is_heard=age is not None and age <= most_days,
                place=places[one(department)],
            )
        )
    return tuple(sorted(records, key=_not_heard_first))


def _not_heard_first(record: StakeholderRecord) -> tuple[bool, int, float, str]:
    weight = (record.interest or _MIDDLE) * (record.influence or _MIDDLE)
    return record.is_heard, record.place, -weight, record.role or ""


def _weight(row: Mapping[Any, Any]) -> float:
    interest, influence = number_of(row["interest"]), number_of(row["influence"])
    return (interest or _MIDDLE) * (influence or _MIDDLE)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
