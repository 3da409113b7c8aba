"""Rows of ``dependencies`` as seen from one proposal, with what stands at their other ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pandas as pd

from pmo_toolkit.analysis.base.cells import records_of, text_of
from pmo_toolkit.analysis.dependencies.dates import first_day, last_day, with_lags
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal
from pmo_toolkit.core.settings import Settings

_COLUMNS = ("from", "to", "type", "lag_days", "strength")
_OF_PROPOSALS = ("id", "title", "department", "start_window", "wanted_finish")
_OF_WORK = ("project", "title", "finish_estimate", "department")
_OF_EXISTING = {"services": ("id", "title"), "capabilities": ("id", "title", "department")}


class RowSource(Protocol):
    """Who reads a workspace for one proposal."""

    proposal: str
    settings: Settings

    def rows(
        self,
        table: str,
        where: Mapping[str, Iterable[str]] | None = None,
        *,
        columns: Iterable[str] = (),
    ) -> pd.DataFrame:
        """Rows of a table with certain values in certain columns."""
        ...

    def faults_of(self, proposal: str) -> bool:
        """Whether a proposal cannot be assessed because of faults in its rows."""
        ...


@dataclass(frozen=True)
class LinkedWork:
    """What stands at the other ends of dependencies of one kind, each by its id once.

    `existing` are services and capabilities; `unknown` stands in no table.
    """

    proposals: tuple[LinkedProposal, ...] = ()
    in_flight: tuple[LinkedProposal, ...] = ()
    unknown: tuple[LinkedProposal, ...] = ()
    existing: tuple[LinkedProposal, ...] = ()

    @property
    def all(self) -> tuple[LinkedProposal, ...]:
        """All of it."""
        return self.proposals + self.in_flight + self.existing + self.unknown


def linked(
    source: RowSource, proposal: str, kind: str, *, own_end: str = "from", other_end: str = "to"
) -> LinkedWork:
    """What a proposal is tied to by dependencies of one kind, itself left out.

    Parameters
    ----------
    source : RowSource
    proposal : str
    kind : str
        Such as ``"requires"``.
    own_end, other_end : str
        Columns in which the proposal and the other stand.
    """
    rows = source.rows("dependencies", {own_end: (proposal,), "type": (kind,)}, columns=_COLUMNS)
    ties = _ties(rows, other_end, source.settings.dependencies.default_strength)
    ties.pop(proposal, None)
    return _resolved(source, ties)


def binding(source: RowSource, proposal: str) -> LinkedWork:
    """What a proposal requires and what more likely than not holds back its start.

    The one reading for reports, for the order of starts and, by the same rules, for plans: a tie
    binds from a strength on (`schedule_binds_from`), and a lag that nobody states counts as the
    longest that is stated of the others.
    """
    requires = linked(source, proposal, "requires")
    binds_from = source.settings.scheduling.binds_from
    bound = with_lags([work for work in requires.all if work.strength >= binds_from])
    by_id = {work.id: work for work in bound}

    def kept(works: Iterable[LinkedProposal]) -> tuple[LinkedProposal, ...]:
        return tuple(by_id[work.id] for work in works if work.id in by_id)

    return LinkedWork(
        kept(requires.proposals),
        kept(requires.in_flight),
        kept(requires.unknown),
        kept(requires.existing),
    )


def either_way(source: RowSource, proposal: str, kind: str) -> LinkedWork:
    """What a proposal is tied to by a kind of dependency that has no direction."""
    forth = linked(source, proposal, kind)
    back = linked(source, proposal, kind, own_end="to", other_end="from").proposals
    by_id = {work.id: work for work in forth.proposals}
    for work in back:
        known = by_id.get(work.id)
        if known is None or work.strength > known.strength:
            by_id[work.id] = work
    return replace(forth, proposals=tuple(by_id[name] for name in sorted(by_id)))


def required_pairs(source: RowSource, proposals: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of one of the proposals and what it requires."""
    rows = source.rows(
        "dependencies", {"from": proposals, "type": ("requires",)}, columns=("from", "to")
    )
    return [(str(one), str(other)) for one, other in rows.itertuples(index=False)]


