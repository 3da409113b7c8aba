"""Exports as workbooks: typed cells, and what a program writes above the headers."""

from __future__ import annotations

import datetime as dt

import xlsxwriter

from pmo_toolkit.intake.importing import import_files

TASKS = ("Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To")
TASKS += ("Created By", "Created Date", "Start date", "Due date", "Late", "Completed Date")

PEOPLE = ("Ada Example", "Grace Sample")


def workbook(path, sheet, rows):
    """A workbook whose days are days."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                is_day = isinstance(value, dt.date)
                page.write(number, column, value, *([day] if is_day else []))
    return path


def imported_rows(path, folder):
    """Rows of each table after an import without a question."""
    result = import_files(path, folder)
    assert result.plan.questions == ()
    return {
        table.table: [dict(zip(table.headers, record, strict=True)) for record in table.records]
        for table in result.plan.merged
    }


def test_the_plan_s_name_above_the_tasks_of_planner_does_not_matter(tmp_path):
    rows = [
        ("Plan name", "Relaunch of the portal"),
        ("Plan ID", "aBcD"),
        ("Date of export", "11/27/2026"),
        (),
        TASKS,
        ("t1", "Pay", "Doing", "Completed", "Low", *PEOPLE, "03/02/2026", "", "", "", "03/25/2026"),
        ("t2", "More", "Doing", "Not started", "Low", *PEOPLE, "03/02/2026", "", "", "", ""),
    ]
    found = imported_rows(workbook(tmp_path / "Relaunch.xlsx", "Tasks", rows), tmp_path / "ws")
    assert found == {
        "flow": [
            {"team": "Relaunch", "item": "t1", "done": "2026-03-25"},
            {"team": "Relaunch", "item": "t2", "done": ""},
        ]
    }


def test_typed_cells_of_servicenow_are_read_as_what_they_are(tmp_path):
    headers = ("Number", "Project name", "State", "Project manager", "Department", "Actual cost")
    headers += ("Actual start date", "Actual end date", "Total Planned cost", "Actual effort")
    start, end = dt.datetime(2026, 3, 2, 9), dt.datetime(2026, 6, 5, 17)
    row = ("PRJ0010001", "Portal", "Closed Complete", "Ada", "Sales", 150000.5)
    rows = [headers, (*row, start, end, 120000, 3600000)]
    found = imported_rows(workbook(tmp_path / "pm_project.xlsx", "Page 1", rows), tmp_path / "ws")
    (project,) = found["history"]
    assert (project["start_date"], project["finish_date"]) == ("2026-03-02", "2026-06-05")
    assert (project["actual_cost"], project["estimate_cost"]) == ("150000.5", "120000")
    assert project["actual_effort_person_hours"] == "1000"
