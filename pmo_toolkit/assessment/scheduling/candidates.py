"""Which proposals could be planned by their own rows, and with which options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.dependencies.dates import first_day, last_day
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.lookups.queries import IDS, ROW_FAULTS
from pmo_toolkit.assessment.reader import Reader
from pmo_toolkit.assessment.scheduling.capacities import Capacities
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.option_work import (
    ACTIVITY_COLUMNS,
    DEMAND_COLUMNS,
    OPTION_COLUMNS,
    is_doing_nothing,
    option_work,
    spread_over,
)
from pmo_toolkit.assessment.scheduling.shapes import LeftOut, LeftOutReason, NotPossible
from pmo_toolkit.assessment.scheduling.work import OptionRows, OptionWork
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import counted, listed
from pmo_toolkit.core.settings import Settings

_PROPOSAL_COLUMNS = (
    "id", "title", "department", "start_window", "wanted_finish", "estimate_duration_days", "class",
)  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A proposal that could be planned, as far as its own rows say."""

    id: str
    title: str
    department: str | None
    start_window: str | None
    wanted_finish: str | None
    release: int
    options: tuple[OptionWork, ...]
    is_preferred: bool
    not_possible: tuple[NotPossible, ...]


@dataclass(frozen=True)
class Candidates:
    """All proposals: those that could be planned, and the others with their reasons."""

    titles: Mapping[str, str]
    by_id: Mapping[str, Candidate]
    left_out: Mapping[str, LeftOut]
    rows: Mapping[str, OptionRows]
    departments: Mapping[str, str | None]


def candidates_of(
    reader: Reader,
    capacities: Capacities,
    months: PlanMonths,
    *,
    preferred: Mapping[str, str],
    delivery: Mapping[str, Delivery],
    settings: Settings,
) -> Candidates:
    """Proposals with the options by which each could be done.

    Parameters
    ----------
    reader : Reader
    capacities : Capacities
    months : PlanMonths
    preferred : mapping of str to str
        Proposal → option.
    delivery : mapping of str to Delivery
        Option → when it is delivered, where it is assessed.
    settings : Settings

    Raises
    ------
    UsageError
        If a preferred option is none of its proposal's.
    """
    table = reader.rows("proposals", columns=_PROPOSAL_COLUMNS).to_dict("records")
    own_rows = {str(row["id"]): row for row in table}
    options = _options(reader, own_rows, delivery)
    _refuse_unknown(preferred, options)
    running = {work.project for work in capacities.running}
    titles, left_out, by_id = {}, {}, {}
    for name in reader.value(IDS):
        row = own_rows.get(name)
        titles[name] = (text_of(row["title"]) if row else None) or name
        if row is None or reader.value(ROW_FAULTS, name):
            faults = reader.value(ROW_FAULTS, name)
            left_out[name] = _faulty(name, titles[name], faults)
        elif name in running:
            why = "It is work under way already."
            left_out[name] = LeftOut(name, titles[name], LeftOutReason.UNDER_WAY, why)
        else:
            candidate = _candidate(
                row, options.get(name, []), capacities, months, preferred.get(name), settings
            )
            if isinstance(candidate, LeftOut):
                left_out[name] = candidate
            else:
                by_id[name] = candidate
    return Candidates(
        titles,
        by_id,
        left_out,
        {str(rows.option["id"]): rows for own in options.values() for rows in own},
        {name: text_of(row["department"]) for name, row in own_rows.items()},
    )


def _options(
    reader: Reader, proposals: Mapping[str, Mapping[Any, Any]], delivery: Mapping[str, Delivery]
) -> dict[str, list[OptionRows]]:
    """Proposal → its options with all that is stated of them, in the order of the table."""
    demand: dict[str, list[Mapping[Any, Any]]] = {}
    for row in reader.rows("demand", columns=DEMAND_COLUMNS).to_dict("records"):
        demand.setdefault(str(row["option"]), []).append(row)
    activities = reader.rows("activities", columns=ACTIVITY_COLUMNS)
    own_activities = {str(name): rows for name, rows in activities.groupby("proposal")}
    none = activities.iloc[:0]
    options: dict[str, list[OptionRows]] = {}
    for row in reader.rows("options", columns=OPTION_COLUMNS).to_dict("records"):
        option, proposal = str(row["id"]), str(row["proposal"])
        own = proposals.get(proposal, {})
        options.setdefault(proposal, []).append(
            OptionRows(
                row,
                tuple(demand.get(option, ())),
                own_activities.get(proposal, none),
                number_of(own.get("estimate_duration_days")),
                delivery.get(option),
                text_of(own.get("class")),
                text_of(own.get("department")),
            )
        )
    return options


def _refuse_unknown(
    preferred: Mapping[str, str], options: Mapping[str, Iterable[OptionRows]]
) -> None:
    for proposal, option in preferred.items():
        own = [str(rows.option["id"]) for rows in options.get(proposal, ())]
        if option not in own:
            known = listed(own) if own else "none"
            raise UsageError(
                f"{option!r} is preferred for {proposal}, and is none of its options ({known})"
            )


