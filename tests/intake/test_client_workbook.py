"""A client's workbook becomes a right first report in three commands."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.workspace import load_workspace, read_workspace
from tests.cli.commands import pmo
from tests.intake.client_workbook import (
    DAYS_PER_MONTH,
    FINISHED,
    HOURS_PER_DAY,
    OPTIONS,
    PROPOSALS,
    ROLES,
    finished,
    write_clean_workspace,
    write_client_workbook,
)


@pytest.fixture(scope="module")
def three_commands(tmp_path_factory):
    """The workspace, and the outcome of each command."""
    folder = tmp_path_factory.mktemp("client")
    original = write_client_workbook(folder / "Portfolio 2027.xlsx")
    before = original.read_bytes()
    workspace, out = folder / "ws", folder / "reports"
    done = [pmo("import", original, "--into", workspace, "--accept")]
    done.append(pmo("check", workspace))
    assert original.read_bytes() == before
    return workspace, out, done


def test_each_command_ends_well_and_lists_what_it_is_unsure_of(three_commands):
    _, _, done = three_commands
    assert [outcome.exit_code for outcome in done] == [0, 0], "\n".join(o.output for o in done)
    assert "hours" in done[0].stdout  # of a person-day, which nobody stated


def test_proposals_arrive(three_commands):
    table = read_workspace(three_commands[0]).table("proposals").set_index("id")
    assert list(table.index) == list(PROPOSALS)
    for name, (budget, effort, months, stage, _) in PROPOSALS.items():
        row = table.loc[name]
        assert row["requested_budget"] == budget
        assert row["estimate_effort_person_hours"] == effort
        assert row["estimate_duration_days"] == pytest.approx(months * DAYS_PER_MONTH, rel=2e-3)
        assert row["stage"] == stage
    assert list(table["department"]) == ["Vertrieb", "Vertrieb", "Netzbetrieb", "Netzbetrieb"]
    assert table.loc["P 01", "start_window"] == "2027-03-01/2027-03-01"


def test_goals_and_their_links_arrive(three_commands):
    workspace = read_workspace(three_commands[0])
    goals = workspace.table("goals").set_index("id")
    assert list(goals["baseline"]) == [14.5, 1240, 3.1]
    assert [str(day.date()) for day in goals["date"]] == ["2028-12-31", "2029-06-30", "2028-12-31"]
    links = workspace.table("proposal_goals")
    wanted = {(name, goal) for name, row in PROPOSALS.items() for goal in row[4]}
    assert set(zip(links["proposal"], links["goal"], strict=True)) == wanted


def test_options_and_costs_arrive(three_commands):
    workspace = read_workspace(three_commands[0])
    options = workspace.table("options").set_index("id")
    assert {name: (row["proposal"], row["kind"]) for name, row in options.iterrows()} == {
        name: option[:2] for name, option in OPTIONS.items()
    }
    costs = workspace.table("costs")
    got = {
        (row["option"], row["element"]): (row["low"], row["mode"], row["high"], row["period"])
        for _, row in costs.iterrows()
    }
    assert got == {
        (name, element): amounts
        for name, (_, _, elements) in OPTIONS.items()
        for element, amounts in elements.items()
    }


def test_benefits_capacity_and_history_arrive(three_commands):
    workspace = read_workspace(three_commands[0])
    benefits = workspace.table("benefits")
    assert list(benefits["mode"]) == [70_000, 210_000]
    capacity = workspace.table("capacity")
    assert len(capacity) == 12 * len(ROLES)
    assert dict(zip(capacity["role"], capacity["gross_hours"], strict=True)) == ROLES
    history = workspace.table("history").set_index("project")
    assert len(history) == FINISHED
    for number in range(1, FINISHED + 1):
        name, start, end, planned, taken, cost, actual = finished(number)
        row = history.loc[name]
        assert (row["start_date"].date(), row["finish_date"].date()) == (start, end)
        assert row["estimate_effort_person_hours"] == planned
        assert row["actual_effort_person_hours"] == taken
        assert (row["estimate_cost"], row["actual_cost"]) == (cost, actual)


def test_the_first_report_has_the_figures_of_a_clean_workspace(three_commands, tmp_path):
    workspace, out, _ = three_commands
    done = pmo("assess", workspace, "P 01", "--out", out, "--as-of", "2026-11-27")
    assert done.exit_code == 0, done.output
    text = (out / "P 01" / "assessment.json").read_text(encoding="utf-8")
    got = json.loads(text)
    clean = load_workspace(write_clean_workspace(tmp_path / "clean"))
    wanted = assess_proposal(clean, "P 01", as_of=dt.date(2026, 11, 27)).to_dict()
    assert got["cost"]["requested_budget"] == 250_000
    assert got["outside_effort"]["applied_to"] == 320 * HOURS_PER_DAY
    for part, name in (
        *(("cost", "cost"), ("cost", "chance_within_budget"), ("effort", "point")),
        *(("history_cost", "point"), ("bias_effort", "ratio"), ("bias_cost", "ratio")),
        *(("options", "preferred"), ("delivery", "wanted_days"), ("proposal", "stage")),
    ):
        figures, right = (_figures(assessment[part][name]) for assessment in (got, wanted))
        close = figures if isinstance(right, str) else pytest.approx(figures, rel=1e-3)
        assert right == close, (part, name)


def _figures(value):
    """Numbers of an assessment as a mapping; a word as it stands."""
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if not isinstance(part, str)}
    return value
