"""Tasks of Planner and To Do are items of the plan that the file is named for."""

from __future__ import annotations

from tests.intake.exports.made_files import rows_of


def test_the_file_names_the_team_and_a_planned_start_is_no_start():
    text = (
        "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,"
        "Start date,Due date,Is Recurring,Late,Completed Date,Completed By\n"
        "aB1,Pay,Doing,Completed,Medium,Ada,Ada,03/02/2026,03/20/2026,03/30/2026,false,false,"
        "03/12/2026,Ada\n"
        "aB2,More,Doing,Not started,Medium,Ada,Ada,03/02/2026,,03/30/2026,false,false,,\n"
        "aB3,Last,Doing,Completed,Medium,Ada,Ada,03/02/2026,,03/30/2026,false,false,03/25/2026,\n"
    )
    assert rows_of("Relaunch.xlsx", text)["flow"] == [
        {"team": "Relaunch", "item": "aB1", "done": "2026-03-12"},
        {"team": "Relaunch", "item": "aB2", "done": ""},
        {"team": "Relaunch", "item": "aB3", "done": "2026-03-25"},
    ]
