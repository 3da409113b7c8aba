"""Issues of Jira as CSV: Cloud, and Server or Data Center, whose columns are older.

Server and Data Center (8 to 10) write "Issue key", "Issue id" and "Custom field (…)"; a column of
several values, such as "Sprint", stands repeatedly. Cloud (2026) adds "Status Category", "Parent
key" and the ids of accounts. The dates follow the look of the site, "12/Mar/26 3:14 PM" by
default; efforts are seconds. Headers also stand in German where the user's language is German.
"""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    RowFilter,
    file_stem,
    header_in,
    look_like_dates,
    texts_of,
)

_KEY = ("Issue key", "Work item key", "Vorgangsschlüssel")
_TYPE = ("Issue Type", "Work type", "Vorgangstyp")
_SUMMARY = ("Summary", "Zusammenfassung")
_STATUS = ("Status Category", "Status", "Statuskategorie")
_PROJECT = ("Project name", "Project key", "Projektname", "Projektschlüssel")
_RESOLVED = ("Resolved", "Resolution date", "Erledigt")
_POINTS = ("Custom field (Story Points)", "Custom field (Story point estimate)")

#: Types above stories: what is proposed, and never counted beside the stories in it.
_LARGE = ("Epic", "Initiative", "Feature", "Idea", "Theme", "Legend", "Capability", "Idee")
#: Types below stories, which would count twice.
_PARTS = ("Sub-task", "Subtask", "Technical task", "Unteraufgabe", "Sub-bug", "Sub-Task")
_REQUESTS = (
    "Incident",
    "[System] Incident",
    "Service Request",
    "[System] Service request",
    "Service request with approvals",
    "[System] Service request with approvals",
    "Support",
    "IT Help",
    "Störung",
    "Serviceanfrage",
)
#: Words for work that nobody has begun; the first is the category that Cloud writes.
_NOT_BEGUN = (
    "To Do",
    "Open",
    "New",
    "Backlog",
    "Idea",
    "Ideas",
    "Funnel",
    "Draft",
    "Proposed",
    "Selected for Development",
    "Reopened",
    "Parking lot",
    "Discovery",
    "Zu erledigen",
    "À faire",
    "Por hacer",
    "Tareas por hacer",
    "Te doen",
    "Offen",
    "Neu",
)
#: Resolutions of what was not done.
_DISCARDED = (
    "Won't Do",
    "Won't Fix",
    "Duplicate",
    "Cannot Reproduce",
    "Incomplete",
    "Invalid",
    "Declined",
    "Rejected",
    "Withdrawn",
    "Known Error",
    "Not A Bug",
    "Abandoned",
    "Obsolete",
    "Wird nicht erledigt",
    "Duplikat",
)


def projects_of(region: Region) -> str:
    """The projects that the keys of the issues name, as in ``PAY and SHOP``."""
    header = header_in(region, _KEY)
    keys = texts_of(region, header) if header else ()
    names = sorted({key.rpartition("-")[0] for key in keys if "-" in key})
    return " and ".join(names) if 0 < len(names) <= 3 else file_stem(region)


_TABLES = (
    ExportTable(
        "flow",
        "every issue that is neither an epic nor a part of another, done or not",
        (
            ExportColumn(
                "team",
                ("Team Name", "Custom field (Team)", *_PROJECT),
                fallback=projects_of,
            ),
            ExportColumn("item", _KEY),
            ExportColumn(
                "started", ("Custom field (Actual start)", "Actual start"), fits=look_like_dates
            ),
            ExportColumn("done", _RESOLVED, fits=look_like_dates, needed=True),
        ),
        (
            RowFilter(_TYPE, (*_LARGE, *_PARTS, *_REQUESTS), drop=True),
            RowFilter(("Resolution", "Lösung"), _DISCARDED, drop=True),
        ),
    ),
    ExportTable(
        "tickets",
        "incidents and requests of the service desk",
        (
            ExportColumn("ticket", _KEY),
            ExportColumn("category", ("Custom field (Request Type)", *_TYPE)),
            ExportColumn("opened", ("Created", "Erstellt"), fits=look_like_dates, needed=True),
            ExportColumn("closed", _RESOLVED, fits=look_like_dates),
            ExportColumn("hours", ("Time Spent", "Σ Time Spent"), unit="person-seconds"),
            ExportColumn("text", _SUMMARY),
        ),
        (RowFilter(_TYPE, _REQUESTS),),
    ),
    ExportTable(
        "proposals",
        "epics, initiatives and ideas that nobody has begun",
        (
            ExportColumn("id", _KEY),
            ExportColumn("title", _SUMMARY),
            ExportColumn(
                "department",
                (
                    "Custom field (Department)",
                    "Custom field (Business Unit)",
                    "Custom field (Requesting Department)",
                ),
            ),
            ExportColumn("description", ("Description", "Beschreibung")),
            ExportColumn(
                "start_window",
                ("Custom field (Start date)", "Start date", "Custom field (Target start)"),
                fits=look_like_dates,
            ),
            ExportColumn(
                "wanted_finish",
                ("Due date", "Custom field (Target end)", "Fälligkeitsdatum"),
                fits=look_like_dates,
            ),
            ExportColumn(
                "estimate_effort_person_hours",
                ("Original Estimate", "Σ Original Estimate"),
                unit="person-seconds",
            ),
            ExportColumn("size", _POINTS),
            ExportColumn("size_unit", constant="story points", beside="size"),
        ),
        (RowFilter(_TYPE, _LARGE), RowFilter(_STATUS, _NOT_BEGUN)),
    ),
)
_NEEDS = (
    _KEY,
    _SUMMARY,
    _TYPE,
    ("Issue id", "Work item id", "Vorgangs-ID", "Project key", "Project name", "Created", "Status"),
)
_BESIDE = (
    "Issue id",
    "Work item id",
    "Vorgangs-ID",
    "Status",
    "Project key",
    "Project name",
    "Priority",
    "Priorität",
    "Resolution",
    "Created",
    "Erstellt",
    "Updated",
    "Aktualisiert",
    "Last Viewed",
    "Resolved",
    "Affects Version/s",
    "Fix Version/s",
    "Component/s",
    "Due Date",
    "Votes",
    "Sprint",
    "Labels",
    "Environment",
    "Original Estimate",
    "Time Spent",
    "Work Ratio",
    "Security Level",
    "Parent",
    *_POINTS,
    "Custom field (Epic Link)",
    "Custom field (Rank)",
)
_CLOUD = ("Status Category", "Status Category Changed", "Parent key", "Parent summary")

JIRA_CLOUD = Export("Jira Cloud (CSV of 2026)", (*_NEEDS, _CLOUD), _BESIDE, 2, _TABLES)
JIRA = Export("Jira Server or Data Center (CSV of 8 to 10)", _NEEDS, _BESIDE, 2, _TABLES)
