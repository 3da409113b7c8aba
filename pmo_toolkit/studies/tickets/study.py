"""Tickets of a workspace: what recurs, what it takes of whom, and what tickets cannot show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.evidence.stakeholders import stakeholder_register
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.tickets.channels import channels_of
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import coverage_of_departments
from pmo_toolkit.analysis.tickets.grades import grade_of
from pmo_toolkit.analysis.tickets.load import load_gaps, loads_by_role
from pmo_toolkit.analysis.tickets.recurring import problems_by_alikeness, ungrouped_tickets
from pmo_toolkit.analysis.tickets.shapes import RecurringProblem
from pmo_toolkit.analysis.tickets.traps import traps_in
from pmo_toolkit.analysis.tickets.window import last_ticket_day, recent_tickets, ticket_window
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.tickets.capabilities import (
    capabilities_without_service,
    coverage_of_capability_map,
)
from pmo_toolkit.studies.tickets.heard import (
    grades_by_service,
    heard_in,
    importance_of_departments,
    sources_heard,
)
from pmo_toolkit.studies.tickets.questions import questions_left_open
from pmo_toolkit.studies.tickets.result import ProblemsAtAlikeness, TicketStudy
from pmo_toolkit.workspace import Workspace, load_workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

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
    last = last_ticket_day(rows, day) if len(rows) else None
    age = None if last is None else (day - last).days
    has_texts = bool(rows["text"].notna().any())
    if has_texts and encoder is None:
        encoder = default_encoder()[0]
    names, importance = read.department_names, importance_of_departments(read)
    register = stakeholder_register(
        read.table("stakeholders"), heard_in(read), day, chosen.heard_days, names
    )
    nearby = alike_nearby(chosen.alike)
    problems, *others = problems_by_alikeness(
        rows, day, chosen, encoder if has_texts else None, (chosen.alike, *nearby)
    )
    stated = int(recent["department"].notna().sum())
    is_stated = stated >= chosen.stated_share * len(recent)
    told = [trouble for trouble in read.troubles if trouble.table == "tickets"]
    faulty = [trouble for trouble in told if trouble.grade is Grade.ROW]
    departments = coverage_of_departments(recent, importance, chosen, names)
    channels = channels_of(recent, importance, chosen, names)
    capabilities = coverage_of_capability_map(read, recent, chosen)
    return TicketStudy(
        n=len(rows),
        raised=clean.raised + sum(len(trouble.rows or (0,)) for trouble in faulty),
        last_year=len(recent),
        last_day=None if last is None else f"{last:%Y-%m-%d}",
        age_days=age,
        findings=clean.findings,
        set_aside=tuple(f"row {trouble.row}: {trouble.what}" for trouble in faulty),
        odd_cells=_odd_cells(told),
        traps=tuple(traps_in(rows, _columns(read), chosen)),
        problems=problems,
        ungrouped=ungrouped_tickets(rows, day, chosen),
        loads=loads_by_role(rows, day, chosen),
        load_gaps=load_gaps(rows, day),
        departments=departments,
        capabilities=capabilities,
        without_service=capabilities_without_service(read),
        channels=channels,
        questions=questions_left_open(read, departments, channels, capabilities),
        stakeholders=register,
        grade=grade_of(sources_heard(register), "" if is_stated else _FEW_STATE).of_age(
            age, chosen.heard_days
        ),
        service_grades=grades_by_service(read, day, chosen.heard_days, age),
        with_department=stated,
        window_days=ticket_window(rows, day).days if len(rows) else 0,
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


def _odd_cells(told: Iterable[Trouble]) -> tuple[str, ...]:
    """What the check finds odd about cells, in words."""
    return tuple(
        f"row {trouble.row}, {trouble.column}: {trouble.what}"
        if trouble.column
        else f"row {trouble.row}: {trouble.what}"
        for trouble in told
        if trouble.grade is Grade.FINDING and trouble.row is not None
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


def _titles(workspace: Workspace, problems: Iterable[RecurringProblem]) -> dict[str, str]:
    named = {problem.service for problem in problems}
    rows = workspace.table("services").to_dict("records")
    return {str(row["id"]): text_of(row["title"]) or "" for row in rows if row["id"] in named}
