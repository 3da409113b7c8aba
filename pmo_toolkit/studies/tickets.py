"""Tickets of a workspace: what recurs, what it takes of whom, and what tickets cannot show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.analysis.evidence.stakeholders import (
    Heard,
    StakeholderRecord,
    stakeholder_register,
)
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import (
    coverage_of_capabilities,
    coverage_of_channels,
    coverage_of_departments,
    recent_tickets,
)
from pmo_toolkit.analysis.tickets.grades import EvidenceGrade, grade_of
from pmo_toolkit.analysis.tickets.load import loads_by_role
from pmo_toolkit.analysis.tickets.recurring import recurring_problems
from pmo_toolkit.analysis.tickets.shapes import (
    Coverage,
    RecurringProblem,
    RoleTicketLoad,
    TicketFinding,
    Trap,
)
from pmo_toolkit.analysis.tickets.traps import traps_in
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.written_numbers import parted
from pmo_toolkit.studies.revaluation.tables import capabilities_in
from pmo_toolkit.workspace import Workspace, load_workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

SCHEMA_VERSION = "1.0"
#: Table → who spoke, on what, when.
_VOICES = (
    ("judgements", "scorer_role", "scores", "time"),
    ("overlap_answers", "by_role", "what is asked twice", "date"),
    ("notes", "role", "notes", "date"),
    ("answers", "department", "questions", "date"),
)


@dataclass(frozen=True)
class TicketStudy:
    """What tickets show and cannot show.

    Parameters
    ----------
    n : int
        Tickets that are used.
    raised : int
        Rows of the table.
    last_year : int
        Tickets of the last twelve months.
    findings : tuple of TicketFinding
        What was odd about rows.
    set_aside : tuple of str
        Row faults of the table, in words.
    traps : tuple of Trap
    problems : tuple of RecurringProblem
    loads : tuple of RoleTicketLoad
    departments, capabilities, channels : tuple of Coverage
    stakeholders : tuple of StakeholderRecord
        Who was heard and who was not, in the order of asking.
    grade : EvidenceGrade
    services : dict of str to str
        Id → title.
    encoder : str
        By what texts were compared; the empty text where there are none.
    workspace, as_of, input_hash, version : str
    is_sample : bool
    locale : str
    """

    n: int
    raised: int
    last_year: int
    findings: tuple[TicketFinding, ...]
    set_aside: tuple[str, ...]
    traps: tuple[Trap, ...]
    problems: tuple[RecurringProblem, ...]
    loads: tuple[RoleTicketLoad, ...]
    departments: tuple[Coverage, ...]
    capabilities: tuple[Coverage, ...]
    channels: tuple[Coverage, ...]
    stakeholders: tuple[StakeholderRecord, ...]
    grade: EvidenceGrade
    services: dict[str, str]
    encoder: str
    workspace: str
    as_of: str
    input_hash: str
    version: str
    is_sample: bool
    locale: str

    def as_dict(self) -> dict[str, Any]:
        """Every figure as plain JSON types."""
        made = json_ready(self, "$")
        assert isinstance(made, dict)
        return {"schema_version": SCHEMA_VERSION, **made}

    def __repr__(self) -> str:
        return f"TicketStudy({self.n} tickets, {len(self.problems)} problems that recur)"


def study_tickets(
    workspace: Workspace | str | Path,
    *,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    encoder: TextEncoder | None = None,
) -> TicketStudy:
    """Study the tickets of a workspace and who was heard beside them.

    Parameters
    ----------
    workspace : Workspace or path
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else the day of the last ticket.
    settings : Settings, optional
        Instead of the workspace's own.
    encoder : TextEncoder, optional
        Instead of the sentence encoder that comes with the workbench.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    """
    read = workspace if isinstance(workspace, Workspace) else load_workspace(workspace)
    chosen = (settings or read.settings).tickets
    table = read.table("tickets")
    day = _day(as_of or read.config.as_of, table)
    clean = clean_tickets(table, day)
    rows, recent = clean.rows, recent_tickets(clean.rows, day)
    has_texts = bool(rows["text"].notna().any())
    if has_texts and encoder is None:
        encoder = default_encoder()[0]
    heard = tuple(_heard(read))
    register = stakeholder_register(read.table("stakeholders"), heard, day, chosen.heard_days)
    return TicketStudy(
        n=len(rows),
        raised=clean.raised,
        last_year=len(recent),
        findings=clean.findings,
        set_aside=tuple(
            f"row {trouble.row}: {trouble.what}"
            for trouble in read.troubles
            if trouble.table == "tickets" and trouble.row is not None
        ),
        traps=tuple(traps_in(rows, _columns(read), chosen)),
        problems=recurring_problems(rows, day, chosen, encoder if has_texts else None),
        loads=loads_by_role(rows, day, chosen),
        departments=coverage_of_departments(recent, _importance(read), chosen),
        capabilities=_capabilities(read, recent, settings or read.settings),
        channels=coverage_of_channels(recent, chosen),
        stakeholders=register,
        grade=grade_of(dict.fromkeys(f"what departments said on {one.topic}" for one in heard)),
        services=_titles(read),
        encoder=encoder.name if has_texts and encoder is not None else "",
        workspace=read.config.title,
        as_of=f"{day:%Y-%m-%d}",
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        is_sample=read.is_sample,
        locale=read.config.locale,
    )


def _day(as_of: dt.date | str | None, table: pd.DataFrame) -> pd.Timestamp:
    last = table["opened"].max()
    if as_of is None:
        return pd.Timestamp("1970-01-01") if pd.isna(last) else pd.Timestamp(last)
    return pd.Timestamp(as_of)


def _columns(workspace: Workspace) -> list[str]:
    """Columns of the table of which any cell says something."""
    table = workspace.table("tickets")
    return [str(name) for name in table if name != ROW and bool(table[name].notna().any())]


def _importance(workspace: Workspace) -> dict[str, float | None]:
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


def _capabilities(
    workspace: Workspace, recent: pd.DataFrame, settings: Settings
) -> tuple[Coverage, ...]:
    services = workspace.table("services").dropna(subset=["capability"])
    of_service = {
        str(row["id"]): parted(str(row["capability"])) for row in services.to_dict("records")
    }
    served = {name for names in of_service.values() for name in names}
    capabilities = {
        str(row["id"]): (text_of(row["title"]) or str(row["id"]), number_of(row["importance"]))
        for row in workspace.table("capabilities").to_dict("records")
        if str(row["id"]) in served
    }
    tree = CapabilityTree.of(capabilities_in(workspace))
    below = {name: tree.below(name) for name in capabilities}
    return coverage_of_capabilities(recent, of_service, capabilities, settings.tickets, below)


def _heard(workspace: Workspace) -> Iterator[Heard]:
    for name, who, topic, when in _VOICES:
        try:
            table = workspace.table(name)
        except KeyError:  # a table that this dictionary does not know
            continue
        if who not in table or when not in table:
            continue
        for speaker, day in table[[who, when]].dropna(subset=[who]).itertuples(index=False):
            moment = pd.to_datetime(str(day), errors="coerce")
            yield Heard(str(speaker), topic, None if pd.isna(moment) else moment.normalize())


def _titles(workspace: Workspace) -> dict[str, str]:
    table = workspace.table("services")
    return {str(row["id"]): text_of(row["title"]) or "" for row in table.to_dict("records")}
