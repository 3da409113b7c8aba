"""Tasks of Microsoft Planner as a workbook, and of To Do as Outlook exports them.

Planner (2024 to 2026) writes a sheet "Tasks", one row a task. To Do has no export of its own; its
tasks are those of Outlook, which writes them as CSV.
"""

from __future__ import annotations

from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    file_stem,
    look_like_dates,
)

PLANNER = Export(
    "Microsoft Planner (workbook of 2024 to 2026)",
    (
        ("Task ID", "Vorgangs-ID", "Aufgaben-ID"),
        ("Task Name", "Vorgangsname", "Aufgabenname"),
        ("Bucket Name", "Bucketname"),
        ("Completed Date", "Abgeschlossen am", "Abschlussdatum"),
    ),
    (
        "Progress",
        "Status",
        "Priority",
        "Created Date",
        "Start date",
        "Due date",
        "Is Recurring",
        "Late",
        "Completed Checklist Items",
        "Checklist Items",
        "Labels",
        "Description",
        "Priorität",
        "Erstellt am",
        "Fälligkeitsdatum",
        "Verspätet",
        "Checklistenelemente",
    ),
    3,
    (
        ExportTable(
            "flow",
            "every task, done or not",
            (
                ExportColumn("team", fallback=file_stem),
                ExportColumn("item", ("Task ID", "Vorgangs-ID", "Aufgaben-ID")),
                ExportColumn(
                    "done",
                    ("Completed Date", "Abgeschlossen am", "Abschlussdatum"),
                    fits=look_like_dates,
                    needed=True,
                ),
            ),
        ),
    ),
)

TO_DO = Export(
    "Microsoft To Do (tasks of Outlook as CSV)",
    (("Subject",), ("Date Completed",), ("% Complete",)),
    (
        "Start Date",
        "Due Date",
        "Reminder On/Off",
        "Reminder Date",
        "Reminder Time",
        "Total Work",
        "Actual Work",
        "Billing Information",
        "Mileage",
        "Schedule+ Priority",
        "Sensitivity",
        "Private",
    ),
    3,
    (
        ExportTable(
            "flow",
            "every task, done or not",
            (
                ExportColumn("team", fallback=file_stem),
                ExportColumn("item", ("Subject",)),
                ExportColumn("done", ("Date Completed",), fits=look_like_dates, needed=True),
            ),
        ),
    ),
)
