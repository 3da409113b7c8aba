"""One prepared history: report, check, notebook and command show the same figures of it."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest
from typer.testing import CliRunner

from pmo_toolkit import assess_history, assess_proposal
from pmo_toolkit.cli import app
from pmo_toolkit.studies.checks.history import checked_histories, with_history_findings
from pmo_toolkit.workspace import read_workspace

TARGET = "effort_person_hours"
MOST_ROWS = 60  # of a table: learning from all takes longer
#: States every driver of the history and no effort of its own.
PROPOSAL = "P-008"


@pytest.fixture(scope="module")
def workspace(sample, tmp_path_factory):
    """The sample, with a column known only afterwards and one that teaches nothing."""
    folder = tmp_path_factory.mktemp("history") / "sample"
    shutil.copytree(sample, folder)
    for table in ("history", "proposals"):
        rows = pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)[:MOST_ROWS]
        rows["final_team_size"] = [str(2 + place % 7) for place in range(len(rows))]
        rows["team_experience"] = "3"
        rows.to_csv(folder / f"{table}.csv", index=False)
    return folder


def backtest(workspace, *options: str) -> dict:
    target = f"actual_{TARGET}"
    command = ["backtest", str(workspace), "--target", target, *options, "--json", "-"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


@pytest.fixture(scope="module")
def command(workspace):
    return backtest(workspace, "--protocol", "report")


@pytest.fixture(scope="module")
def notebook(workspace):
    return assess_history(workspace, TARGET, protocol="report")


@pytest.fixture(scope="module")
def report(workspace):
    return assess_proposal(workspace, PROPOSAL).effort


@pytest.fixture(scope="module")
def check(workspace):
    return checked_histories(read_workspace(workspace))[TARGET]


def test_all_four_learn_from_the_same_projects(report, check, notebook, command):
    assert report.n == check.n == notebook.n == command["n"] == MOST_ROWS
    assert report.left_out == check.left_out == notebook.left_out == 0


def test_all_four_use_the_same_drivers(report, check, notebook, command):
    assert report.drivers_used == check.drivers == notebook.drivers == tuple(command["drivers"])
    assert report.drivers_missing == (check.own_estimate,)


def test_all_four_leave_out_the_same_columns_for_the_same_reasons(report, check, notebook, command):
    assert [name for name, _ in check.dropped] == ["final_team_size", "team_experience"]
    assert sorted(report.drivers_dropped) == sorted(check.dropped)
    assert check.dropped == notebook.drivers_dropped
    assert notebook.drivers_dropped == tuple(
        (line["column"], line["why"]) for line in command["not_used"]
    )
    assert list(map(vars, notebook.leaks)) == command["leaks"]
    assert list(map(vars, check.known_afterwards)) == command["leaks"]


def test_report_notebook_and_command_measure_the_same_accuracy_and_coverage(
    report, notebook, command
):
    model = notebook.accuracy.methods[0]
    assert command["seed"] == notebook.provenance.seed
    assert (command["folds"], command["repeats"]) == (5, 1)
    assert model.sa == pytest.approx(report.standardised_accuracy)
    assert model.mdmre == pytest.approx(report.median_relative_error)
    assert command["methods"]["default"]["sa"] == pytest.approx(model.sa, rel=1e-5)
    for line in notebook.accuracy.methods + notebook.experts.methods:
        assert command["methods"][line.name]["sa"] == pytest.approx(line.sa, rel=1e-5)
    in_time = {interval.level: interval for interval in notebook.over_time.intervals}
    for interval in report.intervals:
        # Where projects have dates the report says how often ranges held for later ones.
        assert interval.coverage == pytest.approx(in_time[interval.level].coverage)
        assert interval.n == notebook.over_time.accuracy.n
        measured = command["intervals"][f"{interval.level * 100:.0f}"]
        in_notebook = notebook.calibration.at(interval.level)
        assert measured["coverage"] == pytest.approx(in_notebook.coverage, rel=1e-5)
        assert measured["coverage_low"] == pytest.approx(in_notebook.coverage_low, rel=1e-5)


def test_the_check_tells_what_is_left_out(workspace):
    read = read_workspace(workspace)
    troubles = with_history_findings(read).troubles[len(read.troubles) :]
    told = {trouble.column: trouble for trouble in troubles}
    assert set(told) == {"final_team_size", "team_experience"}
    assert "what became of the project" in told["final_team_size"].what
    assert "not used to estimate effort" in told["final_team_size"].next_step
