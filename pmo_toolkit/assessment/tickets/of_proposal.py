"""What tickets say of one proposal, read for its assessment."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.grades import NOTHING_SPEAKS, EvidenceGrade, grade_of
from pmo_toolkit.analysis.tickets.relief import EndedQueue, ProposalTickets, relief_of
from pmo_toolkit.assessment.capacity.measured_tickets import with_measured_tickets
from pmo_toolkit.assessment.capacity.sources import ResourceSource


def tickets_of(reader: ResourceSource) -> ProposalTickets | None:
    """What tickets say of the proposal; None where there are none."""
    table = reader.rows("tickets")
    if table.empty:
        return None
    key = ("usable tickets", reader.as_of)
    day = pd.Timestamp(reader.as_of)
    if key not in reader.kept:
        reader.kept[key] = clean_tickets(table, day).rows
    options = reader.own("options", columns=("id", "service"))
    own = reader.own("proposals", "id", columns=("id", "department"))
    services = tuple(dict.fromkeys(map(str, options["service"].dropna())))
    demand = reader.rows("demand", {"option": tuple(options["id"])}, columns=("option", "role"))
    roles = tuple(sorted({str(role) for role in demand["role"].dropna()}))
    capacity = reader.rows("capacity", {"role": roles})
    measured = with_measured_tickets(reader, capacity)[1]
    return relief_of(
        reader.kept[key],
        services,
        text_of(own["department"].iloc[0]) if len(own) else None,
        grade_of(_beside(reader)),
        day,
        reader.settings.tickets,
        measured_roles=tuple(load.role for load in measured if not load.ended),
        ended_queues=tuple(EndedQueue(load.role, load.ended) for load in measured if load.ended),
    )


def grade_beside_tickets(
    reader: ResourceSource, found: ProposalTickets | None
) -> EvidenceGrade | None:
    """Grade of the evidence of a proposal for whose services there are tickets, else None.

    Where nothing speaks beside tickets it is the lowest grade even without any: leaving the tickets
    out makes nothing more certain.
    """
    if found is not None and found.n:
        return found.grade
    return None if any(_beside(reader)) else NOTHING_SPEAKS


def _beside(reader: ResourceSource) -> Iterator[str]:
    """Kinds of evidence that speak of the proposal beside tickets."""
    if len(reader.own("judgements", "item", columns=("item", "scorer_role"))):
        yield "what those who scored it said"
    for end in ("a", "b"):
        if len(reader.own("overlap_answers", end, columns=(end, "answer"))):
            yield "what departments answered"
    if len(reader.own("benefits", columns=("proposal", "goal"))):
        yield "the benefits that its owner states"
