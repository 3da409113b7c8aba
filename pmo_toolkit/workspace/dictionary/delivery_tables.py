"""Tables of those who do the work: their time, work under way, and finished work."""

from __future__ import annotations

from pmo_toolkit.workspace.dictionary import column_groups as g
from pmo_toolkit.workspace.dictionary import columns as c
from pmo_toolkit.workspace.dictionary.option_tables import DELIVERIES

#: Capacity, what takes it, and what finished work took.
DELIVERY_TABLES = (
    c.table(
        "capacity",
        "Hours of a role in a month, and what is already taken of them.",
        {
            "role": c.category("Role", required=True),
            "month": c.month("Month", required=True),
            "gross_hours": c.number("Contract hours", "hours", low=0),
            "absence_hours": c.number("Leave and sickness", "hours", low=0),
            "run_work_hours": c.number("Work to keep things running", "hours", low=0),
            "ticket_hours": c.number("Work on tickets", "hours", low=0),
        },
    ),
    c.table(
        "in_flight",
        "Approved work that still takes people, one row a project and role.",
        {
            "project": c.text("Id of the project", required=True),
            "title": c.text("Title of the project"),
            "role": c.category("Role it uses"),
            "hours_per_month": c.number("Hours it takes of the role", "hours per month", low=0),
            "finish_estimate": c.date("Day on which it should finish"),
            "department": c.category("Department it is done for", driver=True),
            "start_date": c.date("First day; what it has taken since tells of long projects"),
            **g.own_estimates(),
            "estimate_cost": c.money("Cost estimated at the start"),
            "effort_to_date_person_hours": c.number(
                "Effort it has taken so far", "person-hours", low=0
            ),
            "cost_to_date": c.money("Cost so far"),
            **g.drivers(),
            **g.priced(),
        },
    ),
    c.table(
        "history",
        "Finished projects with what was estimated and what became of it.",
        {
            "project": c.identifier(
                "Id of the project; a proposal of the same id never sees its own row"
            ),
            "title": c.text("Title of the project"),
            "department": c.category("Department it was done for", driver=True),
            "delivery": c.category(
                "How it was delivered; an option is compared with projects of its own kind",
                DELIVERIES,
            ),
            "start_date": c.date("First day"),
            "finish_date": c.date("Last day"),
            "estimate_effort_person_hours": c.number(
                "Effort estimated at the start", "person-hours", low=0
            ),
            "actual_effort_person_hours": c.number("Effort at the end", "person-hours", low=0),
            "estimate_cost": c.money("Cost estimated at the start"),
            "actual_cost": c.money("Cost at the end"),
            "estimate_duration_days": c.number(
                "Duration estimated at the start", "calendar days", low=0
            ),
            "actual_duration_days": c.number("Duration at the end", "calendar days", low=0),
            **g.drivers(),
            **g.priced(),
        },
    ),
    c.table(
        "tickets",
        "Tickets of the service desk: one kind of evidence among others.",
        {
            "ticket": c.text("Number of the ticket, by which a later import finds it again"),
            "service": c.reference("Service", "services.id", required=False),
            "category": c.category("Category of the ticket"),
            "opened": c.date("Day it was opened"),
            "closed": c.date("Day it was closed"),
            "hours": c.number("Hours spent", "hours", low=0),
            "text": c.text("What was written, in a line: tickets of one problem are found by it"),
            "department": c.category("Department of whoever raised it"),
            "role": c.category("Role or queue that worked on it"),
            "channel": c.category("How it came in, such as telephone"),
        },
    ),
    c.table(
        "flow",
        "Items of work with start and end, for forecasts from throughput.",
        g.flow_item(),
    ),
)