def names_itself(source: RowSource, proposal: str) -> bool:
    """Whether a row names the proposal at both of its ends."""
    where = {"from": (proposal,), "to": (proposal,)}
    return len(source.rows("dependencies", where, columns=("from", "to"))) > 0


def _ties(rows: pd.DataFrame, other_end: str, default: float) -> dict[str, dict[str, Any]]:
    """Id → strength, lag; of rows that say the same the more cautious counts."""
    ties: dict[str, dict[str, Any]] = {}
    for row in records_of(rows):
        is_stated = bool(pd.notna(row["strength"]))
        strength = float(row["strength"]) if is_stated else default
        lag = float(row["lag_days"]) if pd.notna(row["lag_days"]) else None
        known = ties.setdefault(
            str(row[other_end]),
            {"strength": strength, "is_strength_stated": is_stated, "lag_days": lag},
        )
        known["strength"] = max(known["strength"], strength)
        known["is_strength_stated"] &= is_stated
        stated_lags = [days for days in (known["lag_days"], lag) if days is not None]
        known["lag_days"] = max(stated_lags, default=None)
    return ties


def _resolved(source: RowSource, ties: Mapping[str, dict[str, Any]]) -> LinkedWork:
    """Ties with titles and dates of what they lead to."""
    if not ties:
        return LinkedWork()
    names = sorted(ties)
    proposals = {
        str(row["id"]): LinkedProposal(
            str(row["id"]),
            text_of(row["title"]) or "",
            department=text_of(row["department"]),
            start=first_day(text_of(row["start_window"])),
            finish=last_day(text_of(row["wanted_finish"])),
            **ties[str(row["id"])],
        )
        for row in records_of(source.rows("proposals", {"id": names}, columns=_OF_PROPOSALS))
    }
    rest = [name for name in names if name not in proposals]
    work = _work_in_flight(source, rest, ties) if rest else {}
    rest = [name for name in rest if name not in work]
    existing = _existing(source, rest, ties) if rest else {}
    unknown = []
    for name in rest:
        if name in existing:
            continue
        if source.faults_of(name):
            proposals[name] = LinkedProposal(name, "its rows have faults", **ties[name])
        else:
            unknown.append(LinkedProposal(name, "", **ties[name]))
    return LinkedWork(
        tuple(proposals[name] for name in sorted(proposals)),
        tuple(work[name] for name in sorted(work)),
        tuple(unknown),
        tuple(existing[name] for name in sorted(existing)),
    )


def _work_in_flight(
    source: RowSource, names: Iterable[str], ties: Mapping[str, dict[str, Any]]
) -> dict[str, LinkedProposal]:
    """Work in flight by its id; of several stated finishes the latest counts."""
    found: dict[str, LinkedProposal] = {}
    rows = source.rows("in_flight", {"project": names}, columns=_OF_WORK)
    for project, group in rows.groupby("project", sort=True):
        finish = group["finish_estimate"].dropna()
        titles, departments = (group[name].dropna() for name in ("title", "department"))
        found[str(project)] = LinkedProposal(
            str(project),
            str(titles.iloc[0]) if len(titles) else "",
            department=str(departments.iloc[0]) if len(departments) else None,
            finish=last_day(_iso(finish.max())) if len(finish) else None,
            **ties[str(project)],
        )
    return found


def _existing(
    source: RowSource, names: Iterable[str], ties: Mapping[str, dict[str, Any]]
) -> dict[str, LinkedProposal]:
    """Services and capabilities by their id; of the same id the service counts."""
    found: dict[str, LinkedProposal] = {}
    for table, columns in _OF_EXISTING.items():
        for row in records_of(source.rows(table, {"id": names}, columns=columns)):
            name = str(row["id"])
            department = text_of(row["department"]) if "department" in columns else None
            found.setdefault(
                name,
                LinkedProposal(
                    name, text_of(row["title"]) or "", department=department, **ties[name]
                ),
            )
    return found


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, pd.Timestamp) else str(value)
