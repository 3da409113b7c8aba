"""What is odd in the tables of IT's offer, so that a check tells it before any page does.

Circles of capabilities, and rows of tickets and items that can be read and not used as they stand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.analysis.flow.counting.tables import count_items
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.assessment.lookups.service_rows import capability_of
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.studies.flow.study import notes_in_words
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW


def with_offer_findings(workspace: Workspace) -> Workspace:
    """The same workspace with findings about capabilities, tickets and flow added.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`; returned as it is where nothing is to be added.
    """
    day = workspace.config.as_of or dt.date.today()
    findings = (*_circles(workspace), *_tickets(workspace, day), *_items(workspace, day))
    if not findings:
        return workspace
    return replace(workspace, troubles=(*workspace.troubles, *findings))


def _circles(workspace: Workspace) -> Iterator[Trouble]:
    """A finding for each circle of capabilities, at the row of its first."""
    if "capabilities" not in workspace.tables:
        return
    records = workspace.table("capabilities").to_dict("records")
    rows = {str(record["id"]): int(record[ROW]) for record in records}
    for circle in CapabilityTree.of(map(capability_of, records)).circles:
        yield Trouble(
            grade=Grade.FINDING,
            table="capabilities",
            what=f"{listed(circle)} stand above each other in a circle",
            row=rows[circle[0]],
            column="parent",
            expected="a tree, in which no capability stands above itself",
            next_step="Mend one of these parents; until then each is the top of its own branch.",
            file=workspace.sources["capabilities"].label,
            rows=tuple(sorted(rows[name] for name in circle)),
        )


def _tickets(workspace: Workspace, day: dt.date) -> Iterator[Trouble]:
    if "tickets" not in workspace.tables:
        return
    for finding in clean_tickets(workspace.table("tickets"), pd.Timestamp(day)).findings:
        yield Trouble(
            grade=Grade.FINDING,
            table="tickets",
            what=finding.what.removesuffix("."),
            next_step=f"Until it is mended: {finding.used_as}.",
            file=workspace.sources["tickets"].label,
        )


def _items(workspace: Workspace, day: dt.date) -> Iterator[Trouble]:
    if "flow" not in workspace.tables:
        return
    label = workspace.sources["flow"].label
    for trouble in notes_in_words(count_items(workspace.table("flow").set_index(ROW), day).notes):
        yield replace(trouble, file=label)
