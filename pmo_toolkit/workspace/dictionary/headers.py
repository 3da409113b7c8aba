"""Which of our names a file name, sheet or column header means, however it is spelt.

Case, spaces, hyphens and underscores never matter. A unit in brackets is passed over when it is the
column's own. A short list of other names is understood too, and told as a finding, so that nobody
is surprised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import TABLES

_ID_NAMES = ("ref", "reference", "key", "identifier", "code", "number", "no", "unique id", "uid")
_TITLE_NAMES = ("name",)
_PROJECT_TITLES = (
    "project title",
    "project name",
    "proposal title",
    "proposal name",
    "name",
    "project",
)

#: Other names of a column, by table; only such as cannot mean anything else in that table.
SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "proposals": {
        "id": (
            "proposal id",
            "proposal",
            "proposal no",
            "proposal number",
            "project id",
            "project no",
            *_ID_NAMES,
        ),
        "title": _PROJECT_TITLES,
        "department": ("dept", "business unit", "division", "directorate"),
        "need": ("business need", "problem", "problem statement"),
        "description": ("project description", "scope", "summary"),
        "risk_of_not_doing": (
            "risk of not proceeding",
            "cost of inaction",
            "consequence of not doing",
        ),
        "start_window": ("start", "planned start", "earliest start", "desired start"),
        "wanted_finish": (
            "deadline",
            "wanted by",
            "desired finish",
            "target finish",
            "due date",
            "needed by",
        ),
        "requested_budget": (
            "budget",
            "total budget",
            "budget requested",
            "requested amount",
            "requested funding",
        ),
        "class": ("project class", "project type", "type"),
        "user_count": ("users", "number of users"),
        "interface_count": ("interfaces", "number of interfaces"),
    },
    "goals": {
        "id": ("goal id", "goal", *_ID_NAMES),
        "title": _TITLE_NAMES,
        "date": ("target date", "by"),
    },
    "proposal_goals": {"proposal": ("proposal id", "project id"), "goal": ("goal id",)},
    "capabilities": {
        "id": ("capability id", "capability", *_ID_NAMES),
        "title": _TITLE_NAMES,
        "parent": ("parent id", "parent capability"),
        "department": ("owner department", "dept"),
        "maturity_now": ("current maturity", "maturity today", "maturity"),
        "maturity_target": ("target maturity",),
    },
    "proposal_capabilities": {
        "proposal": ("proposal id", "project id"),
        "capability": ("capability id",),
    },
    "services": {
        "id": ("service id", "service", *_ID_NAMES),
        "title": (*_TITLE_NAMES, "service name"),
        "capability": ("capability id",),
        "annual_cost": ("cost per year", "yearly cost"),
        "contract_end": ("end of contract", "contract end date"),
    },
    "options": {
        "id": ("option id", "option", *_ID_NAMES),
        "proposal": ("proposal id", "project id"),
        "kind": ("option kind", "option type", "type"),
        "title": (*_TITLE_NAMES, "option name", "option title"),
        "service": ("service id",),
        "term_months": ("term",),
    },
    "costs": {
        "option": ("option id",),
        "element": ("cost element", "item"),
        "cost_type": ("capex opex", "type"),
        "mode": ("most likely", "likely"),
        "low": ("optimistic", "min", "minimum"),
        "high": ("pessimistic", "max", "maximum"),
        "correlation_group": ("group",),
    },
    "benefits": {
        "proposal": ("proposal id", "project id"),
        "goal": ("goal id",),
        "title": ("benefit", *_TITLE_NAMES),
        "mode": ("most likely", "likely"),
        "low": ("pessimistic", "min", "minimum"),
        "high": ("optimistic", "max", "maximum"),
        "department": ("owner department", "dept"),
    },
    "dependencies": {
        "from": ("from proposal", "from id"),
        "to": ("to proposal", "to id"),
        "type": ("dependency type", "kind"),
    },
    "demand": {"option": ("option id",), "start_month": ("first month",)},
    "capacity": {
        "absence_hours": ("absence",),
        "gross_hours": ("gross",),
        "run_work_hours": ("run work",),
    },
    "in_flight": {
        "project": ("id", "project id"),
        "title": ("project title", "project name", "name"),
        "finish_estimate": ("estimated finish", "finish date"),
    },
    "history": {
        "project": ("id", "project id", "proposal id"),
        "title": ("project title", "project name", "name"),
        "department": ("dept", "business unit"),
        "class": ("project class", "project type", "type"),
        "estimate_effort_person_hours": (
            "estimated effort person hours",
            "effort estimate person hours",
        ),
        "actual_effort_person_hours": ("effort actual person hours",),
        "estimate_cost": ("estimated cost", "cost estimate"),
        "actual_cost": ("final cost", "cost actual"),
        "estimate_duration_days": ("estimated duration days",),
        "finish_date": ("finish", "end date"),
        "start_date": ("start",),
        "user_count": ("users", "number of users"),
        "interface_count": ("interfaces", "number of interfaces"),
    },
    "tickets": {
        "service": ("service id",),
        "opened": ("opened at", "created"),
        "closed": ("closed at", "resolved"),
    },
    "flow": {"item": ("id", "key"), "started": ("start date",), "done": ("finished", "completed")},
    "risks": {
        "proposal": ("proposal id", "project id"),
        "title": ("risk", "description"),
        "probability": ("likelihood",),
    },
    "criteria": {
        "id": ("criterion id", "criterion", *_ID_NAMES),
        "title": (*_TITLE_NAMES, "criterion name", "criterion title"),
    },
    "activities": {
        "proposal": ("proposal id", "project id"),
        "option": ("option id",),
        "activity": ("activity id", "task", "task id"),
        "title": ("activity title", "task name", *_TITLE_NAMES),
        "predecessors": ("predecessor", "depends on", "after"),
        "correlation_group": ("group",),
    },
    "judgements": {
        "scorer_role": ("role", "scorer"),
        "item": ("proposal", "proposal id"),
        "value": ("score",),
        "time": ("date",),
    },
    "notes": {
        "proposal": ("proposal id",),
        "field": ("about", "concerns"),
        "text": ("note", "comment", "remark"),
        "value": ("override", "instead"),
        "role": ("author role", "by"),
    },
    "stakeholders": {"department": ("dept", "business unit")},
    "rates": {"factor": ("rate",), "year": ("price year",)},
}


def _singular(text: str) -> str:
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-1] if text.endswith("s") else text


_BY_NAME = {_singular(comparable(name)): name for name in TABLES}


def table_named(text: str) -> str | None:
    """The table that a file stem or sheet name means, or None."""
    return _BY_NAME.get(_singular(comparable(text)))


def nearest(text: str, choices: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The choice spelt most like `text`, or None where none is near."""
    by_key = {comparable(choice): choice for choice in choices}
    near = get_close_matches(comparable(text)[:100], list(by_key), n=1, cutoff=cutoff)
    return by_key[near[0]] if near else None


