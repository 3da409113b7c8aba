"""What tickets say of one proposal, read for its assessment."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.tickets.grades import (
    NOTHING_SPEAKS,
    TICKETS_ONLY,
    EvidenceGrade,
    grade_of,
)
from pmo_toolkit.analysis.tickets.relief import (
    EndedQueue,
    NamedServices,
    ProposalTickets,
    relief_of,
)
from pmo_toolkit.assessment.capacity.measured_tickets import usable_tickets, with_measured_tickets
from pmo_toolkit.assessment.capacity.sources import ResourceSource
from pmo_toolkit.assessment.lookups.queries import DEPARTMENT_NAMES
from pmo_toolkit.core.written_numbers import parted


def tickets_of(reader: ResourceSource) -> ProposalTickets | None:
    """What tickets say of the proposal; None where there are none."""
    if reader.rows("tickets").empty:
        return None
    day = pd.Timestamp(reader.as_of)
    rows = usable_tickets(reader)
    options = reader.own("options", columns=("id", "service", "replaces"))
    own = reader.own("proposals", "id", columns=("id", "department"))
    reused = map(str, options["service"].dropna())
    replaced = dict.fromkeys(
        name for cell in options["replaces"].dropna() for name in parted(str(cell))
    )
    demand = reader.rows("demand", {"option": tuple(options["id"])}, columns=("option", "role"))
    roles = tuple(sorted({str(role) for role in demand["role"].dropna()}))
    capacity = reader.rows("capacity", {"role": roles})
    measured = with_measured_tickets(reader, capacity)[1]
    return relief_of(
        rows,
        NamedServices(tuple(dict.fromkeys((*reused, *replaced))), tuple(replaced)),
        text_of(own["department"].iloc[0]) if len(own) else None,
        grade_of(_beside(reader)),
        day,
        reader.settings.tickets,
        measured_roles=tuple(load.role for load in measured if not load.ended),
        ended_queues=tuple(EndedQueue(load.role, load.ended) for load in measured if load.ended),
        departments=reader.value(DEPARTMENT_NAMES),
    )


def grade_beside_tickets(
    reader: ResourceSource, found: ProposalTickets | None
) -> EvidenceGrade | None:
    """Grade of the evidence of a proposal for whose services there are tickets, else None.

    Where nothing speaks beside tickets it is the lowest grade even without any: leaving the tickets
    out makes nothing more certain. Nor does it where old tickets are worth less than none: then
    there is no grade, as without them.
    """
    if found is not None and found.n:
        is_worth_less = found.grade.grade == TICKETS_ONLY and len(found.grade.sources) > 1
        return None if is_worth_less else found.grade
    return None if any(_beside(reader)) else NOTHING_SPEAKS


def _beside(reader: ResourceSource) -> Iterator[str]:
    """Kinds of evidence that speak of the proposal beside tickets."""
    if len(reader.own("judgements", "item", columns=("item", "scorer_role"))):
        yield "what those who scored it said"
    for end in ("a", "b"):
        answers = reader.own("overlap_answers", end, columns=(end, "answer"))
        if answers["answer"].notna().any():
            yield "what departments answered"
    answers = reader.own("answers", columns=("proposal", "answer"))
    if answers["answer"].notna().any():
        yield "what departments answered"
    benefits = reader.own("benefits", columns=("proposal", "department"))
    if benefits["department"].notna().any():
        yield "the benefits that its owner states"
