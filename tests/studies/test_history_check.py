"""The check says what is odd about finished projects, with the rows."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pmo_toolkit.cli import app
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.studies.history_check import with_history_findings
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


@pytest.mark.parametrize(
    ("change", "column", "what", "found"),
    [
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
