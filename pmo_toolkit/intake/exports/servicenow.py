"""Lists of ServiceNow as CSV or Excel: demands, incidents, projects.

CSV heads its columns by field names ("opened_at"), Excel by labels ("Opened"); both are known, of
the releases from Utah to Zurich, with the states as words or as the numbers of the base system.
The kind of record shows in its number: DMND…, INC…, PRJ….
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    RowFilter,
    header_in,
    look_like_dates,
    texts_of,
)

_NUMBER = ("number",)
_SUMMARY = ("short_description",)
_SERVICE = ("business_service", "Business service", "Service")
_DEPARTMENT = ("department", "business_unit", "Business Unit")
#: What stands where nobody booked, planned or spent anything.
_NOUGHTS = {"0": "", "0.00": "", "0,00": ""}


def _numbered(prefix: str) -> Callable[[Region], bool]:
    """Whether nine of ten records bear numbers of that prefix."""
    pattern = re.compile(rf"{prefix}\d{{4,}}")

    def fits(region: Region) -> bool:
        header = header_in(region, _NUMBER)
        numbers = [text.strip() for text in texts_of(region, header)] if header else []
        return sum(pattern.fullmatch(text) is not None for text in numbers) * 10 >= max(
            len(numbers) * 9, 10
        )

    return fits


def _are_seconds(texts: tuple[str, ...]) -> bool:
    return all(text.strip().isdecimal() for text in texts if text.strip())


def _are_hours(texts: tuple[str, ...]) -> bool:
    filled = [text.strip() for text in texts if text.strip()]
    return all(re.fullmatch(r"[\d.,]+ hours?", text, re.IGNORECASE) for text in filled)


def _effort(column: str, *headers: str) -> tuple[ExportColumn, ExportColumn]:
    """Seconds as CSV writes them, or hours; days could be of 24 hours and are left aside."""
    return (
        ExportColumn(column, headers, unit="person-seconds", words=_NOUGHTS, fits=_are_seconds),
        ExportColumn(column, headers, unit="person-hours", fits=_are_hours),
    )


INCIDENT = Export(
    "ServiceNow incidents (Utah to Zurich)",
    (_NUMBER, ("opened_at", "Opened", "sys_created_on", "Created")),
    (
        "short_description",
        "state",
        "Incident state",
        "priority",
        "urgency",
        "impact",
        "category",
        "subcategory",
        "assignment_group",
        "business_service",
        "Service",
        "cmdb_ci",
        "Configuration item",
        "contact_type",
        "Channel",
        "closed_at",
        "Closed",
        "resolved_at",
        "Resolved",
        "close_code",
        "Resolution code",
        "sys_updated_on",
        "Updated",
    ),
    2,
    (
        ExportTable(
            "tickets",
            "every incident that was not cancelled",
            (
                ExportColumn("ticket", _NUMBER),
                ExportColumn("service", _SERVICE),
                ExportColumn("category", ("category",)),
                ExportColumn(
                    "opened",
                    ("opened_at", "Opened", "sys_created_on", "Created"),
                    fits=look_like_dates,
                    needed=True,
                ),
                ExportColumn(
                    "closed",
                    ("closed_at", "Closed", "resolved_at", "Resolved"),
                    fits=look_like_dates,
                ),
                *_effort("hours", "time_worked"),
                ExportColumn("text", _SUMMARY),
                ExportColumn("department", ("caller_id.department", "Caller department")),
                ExportColumn("role", ("assignment_group",)),
                ExportColumn("channel", ("contact_type", "Channel")),
            ),
            (RowFilter(("state", "Incident state"), ("Canceled", "Cancelled", "8"), drop=True),),
        ),
        ExportTable(
            "services",
            "the services that incidents name",
            (ExportColumn("id", _SERVICE), ExportColumn("title", _SERVICE)),
        ),
    ),
    fits=_numbered("INC"),
    decimal=None,
)

DEMAND = Export(
    "ServiceNow demands (Utah to Zurich)",
    (_NUMBER, (*_SUMMARY, "name", "Title")),
    (
        "state",
        "stage",
        "portfolio",
        "primary_program",
        "Program",
        "category",
        "type",
        "department",
        "business_unit",
        "business_case",
        "total_costs",
        "Total planned cost",
        "capital_outlay",
        "Capital expense",
        "capital_budget",
        "start_date",
        "Due date",
        "size",
        "T-Shirt size",
        "expected_risk",
        "Risk Level",
        "priority",
        "idea",
        "approval",
        "sys_created_on",
    ),
    2,
    (
        ExportTable(
            "proposals",
            "demands that nobody has approved, completed or rejected",
            (
                ExportColumn("id", _NUMBER),
                ExportColumn("title", (*_SUMMARY, "name", "Title")),
                ExportColumn("department", _DEPARTMENT),
                ExportColumn(
                    "stage",
                    ("state",),
                    words={
                        "Draft": "idea",
                        "Submitted": "outline",
                        "Screening": "business case",
                        "Qualified": "ready for decision",
                        "Deferred": "",
                    },
                ),
                ExportColumn("need", ("business_case",)),
                ExportColumn("description", ("description",)),
                ExportColumn(
                    "risk_of_not_doing", ("risk_of_not_performing", "Risk of not performing")
                ),
                ExportColumn("start_window", ("start_date",), fits=look_like_dates),
                ExportColumn("wanted_finish", ("due_date", "requested_by"), fits=look_like_dates),
                ExportColumn(
                    "requested_budget", ("total_costs", "Total planned cost"), words=_NOUGHTS
                ),
            ),
            (RowFilter(("state",), ("Draft", "Submitted", "Screening", "Qualified", "Deferred")),),
        ),
    ),
    fits=_numbered("DMND"),
    decimal=None,
)

_PLANNED_COST = ("cost", "Total planned cost", "Planned cost")
_ACTUAL_START = ("work_start", "Actual start date", "Actual start")
_PROJECT_COLUMNS = (
    ExportColumn("project", _NUMBER),
    ExportColumn("title", (*_SUMMARY, "Project name", "name", "Title")),
    ExportColumn("department", _DEPARTMENT),
    ExportColumn("start_date", _ACTUAL_START, fits=look_like_dates),
    *_effort("estimate_effort_person_hours", "effort", "Planned effort"),
    ExportColumn("estimate_cost", _PLANNED_COST, words=_NOUGHTS),
)

PROJECT = Export(
    "ServiceNow projects (Utah to Zurich)",
    (_NUMBER, ("state",)),
    (
        "short_description",
        "Project name",
        "phase",
        "primary_portfolio",
        "Portfolio",
        "primary_program",
        "Program",
        "percent_complete",
        "start_date",
        "Planned start date",
        "end_date",
        "Planned end date",
        "work_start",
        "Actual start date",
        "work_end",
        "Actual end date",
        *_PLANNED_COST,
        "work_cost",
        "Actual cost",
        "budget_cost",
        "effort",
        "Planned effort",
        "work_effort",
        "Actual effort",
        "status",
        "Overall health",
    ),
    2,
    (
        ExportTable(
            "history",
            "projects that are closed complete",
            (
                *_PROJECT_COLUMNS,
                ExportColumn(
                    "finish_date",
                    ("work_end", "Actual end date", "Actual end", "closed_at", "Closed"),
                    fits=look_like_dates,
                ),
                *_effort("actual_effort_person_hours", "work_effort", "Actual effort"),
                ExportColumn("actual_cost", ("work_cost", "Actual cost"), words=_NOUGHTS),
            ),
            (RowFilter(("state",), ("Closed Complete", "3")),),
        ),
        ExportTable(
            "in_flight",
            "projects that are pending, open or in progress",
            (
                *_PROJECT_COLUMNS,
                ExportColumn(
                    "finish_estimate",
                    ("end_date", "Planned end date", "Planned end"),
                    fits=look_like_dates,
                ),
                *_effort("effort_to_date_person_hours", "work_effort", "Actual effort"),
                ExportColumn("cost_to_date", ("work_cost", "Actual cost"), words=_NOUGHTS),
            ),
            (RowFilter(("state",), ("Pending", "Open", "Work in Progress", "-5", "1", "2")),),
        ),
    ),
    fits=_numbered("PRJ"),
    decimal=None,
)
