"""What tickets say about a proposal, and what they cannot say: a section of its report."""

from __future__ import annotations

from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, counted, month
from pmo_toolkit.report.kit.section import Section, render


def ticket_evidence(assessment: Assessment) -> Section:
    """Tickets of the services that its options name, whom that relieves, and what is not seen."""
    found, context = assessment.tickets, assessment.context
    numbers = NumberFormat(context.locale, context.currency)
    own = ""
    if found is not None and found.own_department:
        n = counted(found.from_own_department, "ticket", "tickets")
        own = f"{found.own_department} raised {n} of {found.of_all:,} in twelve months."
    return render("ticket_evidence", t=found, f=numbers, own=own, month=month)
