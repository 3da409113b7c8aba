"""Tables of the ways to answer a need: what they cost, bring, hang on and ask of people."""

from __future__ import annotations

from pmo_toolkit.workspace.dictionary import column_groups as g
from pmo_toolkit.workspace.dictionary import columns as c

OPTION_KINDS = ("nothing", "minimum", "reuse", "SaaS", "PaaS", "IaaS", "build")
SCOPES = ("whole", "part", "nothing")
#: Kinds of option that finished projects can have been: all but those that are no project.
DELIVERIES = tuple(kind for kind in OPTION_KINDS if kind not in ("nothing", "minimum"))
LEVELS = ("low", "medium", "high")
COST_TYPES = ("capex", "opex")
COST_PERIODS = ("once", "per month", "per year")
DEPENDENCY_TYPES = ("requires", "excludes", "enables", "relates")

#: The options of proposals and what follows from them.
OPTION_TABLES = (
    c.table(
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
            "replaces": c.text(
                "Existing services that it makes superfluous, ids parted by semicolons"
            ),
            "benefit_share": c.fraction(
                "Share of the proposal's benefits that this option brings; asked for minimum"
                " and reuse"
            ),
            "scope": c.category(
                "How much of the proposal it delivers; where empty, a minimum option and reuse"
                " count as a part",
                SCOPES,
            ),
            "goals": c.text("Goals that it serves, ids parted by semicolons; all where empty"),
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
    c.table(
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
    c.table(
        "benefits",
        "What a proposal would bring to the business, as ranges a year; dis-benefits stand"
        " below zero.",
        {
            "proposal": c.reference("Proposal", "proposals.id"),
            "goal": c.reference("Goal the benefit serves", "goals.id", required=False),
            "title": c.text("The benefit in words"),
            "measure": c.text("How it will be measured"),
            **g.benefit_amounts(),
            "ramp_months": c.integer("Months from the first to the full benefit", "months", low=0),
            "department": c.category("Department that owns the benefit"),
            "cashable": c.flag("Whether it frees money that can be spent elsewhere"),
            **g.priced(),
        },
    ),
    c.table(
        "dependencies",
        "How proposals hang on each other, on work in flight, on services and on capabilities.",
        {
            "from": c.reference("Proposal that depends", "proposals.id"),
            "to": c.reference(
                "Proposal, project under way, service or capability it depends on",
                "proposals.id|in_flight.project|services.id|capabilities.id",
            ),
            "type": c.category(
                "What the first is to the second: it requires it, excludes it, would be worth more"
                " after it (enables), or touches it (relates)",
                DEPENDENCY_TYPES,
                required=True,
            ),
            "lag_days": c.number(
                "Days between the end of the one and the start of the other", "days"
            ),
            "strength": c.fraction("How strongly it binds: the probability that it does"),
        },
    ),
    c.table(
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
)
