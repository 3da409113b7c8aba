"""The short list of other names that a column may be headed by."""

from __future__ import annotations

from collections.abc import Mapping

_ID_NAMES = ("ref", "reference", "key", "identifier", "code", "number", "no", "unique id", "uid")
_TITLE_NAMES = ("name",)
_PROJECT_TITLES = (
    "project title",
    "project name",
    "proposal title",
    "proposal name",
    "name",
    "project",
)

#: Other names of a column, by table; only such as cannot mean anything else in that table.
SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "proposals": {
        "id": (
            "proposal id",
            "proposal",
            "proposal no",
            "proposal number",
            "project id",
            "project no",
            *_ID_NAMES,
        ),
        "title": _PROJECT_TITLES,
        "department": ("dept", "business unit", "division", "directorate"),
        "need": ("business need", "problem", "problem statement"),
        "description": ("project description", "scope", "summary"),
        "risk_of_not_doing": (
            "risk of not proceeding",
            "cost of inaction",
            "consequence of not doing",
        ),
        "start_window": ("start", "planned start", "earliest start", "desired start"),
        "wanted_finish": (
            "deadline",
            "wanted by",
            "desired finish",
            "target finish",
            "due date",
            "needed by",
        ),
        "requested_budget": (
            "budget",
            "total budget",
            "budget requested",
            "requested amount",
            "requested funding",
        ),
        "class": ("project class", "project type", "type"),
        "user_count": ("users", "number of users"),
        "interface_count": ("interfaces", "number of interfaces"),
    },
    "goals": {
        "id": ("goal id", "goal", *_ID_NAMES),
        "title": _TITLE_NAMES,
        "date": ("target date", "by"),
    },
    "proposal_goals": {"proposal": ("proposal id", "project id"), "goal": ("goal id",)},
    "capabilities": {
        "id": ("capability id", "capability", *_ID_NAMES),
        "title": _TITLE_NAMES,
        "parent": ("parent id", "parent capability"),
        "department": ("owner department", "dept"),
        "maturity_now": ("current maturity", "maturity today", "maturity"),
        "maturity_target": ("target maturity",),
    },
    "proposal_capabilities": {
        "proposal": ("proposal id", "project id"),
        "capability": ("capability id",),
    },
    "services": {
        "id": ("service id", "service", *_ID_NAMES),
        "title": (*_TITLE_NAMES, "service name"),
        "capability": ("capability id",),
        "annual_cost": ("cost per year", "yearly cost"),
        "contract_end": ("end of contract", "contract end date"),
    },
    "options": {
        "id": ("option id", "option", *_ID_NAMES),
        "proposal": ("proposal id", "project id"),
        "kind": ("option kind", "option type", "type"),
        "title": (*_TITLE_NAMES, "option name", "option title"),
        "service": ("service id",),
        "term_months": ("term",),
    },
    "costs": {
        "option": ("option id",),
        "element": ("cost element", "item"),
        "cost_type": ("capex opex", "type"),
        "mode": ("most likely", "likely"),
        "low": ("optimistic", "min", "minimum"),
        "high": ("pessimistic", "max", "maximum"),
        "correlation_group": ("group",),
    },
    "benefits": {
        "proposal": ("proposal id", "project id"),
        "goal": ("goal id",),
        "title": ("benefit", *_TITLE_NAMES),
        "mode": ("most likely", "likely"),
        "low": ("pessimistic", "min", "minimum"),
        "high": ("optimistic", "max", "maximum"),
        "department": ("owner department", "dept"),
    },
    "dependencies": {
        "from": ("from proposal", "from id"),
        "to": ("to proposal", "to id"),
        "type": ("dependency type", "kind"),
    },
    "demand": {"option": ("option id",), "start_month": ("first month",)},
    "capacity": {
        "absence_hours": ("absence",),
        "gross_hours": ("gross",),
        "run_work_hours": ("run work",),
    },
    "in_flight": {
        "project": ("id", "project id"),
        "title": ("project title", "project name", "name"),
        "finish_estimate": ("estimated finish", "finish date"),
        "start_date": ("start",),
        "cost_to_date": ("cost so far", "actual cost to date", "spent to date"),
        "effort_to_date_person_hours": ("effort so far person hours",),
        "class": ("project class", "project type", "type"),
        "department": ("dept", "business unit"),
    },
    "history": {
        "project": ("id", "project id", "proposal id"),
        "title": ("project title", "project name", "name"),
        "department": ("dept", "business unit"),
        "class": ("project class", "project type", "type"),
        "delivery": ("kind of delivery", "delivery kind", "delivered as"),
        "estimate_effort_person_hours": (
            "estimated effort person hours",
            "effort estimate person hours",
        ),
        "actual_effort_person_hours": ("effort actual person hours",),
        "estimate_cost": ("estimated cost", "cost estimate"),
        "actual_cost": ("final cost", "cost actual"),
        "estimate_duration_days": ("estimated duration days",),
        "finish_date": ("finish", "end date"),
        "start_date": ("start",),
        "user_count": ("users", "number of users"),
        "interface_count": ("interfaces", "number of interfaces"),
    },
    "tickets": {
        "ticket": ("ticket id", "ticket number"),
        "service": ("service id",),
        "opened": ("opened at", "created"),
        "closed": ("closed at", "resolved"),
    },
    "flow": {"item": ("id", "key"), "started": ("start date",), "done": ("finished", "completed")},
    "risks": {
        "proposal": ("proposal id", "project id"),
        "title": ("risk", "description"),
        "probability": ("likelihood",),
    },
    "criteria": {
        "id": ("criterion id", "criterion", *_ID_NAMES),
        "title": (*_TITLE_NAMES, "criterion name", "criterion title"),
    },
    "activities": {
        "proposal": ("proposal id", "project id"),
        "option": ("option id",),
        "activity": ("activity id", "task", "task id"),
        "title": ("activity title", "task name", *_TITLE_NAMES),
        "predecessors": ("predecessor", "depends on", "after"),
        "correlation_group": ("group",),
    },
    "judgements": {
        "scorer_role": ("role", "scorer"),
        "item": ("proposal", "proposal id"),
        "value": ("score",),
        "time": ("date",),
    },
    "notes": {
        "proposal": ("proposal id",),
        "field": ("about", "concerns"),
        "text": ("note", "comment", "remark"),
        "value": ("override", "instead"),
        "role": ("author role", "by"),
    },
    "stakeholders": {"department": ("dept", "business unit")},
    "rates": {"factor": ("rate",), "year": ("price year",)},
}
