"""Tickets of a workspace: what recurs, what it takes of whom, and what tickets cannot show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.analysis.evidence.stakeholders import Heard, stakeholder_register
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import (
    coverage_of_capabilities,
    coverage_of_channels,
    coverage_of_departments,
    recent_tickets,
)
from pmo_toolkit.analysis.tickets.grades import grade_of
from pmo_toolkit.analysis.tickets.load import loads_by_role
from pmo_toolkit.analysis.tickets.recurring import problems_by_alikeness
from pmo_toolkit.analysis.tickets.shapes import Coverage, RecurringProblem
from pmo_toolkit.analysis.tickets.traps import traps_in
from pmo_toolkit.analysis.tickets.window import ticket_window
from pmo_toolkit.assessment.lookups.service_rows import capability_of
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.studies.tickets.result import ProblemsAtAlikeness, TicketStudy
from pmo_toolkit.workspace import Workspace, load_workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: Table → who spoke, on what, when.
_VOICES = (
    ("judgements", "scorer_role", "scores", "time"),
    ("overlap_answers", "by_role", "what is asked twice", "date"),
    ("notes", "role", "notes", "date"),
    ("answers", "department", "questions", "date"),
)
#: How far another threshold of likeness lies that is as defensible.
_STEP = 0.1
_FEW_STATE = "most tickets state no department, so that it counts a step less"


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

    Examples
    --------
    >>> tickets = study_tickets("sample")  # doctest: +SKIP
    >>> tickets.problems[0]  # doctest: +SKIP
    """
    read = load_workspace(workspace)
    chosen = (settings or read.settings).tickets
    table = read.table("tickets")
    day = _day(as_of or read.config.as_of, table)
    clean = clean_tickets(table, day)
    rows, recent = clean.rows, recent_tickets(clean.rows, day)
    has_texts = bool(rows["text"].notna().any())
    if has_texts and encoder is None:
        encoder = default_encoder()[0]
    heard = tuple(_heard(read))
    names = read.department_names
    register = stakeholder_register(
        read.table("stakeholders"), heard, day, chosen.heard_days, names
    )
    nearby = alike_nearby(chosen.alike)
    problems, *others = problems_by_alikeness(
        rows, day, chosen, encoder if has_texts else None, (chosen.alike, *nearby)
    )
    stated = int(recent["department"].notna().sum())
    is_stated = stated >= chosen.stated_share * len(recent)
    told = [trouble for trouble in read.troubles if trouble.table == "tickets"]
    faulty = [trouble for trouble in told if trouble.grade is Grade.ROW]
    return TicketStudy(
        n=len(rows),
        raised=clean.raised + sum(len(trouble.rows or (0,)) for trouble in faulty),
        last_year=len(recent),
        findings=clean.findings,
        set_aside=tuple(f"row {trouble.row}: {trouble.what}" for trouble in faulty),
        odd_cells=tuple(
            f"row {trouble.row}, {trouble.column}: {trouble.what}"
            if trouble.column
            else f"row {trouble.row}: {trouble.what}"
            for trouble in told
            if trouble.grade is Grade.FINDING and trouble.row is not None
        ),
        traps=tuple(traps_in(rows, _columns(read), chosen)),
        problems=problems,
        loads=loads_by_role(rows, day, chosen),
        departments=coverage_of_departments(recent, _importance(read), chosen, names),
        capabilities=_capabilities(read, recent, settings or read.settings),
        channels=coverage_of_channels(recent, chosen),
        stakeholders=register,
        grade=grade_of(
            dict.fromkeys(f"what departments said on {one.topic}" for one in heard),
            "" if is_stated else _FEW_STATE,
        ),
        with_department=stated,
        window_days=ticket_window(rows, min(day, rows["opened"].max())).days if len(rows) else 0,
        departments_are_stated=is_stated,
        avoided_shares=(chosen.avoided_low, chosen.avoided_high),
        sensitivity=tuple(
            ProblemsAtAlikeness(alike, len(found), *_avoided(found))
            for alike, found in zip(nearby, others, strict=True)
        )
        if has_texts
        else (),
        services=_titles(read, problems),
        encoder=encoder.name if has_texts and encoder is not None else "",
        workspace=read.config.title,
        as_of=f"{day:%Y-%m-%d}",
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        is_sample=read.is_sample,
        locale=read.config.locale,
    )


def alike_nearby(alike: float) -> tuple[float, ...]:
    """Thresholds of likeness that are as defensible as the one of the settings."""
    return tuple(round(min(max(alike + step, 0.0), 1.0), 3) for step in (-_STEP, _STEP))


def _avoided(problems: Iterable[RecurringProblem]) -> tuple[float, float]:
    """Hours a year, low and high, that ending all of them may avoid."""
    known = [one for one in problems if one.avoided_low is not None]
    return (
        float(sum(one.avoided_low or 0.0 for one in known)),
        float(sum(one.avoided_high or 0.0 for one in known)),
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
        str(row["id"]): listed_names(str(row["capability"])) for row in services.to_dict("records")
    }
    served = {name for names in of_service.values() for name in names}
    rows = workspace.table("capabilities").to_dict("records")
    tree = CapabilityTree.of([capability_of(row) for row in rows])
    capabilities = {
        name: (known.title, known.importance)
        for name, known in tree.by_id.items()
        if name in served
    }
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


def _titles(workspace: Workspace, problems: Iterable[RecurringProblem]) -> dict[str, str]:
    named = {problem.service for problem in problems}
    rows = workspace.table("services").to_dict("records")
    return {str(row["id"]): text_of(row["title"]) or "" for row in rows if row["id"] in named}
