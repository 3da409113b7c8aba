"""Rows about pairs: each pair once, nothing against itself, correlations of what is there."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import Grade
from tests.workspace.builders import read

CRITERIA = "id,title,direction,scale_low,scale_high,weight_method\n" + "".join(
    f"K{k},Title {k},up,1,10,AHP\n" for k in (1, 2, 3)
)
COMPARISONS = "scorer_role,criterion,other,ratio\n"
CORRELATIONS = "proposal,one,other,correlation\n"
COSTS = (
    "option,element,low,mode,high,correlation_group\n"
    "O1,Licences,1,2,3,vendor\nO1,Team,1,2,3,labour\nO1,Hosting,1,2,3,\nO2,Licences,1,2,3,other\n"
)
OPTIONS = "id,proposal,kind\nO1,P1,build\nO2,P2,build\n"


def faults(folder, table, rows, **tables):
    made = read(folder, **{table: rows}, **tables)
    return made, [each for each in made.troubles if each.grade is Grade.ROW and each.table == table]


@pytest.mark.parametrize(
    ("rows", "told", "says", "left"),
    [
        ("Head,K1,K1,1\n", [(2, "other")], "points at itself", 0),
        ("Head,K1,K9,3\n", [(2, "other")], "criteria does not hold", 0),
        ("Head,,K2,3\n", [(2, "criterion")], "", 0),
        (
            "Head,K1,K2,3\nHead,K1,K2,3\n",
            [(3, "ratio")],
            "rows 2 and 3 say the same pair twice; the first counts",
            1,
        ),
        ("Head,K1,K2,3\nHead,K2,K1,0.33\n", [(3, "ratio")], "the first counts", 1),
        ("Head,K1,K2,3\nHead,K2,K1,3\n", [(2, "ratio"), (3, "ratio")], "contradict each other", 0),
        ("Head,K1,K2,3\nHead,K1,K2,5\n", [(2, "ratio"), (3, "ratio")], "contradict each other", 0),
        ("Head,K1,K2,3\nLead,K2,K1,3\n", [], "", 2),
        ("Head,K1,K2,0.11\nHead,K1,K3,9\n", [], "", 2),
    ],
)
def test_comparisons_that_cannot_be_used(tmp_path, rows, told, says, left):
    made, found = faults(tmp_path, "comparisons", COMPARISONS + rows, criteria=CRITERIA)
    assert [(each.row, each.column) for each in found] == told
    assert all(says in each.what and each.expected for each in found)
    assert all(each.next_step for each in found if each.column != "criterion")
    assert len(made.table("comparisons")) == left and made.failed == {}


@pytest.mark.parametrize(
    ("rows", "told", "says"),
    [
        ("P1,vendor,vendor,0.5\n", [(2, "other")], "points at itself"),
        ("P1,vendor,labor,0.5\n", [(2, "other")], "neither a correlation group nor a cost element"),
        ("P1,vendor,other,0.5\n", [(2, "other")], "neither a correlation group nor a cost element"),
        ("P1,vendor,Team,0.5\n", [(2, "other")], "belongs to the correlation group “labour”"),
        ("P1,vendor,labour,0.5\nP1,labour,vendor,0.5\n", [(3, "correlation")], "the first counts"),
        (
            "P1,vendor,labour,0.5\nP1,Labour,vendor,-0.5\n",
            [(2, "correlation"), (3, "correlation")],
            "contradict",
        ),
    ],
)
def test_correlations_that_cannot_be_used_fail_their_proposal(tmp_path, rows, told, says):
    made, found = faults(
        tmp_path, "correlations", CORRELATIONS + rows, options=OPTIONS, costs=COSTS
    )
    assert [(each.row, each.column) for each in found] == told
    assert all(
        says in each.what and each.found and each.expected and each.next_step for each in found
    )
    assert set(made.failed) == {"P1"}


@pytest.mark.parametrize("ratio", ["0", "-3", "9.5", "often"])
def test_a_ratio_that_cannot_be_is_not_read(tmp_path, ratio):
    made, found = faults(
        tmp_path, "comparisons", f"{COMPARISONS}Head,K1,K2,{ratio}\n", criteria=CRITERIA
    )
    assert found == [] and made.table("comparisons")["ratio"].isna().all()


@pytest.mark.parametrize("correlation", ["1.2", "-1.2", "strong"])
def test_a_correlation_that_cannot_be_is_not_read(tmp_path, correlation):
    rows = f"{CORRELATIONS}P1,vendor,labour,{correlation}\n"
    made, found = faults(tmp_path, "correlations", rows, options=OPTIONS, costs=COSTS)
    assert found == [] and made.failed == {}
    assert made.table("correlations")["correlation"].isna().all()


def test_a_near_name_is_suggested(tmp_path):
    _, (found,) = faults(
        tmp_path,
        "correlations",
        CORRELATIONS + "P1,vendor,labor,0.5\n",
        options=OPTIONS,
        costs=COSTS,
    )
    assert found.next_step == "Did you mean labour?"


def test_sound_correlations_and_absent_tables_are_no_trouble(tmp_path):
    rows = CORRELATIONS + "P1,vendor,labour,0.5\nP1,Hosting,VENDOR,-1\n"
    made, found = faults(tmp_path, "correlations", rows, options=OPTIONS, costs=COSTS)
    assert not found and len(made.table("correlations")) == 2
    absent = [
        each.found for each in made.troubles if "absent, and what they would show" in each.what
    ]
    assert absent and not any("comparisons" in each for each in absent)
    without = read(tmp_path / "none", options=OPTIONS, costs=COSTS)
    assert not any("correlations" in str(each) for each in without.troubles)


def test_weights_that_comparisons_give_are_not_missed(tmp_path):
    rows = COMPARISONS + "Head,K1,K2,3\n"
    made = read(tmp_path, criteria=CRITERIA, comparisons=rows)
    assert not any(
        each.table == "criteria" and "weight" in str(each.found) for each in made.troubles
    )