def meant(near: str | None) -> str:
    """``Did you mean near? `` with a space behind it, or nothing."""
    return f"Did you mean {near}? " if near else ""


def snake(text: str) -> str:
    """`text` as a column name: ``Team Size`` and ``teamSize`` become ``team_size``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\W_]+", "_", spaced.casefold()).strip("_")


@dataclass
class HeaderMatch:
    """What the headers of one table mean.

    Attributes
    ----------
    columns : dict of str to int
        Our column → position of the header.
    synonyms : list of (str, int)
        Our column and the position of a header that only a synonym explains.
    unknown : list of int
        Positions of headers that mean none of our columns.
    duplicates : list of (int, int)
        Positions of two headers that say the same.
    unmapped : list of (str, str)
        Entries of ``[columns]`` whose header does not stand in the table.
    """

    columns: dict[str, int] = field(default_factory=dict)
    synonyms: list[tuple[str, int]] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    unmapped: list[tuple[str, str]] = field(default_factory=list)


def match_headers(
    table: str, headers: Sequence[str], mapping: Mapping[str, str], *, currency: str | None = None
) -> HeaderMatch:
    """Tell what each header means.

    Parameters
    ----------
    table : str
        Name of a table of the dictionary.
    headers : sequence of str
        Headers as written.
    mapping : mapping of str to str
        Our column → their header, from ``[columns.<table>]``.
    currency : str, optional
        Declared currency; a header may carry it in brackets.
    """
    found = HeaderMatch()
    at: dict[str, int] = {}
    for position, header in enumerate(headers):
        key = comparable(header)
        if key and key in at:
            found.duplicates.append((at[key], position))
        elif key:
            at[key] = position
    for ours, theirs in mapping.items():
        if comparable(theirs) in at:
            found.columns[ours] = at[comparable(theirs)]
        else:
            found.unmapped.append((ours, theirs))
    taken = set(found.columns.values())

    def claim(ours: str, key: str) -> int | None:
        position = at.get(key)
        if position is None or position in taken or ours in found.columns:
            return None
        found.columns[ours] = position
        taken.add(position)
        return position

    schema = TABLES[table]
    for ours in schema.columns:
        claim(ours, comparable(ours))
    for ours, column in schema.columns.items():
        for unit in _units((column.metadata or {}).get("unit"), currency):
            claim(ours, comparable(ours) + comparable(unit))
    for ours, others in SYNONYMS.get(table, {}).items():
        for other in others:
            claimed = claim(ours, comparable(other))
            if claimed is not None:
                found.synonyms.append((ours, claimed))
    repeated = {second for _, second in found.duplicates}
    found.unknown = [
        i for i, header in enumerate(headers) if comparable(header) and i not in taken | repeated
    ]
    return found


def _units(unit: str | None, currency: str | None) -> tuple[str, ...]:
    """What may stand in brackets behind a header without changing its meaning."""
    if not unit:
        return ()
    if unit.startswith("money"):
        return (currency,) if currency else ()
    return (unit, unit.split()[0])
