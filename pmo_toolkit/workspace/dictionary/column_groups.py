"""Columns that stand in several tables together: three-point ranges, prices, cost drivers."""

from __future__ import annotations

import pandera.pandas as pa

from pmo_toolkit.workspace.dictionary import columns as c

CLASSES = (
    "software package",
    "custom development",
    "integration",
    "infrastructure",
    "data and analytics",
    "migration",
)
BENEFIT_UNITS = ("money per year", "unit per year")
COST_PURPOSES = ("capital", "run", "maintenance", "management", "exit")
OVERLAP_ANSWERS = ("same", "different", "partly")
SIZE_UNITS = (
    "function points",
    "KLOC",
    "story points",
    "items",
    "users",
    "servers",
    "interfaces",
)


def three_points(what: str, *, unit: str, per: str = "") -> dict[str, pa.Column]:
    """The three columns of a three-point range, all in one unit."""
    words = {"low": "optimistic", "mode": "most likely", "high": "pessimistic"}
    if unit == "money":
        return {key: c.money(f"{what}: {word} value", per=per) for key, word in words.items()}
    return {key: c.number(f"{what}: {word} value", unit, low=0) for key, word in words.items()}


def benefit_amounts() -> dict[str, pa.Column]:
    """The range of a benefit, from what would disappoint to what would please, and its unit."""
    words = {"low": "pessimistic", "mode": "most likely", "high": "optimistic"}
    points = {
        key: c.number(f"Benefit: {word} value; below zero for a dis-benefit", "unit")
        for key, word in words.items()
    }
    return {**points, "unit": c.category("Money or another unit a year", BENEFIT_UNITS)}


def cost_purpose() -> pa.Column:
    """What a cost element is for over the life of an option."""
    return c.category(
        "What it is for over the option's life; exit falls due at the end of the term",
        COST_PURPOSES,
    )


def prefixed(prefix: str, columns: dict[str, pa.Column]) -> dict[str, pa.Column]:
    """The columns under names that begin with `prefix`."""
    return {f"{prefix}_{key}": column for key, column in columns.items()}


def priced() -> dict[str, pa.Column]:
    """What a row with money may state about its prices."""
    return {
        "currency": c.category(
            "Currency of this row where it differs from the workspace's; needs a row in rates"
        ),
        "price_year": c.year(
            "Price year of this row where it differs from the workspace's; needs a row in rates"
        ),
    }


def own_estimates() -> dict[str, pa.Column]:
    """What those who ask expect the work to take; compared with what became of such estimates."""
    return {
        "estimate_effort_person_hours": c.number(
            "Effort that the proposal expects", "person-hours", low=0
        ),
        "estimate_duration_days": c.number(
            "Duration that the proposal expects", "calendar days", low=0
        ),
    }


def drivers() -> dict[str, pa.Column]:
    """What is known of a project before it starts and may predict its effort and cost."""
    return {
        "class": c.category(
            "Kind of project; it chooses the reference class", CLASSES, driver=True
        ),
        "size": c.number("Functional size, in size_unit", "size_unit", low=0, driver=True),
        "size_unit": c.category("What size counts", SIZE_UNITS, driver=True),
        "interface_count": c.integer(
            "Interfaces to other systems", "interfaces", low=0, driver=True
        ),
        "user_count": c.integer("People who will use the result", "people", low=0, driver=True),
        "team_experience": c.rating("Experience of the team with this kind of work", driver=True),
        "requirements_clarity": c.rating("How clear the requirements are", driver=True),
        "technology_novelty": c.rating(
            "How new the technology is to the organisation", driver=True
        ),
    }


def activity() -> dict[str, pa.Column]:
    """The columns of one activity of a network."""
    return {
        "proposal": c.reference("Proposal", "proposals.id"),
        "option": c.reference(
            "Option that the activity belongs to; empty: to all of them",
            "options.id",
            required=False,
        ),
        "activity": c.text("Short name of the activity, unique within the proposal", required=True),
        "title": c.text("The activity in words"),
        "predecessors": c.text(
            "Names of the activities that must end before it begins, parted by semicolons"
        ),
        **prefixed("duration_days", three_points("Duration", unit="calendar days")),
        "correlation_group": c.category("Activities and cost elements of one group move together"),
    }


def correlation() -> dict[str, pa.Column]:
    """How far two correlation groups, or elements that stand alone, move together."""
    return {
        "proposal": c.reference("Proposal", "proposals.id"),
        "one": c.text(
            "Correlation group of its costs or activities, or a cost element of no group",
            required=True,
        ),
        "other": c.text("Another group or element of the same proposal", required=True),
        "correlation": c.number(
            "How far what the two have in common moves together: 1 fully, 0 not at all, below 0"
            " against each other",
            "correlation −1 to 1",
            low=-1,
            high=1,
        ),
    }


def note() -> dict[str, pa.Column]:
    """What a consultant says of one proposal, beside what was computed."""
    return {
        "proposal": c.reference("Proposal", "proposals.id"),
        "field": c.text(
            "What it is about: advice, confidence, cost, effort, duration, standing, or the path of"
            " a figure in assessment.json such as cost.cost.p80; empty: the proposal as a whole"
        ),
        "text": c.text("The note in words"),
        "value": c.text(
            "What the consultant would put in place of the computed value; it is shown beside it"
        ),
        "reason": c.text("Why"),
        "role": c.text("Role (not name) of who says so"),
        "date": c.date("Day of the note"),
    }


def stakeholder() -> dict[str, pa.Column]:
    """Who has an interest in the proposals."""
    return {
        "department": c.category("Department", required=True),
        "role": c.text("Role (not name) that speaks for it"),
        "interest": c.rating("Interest in the outcome"),
        "influence": c.rating("Influence on the outcome"),
    }


def overlap_answer() -> dict[str, pa.Column]:
    """What a role answered on two proposals that seem to ask for the same."""
    return {
        "a": c.reference("One proposal", "proposals.id|services.id"),
        "b": c.reference("The other proposal, or a service", "proposals.id|services.id"),
        "answer": c.category(
            "Whether both ask for the same; of several answers the latest day counts",
            OVERLAP_ANSWERS,
        ),
        "by_role": c.text("Role (not name) of who says so"),
        "date": c.date("Day of the answer"),
    }


def flow_item() -> dict[str, pa.Column]:
    """One item of work that a team finished or not."""
    return {
        "team": c.category("Team", required=True),
        "item": c.text("Item of work"),
        "started": c.date("Day it was started"),
        "done": c.date("Day it was done"),
        "first_commit": c.date("Day of the first commit of its change"),
        "deployed": c.date("Day on which its deployment to users ended"),
        "caused_incident": c.flag("Whether that deployment caused an incident"),
        "incident_resolved": c.date("Day on which that incident was resolved"),
    }


def rate() -> dict[str, pa.Column]:
    """What turns money of one currency and price year into the workspace's."""
    return {
        "currency": c.category("Currency of the row", required=True),
        "year": c.year("Price year of the row", required=True),
        "factor": c.number("Multiply by this", "workspace money per row money", low=0),
    }
