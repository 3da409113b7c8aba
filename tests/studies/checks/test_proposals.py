"""The check says which activities and scores cannot be used, with the rows."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from pmo_toolkit.cli import app
from pmo_toolkit.studies.checks.proposals import with_proposal_findings
from pmo_toolkit.workspace import read_workspace
from tests.workspace.builders import make, read

OPTIONS = "id,proposal,kind\nO1,P1,build\nO2,P1,SaaS\n"
ACTIVITIES = (
    "proposal,option,activity,predecessors,"
    "duration_days_low,duration_days_mode,duration_days_high\n"
)
CRITERIA = "id,title,direction,scale_low,scale_high,weight\n"
JUDGEMENTS = "scorer_role,item,criterion,value,time\n"


def added(folder, **tables):
    """Findings that are added to those of reading."""
    workspace = read(folder, **tables)
    return with_proposal_findings(workspace).troubles[len(workspace.troubles) :]


@pytest.mark.parametrize(
    ("rows", "row", "column", "says"),
    [
        (
            "P1,,S,,1,2,3\nP1,,A,C,1,2,3\nP1,,B,A,1,2,3\nP1,,C,B; S,1,2,3\n",
            3,
            "predecessors",
            "circle",
        ),
        ("P1,,A,A,1,2,3\n", 2, "predecessors", "circle"),
        ("P1,,A,,1,2,3\nP1,,B,Z,1,2,3\n", 3, "predecessors", "“Z”, which is not in the network"),
        ("P1,,A,,1,2,3\nP1,,B,,1,2,3\nP1,,A,,2,2,3\n", 4, "activity", "twice"),
        ("P1,,A,,1,2,3\nP1,O2,B,A; C,1,2,3\nP1,O2,C,B,1,2,3\n", 3, "predecessors", "circle"),
        ("P1,,A,,,,\n", 2, "activity", "duration"),
        # names that read like a reason decide nothing
        ("P1,,circle,,1,2,3\nP1,,twice,,,,\n", 3, "activity", "duration"),
        ("P1,,waits for,,1,2,3\nP1,,twice,Z,1,2,3\n", 3, "predecessors", "“Z”"),
    ],
)
def test_a_network_that_cannot_be_used_is_one_finding_with_its_row(
    tmp_path, rows, row, column, says
):
    (found,) = added(tmp_path, options=OPTIONS, activities=ACTIVITIES + rows)
    assert (found.table, found.row, found.column, found.proposal) == (
        "activities",
        row,
        column,
        "P1",
    )
    assert says in found.what and found.next_step and found.file == "activities.csv"


def test_a_circle_is_told_where_no_option_is_stated_too(tmp_path):
    (found,) = added(tmp_path, activities=ACTIVITIES + "P1,,A,B,1,2,3\nP1,,B,A,1,2,3\n")
    assert "“A” → “B” → “A”" in found.what or "“B” → “A” → “B”" in found.what


def test_a_sound_network_and_sound_scores_are_no_finding(tmp_path):
    assert not added(
        tmp_path,
        options=OPTIONS,
        activities=ACTIVITIES + "P1,,A,,1,2,3\nP1,O1,B,A,1,2,3\nP1,O2,B,A,1,2,3\n",
        criteria=CRITERIA + "K1,Value,up,1,10,5\n",
        judgements=JUDGEMENTS + "Head,P1,K1,5,\nHead,P2,value,6,\n",
    )


@pytest.mark.parametrize(
    ("rows", "row", "column", "says"),
    [
        ("K1,Value,up,1,10,0\nK2,Haste,up,1,10,0\n", 2, "weight", "all weights are zero"),
        (
            "K1,Value,up,1,10,3\nK2,Haste,up,10,1,2\n",
            3,
            "id",
            "from a lower to a higher number, found 10 to 1",
        ),
        ("K1,Value,up,5,5,3\n", 2, "id", "found 5 to 5"),
        ("K1,Value,,1,,3\n", 2, "id", "states no direction and no scale_high"),
    ],
)
def test_criteria_that_cannot_be_used_are_findings(tmp_path, rows, row, column, says):
    (found,) = added(tmp_path, criteria=CRITERIA + rows)
    assert (found.table, found.row, found.column) == ("criteria", row, column)
    assert says in found.what and found.expected and found.next_step


@pytest.mark.parametrize(
    ("rows", "row", "column", "says"),
    [
        ("Head,P1,K1,15,\nHead,P2,K1,6,\n", 2, "value", "outside the scale 1 to 10"),
        ("Head,P1,K1,5,\nHead,P2,Z,6,\n", 3, "criterion", "'Z', which is no criterion"),
        (
            "Head,P1,K1,5,2026-02-01\nHead,P1,value,9,2026-01-01\n",
            3,
            "value",
            "again in row 2, which counts",
        ),
    ],
)
def test_scores_that_cannot_be_used_are_findings(tmp_path, rows, row, column, says):
    (found,) = added(
        tmp_path, criteria=CRITERIA + "K1,Value,up,1,10,5\n", judgements=JUDGEMENTS + rows
    )
    assert (found.table, found.row, found.column, found.proposal) == (
        "judgements",
        row,
        column,
        found.proposal,
    )
    assert says in found.what and found.proposal in ("P1", "P2") and found.next_step


def test_weights_from_ahp_say_that_their_comparisons_are_not_known(tmp_path):
    rows = "K1,Value,up,1,10,3,swing\nK2,Haste,up,1,10,2,AHP\n"
    found, mixed = added(
        tmp_path, criteria=CRITERIA.replace("weight\n", "weight,weight_method\n") + rows
    )
    assert (mixed.table, mixed.row, mixed.column) == ("criteria", 2, "weight_method")
    assert "Value by swing; Haste by AHP" in mixed.what and "no common unit" in mixed.what
    assert (found.table, found.row, found.column) == ("criteria", 3, "weight_method")
    assert "Haste" in found.what and "Value" not in found.what and "consistency ratio" in found.what
    assert "table comparisons" in found.next_step


def test_the_sample_has_none_and_the_command_prints_them(sample, tmp_path):
    read_sample = read_workspace(sample)
    assert with_proposal_findings(read_sample) is read_sample
    folder = make(tmp_path / "w", activities=ACTIVITIES + "P1,,A,B,1,2,3\nP1,,B,A,1,2,3\n")
    done = CliRunner().invoke(app, ["check", str(folder), "--all"])
    assert (
        done.exit_code == 0 and "in a circle" in done.output and "activities, row 2" in done.output
    )


AHP = "id,title,direction,scale_low,scale_high,weight_method\n" + "".join(
    f"K{k},Title {k},up,1,10,AHP\n" for k in (1, 2, 3)
)
COMPARISONS = "scorer_role,criterion,other,ratio\n"


@pytest.mark.parametrize(
    ("rows", "where", "says", "asked"),
    [
        (
            "Head,K1,K2,5\nHead,K2,K3,5\nHead,K3,K1,5\n",
            ("comparisons", 2, "ratio"),
            "consistency ratio",
            "Ask the Head about “Title 1” against “Title 2” again",
        ),
        (
            "Head,K1,K2,5\nHead,K2,K3,5\n",
            ("comparisons", 3, "other"),
            "did not compare",
            "Ask the Head to compare",
        ),
    ],
)
def test_comparisons_are_queried_with_the_pair_and_the_role(tmp_path, rows, where, says, asked):
    (found,) = added(tmp_path, criteria=AHP, comparisons=COMPARISONS + rows)
    assert (found.table, found.row, found.column) == where and found.file == "comparisons.csv"
    assert says in found.what and asked in found.next_step and found.found and found.expected


def test_sound_comparisons_are_no_finding_and_prove_the_weights(tmp_path):
    assert not added(
        tmp_path,
        criteria=AHP,
        comparisons=COMPARISONS + "Head,K1,K2,2\nHead,K1,K3,6\nHead,K2,K3,3\n",
    )


def test_correlations_that_cannot_hold_together_are_told_with_their_rows(tmp_path):
    costs = "option,element,low,mode,high,correlation_group\n" + "".join(
        f"O1,{each},1,2,3,{each}\n" for each in "abc"
    )
    head = "proposal,one,other,correlation\n"
    tables = {"options": OPTIONS, "costs": costs}
    (found,) = added(
        tmp_path, **tables, correlations=head + "P1,a,b,0.5\nP1,b,c,0.95\nP1,a,c,-0.95\n"
    )
    assert (found.table, found.column, found.proposal) == ("correlations", "correlation", "P1")
    assert "correlations rows" in found.what and "nearest possible" in found.what
    assert found.found and "such as" in found.expected and found.next_step
    assert not added(tmp_path / "sound", **tables, correlations=head + "P1,a,b,0.5\nP1,b,c,0.5\n")
