"""What tickets leave open, as questions to those who can answer, with what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.tickets.channels import ChannelCoverage, channels_of
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import coverage_of_departments
from pmo_toolkit.analysis.tickets.shapes import Coverage
from pmo_toolkit.analysis.tickets.window import recent_tickets
from pmo_toolkit.core.cell_questions import same_words
from pmo_toolkit.core.number_format import day
from pmo_toolkit.core.settings.revaluation import TicketSettings
from pmo_toolkit.studies.tickets.capabilities import coverage_of_capability_map
from pmo_toolkit.studies.tickets.heard import importance_of_departments
from pmo_toolkit.workspace import Workspace

#: What such questions are about, for the pages of departments.
TOPIC = "tickets"


@dataclass(frozen=True)
class TicketQuestion:
    """Something that tickets cannot tell and somebody can.

    Parameters
    ----------
    department : str
        Who can answer it; IT's own where a capability has no owner.
    about : {"department", "channel", "capability"}
    basis : str
        What was counted, in a sentence.
    text : str
        The question, in words that do not move with figures.
    answers : tuple of str
        What was answered, each with who said it and when.
    """

    department: str
    about: str
    basis: str
    text: str
    answers: tuple[str, ...] = ()


def questions_left_open(
    workspace: Workspace,
    departments: Iterable[Coverage],
    channels: ChannelCoverage,
    capabilities: Iterable[Coverage],
) -> tuple[TicketQuestion, ...]:
    """Questions from what is covered thinly, those on departments first, each once.

    Parameters
    ----------
    workspace : Workspace
        Its ``answers`` without a proposal are read back.
    departments, capabilities : iterable of Coverage
    channels : ChannelCoverage
    """
    asked = (
        *(("department", one.name, one.basis, one.question) for one in departments),
        *(("channel", one.department, one.basis, one.question) for one in channels.departments),
        *(
            ("capability", _owner(workspace, one.name), one.basis, one.question)
            for one in capabilities
        ),
    )
    return tuple(
        TicketQuestion(department, about, basis, text, tuple(_answers(workspace, text)))
        for about, department, basis, text in asked
        if text
    )


def questions_from_tickets(
    workspace: Workspace, as_of: pd.Timestamp, settings: TicketSettings
) -> tuple[TicketQuestion, ...]:
    """The same questions without the rest of the study; no text is compared.

    Parameters
    ----------
    workspace : Workspace
    as_of : Timestamp
    settings : TicketSettings
    """
    table = workspace.table("tickets")
    if table.empty:
        return ()
    recent = recent_tickets(clean_tickets(table, as_of).rows, as_of)
    names, importance = workspace.department_names, importance_of_departments(workspace)
    return questions_left_open(
        workspace,
        coverage_of_departments(recent, importance, settings, names),
        channels_of(recent, importance, settings, names),
        coverage_of_capability_map(workspace, recent, settings),
    )


def _owner(workspace: Workspace, title: str) -> str:
    """The department that owns a capability of this title, else IT's own."""
    table = workspace.table("capabilities")
    for row in table.to_dict("records"):
        if title in (text_of(row["title"]), str(row["id"])):
            return text_of(row["department"]) or workspace.department_names.it
    return workspace.department_names.it


def _answers(workspace: Workspace, text: str) -> Iterator[str]:
    for one in workspace.department_answers:
        is_meant = one.use == "words" and not one.proposal
        if is_meant and same_words(one.question) == same_words(text):
            said = f"{one.department or 'somebody who is not named'}"
            yield f"{said}, {day(one.date) if one.date else 'on no stated day'}: {one.answer}"
