"""Work items of Azure DevOps: a query saved as CSV, flat or as a tree.

Headers of Azure DevOps Services and Server 2022. A tree spreads titles over "Title 1", "Title 2"
and so on, of which one is filled in a row. Processes: Agile, Scrum, CMMI and Basic.
"""

from __future__ import annotations

from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    RowFilter,
    file_stem,
    look_like_dates,
)

_TYPE = ("Work Item Type",)
_TITLES = ("Title", *(f"Title {level}" for level in range(1, 10)))
_LARGE = ("Epic", "Feature", "Initiative", "Theme", "Portfolio Epic")
#: Types below stories, and records that are no work of a team.
_NO_ITEMS = (
    "Task",
    "Test Case",
    "Test Plan",
    "Test Suite",
    "Shared Steps",
    "Shared Parameter",
    "Code Review Request",
    "Code Review Response",
    "Feedback Request",
    "Feedback Response",
    "Review",
    "Risk",
    "Impediment",
)
_NOT_BEGUN = ("New", "To Do", "Proposed", "Idea", "Funnel", "Backlog", "Approved for analysis")

AZURE_DEVOPS = Export(
    "Azure DevOps (query as CSV, Services and Server 2022)",
    (_TYPE, _TITLES, ("ID",), ("State", "Area Path", "Iteration Path")),
    (
        "State",
        "Tags",
        "Area Path",
        "Iteration Path",
        "Team Project",
        "Node Name",
        "Effort",
        "Story Points",
        "Size",
        "Priority",
        "Business Value",
        "Value Area",
        "Board Column",
        "Board Lane",
        "Created Date",
        "Changed Date",
        "Activated Date",
        "Resolved Date",
        "Closed Date",
        "State Change Date",
        "Target Date",
        "Remaining Work",
        "Original Estimate",
        "Completed Work",
        "Parent",
        "Comment Count",
        "Description",
    ),
    1,
    (
        ExportTable(
            "flow",
            "every work item that is neither an epic or feature nor a task, done or not",
            (
                ExportColumn(
                    "team", ("Area Path", "Node Name", "Team Project"), fallback=file_stem
                ),
                ExportColumn("item", ("ID",)),
                ExportColumn("started", ("Activated Date",), fits=look_like_dates),
                ExportColumn("done", ("Closed Date",), fits=look_like_dates, needed=True),
            ),
            (
                RowFilter(_TYPE, (*_LARGE, *_NO_ITEMS), drop=True),
                RowFilter(("State",), ("Removed", "Cut"), drop=True),
            ),
        ),
        ExportTable(
            "proposals",
            "epics and features that nobody has begun",
            (
                ExportColumn("id", ("ID",)),
                ExportColumn("title", _TITLES, joined=True),
                ExportColumn("description", ("Description",)),
                ExportColumn("start_window", ("Start Date",), fits=look_like_dates),
                ExportColumn(
                    "wanted_finish",
                    ("Target Date", "Due Date", "Finish Date"),
                    fits=look_like_dates,
                ),
                ExportColumn("estimate_effort_person_hours", ("Original Estimate",)),
                ExportColumn("size", ("Story Points", "Effort")),
                ExportColumn("size_unit", constant="story points", beside="size"),
            ),
            (RowFilter(_TYPE, _LARGE), RowFilter(("State",), _NOT_BEGUN)),
        ),
    ),
)
