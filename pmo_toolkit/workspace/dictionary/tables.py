"""The data dictionary: every table that a workspace may hold, as pandera schemas.

This is the only place where tables and columns are defined. Reading, checking, the generated
``data/README.md``, ``pmo init`` and the sample organisation all follow it. Columns that the
dictionary does not know are kept when they stand in both ``proposals`` and ``history`` (they are
then cost drivers) and reported as unused otherwise.

A typed table holds the columns below (absent optional ones as empty columns) plus ``_row``, the row
as the user sees it: spreadsheet row or line of the file, header = 1.
"""

from __future__ import annotations

from types import MappingProxyType

import pandera.pandas as pa

from pmo_toolkit.workspace.dictionary import column_groups as g
from pmo_toolkit.workspace.dictionary import columns as c
from pmo_toolkit.workspace.dictionary.scoring_columns import comparison, criterion, judgement

#: Column of every typed table that holds the row as the user sees it, header = 1.
ROW = "_row"

STAGES = ("idea", "outline", "business case", "ready for decision")
OPTION_KINDS = ("nothing", "minimum", "reuse", "SaaS", "PaaS", "IaaS", "build")
HOSTINGS = ("on-premises", "IaaS", "PaaS", "SaaS")
LEVELS = ("low", "medium", "high")
COST_TYPES = ("capex", "opex")
COST_PERIODS = ("once", "per month", "per year")
DEPENDENCY_TYPES = ("requires", "excludes", "enables", "relates")
RISK_ORIGINS = ("register", "pre-mortem")


def _schema(name: str, description: str, columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, name=name, description=description, strict=False)


