"""Issues of Jira: which become items of work, tickets and proposals, and which do not."""

from __future__ import annotations

from tests.intake.exports.made_files import rows_of

HEADERS = (
    "Issue Type,Issue key,Issue id,Summary,Assignee,Status,Resolution,Created,Resolved,Due date,"
    "Project name,Original Estimate,Time Spent,Custom field (Story Points),Sprint,Sprint"
)
CREATED, RESOLVED = "02/Mar/26 9:05 AM", "12/Mar/26 3:14 PM"


def issue(key: str, kind: str, status: str, resolution: str = "", **cells: str) -> str:
    """A line of the export."""
    resolved = cells.get("resolved", RESOLVED if status == "Done" else "")
    return ",".join(
        [
            kind,
            key,
            "1",
            f'"Summary of {key}, in ""words"""',
            "Ada Example",
            status,
            resolution,
            CREATED,
            resolved,
            cells.get("due", ""),
            cells.get("project", "Payments"),
            cells.get("estimate", ""),
            cells.get("spent", ""),
            cells.get("points", ""),
            "Sprint 1",
            "Sprint 2",
        ]
    )


def tables(*issues: str) -> dict[str, list[dict[str, str]]]:
    """Our tables of an export of these issues."""
    return rows_of("Jira.csv", "\n".join([HEADERS, *issues]))


def test_stories_are_items_of_a_team_with_the_day_they_were_done():
    found = tables(issue("PAY-1", "Story", "Done", "Done"), issue("PAY-2", "Task", "In Progress"))
    assert found["flow"] == [
        {"team": "Payments", "item": "PAY-1", "done": "2026-03-12"},
        {"team": "Payments", "item": "PAY-2", "done": ""},
    ]


def test_parts_and_what_was_rejected_are_no_items():
    found = tables(
        issue("PAY-1", "Story", "Done", "Done"),
        issue("PAY-2", "Sub-task", "Done", "Done"),
        issue("PAY-3", "Story", "Done", "Won't Do"),
        issue("PAY-4", "Bug", "Done", "Duplicate"),
        issue("PAY-5", "Bug", "Done", "Fixed"),
    )
    assert [row["item"] for row in found["flow"]] == ["PAY-1", "PAY-5"]


def test_epics_that_nobody_has_begun_are_proposals():
    found = tables(
        issue("PAY-1", "Epic", "To Do", estimate="28800", points="13.0", due="30/Jun/26 12:00 AM"),
        issue("PAY-2", "Epic", "In Progress"),
        issue("PAY-3", "Epic", "Done", "Done"),
        issue("PAY-4", "Initiative", "Backlog"),
    )
    assert [row["id"] for row in found["proposals"]] == ["PAY-1", "PAY-4"]
    first = found["proposals"][0]
    assert first["title"] == 'Summary of PAY-1, in "words"'
    assert first["estimate_effort_person_hours"] == "8"
    assert (first["size"], first["size_unit"]) == ("13", "story points")
    assert first["wanted_finish"] == "2026-06-30"
    assert set(found) == {"proposals"}


def test_incidents_of_the_service_desk_are_tickets():
    found = tables(
        issue("HELP-1", "[System] Incident", "Done", "Done", spent="5400"),
        issue("HELP-2", "Service Request", "Open"),
    )
    assert found["tickets"] == [
        {
            "ticket": "HELP-1",
            "category": "[System] Incident",
            "opened": "2026-03-02",
            "closed": "2026-03-12",
            "hours": "1.5",
            "text": 'Summary of HELP-1, in "words"',
        },
        {
            "ticket": "HELP-2",
            "category": "Service Request",
            "opened": "2026-03-02",
            "closed": "",
            "hours": "",
            "text": 'Summary of HELP-2, in "words"',
        },
    ]


def test_without_a_project_the_keys_name_the_team():
    found = tables(
        issue("PAY-1", "Story", "Done", "Done", project=""),
        issue("SHOP-1", "Story", "Done", "Done", project=""),
    )
    assert {row["team"] for row in found["flow"]} == {"PAY and SHOP"}


def test_without_the_day_of_resolution_nothing_is_called_unfinished():
    assert "flow" not in rows_of(
        "Jira.csv",
        "Issue Type,Issue key,Issue id,Summary,Status,Priority,Created\n"
        "Story,PAY-1,1,Pay,Done,High,02/Mar/26 9:05 AM\n"
        "Epic,PAY-2,2,More,To Do,High,02/Mar/26 9:05 AM\n",
    )


def test_german_headers_are_known():
    found = rows_of(
        "Jira.csv",
        "Vorgangstyp,Vorgangsschlüssel,Vorgangs-ID,Zusammenfassung,Status,Bearbeiter,Erstellt,"
        "Aktualisiert,Erledigt\n"
        "Story,PAY-1,1,Zahlen,Fertig,Ada,02.03.2026 09:05,12.03.2026 15:14,12.03.2026 15:14\n"
        "Epic,PAY-2,2,Mehr zahlen,Zu erledigen,Ada,02.03.2026 09:05,12.03.2026 15:14,\n",
    )
    assert found["flow"] == [{"team": "PAY", "item": "PAY-1", "done": "2026-03-12"}]
    assert [row["id"] for row in found["proposals"]] == ["PAY-2"]
