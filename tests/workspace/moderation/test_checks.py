"""Scenarios and targets are checked when the workspace is read, as findings with a next step."""

from __future__ import annotations

from pmo_toolkit.core.errors import Grade
from tests.portfolios import CONFIG, workspace
from tests.workspace.builders import one, told

SCENARIOS = "name,setting,value\n{}"


def test_a_scenario_with_a_fault_is_a_finding_and_its_row_stays(tmp_path):
    rows = SCENARIOS.format("Tight,budget 2035,5\nOther,force in,P-9\nFine,budget 2027,100000\n")
    found = workspace(tmp_path, scenarios=rows)
    year = one(found, table="scenarios", row=2)
    assert year.grade is Grade.FINDING and "“Tight” is not assessed" in year.what
    assert "2027" in year.expected and year.next_step
    assert one(found, table="scenarios", row=3).found == "force in = P-9"
    assert not told(found, table="scenarios", row=4) and len(found.table("scenarios")) == 3


def test_a_budget_year_without_money(tmp_path):
    found = workspace(tmp_path, scenarios=SCENARIOS.format("Tight,budget 2027,\n"))
    assert one(found, table="scenarios", says="set to nothing").column == "value"


def test_years_are_left_to_the_study_where_no_day_is_declared(tmp_path):
    config = CONFIG.replace('as_of = "2026-11-22"\n', "")
    found = workspace(tmp_path, config, scenarios=SCENARIOS.format("Tight,budget 2035,5\n"))
    assert not told(found, table="scenarios")


def test_targets_name_what_is_there_and_keep_to_the_whole(tmp_path):
    rows = (
        "kind,name,share\ngoal,G-1,70 %\ngoal,G-2,0.6\ngoal,G-9,0.1\ndepartment,Sale,0.2\n"
        "class,infrastructure,\ngoal,G-1,0.1\n"
    )
    found = workspace(tmp_path, targets=rows)
    assert one(found, table="targets", says="more than 100 %").found == "130 % together"
    assert one(found, table="targets", row=4).found == "G-9"
    assert "Did you mean Sales?" in one(found, table="targets", row=5).next_step
    assert one(found, table="targets", row=6, says="no share")
    assert one(found, table="targets", row=7, says="already")
