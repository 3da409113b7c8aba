"""The check says what is odd about finished projects, with the rows."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pmo_toolkit.cli import app
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.studies.checks.history import with_history_findings
from pmo_toolkit.workspace import read_workspace


def changed(sample: Path, folder: Path, change) -> list:
    """Findings that a change of the sample's history adds."""
    shutil.copytree(sample, folder)
    history = pd.read_csv(folder / "history.csv", dtype=str, keep_default_na=False)
    change(history)
    history.to_csv(folder / "history.csv", index=False)
    read = read_workspace(folder)
    return list(with_history_findings(read).troubles[len(read.troubles) :])


def zeros(history):
    history.loc[[3, 7], "actual_cost"] = "0"


def thousands(history):
    values = history["actual_effort_person_hours"].astype(float)
    history["actual_effort_person_hours"] = values.where(
        values.index % 3 > 0, values * 1000
    ).astype(str)


def same_effort(history):
    history["actual_effort_person_hours"] = "100"


def same_rating(history):
    history["team_experience"] = "3"


def future(history):
    history.loc[4, "finish_date"] = "2031-05-01"


def re_baselined(history):
    history.loc[:119, "actual_duration_days"] = history.loc[:119, "estimate_duration_days"]


@pytest.mark.parametrize(
    ("change", "column", "what", "found"),
    [
        (future, "finish_date", "1 finished project ended after 2026-11-22", "row 6"),
        (re_baselined, "actual_duration_days", "probably re-baselined", "rows 2, 3, 4"),
        (zeros, "actual_cost", "zero or a negative", "rows 5, 9"),
        (thousands, "actual_effort_person_hours", "units and thousands were mixed", "rows 2, 5, 8"),
        (same_effort, "actual_effort_person_hours", "hold the same value", None),
        (same_rating, "team_experience", "has 3", None),
    ],
)
def test_what_would_mislead_an_estimate_is_a_finding_with_its_rows(
    sample, tmp_path, change, column, what, found
):
    (trouble,) = changed(sample, tmp_path / "w", change)
    assert trouble.grade is Grade.FINDING and (trouble.table, trouble.column) == ("history", column)
    assert what in trouble.what and trouble.next_step
    assert trouble.found is None if found is None else trouble.found.startswith(found)


def test_the_sample_and_a_workspace_without_history_get_none(sample, tmp_path):
    assert changed(sample, tmp_path / "w", lambda history: None) == []
    (tmp_path / "proposals.csv").write_text("id,title\n1,A\n", encoding="utf-8")
    read = read_workspace(tmp_path)
    assert with_history_findings(read) is read


def test_the_command_prints_them(sample, tmp_path):
    changed(sample, tmp_path / "w", thousands)
    done = CliRunner().invoke(app, ["check", str(tmp_path / "w"), "--all"])
    assert (
        done.exit_code == 0
        and "actual_effort_person_hours" in done.output
        and "mixed" in done.output
    )


def test_running_work_without_an_estimate_is_a_finding_with_its_row(sample, tmp_path):
    shutil.copytree(sample, tmp_path / "w")
    path = tmp_path / "w" / "in_flight.csv"
    running = pd.read_csv(path, dtype=str, keep_default_na=False)
    estimates = [name for name in running if name.startswith("estimate_")]
    running.loc[running["project"] == "F-03", estimates] = ""
    running.loc[running["project"] == "F-05", "start_date"] = ""
    running.to_csv(path, index=False)
    read = read_workspace(tmp_path / "w")
    found = {odd.column: odd for odd in with_history_findings(read).troubles[len(read.troubles) :]}
    assert {(odd.table, odd.grade) for odd in found.values()} == {("in_flight", Grade.FINDING)}
    undated, silent = found["start_date"], found[estimates[0]]
    assert "when it started" in undated.what and "any estimate" in silent.what
    assert silent.found == "rows 7, 8, 9"
    assert undated.found == "rows 12, 13, 14"


def test_the_step_that_is_named_for_an_estimate_known_before_does_away_with_the_finding(tmp_path):
    rows = "".join(f"H{i},{(i * 37) % 19 + 3}00,{((i * 37) % 19 + 3) * 120}\n" for i in range(20))
    (tmp_path / "proposals.csv").write_text("id,title\nP-1,A\n", encoding="utf-8")
    (tmp_path / "history.csv").write_text(f"project,estimate_cost,actual_cost\n{rows}", "utf-8")
    toml = tmp_path / "workspace.toml"
    toml.write_text('currency = "EUR"\nprice_year = 2026\n', encoding="utf-8")

    def findings():
        troubles = with_history_findings(read_workspace(tmp_path)).troubles
        return [one for one in troubles if one.column == "estimate_cost" or "[drivers]" in one.what]

    (finding,) = findings()
    assert "under known_before in [drivers] of workspace.toml" in finding.next_step
    with toml.open("a", encoding="utf-8") as file:
        file.write('[drivers]\nknown_before = ["estimate_cost"]\n')
    assert findings() == []
