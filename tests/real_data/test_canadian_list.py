"""A real list with few columns gets useful, honest reports; blanks and "TBD" are findings."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.errors import ExitCode, Grade
from pmo_toolkit.workspace import Workspace, read_workspace

build = runpy.run_path(str(Path(__file__).with_name("canadian_list.py")))["build"]


@pytest.fixture(scope="module")
def folder(public_data, tmp_path_factory) -> Path:
    return build(public_data, tmp_path_factory.mktemp("canada") / "list")


@pytest.fixture(scope="module")
def workspace(folder) -> Workspace:
    return read_workspace(folder)


def test_all_463_proposals_are_read_and_nothing_is_worse_than_a_finding(workspace):
    assert len(workspace.proposal_ids) == 463
    assert workspace.exit_code == ExitCode.OK
    assert {each.grade for each in workspace.troubles} == {Grade.FINDING}
    proposals = workspace.table("proposals")
    assert proposals["requested_budget"].isna().sum() == 7
    assert proposals.set_index("id").loc["pco-scnl", "requested_budget"] == 4_800_000


def test_what_was_typed_as_unknown_is_named_with_its_row(workspace):
    found = [each for each in workspace.troubles if each.column == "rawProvidedDate"]
    words = {each.found for each in found}
    assert {"TBD", "On hold", "To be determined"} <= words
    assert all(each.row and each.row > 1 for each in found)


def test_fiscal_years_as_typed_are_understood(workspace, public_data):
    listed = pd.read_csv(
        public_data / "portfolio/ca_large_it_projects_2019.csv", dtype=str, keep_default_na=False
    )
    finish = workspace.table("proposals").set_index("id")["wanted_finish"]
    typed = listed.set_index("uniqueId")["rawProvidedDate"]
    for text, period in {
        "2020-21": "2020-04-01/2021-03-31",
        "Fiscal Year 2021-2022": "2021-04-01/2022-03-31",
        "Q4 2019/20": "2020-01-01/2020-03-31",
        "March 2020": "2020-03-01/2020-03-31",
        "March 31, 2020": "2020-03-31/2020-03-31",
    }.items():
        ids = typed.index[typed == text]
        assert len(ids) and set(finish[ids]) == {period}


@pytest.fixture(scope="module")
def six(workspace) -> list[str]:
    """Two seen before, two new with a budget, two without a budget."""
    proposals, seen = workspace.table("proposals"), set(workspace.table("history")["project"])
    stated = proposals[proposals["requested_budget"].notna()]["id"]
    before = [each for each in stated if each in seen][:2]
    new = [each for each in stated if each not in seen][:2]
    return before + new + list(proposals[proposals["requested_budget"].isna()]["id"])[:2]


def test_no_proposal_sees_its_own_later_budget(folder, workspace, six, tmp_path):
    changed = tmp_path / "changed"
    changed.mkdir()
    for each in folder.iterdir():
        (changed / each.name).write_bytes(each.read_bytes())
    history = pd.read_csv(changed / "history.csv", dtype=str, keep_default_na=False)
    own = history["project"] == six[0]
    assert own.sum() == 1
    history.loc[own, "actual_cost"] = "$999,000,000"
    history.to_csv(changed / "history.csv", index=False)

    def figures(path: Path) -> dict[str, object]:
        made = assess_prepared(prepare(path), six[0]).to_dict()
        made["provenance"].pop("input_hash")
        return made

    assert figures(folder) == figures(changed)


def test_six_reports_are_useful_and_honest(folder, six, tmp_path):
    out = tmp_path / "reports"
    run = subprocess.run(
        [sys.executable, "-m", "pmo_toolkit", "assess", str(folder), *six, "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["status"] for entry in manifest["proposals"]] == ["rendered"] * 6
    for proposal in six:
        made = json.loads((out / proposal / "assessment.json").read_text(encoding="utf-8"))
        report = (out / proposal / "report.html").read_text(encoding="utf-8")
        assert made["advice"]["position"] == "explore" and made["advice"]["questions"]
        assert "p80" in made["cost"]["cost"], "the history must give every one a range of cost"
        assert made["outside_cost"]["reference"]["n"] >= 20
        assert "budget as restated in the list of 2019" in report
        assert "not assessed" in report.lower()
        has_budget = made["proposal"]["requested_budget"] is not None
        assert (made["cost"]["chance_within_budget"] is not None) == has_budget
