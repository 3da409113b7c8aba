"""Tickets of the service desk: problems that come again, load, and what tickets cannot show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.analysis.evidence.asking_order import order_of_asking
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.tickets.coverage import (
    Coverage,
    CoverageKind,
    CoverageRules,
    coverage,
    one_channel,
    questions_on_silence,
)
from pmo_toolkit.analysis.tickets.grades import Graded, Source
from pmo_toolkit.analysis.tickets.load import RoleLoad, loads, questions_on_capacity
from pmo_toolkit.analysis.tickets.reading import CleanTickets, in_sentences, read_tickets
from pmo_toolkit.analysis.tickets.recurrence import Recurrence, RecurrenceRules, recurrences
from pmo_toolkit.analysis.tickets.saving import Saving, SavingRules, savings
from pmo_toolkit.analysis.tickets.traps import Trap, TrapKind, traps_in
from pmo_toolkit.assessment.lookups.service_rows import options_on_services
from pmo_toolkit.assessment.lookups.stakeholder_rows import stakeholders_in
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.revaluation import TicketSettings
from pmo_toolkit.studies.revaluation import tables
from pmo_toolkit.studies.tickets_result import RecurringProblem, TicketStudy
from pmo_toolkit.workspace import Workspace, load_workspace

_NONE = NotAssessed("tickets", "the table tickets has no usable row", ReasonCode.NO_ROWS)
_IT = "Information technology"
#: Remarks on reading that a study repeats; the check tells the rest.
_MOST_REMARKS = 12


def study_tickets(
    workspace: Workspace | str | Path,
    *,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    encoder: TextEncoder | None = None,
) -> TicketStudy:
    """See what tickets say, and what they cannot say.

    Parameters
    ----------
    workspace : Workspace or path
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.
    encoder : TextEncoder, optional
        Compares the texts; default: the one that compares proposals.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    """
    read = workspace if isinstance(workspace, Workspace) else load_workspace(workspace)
    date = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    date = date or read.config.as_of or dt.date.today()
    chosen = settings or read.settings
    table = read.table("tickets")
    clean = read_tickets(table, date)
    traps = traps_in(clean, [name for name in table.columns if table[name].notna().any()])
    house = _House(read)
    has_text = bool(clean.rows["text"].notna().any())
    why = ""
    if has_text and encoder is None:
        encoder, why = default_encoder()
    problems = _problems(clean, house, chosen, encoder if has_text else None)
    departments, capabilities, channels = _coverage(clean, house, chosen.tickets)
    load = _loads(clean, house, traps, chosen.tickets)
    main = one_channel(channels, _coverage_rules(chosen.tickets))
    first = clean.first.isoformat() if clean.used else None
    last = clean.last.isoformat() if clean.used else None
    return TicketStudy(
        given=clean.given,
        used=clean.used,
        first=first,
        last=last,
        problems=problems,
        loads=load,
        departments=departments,
        capabilities=capabilities,
        channels=channels,
        main_channel=main,
        traps=traps,
        remarks=tuple(_remarks(read, clean, has_text, why)),
        questions=(
            *questions_on_silence(departments, capabilities, f"from {day(first)} to {day(last)}"),
            *questions_on_capacity(() if isinstance(load, NotAssessed) else load, _IT),
        ),
        order_of_asking=order_of_asking(house.stakeholders),
        workspace=read.config.title,
        as_of=date.isoformat(),
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        encoder=encoder.name if has_text and encoder is not None else None,
        is_sample=read.config.sample,
        figures=NumberFormat(read.config.locale, read.config.currency),
    )


class _House:
    """What the workspace states beside its tickets."""

    def __init__(self, read: Workspace) -> None:
        self.services = {one.id: one for one in tables.services_in(read)}
        self.tree = CapabilityTree.of(tables.capabilities_in(read))
        self.stakeholders = stakeholders_in(read.table("stakeholders"))
        self.proposals = tables.proposals_in(read)
        self.on_services: dict[str, dict[str, None]] = {}
        for option in options_on_services(read.table("options")):
            for name in (option.reuses, *option.replaces):
                if name and option.proposal not in read.failed:
                    self.on_services.setdefault(name, {})[option.proposal] = None
        self.stated_hours = _stated_hours(read)

    def capability_of(self, service: str | None) -> str | None:
        """Capability of the map that a service supports."""
        known = self.services.get(service or "")
        return None if known is None else self.tree.place_of(known)

    def touching(self, service: str | None, capability: str | None) -> tuple[str, ...]:
        """Proposals that reuse or replace the service, or raise its capability."""
        found = dict(self.on_services.get(service or "", {}))
        for proposal in self.proposals:
            if capability is not None and capability in proposal.capabilities:
                found[proposal.id] = None
        return tuple(found)

    def importance_of_departments(self) -> dict[str, float | None]:
        """Department → sum of the importance of the ends of branches that it owns."""
        points: dict[str, float | None] = dict.fromkeys(
            (one.department for one in self.stakeholders), None
        )
        for name, known in self.tree.by_id.items():
            if known.department and self.tree.is_leaf(name) and known.importance:
                points[known.department] = (points.get(known.department) or 0.0) + known.importance
        for proposal in self.proposals:
            if proposal.department:
                points.setdefault(proposal.department, None)
        return points


def _stated_hours(read: Workspace) -> dict[str, float]:
    """Role → mean of the hours a month that ``capacity`` states for tickets."""
    found: dict[str, list[float]] = {}
    for row in read.table("capacity").to_dict("records"):
        role, hours = text_of(row["role"]), number_of(row["ticket_hours"])
        if role and hours is not None:
            found.setdefault(role, []).append(hours)
    return {role: sum(hours) / len(hours) for role, hours in found.items()}


def _problems(
    clean: CleanTickets, house: _House, chosen: Settings, encoder: TextEncoder | None
) -> tuple[RecurringProblem, ...] | NotAssessed:
    if not clean.used:
        return _NONE.about("recurring problems")
    rules = chosen.tickets
    found = recurrences(
        clean, RecurrenceRules(rules.least_tickets, rules.least_days, rules.alike), encoder
    )
    low, high = sorted(rules.avoidable_share)
    worth = savings(
        clean,
        found,
        SavingRules(
            rules.least_weeks, rules.least_hours, low, high, rules.bootstrap_draws, chosen.seed
        ),
    )
    problems = [
        _problem(one, saving, house, chosen) for one, saving in zip(found, worth, strict=True)
    ]
    return tuple(sorted(problems, key=lambda one: (-_hours(one.saving.avoided), -one.tickets)))


def _hours(found: Quantiles | NotAssessed) -> float:
    return 0.0 if isinstance(found, NotAssessed) else found.p50


def _problem(one: Recurrence, saving: Saving, house: _House, chosen: Settings) -> RecurringProblem:
    capability = house.capability_of(one.service)
    known = house.tree.by_id.get(capability or "")
    service = house.services.get(one.service or "")
    proposals = house.touching(one.service, capability)
    sources = [Source.TICKETS]
    rules = chosen.capability
    if service is not None and (
        (service.technical_fit is not None and service.technical_fit < rules.technical_from)
        or (service.functional_fit is not None and service.functional_fit < rules.functional_from)
    ):
        sources.append(Source.RATINGS)
    if known is not None and known.gap:
        sources.append(Source.MATURITY)
    if proposals:
        sources.append(Source.PROPOSALS)
    title = service.title if service is not None else one.service
    parts = [part for part in (one.wording, one.category, title) if part]
    return RecurringProblem(
        " · ".join(parts),
        one.service,
        capability,
        None if known is None else known.department,
        one.tickets,
        one.days,
        saving,
        Graded(tuple(sources), one.tickets),
        proposals,
    )


def _loads(
    clean: CleanTickets, house: _House, traps: Sequence[Trap], rules: TicketSettings
) -> tuple[RoleLoad, ...] | NotAssessed:
    if not clean.used:
        return _NONE.about("load of roles")
    by_closing = any(trap.kind is TrapKind.BY_CLOSING for trap in traps)
    renamed = {name for trap in traps if trap.kind is TrapKind.RENAMED for name in trap.names}
    return loads(
        clean,
        house.stated_hours,
        season_months=rules.season_months,
        untrusted="the table seems to hold closed tickets alone" if by_closing else "",
        renamed=renamed,
    )


def _coverage_rules(rules: TicketSettings) -> CoverageRules:
    return CoverageRules(
        rules.silent_share, rules.silent_chance, rules.least_stated, rules.one_channel
    )


def _coverage(
    clean: CleanTickets, house: _House, settings: TicketSettings
) -> tuple[Coverage | NotAssessed, Coverage | NotAssessed, Coverage | NotAssessed]:
    rules, rows, tree = _coverage_rules(settings), clean.rows, house.tree
    capabilities = rows["service"].map({name: house.capability_of(name) for name in house.services})
    ends: Mapping[str, float | None] = {
        name: known.importance for name, known in tree.by_id.items() if tree.is_leaf(name)
    }
    return (
        coverage(
            CoverageKind.DEPARTMENT, rows["department"], house.importance_of_departments(), rules
        ),
        coverage(
            CoverageKind.CAPABILITY,
            capabilities.where(capabilities.notna(), None).astype(object),
            ends,
            rules,
            titles={name: known.title for name, known in tree.by_id.items()},
            departments={name: known.department for name, known in tree.by_id.items()},
        ),
        coverage(CoverageKind.CHANNEL, rows["channel"], {}, rules),
    )


def _remarks(read: Workspace, clean: CleanTickets, has_text: bool, why: str) -> Iterator[str]:
    """What is odd in the table, and how it was read."""
    yield from in_sentences(clean.faults)
    told = [trouble for trouble in read.troubles if trouble.table == "tickets"]
    for trouble in told[:_MOST_REMARKS]:
        rows = trouble.rows or (() if trouble.row is None else (trouble.row,))
        named = counted(len(rows), "row", "rows") if rows else "The table"
        left_out = "; left out" if trouble.grade is Grade.ROW else ""
        about = trouble.column or "as a whole"
        yield f"{named} of tickets, {about}: {trouble.reason or trouble.what}{left_out}."
    if len(told) > _MOST_REMARKS:
        yield f"{len(told) - _MOST_REMARKS} further findings on tickets: pmo check tells them."
    if not clean.used:
        return
    missing = [
        name
        for name in ("text", "hours", "role", "department", "channel", "service", "category")
        if pd.isna(clean.rows[name]).all()
    ]
    if missing:
        yield f"No ticket states {listed(missing)}."
    if not has_text:
        yield "Tickets are grouped by service and category alone, since none holds a text."
    elif why:
        yield f"Texts are compared by their words alone: the sentence encoder {why}."