def _schemas() -> list[pa.DataFrameSchema]:
    return [
        _schema(
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
                **g.own_estimates(),
                **g.drivers(),
                **g.priced(),
            },
        ),
        _schema(
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
                "date": c.date("Day by which the target is to be reached"),
                "owner_role": c.text("Role that answers for the goal"),
                "weight": c.number("Weight of the goal among the goals", "points", low=0),
            },
        ),
        _schema(
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
        _schema(
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
            },
        ),
        _schema(
            "proposal_capabilities",
            "Which capability a proposal would raise, and how far.",
            {
                "proposal": c.reference("Proposal", "proposals.id"),
                "capability": c.reference("Capability", "capabilities.id"),
                "maturity_gain": c.number("Maturity steps gained", "steps", low=0, high=4),
            },
        ),
        _schema(
            "services",
            "IT services that exist today.",
            {
                "id": c.identifier("Id of the service"),
                "title": c.text("Name of the service"),
                "capability": c.reference(
                    "Capability it supports", "capabilities.id", required=False
                ),
                "hosting": c.category("Where it runs", HOSTINGS),
                "annual_cost": c.money("Cost of running it", per="year"),
                "technical_fit": c.rating("Technical fit"),
                "functional_fit": c.rating("Functional fit"),
                "contract_end": c.date("Last day of the contract"),
                **g.priced(),
            },
        ),
        _schema(
            "options",
            "Ways to answer a proposal's need, doing nothing among them.",
            {
                "id": c.identifier("Id of the option"),
                "proposal": c.reference("Proposal", "proposals.id"),
                "kind": c.category("Kind of option", OPTION_KINDS, required=True),
                "title": c.text("The option in words"),
                "service": c.reference(
                    "Existing service that would be reused", "services.id", required=False
                ),
                "benefit_share": c.fraction(
                    "Share of the proposal's benefits that this option brings; asked for minimum"
                    " and reuse"
                ),
                "term_months": c.integer(
                    "Term over which its cost is counted", "months", low=1, high=600
                ),
                "months_to_benefit": c.integer(
                    "Months until its first benefit", "months", low=0, high=600
                ),
                "exit_cost": c.money("Cost of leaving it at the end of the term"),
                "lock_in": c.category("How hard it is to leave", LEVELS),
                **g.priced(),
            },
        ),
        _schema(
            "costs",
            "Cost elements of an option, as ranges.",
            {
                "option": c.reference("Option", "options.id"),
                "element": c.text("What is paid for", required=True),
                "cost_type": c.category("Capital or operating expenditure", COST_TYPES),
                "purpose": g.cost_purpose(),
                **g.three_points("Cost", unit="money"),
                "period": c.category("How often it falls due; once where empty", COST_PERIODS),
                "correlation_group": c.category("Elements of one group move together"),
                **g.priced(),
            },
        ),
        _schema(
            "benefits",
            "What a proposal would bring to the business, as ranges a year; dis-benefits stand"
            " below zero.",
            {
                "proposal": c.reference("Proposal", "proposals.id"),
                "goal": c.reference("Goal the benefit serves", "goals.id", required=False),
                "title": c.text("The benefit in words"),
                "measure": c.text("How it will be measured"),
                **g.benefit_amounts(),
                "ramp_months": c.integer(
                    "Months from the first to the full benefit", "months", low=0
                ),
                "department": c.category("Department that owns the benefit"),
                "cashable": c.flag("Whether it frees money that can be spent elsewhere"),
                **g.priced(),
            },
        ),
        _schema(
            "dependencies",
            "How proposals hang on each other and on work in flight.",
            {
                "from": c.reference("Proposal that depends", "proposals.id"),
                "to": c.reference(
                    "Proposal or project it depends on", "proposals.id|in_flight.project"
                ),
                "type": c.category("Kind of dependency", DEPENDENCY_TYPES, required=True),
                "lag_days": c.number(
                    "Days between the end of the one and the start of the other", "days"
                ),
                "strength": c.fraction("How strongly it binds"),
            },
        ),
        _schema(
            "demand",
            "Work that an option asks of a role each month, as a range.",
            {
                "option": c.reference("Option", "options.id"),
                "role": c.category("Role", required=True),
                **g.prefixed(
                    "hours_per_month", g.three_points("Hours a month", unit="hours per month")
                ),
                "start_month": c.integer(
                    "First month of the demand, counted from the start", "months", low=1
                ),
                "months": c.integer("Number of months", "months", low=1),
            },
        ),
        _schema(
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
        _schema(
            "in_flight",
            "Approved work that still takes people, one row a project and role.",
            {
                "project": c.text("Id of the project", required=True),
                "title": c.text("Title of the project"),
                "role": c.category("Role it uses"),
                "hours_per_month": c.number("Hours it takes of the role", "hours per month", low=0),
                "finish_estimate": c.date("Day on which it should finish"),
            },
        ),
        _schema(
            "history",
            "Finished projects with what was estimated and what became of it.",
            {
                "project": c.identifier(
                    "Id of the project; a proposal of the same id never sees its own row"
                ),
                "title": c.text("Title of the project"),
                "department": c.category("Department it was done for", driver=True),
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
        _schema(
            "tickets",
            "Tickets of the service desk: one kind of evidence among others.",
            {
                "service": c.reference("Service", "services.id", required=False),
                "category": c.category("Category of the ticket"),
                "opened": c.date("Day it was opened"),
                "closed": c.date("Day it was closed"),
                "hours": c.number("Hours spent", "hours", low=0),
            },
        ),
        _schema(
            "flow",
            "Items of work with start and end, for forecasts from throughput.",
            g.flow_item(),
        ),
        _schema(
            "risks",
            "What could go wrong with a proposal, with its effect on money and time.",
            {
                "proposal": c.reference("Proposal", "proposals.id"),
                "title": c.text("The risk in words"),
                "probability": c.probability("Probability that it happens"),
                **g.prefixed("impact_money", g.three_points("Effect on cost", unit="money")),
                **g.prefixed("impact_days", g.three_points("Effect on duration", unit="days")),
                "origin": c.category("Where it was found", RISK_ORIGINS),
                **g.priced(),
            },
        ),
        _schema(
            "criteria",
            "What scorers compare proposals by: direction, scale and weight, fixed before anybody"
            " scores.",
            criterion(),
        ),
        _schema(
            "comparisons",
            "Criteria compared in pairs, one row a pair and scorer: the weights of criteria weighed"
            " by AHP.",
            comparison(),
        ),
        _schema(
            "activities",
            "The work of a proposal as a network of activities, each with its duration as a range.",
            g.activity(),
        ),
        _schema(
            "correlations",
            "How correlation groups move with each other; groups that no row names are independent"
            " of one another.",
            g.correlation(),
        ),
        _schema("judgements", "What scorers said, by role; never averaged away.", judgement()),
        _schema(
            "stakeholders",
            "Departments and roles with an interest in the proposals.",
            g.stakeholder(),
        ),
        _schema(
            "notes",
            "What the consultant adds to the computed advice: shown beside it, marked as theirs,"
            " changing no figure.",
            g.note(),
        ),
        _schema(
            "rates",
            "Factors that turn money of another currency or price year into the workspace's.",
            g.rate(),
        ),
    ]


#: Every table by name, in the order in which a reader should meet them.
TABLES: MappingProxyType[str, pa.DataFrameSchema] = MappingProxyType(
    {schema.name: schema for schema in _schemas()}
)

#: Three-point ranges by table: each row must hold low ≤ mode ≤ high where they are given.
RANGES: MappingProxyType[str, tuple[tuple[str, str, str], ...]] = MappingProxyType(
    {
        "costs": (("low", "mode", "high"),),
        "benefits": (("low", "mode", "high"),),
        "demand": (("hours_per_month_low", "hours_per_month_mode", "hours_per_month_high"),),
        "risks": (
            ("impact_money_low", "impact_money_mode", "impact_money_high"),
            ("impact_days_low", "impact_days_mode", "impact_days_high"),
        ),
        "activities": (("duration_days_low", "duration_days_mode", "duration_days_high"),),
        "judgements": (("low", "value", "high"),),
    }
)


def driver_columns() -> tuple[str, ...]:
    """Columns of ``history`` that may predict: they are known before a project starts."""
    return tuple(
        name
        for name, column in TABLES["history"].columns.items()
        if (column.metadata or {}).get("driver")
    )


def dtype_of(column: pa.Column) -> str:
    """The pandas dtype of a column of the dictionary."""
    name = str(column.dtype)
    return "str" if name.startswith("str") else name
