"""Columns of the business case.

Purposes, time to the first benefit, dis-benefits, owners, currencies, terms.
"""

import pytest

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.workspace import read_workspace

TABLES = {
    "proposals": "id,title\nP1,One\nP2,Two\n",
    "options": (
        "id,proposal,kind,term_months,months_to_benefit\n"
        "O1,P1,nothing,60,\nO2,P1,SaaS,60,6\nO3,P2,SaaS,60,9\n"
    ),
    "costs": (
        "option,element,purpose,mode,period\nO1,Run,run,5,per"
        " year\nO2,Roll-out,,9,once\nO3,Out,Exit,2,once\n"
    ),
    "benefits": (
        "proposal,title,low,mode,high,unit,department\nP1,Fewer calls,10,20,30,money per"
        " year,Finance\nP1,More letters,-9,-5,(2),money per year,Finance\nP2,Less paper,1,2,3,unit"
        " per year,Finance\n"
    ),
    "workspace": 'currency = "EUR"\nprice_year = 2026\n',
}


def read(folder, **tables):
    for name, text in {**TABLES, **tables}.items():
        ending = "toml" if name == "workspace" else "csv"
        (folder / f"{name}.{ending}").write_text(text, encoding="utf-8")
    return read_workspace(folder)


def row_faults(workspace):
    return [
        (each.table, each.row, each.column, each.proposal)
        for each in workspace.troubles
        if each.grade is Grade.ROW
    ]


def test_what_is_stated_is_read(tmp_path):
    workspace = read(tmp_path)
    assert row_faults(workspace) == []
    assert workspace.table("costs")["purpose"].fillna("").tolist() == ["run", "", "exit"]
    assert workspace.table("options")["months_to_benefit"].fillna(-1).tolist() == [-1, 6, 9]
    assert sorted(workspace.table("benefits")["mode"]) == [-5, 2, 20]
    assert sorted(workspace.table("benefits")["high"]) == [-2, 3, 30], "brackets mean below zero"


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("costs", "Exit,2", "leaving,2", "purpose"),
        ("options", "P2,SaaS,60,9", "P2,SaaS,60,-1", "months_to_benefit"),
        ("options", "P2,SaaS,60,9", "P2,SaaS,60,2.5", "months_to_benefit"),
        ("options", "P2,SaaS,60,9", "P2,SaaS,0,9", "term_months"),
    ],
)
def test_what_cannot_be_is_told_and_its_proposal_kept(tmp_path, table, old, new, column):
    workspace = read(tmp_path, **{table: TABLES[table].replace(old, new)})
    found = [
        (each.table, each.row, each.column, each.proposal)
        for each in workspace.troubles
        if "not assessed" in each.what
    ]
    assert (table, 4, column, "P2") in found
    assert workspace.failed == {} and row_faults(workspace) == []


def test_a_range_of_harm_runs_from_worse_to_better(tmp_path):
    workspace = read(tmp_path, benefits=TABLES["benefits"].replace("-9,-5,(2)", "-2,-5,-9"))
    assert ("benefits", 3, "low", "P1") in row_faults(workspace)


def test_a_word_of_the_house_can_be_declared(tmp_path):
    own = TABLES["workspace"] + '[vocabulary]\n"costs.purpose" = ["insurance"]\n'
    workspace = read(tmp_path, costs=TABLES["costs"].replace("Exit", "insurance"), workspace=own)
    assert row_faults(workspace) == [] and "insurance" in set(
        workspace.table("costs")["purpose"].dropna()
    )


def test_money_of_another_currency_or_year_needs_a_rate(tmp_path):
    mixed = (
        "proposal,title,mode,department,currency,price_year\n"
        "P1,A,10,Finance,,\nP2,B,10,Finance,USD,2020\n"
    )
    without = read(tmp_path, benefits=mixed)
    assert without.table("benefits")["mode"].fillna(-1).tolist() == [10, -1]
    assert any("no rate" in each.what and each.row == 3 for each in without.troubles)
    converted = read(tmp_path, benefits=mixed, rates="currency,year,factor\nUSD,2020,1.5\n")
    assert converted.table("benefits")["mode"].tolist() == [10, 15] and row_faults(converted) == []


def test_a_benefit_without_an_owner_is_a_finding(tmp_path):
    workspace = read(
        tmp_path, benefits=TABLES["benefits"].replace("3,unit per year,Finance", "3,unit per year,")
    )
    found = [
        each
        for each in workspace.troubles
        if each.table == "benefits" and each.column == "department"
    ]
    assert [(each.grade, each.row, each.proposal) for each in found] == [(Grade.FINDING, 4, "P2")]
    assert workspace.failed == {}
