"""Issues of GitLab and GitHub."""

from __future__ import annotations

from pmo_toolkit.intake.exports.known import recognise
from tests.intake.exports.made_exports import MadeExport
from tests.intake.exports.made_files import rows_of

GITHUB = (
    "number,title,state,labels,createdAt,closedAt,url,stateReason\n"
    "7,Pay,CLOSED,bug,2026-03-02T09:05:00Z,2026-03-12T15:14:00Z,"
    "https://github.com/shop/portal/issues/7,COMPLETED\n"
    "8,No,CLOSED,bug,2026-03-02T09:05:00Z,2026-03-12T15:14:00Z,"
    "https://github.com/shop/portal/issues/8,NOT_PLANNED\n"
    "9,More,OPEN,bug,2026-03-02T09:05:00Z,,https://github.com/shop/portal/issues/9,\n"
)


def test_the_address_names_the_team_and_what_was_not_planned_is_left_out():
    assert rows_of("issues.csv", GITHUB)["flow"] == [
        {"team": "shop/portal", "item": "7", "done": "2026-03-12"},
        {"team": "shop/portal", "item": "9", "done": ""},
    ]


def test_a_sheet_with_headers_as_people_write_them_is_not_of_github():
    text = GITHUB.replace("createdAt,closedAt", "Created at,Closed at")
    assert recognise(MadeExport("", "issues.csv", text).region) == ()


def test_other_states_are_not_of_github():
    text = GITHUB.replace("OPEN", "Waiting")
    assert recognise(MadeExport("", "issues.csv", text).region) == ()


def test_issues_of_gitlab_are_items_of_their_project():
    text = (
        "Issue ID,URL,Title,State,Description,Author,Author Username,Assignee,Assignee Username,"
        "Confidential,Locked,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Weight\n"
        "3,https://git.example.org/shop/web/-/issues/3,Pay,Closed,,Ada,ada,,,No,No,,"
        "2026-03-02 09:05:00,2026-03-12 15:14:00,2026-03-12 15:14:00,2\n"
    )
    assert rows_of("issues.csv", text)["flow"] == [
        {"team": "shop/web", "item": "3", "done": "2026-03-12"}
    ]