def _candidate(
    row: Mapping[Any, Any],
    options: Collection[OptionRows],
    capacities: Capacities,
    months: PlanMonths,
    preferred: str | None,
    settings: Settings,
) -> Candidate | LeftOut:
    name = str(row["id"])
    title = text_of(row["title"]) or name

    def left_out(reason: LeftOutReason, why: str, *others: str, **rows: Any) -> LeftOut:
        return LeftOut(name, title, reason, why, others, **rows)

    real = [rows for rows in options if not is_doing_nothing(rows.option)]
    if preferred is not None:
        real = [rows for rows in real if str(rows.option["id"]) == preferred]
        if not real:
            why = "Its assessment prefers to carry on as today, which is no work."
            return left_out(LeftOutReason.NOTHING_PREFERRED, why, preferred)
    if not real:
        why = "It states no option but carrying on as today, so there is no work to place."
        return left_out(LeftOutReason.NO_OPTION, why)
    works = [work for rows in real if (work := option_work(rows, settings)) is not None]
    if not works:
        why = "Nobody states which hours it takes of whom, nor how long it takes."
        return left_out(LeftOutReason.NOT_STATED, why)
    release = _release(text_of(row["start_window"]), months)
    possible, blocked = [], []
    for work in works:
        fitted = _fitted(work, release, capacities, settings)
        if fitted is not None:
            possible.append(fitted)
        if fitted is not work:
            spread = 0 if fitted is None else fitted.spread
            blocked.append(_not_possible(work, release, capacities, spread))
    if not possible:
        return left_out(
            LeftOutReason.TOO_MUCH,
            "; ".join(dict.fromkeys(gone.why for gone in blocked)) + ".",
            *sorted({role for gone in blocked for role in gone.roles}),
            table="demand",
            rows=tuple(sorted({row for gone in blocked for row in gone.rows})),
        )
    whole = [work for work in possible if not work.is_part]
    return Candidate(
        name,
        title,
        text_of(row["department"]),
        first_day(text_of(row["start_window"])),
        last_day(text_of(row["wanted_finish"])),
        release,
        tuple(whole or possible),
        preferred is not None,
        tuple(blocked),
    )


def _fitted(
    work: OptionWork, release: int, capacities: Capacities, settings: Settings
) -> OptionWork | None:
    """The option over the fewest months in which it can be done, those that are stated first.

    None where it cannot be done in any months.
    """
    most = int(work.months * (1 + settings.scheduling.spread_most))
    longer = [spread_over(work, months) for months in range(work.months + 1, most + 1)]
    for is_stated in (True, False):
        for own in (work, *longer):
            lacking = capacities.too_small_for(own, release, is_stated=is_stated)
            if not lacking and not capacities.too_small_for(own, release):
                return own
    return None


def _not_possible(
    work: OptionWork, release: int, capacities: Capacities, spread: int
) -> NotPossible:
    """An option that can be done in no month, with the role that most is lacking of."""
    roles = capacities.too_small_for(work, release, is_stated=True)
    roles = roles or capacities.too_small_for(work, release)
    lacking = {}
    for role in roles:
        most = int(capacities.free(role, len(capacities.roles[role].hours)).max())
        lacking[role] = max(work.profile[role]) - most
    role = max(sorted(lacking), key=lambda name: lacking[name])
    if lacking[role] > 0:
        peak = max(work.profile[role])
        why = (
            f"“{work.title}” asks for {peak:,} hours of the role {role} in one month, and in no"
            f" stated month are more than {peak - lacking[role]:,} left"
        )
    else:
        why = (
            f"“{work.title}” takes {counted(work.months, 'month', 'months')}, and so many months"
            f" one after another with enough hours of {_named(roles)} are not stated"
        )
    rows = tuple(sorted(asked.row for asked in work.demand if asked.role in roles))
    return NotPossible(work.option, work.title, work.is_part, roles, why, rows, spread)


def _named(roles: tuple[str, ...]) -> str:
    return f"the role {roles[0]}" if len(roles) == 1 else f"the roles {listed(roles)} together"


def _release(start: str | None, months: PlanMonths) -> int:
    """The month that its start window begins in; the plan's first where that is over."""
    first = first_day(start)
    return 0 if first is None else max(0, months.number(dt.date.fromisoformat(first)))


def _faulty(name: str, title: str, faults: Collection[Any]) -> LeftOut:
    rows = tuple(sorted(fault.row for fault in faults if fault.row is not None))
    tables = sorted({fault.table for fault in faults})
    where = f": {'; '.join(fault.where + ': ' + fault.what for fault in faults)}" if faults else ""
    return LeftOut(
        name,
        title,
        LeftOutReason.ROW_FAULT,
        f"Its rows have faults{where}.",
        table=tables[0] if len(tables) == 1 else "",
        rows=rows,
    )
