"""Roles that are missing and work that is late, as data, and the workspace in which that is so.

The rows of the workspace stay as they are: `tried_workspace` gives the one that reading the edited
files would give.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.dependencies.dates import first_day, first_day_to_come
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import month, short
from pmo_toolkit.studies.what_if.changes import later_period
from pmo_toolkit.workspace import Workspace

#: Longest delay where no hours of roles are stated, in months.
_MOST_MONTHS = 120
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class RoleCut:
    """Hours of a role that are missing.

    Who is missing is not absent either, so that the absence shrinks alike; run work and tickets
    stay, and fall to those that are left.

    Parameters
    ----------
    role : str
    share : float
        Of its hours, above 0 and up to 1.
    first, last : str or None
        Months ``YYYY-MM`` from which and up to which they are missing; None: from the first, or up
        to the last that is stated.
    """

    role: str
    share: float = 1.0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True)
class ItemDelay:
    """A proposal that starts later, or work in flight that finishes later.

    Parameters
    ----------
    item : str
        Id.
    months : int
        At least 1.
    """

    item: str
    months: int


@dataclass(frozen=True)
class Trial:
    """What is tried out.

    Parameters
    ----------
    cuts : tuple of RoleCut
    delays : tuple of ItemDelay
    """

    cuts: tuple[RoleCut, ...] = ()
    delays: tuple[ItemDelay, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cuts or self.delays)

    @property
    def words(self) -> str:
        """The trial in a clause."""
        return "; ".join((*map(_cut_words, self.cuts), *map(_delay_words, self.delays)))

    def as_dict(self) -> dict[str, Any]:
        """The trial as JSON holds it."""
        return {
            "cuts": [
                {"role": cut.role, "share": cut.share, "first": cut.first, "last": cut.last}
                for cut in self.cuts
            ],
            "delays": [{"item": delay.item, "months": delay.months} for delay in self.delays],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Trial:
        """The trial that `as_dict` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            If this is no such record.
        """
        return cls(
            tuple(
                RoleCut(str(cut["role"]), float(cut["share"]), cut["first"], cut["last"])
                for cut in record["cuts"]
            ),
            tuple(
                ItemDelay(str(delay["item"]), int(delay["months"])) for delay in record["delays"]
            ),
        )


def roles_of(workspace: Workspace) -> tuple[str, ...]:
    """Roles whose hours are stated."""
    return tuple(sorted(set(workspace.table("capacity")["role"].dropna().astype(str))))


def items_of(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """What can be late: a name for readers and the id of work in flight, then of proposals."""
    running, proposals = workspace.table("in_flight"), workspace.table("proposals")
    found = {
        str(
            row["project"]
        ): f"{row['project']} · {short(text_of(row['title']) or '', 70)} (in flight)"
        for row in running.drop_duplicates("project").to_dict("records")
    }
    for row in proposals.to_dict("records"):
        found.setdefault(str(row["id"]), f"{row['id']} · {short(text_of(row['title']) or '', 70)}")
    return tuple((name, key) for key, name in found.items())


def months_of(workspace: Workspace) -> tuple[str, ...]:
    """Months for which hours of any role are stated, ``YYYY-MM``."""
    stated = workspace.table("capacity")["month"].dropna()
    return tuple(sorted({day.strftime("%Y-%m") for day in stated}))


def role_named(workspace: Workspace, text: str) -> str:
    """The role that a text means, whatever its capitals.

    Raises
    ------
    UsageError
        If hours of no such role are stated.
    """
    known = {role.casefold(): role for role in roles_of(workspace)}
    if text.casefold() not in known:
        raise _unknown("role with stated hours", text, roles_of(workspace))
    return known[text.casefold()]


def item_named(workspace: Workspace, text: str) -> str:
    """Id of the proposal or work in flight that a text means: an id, or as `items_of` names it.

    Raises
    ------
    UsageError
        If there is none.
    """
    known = {key.casefold(): key for name, item in items_of(workspace) for key in (item, name)}
    ids = dict(items_of(workspace))
    found = known.get(text.casefold())
    if found is None:
        raise _unknown("proposal or work in flight", text, ids.values())
    return ids.get(found, found)


def month_named(text: str) -> str | None:
    """A month as it is typed, None for the empty text.

    Raises
    ------
    UsageError
        If it is no month such as 2027-03.
    """
    if text and not _MONTH.fullmatch(text):
        raise UsageError(f"{text!r} is not a month such as 2027-03")
    return text or None


def tried_workspace(workspace: Workspace, trial: Trial, as_of: dt.date) -> Workspace:
    """A copy in which roles are missing and work is late, checked as reading checks it.

    Parameters
    ----------
    workspace : Workspace
    trial : Trial
    as_of : date
        Nothing starts before it.

    Raises
    ------
    UsageError
        For a role, an item or a month that is not there, a share that is none, a delay of less than
        a month, or one beyond the last month for which hours are stated.
    """
    copy = workspace
    for cut in trial.cuts:
        copy = _without_hours(copy, cut)
    proposals = set(workspace.table("proposals")["id"])
    for delay in trial.delays:
        if delay.months < 1:
            raise UsageError("a delay is of one month or more")
        item = item_named(workspace, delay.item)
        is_proposal = item in proposals
        copy = _started_later(copy, delay, as_of) if is_proposal else _finished_later(copy, delay)
    return copy


def _without_hours(workspace: Workspace, cut: RoleCut) -> Workspace:
    if not 0 < cut.share <= 1:
        raise UsageError("the share of the hours that are missing lies above 0 % and up to 100 %")
    rows = workspace.table("capacity").astype(object)
    if cut.role not in roles_of(workspace):
        raise _unknown("role with stated hours", cut.role, roles_of(workspace))
    for end in (cut.first, cut.last):
        month_named(end or "")
    months = workspace.table("capacity")["month"].dt.strftime("%Y-%m")
    missing = workspace.table("capacity")["role"] == cut.role
    missing &= (months >= cut.first) if cut.first else True
    missing &= (months <= cut.last) if cut.last else True
    if not missing.any():
        raise UsageError(
            f"no hours of the role {cut.role} are stated from {cut.first or 'the first month'} to"
            f" {cut.last or 'the last'}; they are from {months.min()} to {months.max()}"
        )
    for column in ("gross_hours", "absence_hours"):
        numbers = workspace.table("capacity")[column].astype(float)
        rows[column] = numbers.where(~missing, numbers * (1 - cut.share))
    return workspace.with_rows("capacity", rows)


def _started_later(workspace: Workspace, delay: ItemDelay, as_of: dt.date) -> Workspace:
    """Its start window moved; the day on which it is wanted stays."""
    table = workspace.table("proposals")
    rows = pd.DataFrame(table).astype(object)
    place = int((table["id"] == delay.item).to_numpy().argmax())
    stated = text_of(table["start_window"].iloc[place])
    first = first_day(stated)
    if stated is not None and first is not None and first >= as_of.isoformat():
        moved = "/".join(later_period(part, delay.months) for part in stated.split("/"))
    else:  # not stated, or passed: it would start with the first month that begins from today on
        soonest = first_day_to_come(as_of.replace(day=1).isoformat(), as_of)
        assert soonest is not None
        moved = later_period(soonest[:7], delay.months)
    _refuse_beyond(workspace, delay, (first_day(moved) or moved)[:7])
    column = list(rows.columns).index("start_window")
    rows.iat[place, column] = moved
    return workspace.with_rows("proposals", rows)


def _finished_later(workspace: Workspace, delay: ItemDelay) -> Workspace:
    table = workspace.table("in_flight")
    own = table["project"] == delay.item
    if table.loc[own, "finish_estimate"].isna().any():
        raise UsageError(f"{delay.item} states no finish that could be later")
    later = table["finish_estimate"] + pd.DateOffset(months=delay.months)
    _refuse_beyond(workspace, delay, later[own].max().strftime("%Y-%m"))
    rows = table.astype(object)
    rows["finish_estimate"] = table["finish_estimate"].where(~own, later)
    return workspace.with_rows("in_flight", rows)


def _refuse_beyond(workspace: Workspace, delay: ItemDelay, moved: str) -> None:
    """Nobody knows who is free after the last month that is stated."""
    stated = months_of(workspace)
    if delay.months > _MOST_MONTHS or (stated and moved > stated[-1]):
        last = f" (hours are stated up to {month(stated[-1])})" if stated else ""
        raise UsageError(
            f"{delay.item} later by {delay.months} months lies beyond all that is planned{last}:"
            " choose fewer months"
        )


def _unknown(what: str, name: str, known: Any) -> UsageError:
    near = get_close_matches(name, [str(one) for one in known], n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return UsageError(f"there is no {what} {name!r}{hint}")


def _cut_words(cut: RoleCut) -> str:
    share = "all hours" if cut.share == 1 else f"{100 * cut.share:.3g} % of the hours"
    span = " to ".join(month(end) for end in (cut.first, cut.last) if end)
    if cut.first and not cut.last:
        span = f"from {span} on"
    elif cut.last and not cut.first:
        span = f"up to {span}"
    return f"{share} of the role {cut.role} missing" + (f", {span}" if span else "")


def _delay_words(delay: ItemDelay) -> str:
    return f"{delay.item} later by {delay.months} month{'s' if delay.months > 1 else ''}"
