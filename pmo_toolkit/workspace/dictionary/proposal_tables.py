"""Tables of what is proposed, and of the goals, capabilities and services that it meets."""

from __future__ import annotations

from pmo_toolkit.workspace.dictionary import column_groups as g
from pmo_toolkit.workspace.dictionary import columns as c

STAGES = ("idea", "outline", "business case", "ready for decision")
BUDGET_COVERS = ("project", "whole life")
HOSTINGS = ("on-premises", "IaaS", "PaaS", "SaaS")

#: The proposals and what they serve, in the order in which a reader should meet them.
PROPOSAL_TABLES = (
    c.table(
        "proposals",
        "One row a proposal that nobody has approved yet. The only required table.",
        {
            "id": c.identifier("Id of the proposal"),
            "title": c.text("Title as the business knows it", required=True),
            "department": c.category("Business department that asks"),
            "sponsor_role": c.text("Role (not name) of the sponsor"),
            "stage": c.category("How far the proposal has come", STAGES),
            "need": c.text("The business need it answers"),
            "description": c.text("What would be done"),
            "risk_of_not_doing": c.text("What happens if it is not done"),
            "start_window": c.period("When the work could begin"),
            "wanted_finish": c.period("When the department wants it finished"),
            "requested_budget": c.money("Whole budget asked for"),
            "requested_budget_covers": c.category(
                "What that budget is for: the project alone, or running it as well", BUDGET_COVERS
            ),
            **g.own_estimates(),
            **g.drivers(),
            **g.priced(),
        },
    ),
    c.table(
        "goals",
        "Business goals, each with its measure.",
        {
            "id": c.identifier("Id of the goal"),
            "title": c.text(
                "The goal in words: the business outcome by which reports group proposals"
            ),
            "measure": c.text("What is measured"),
            "unit": c.text("Unit of the measure"),
            "baseline": c.number("Value of the measure today", "unit of the measure"),
            "target": c.number("Value aimed at", "unit of the measure"),
            "date": c.date(
                "Day by which the target is to be reached; a goal whose day has passed is doubted"
            ),
            "owner_role": c.text("Role that answers for the goal"),
            "weight": c.number("Weight of the goal among the goals", "points", low=0),
        },
    ),
    c.table(
        "proposal_goals",
        "Which goal a proposal serves, and how much.",
        {
            "proposal": c.reference("Proposal", "proposals.id"),
            "goal": c.reference("Goal", "goals.id"),
            "contribution": c.fraction(
                "Share of the way from baseline to target that it would bring"
            ),
        },
    ),
    c.table(
        "capabilities",
        "What the enterprise is able to do, seen from the business.",
        {
            "id": c.identifier("Id of the capability"),
            "title": c.text("The capability in words"),
            "parent": c.reference("Capability above it", "capabilities.id", required=False),
            "importance": c.rating("Importance to the business"),
            "maturity_now": c.rating("Maturity today"),
            "maturity_target": c.rating("Maturity aimed at"),
            "department": c.category("Department that owns it"),
            "goals": c.text(
                "Goals that it serves, ids parted by semicolons; those of the capability above"
                " where empty"
            ),
        },
    ),
    c.table(
        "proposal_capabilities",
        "Which capability a proposal would raise, and how far.",
        {
            "proposal": c.reference("Proposal", "proposals.id"),
            "capability": c.reference("Capability", "capabilities.id"),
            "maturity_gain": c.number(
                "Maturity steps gained; more than the target asks for is doubted",
                "steps",
                low=0,
                high=4,
            ),
        },
    ),
    c.table(
        "services",
        "IT services that exist today.",
        {
            "id": c.identifier("Id of the service"),
            "title": c.text("Name of the service"),
            "description": c.text("What it does, for whom"),
            "supplier": c.category("Who supplies it"),
            "capability": c.reference(
                "Capability it supports; of several, ids parted by semicolons, each has an equal"
                " part of the cost, or the stated one, as in C-1:60%; C-2:40%",
                "capabilities.id",
                required=False,
                several=True,
            ),
            "hosting": c.category("Where it runs", HOSTINGS),
            "annual_cost": c.money("Cost of running it", per="year"),
            "technical_fit": c.rating("Technical fit"),
            "functional_fit": c.rating("Functional fit"),
            "contract_end": c.date("Last day of the contract"),
            "notice_days": c.integer(
                "Days before the end of the contract by which it is given up or goes on",
                "days",
                low=0,
                high=3650,
            ),
            "role": c.category("Role that keeps it running"),
            **g.priced(),
        },
    ),
    c.table(
        "service_costs",
        "What a service cost month by month, for its trend.",
        {
            "service": c.reference("Service", "services.id"),
            "month": c.month("Month of the cost", required=True),
            "amount": c.money("What it cost", per="month"),
            "units": c.number("Units that it is paid by, such as users", "units", low=0),
            **g.priced(),
        },
    ),
)
