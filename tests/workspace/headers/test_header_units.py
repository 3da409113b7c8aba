"""Units that headers name: noticed, told, and applied only where they are declared."""

from __future__ import annotations

import pytest

from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.headers.header_units import match_with_units
from tests.workspace.builders import grave, one, read, told

BASE = 'currency = "EUR"\nprice_year = 2026\nhours_per_day = 8\n'


@pytest.mark.parametrize(
    ("header", "ours", "unit"),
    [
        ("estimate_effort (PT)", "estimate_effort_person_hours", "person-days"),
        ("estimate_effort_person_hours (in PT)", "estimate_effort_person_hours", "person-days"),
        ("Estimate effort [person days]", "estimate_effort_person_hours", "person-days"),
        ("estimate_effort_pt", "estimate_effort_person_hours", "person-days"),
        ("Estimate effort in PT", "estimate_effort_person_hours", "person-days"),
        ("estimate_effort (h)", "estimate_effort_person_hours", "person-hours"),
        ("estimate_duration_months", "estimate_duration_days", "months"),
        ("Estimate duration (Monate)", "estimate_duration_days", "months"),
        ("Budget (T€)", "requested_budget", "thousand"),
        ("Budget T€", "requested_budget", "thousand"),
        ("Total budget, in TEUR", "requested_budget", "thousand"),
        ("requested_budget_keur", "requested_budget", "thousand"),
        ("Requested budget (Mio. €)", "requested_budget", "million"),
    ],
)
def test_a_header_with_a_unit_is_known(header, ours, unit):
    match, units = match_with_units("proposals", ["id", "title", header], WorkspaceConfig())
    assert match.columns[ours] == 2 and match.unknown == []
    assert units[ours].unit.name == unit


@pytest.mark.parametrize("header", ["Budget (draft)", "Budget phase 2", "title (PT)", "size (m)"])
def test_what_is_no_unit_of_a_column_is_left_alone(header):
    match, units = match_with_units("proposals", ["id", header], WorkspaceConfig())
    assert match.unknown == [1] and units == {}


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("estimate_effort (PT)", '[units.proposals] estimate_effort_person_hours = "person-days"'),
        ("Budget (T€)", '[units.proposals] requested_budget = "thousand"'),
        ("estimate_duration_months", '[units.proposals] estimate_duration_days = "months"'),
    ],
)
def test_a_unit_that_is_not_declared_leaves_the_column_out_and_names_the_line(
    tmp_path, header, line
):
    workspace = read(tmp_path, BASE, proposals=f"id,title,{header}\nP1,a,20\nP2,b,30\n")
    trouble = one(workspace, column=header)
    assert line in trouble.next_step and "not assessed" in trouble.what
    assert grave(workspace) == []
    numbers = workspace.table("proposals").select_dtypes("number").drop(columns="_row")
    assert numbers.isna().all(axis=None)


def test_the_line_that_is_named_is_the_one_that_helps(tmp_path):
    tables = {"proposals": "id,title,estimate_effort (PT)\nP1,a,20\n"}
    said = one(read(tmp_path / "a", BASE, **tables), column="estimate_effort (PT)").next_step
    section, entry = said.removeprefix("Write ").split(" in workspace.toml")[0].split("] ")
    workspace = read(tmp_path / "b", f"{BASE}{section}]\n{entry}\n", **tables)
    assert workspace.table("proposals")["estimate_effort_person_hours"].tolist() == [160]
    assert told(workspace, column="estimate_effort (PT)") == []


def test_a_mapped_header_with_a_unit_is_noticed_too(tmp_path):
    config = BASE + '[columns.history]\nactual_effort_person_hours = "Ist-Aufwand (PT)"\n'
    workspace = read(tmp_path, config, history="project,Ist-Aufwand (PT)\nH1,20\n")
    assert workspace.table("history")["actual_effort_person_hours"].isna().all()
    declared = config + '[units.history]\nactual_effort_person_hours = "person-days"\n'
    workspace = read(tmp_path, declared, history="project,Ist-Aufwand (PT)\nH1,20\n")
    assert workspace.table("history")["actual_effort_person_hours"].tolist() == [160]


def test_a_header_and_a_declaration_that_disagree_leave_the_column_out(tmp_path):
    config = BASE + '[units.proposals]\nestimate_effort_person_hours = "person-weeks"\n'
    workspace = read(tmp_path, config, proposals="id,title,estimate_effort (PT)\nP1,a,20\n")
    assert "[units.proposals] declares person-weeks" in one(workspace, row=None, says="header").what
    assert workspace.table("proposals")["estimate_effort_person_hours"].isna().all()


@pytest.mark.parametrize(
    ("header", "value"), [("Budget (EUR)", 5), ("Budget (€)", 5), ("Budget (USD)", None)]
)
def test_the_currency_of_a_header_must_be_the_workspaces(tmp_path, header, value):
    workspace = read(tmp_path, BASE, proposals=f"id,title,{header}\nP1,a,5\n")
    budgets = workspace.table("proposals")["requested_budget"]
    assert budgets.tolist() == [value] if value else budgets.isna().all()
    assert bool(told(workspace, says="another currency")) is (value is None)


@pytest.mark.parametrize(
    ("header", "says"), [("Budget (T€/Jahr)", "a year"), ("estimate_effort (h/Monat)", "a month")]
)
def test_figures_of_a_period_are_none_of_a_column_that_holds_the_whole(tmp_path, header, says):
    workspace = read(tmp_path, BASE, proposals=f"id,title,{header}\nP1,a,20\n")
    assert says in one(workspace, column=header).what and grave(workspace) == []


def test_a_unit_of_something_else_is_told(tmp_path):
    workspace = read(tmp_path, BASE, proposals="id,title,estimate_effort (T€)\nP1,a,20\n")
    trouble = one(workspace, column="estimate_effort (T€)")
    assert "thousand" in trouble.what and "person-hours" in trouble.what
