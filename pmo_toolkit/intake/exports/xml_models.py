"""Tables that `intake.sheets` makes of plans (MSPDI) and models (ArchiMate)."""

from __future__ import annotations

import re

from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    RowFilter,
    look_like_dates,
)

_PLAN = ("MS Project plan",)
_NOT_BEGUN = RowFilter(("State",), ("not begun",))
_NAMES = (ExportColumn("project", _PLAN), ExportColumn("title", _PLAN))
_BASELINE = (
    ExportColumn("estimate_effort_person_hours", ("Baseline work (hours)",)),
    ExportColumn("estimate_duration_days", ("Baseline duration (calendar days)",)),
    ExportColumn("estimate_cost", ("Baseline cost",)),
    ExportColumn("currency", ("Currency",)),
)

MS_PROJECT_PLAN = Export(
    "Microsoft Project (plan as XML, 2007 to 2021)",
    (_PLAN, ("State",), ("Baseline work (hours)",), ("Actual start",)),
    (),
    0,
    (
        ExportTable(
            "proposals",
            "a plan that has not begun",
            (
                ExportColumn("id", _PLAN),
                ExportColumn("title", _PLAN),
                ExportColumn("start_window", ("Start",)),
                ExportColumn("estimate_effort_person_hours", ("Work (hours)",)),
                ExportColumn("estimate_duration_days", ("Duration (calendar days)",)),
            ),
            (_NOT_BEGUN,),
        ),
        ExportTable(
            "in_flight",
            "a plan that is under way",
            (
                *_NAMES,
                ExportColumn("start_date", ("Actual start",)),
                ExportColumn("finish_estimate", ("Finish",)),
                *_BASELINE,
                ExportColumn("effort_to_date_person_hours", ("Actual work (hours)",)),
                ExportColumn("cost_to_date", ("Actual cost",)),
            ),
            (RowFilter(("State",), ("under way",)),),
        ),
        ExportTable(
            "history",
            "a plan that is finished; estimates are those of its baseline",
            (
                *_NAMES,
                ExportColumn("start_date", ("Actual start",)),
                ExportColumn("finish_date", ("Actual finish",)),
                *_BASELINE,
                ExportColumn("actual_effort_person_hours", ("Actual work (hours)",)),
                ExportColumn("actual_duration_days", ("Actual duration (calendar days)",)),
                ExportColumn("actual_cost", ("Actual cost",)),
            ),
            (RowFilter(("State",), ("finished",)),),
        ),
    ),
)

MS_PROJECT_TASKS = Export(
    "Microsoft Project (tasks as XML, 2007 to 2021)",
    (_PLAN, ("Task",), ("WBS",), ("Predecessors",)),
    (),
    0,
    (
        ExportTable(
            "activities",
            "tasks of a plan that has not begun, without summaries; the one duration is taken as"
            " the most likely",
            (
                ExportColumn("proposal", _PLAN),
                ExportColumn("activity", ("Task",)),
                ExportColumn("title", ("Task name",)),
                ExportColumn("predecessors", ("Predecessors",)),
                ExportColumn("duration_days_mode", ("Duration (calendar days)",)),
            ),
            (_NOT_BEGUN,),
        ),
    ),
)


#: Words of models for where an application runs, in lower case → ours.
_HOSTINGS = {
    "on-premises": "on-premises",
    "on-premise": "on-premises",
    "on premises": "on-premises",
    "on premise": "on-premises",
    "iaas": "IaaS",
    "paas": "PaaS",
    "saas": "SaaS",
}
_RATINGS = frozenset({"", "1", "2", "3", "4", "5"})


def _are_ratings(texts: tuple[str, ...]) -> bool:
    return {text.strip() for text in texts} <= _RATINGS


def _are_hostings(texts: tuple[str, ...]) -> bool:
    return {text.strip().casefold() for text in texts} <= {"", *_HOSTINGS}


def _are_amounts(texts: tuple[str, ...]) -> bool:
    """Whether every filled text is a plain figure, with a decimal point at most."""
    return all(re.fullmatch(r"\d+(\.\d+)?", text.strip()) for text in texts if text.strip())


ARCHIMATE_CAPABILITIES = Export(
    "ArchiMate (Open Exchange 2.1 to 3.2), capabilities",
    (("ArchiMate capability",), ("Name",), ("Parent",)),
    (),
    0,
    (
        ExportTable(
            "capabilities",
            "elements of the type Capability; the one that it is a composed part of stands above",
            (
                ExportColumn("id", ("ArchiMate capability",)),
                ExportColumn("title", ("Name",)),
                ExportColumn("parent", ("Parent",)),
                ExportColumn(
                    "importance", ("Importance", "Strategic importance"), fits=_are_ratings
                ),
                ExportColumn(
                    "maturity_now",
                    ("Maturity", "Current maturity", "Maturity now"),
                    fits=_are_ratings,
                ),
                ExportColumn(
                    "maturity_target", ("Target maturity", "Maturity target"), fits=_are_ratings
                ),
                ExportColumn(
                    "department",
                    ("Department", "Owner department", "Owning department", "Business owner"),
                ),
            ),
        ),
    ),
)

ARCHIMATE_GOALS = Export(
    "ArchiMate (Open Exchange 2.1 to 3.2), goals",
    (("ArchiMate goal",), ("Name",)),
    (),
    0,
    (
        ExportTable(
            "goals",
            "elements of the type Goal",
            (ExportColumn("id", ("ArchiMate goal",)), ExportColumn("title", ("Name",))),
        ),
    ),
)

ARCHIMATE_APPLICATIONS = Export(
    "ArchiMate (Open Exchange 2.1 to 3.2), applications",
    (("ArchiMate application",), ("Name",), ("Supported capabilities",)),
    (),
    0,
    (
        ExportTable(
            "services",
            "elements of the types ApplicationComponent and ApplicationService; the capabilities"
            " are those that they serve, realize, are assigned to or associated with",
            (
                ExportColumn("id", ("ArchiMate application",)),
                ExportColumn("title", ("Name",)),
                ExportColumn("description", ("Documentation",)),
                ExportColumn("capability", ("Supported capabilities",)),
                ExportColumn("supplier", ("Supplier", "Vendor", "Provider")),
                ExportColumn(
                    "hosting",
                    ("Hosting", "Hosting type", "Deployment model"),
                    words=_HOSTINGS,
                    fits=_are_hostings,
                ),
                ExportColumn(
                    "annual_cost",
                    ("Annual cost", "Yearly cost", "Cost per year", "Total annual cost"),
                    fits=_are_amounts,
                ),
                ExportColumn("currency", ("Currency",), beside="annual_cost"),
                ExportColumn("technical_fit", ("Technical fit", "IT fit"), fits=_are_ratings),
                ExportColumn(
                    "functional_fit",
                    ("Functional fit", "Business fit", "Functional suitability"),
                    fits=_are_ratings,
                ),
                ExportColumn(
                    "contract_end", ("Contract end", "Contract end date"), fits=look_like_dates
                ),
                ExportColumn("role", ("Owner role", "IT owner role", "Application owner role")),
            ),
        ),
    ),
)
