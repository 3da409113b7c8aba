"""Who has an interest, who was heard on what and when, and whom to ask first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

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
class HeardOn:
    """What was heard of one stakeholder on one topic.

    Parameters
    ----------
    topic : str
    times : int
        How often.
    last_day : str or None
        ISO 8601; None where none states a day that has come.
    age_days : int or None
        How long ago that was.
    is_recent : bool
        Whether that is not too long ago.
    """

    topic: str
    times: int
    last_day: str | None
    age_days: int | None
    is_recent: bool


@dataclass(frozen=True)
class StakeholderRecord:
    """What is known of one stakeholder, and from them.

    Parameters
    ----------
    department : str or None
        None of somebody who was heard and stands in no row of ``stakeholders``.
    role : str or None
        Of such a one the role or department that spoke.
    interest, influence : float or None
        1 to 5; None where not stated.
    heard_on : tuple of HeardOn
        What was heard, topic by topic, the latest first.
    times : int
        How often they were heard.
    last_day : str or None
        ISO 8601, of what was heard last.
    age_days : int or None
        How long ago that was.
    is_heard : bool
        Whether anything was heard that is not too old.
    place : int or None
        Place in the order of asking, from 1; None of somebody in no row.
    """

    department: str | None
    role: str | None
    interest: float | None
    influence: float | None
    heard_on: tuple[HeardOn, ...]
    times: int
    last_day: str | None
    age_days: int | None
    is_heard: bool
    place: int | None

    @property
    def is_listed(self) -> bool:
        """Whether ``stakeholders`` has a row of them."""
        return self.department is not None


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

    Who was heard and stands in no row comes last, by name: the register hides no voice.

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
    records: list[StakeholderRecord] = []
    listed: set[str] = set()
    for row in stakeholders.to_dict("records"):
        department, role = text_of(row["department"]), text_of(row["role"])
        if department is None:
            continue
        meant = {_folded(one(department)), _folded(one(role or department))}
        listed |= meant
        own = [voice for voice in said if _folded(one(voice.who)) in meant]
        stated = _Stated(department, role, number_of(row["interest"]), number_of(row["influence"]))
        records.append(_record(stated, own, as_of, most_days, places[one(department)]))
    others: dict[str, list[Heard]] = {}
    for voice in said:
        if _folded(one(voice.who)) not in listed:
            others.setdefault(_folded(one(voice.who)), []).append(voice)
    unlisted = [
        _record(_Stated(None, one(own[0].who), None, None), own, as_of, most_days, None)
        for _, own in sorted(others.items())
    ]
    return (*sorted(records, key=_not_heard_first), *unlisted)


class _Stated(NamedTuple):
    """What the table ``stakeholders`` says of one."""

    department: str | None
    role: str | None
    interest: float | None
    influence: float | None


def _record(
    stated: _Stated, own: list[Heard], as_of: pd.Timestamp, most_days: int, place: int | None
) -> StakeholderRecord:
    topics: dict[str, list[Heard]] = {}
    for voice in own:
        topics.setdefault(voice.topic, []).append(voice)
    last, age = _latest(own, as_of)
    return StakeholderRecord(
        *stated,
        heard_on=tuple(
            sorted(
                (
                    HeardOn(topic, len(said), *latest, _is_recent(latest[1], most_days))
                    for topic, said in topics.items()
                    for latest in (_latest(said, as_of),)
                ),
                key=_latest_first,
            )
        ),
        times=len(own),
        last_day=last,
        age_days=age,
        is_heard=_is_recent(age, most_days),
        place=place,
    )


def _latest(said: list[Heard], as_of: pd.Timestamp) -> tuple[str | None, int | None]:
    """The last day that has come, and how long ago it is."""
    days = [voice.day for voice in said if voice.day is not None and voice.day <= as_of]
    last = max(days, default=None)
    return (None, None) if last is None else (f"{last:%Y-%m-%d}", (as_of - last).days)


def _is_recent(age_days: int | None, most_days: int) -> bool:
    return age_days is not None and age_days <= most_days


def _latest_first(one: HeardOn) -> tuple[bool, int, str]:
    return one.age_days is None, one.age_days or 0, one.topic


def _not_heard_first(record: StakeholderRecord) -> tuple[bool, int, float, str]:
    weight = (record.interest or _MIDDLE) * (record.influence or _MIDDLE)
    return record.is_heard, record.place or 0, -weight, record.role or ""


def _weight(row: Mapping[Any, Any]) -> float:
    interest, influence = number_of(row["interest"]), number_of(row["influence"])
    return (interest or _MIDDLE) * (influence or _MIDDLE)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
