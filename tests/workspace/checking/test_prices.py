"""One currency and price year: converted with a rate, refused without."""

from __future__ import annotations

import pytest

from tests.workspace.builders import grave, one, read, told

CAD = 'currency = "CAD"\nprice_year = 2026\n'
RATES = "currency,year,factor\nEUR,2024,1.5\nCAD,2024,1.1\nEUR,2026,1.6\n"
HEAD = "id,title,requested_budget,currency,price_year\n"


def budgets(workspace):
    return workspace.table("proposals")["requested_budget"].tolist()


def test_amounts_of_the_workspace_stay_as_they_are(tmp_path):
    workspace = read(
        tmp_path, CAD, proposals=HEAD + "P1,a,100,,\nP2,b,200,CAD,2026\nP3,c,$300,cad,\n"
    )
    assert grave(workspace) == []
    assert budgets(workspace) == [100, 200, 300]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("100,EUR,2024", 150),
        ("100,,2024", 110),
        ("100,EUR,", 160),
        ("€100,EUR,2024", 150),
        ("100,€,2024", 150),
    ],
)
def test_amounts_of_another_currency_or_year_are_converted(tmp_path, row, value):
    workspace = read(tmp_path, CAD, proposals=HEAD + f"P1,a,{row}\n", rates=RATES)
    assert grave(workspace) == []
    assert budgets(workspace) == pytest.approx([value])
    assert workspace.table("proposals").loc[0, ["currency", "price_year"]].tolist() == ["CAD", 2026]


@pytest.mark.parametrize("row", ["100,EUR,2023", "100,USD,2024", "100,,2020", "100,USD,"])
def test_without_a_rate_it_is_not_assessed(tmp_path, row):
    workspace = read(tmp_path, CAD, proposals=HEAD + f"P1,a,{row}\n", rates=RATES)
    trouble = one(workspace, says="no rate")
    assert (trouble.row, trouble.proposal) == (2, "P1")
    assert "rates" in trouble.expected
    assert workspace.table("proposals")["requested_budget"].isna().all()
    assert grave(workspace) == []


def test_all_money_of_a_row_is_converted_and_nothing_else(tmp_path):
    workspace = read(
        tmp_path,
        CAD,
        rates=RATES,
        risks=(
            "proposal,impact_money_low,impact_money_high,impact_days_low,currency,price_year\n"
            "P1,10,20,30,EUR,2024\n"
        ),
        benefits=(
            "proposal,low,unit,currency,price_year\nP1,10,money per year,EUR,2024\nP1,10,unit per"
            " year,EUR,2024\n"
        ),
    )
    assert grave(workspace) == []
    assert workspace.table("risks").loc[
        0, ["impact_money_low", "impact_money_high", "impact_days_low"]
    ].tolist() == [
        15,
        30,
        30,
    ]
    assert workspace.table("benefits")["low"].tolist() == [15, 10]


def test_a_row_without_money_needs_no_rate(tmp_path):
    assert grave(read(tmp_path, CAD, proposals=HEAD + "P1,a,,USD,1999\n")) == []


@pytest.mark.parametrize(
    ("currency", "good"),
    [("CAD", True), ("USD", True), ("AUD", True), ("EUR", False), ("GBP", False)],
)
def test_a_dollar_sign_fits_dollars_only(tmp_path, currency, good):
    workspace = read(tmp_path, f'currency = "{currency}"\n', proposals=HEAD + "P1,a,$5,,\n")
    assert (told(workspace, says="another currency") == []) is good
    assert (budgets(workspace) == [5]) is good


def test_another_sign_than_the_workspaces_is_told_with_its_cell(tmp_path):
    workspace = read(tmp_path, CAD, proposals=HEAD + "P1,a,5,,\nP2,b,£5,,\n")
    trouble = one(workspace, says="another currency")
    assert (trouble.row, trouble.column, trouble.found) == (3, "requested_budget", "£5")
    assert "CAD" in trouble.what


def test_a_sign_must_fit_the_rows_own_currency(tmp_path):
    workspace = read(tmp_path, CAD, proposals=HEAD + "P1,a,$5,EUR,2024\n", rates=RATES)
    assert "EUR" in one(workspace, says="another currency").what


def test_no_declared_currency_is_a_finding(tmp_path):
    workspace = read(tmp_path, proposals="id,title,requested_budget\nP1,a,$5\nP2,b,6\n")
    assert grave(workspace) == []
    assert budgets(workspace) == [5, 6]
    assert workspace.config.currency is None
    assert "$" in one(workspace, column="currency").found


def test_the_one_currency_that_rows_name_is_suggested(tmp_path):
    workspace = read(tmp_path, proposals=HEAD + "P1,a,5,CAD,2024\nP2,b,$6,,\n")
    assert grave(workspace) == []
    assert 'currency = "CAD"' in one(workspace, column="currency").next_step
    assert "price_year = 2024" in one(workspace, column="price_year").next_step


@pytest.mark.parametrize(
    "rows", ["P1,a,5,CAD,\nP2,b,6,EUR,\n", "P1,a,$5,,\nP2,b,€6,,\n", "P1,a,5,EUR,\nP2,b,$6,,\n"]
)
def test_different_currencies_without_a_declared_one_are_a_fault(tmp_path, rows):
    trouble = one(read(tmp_path, proposals=HEAD + rows), grade="fault")
    assert "different currencies" in trouble.what
    assert "row 2" in trouble.found and "row 3" in trouble.found


def test_different_price_years_without_a_declared_one_are_a_fault(tmp_path):
    workspace = read(
        tmp_path, 'currency = "CAD"\n', proposals=HEAD + "P1,a,5,,2020\nP2,b,6,,2021\n"
    )
    assert "price years" in one(workspace, grade="fault").what


def test_without_money_nothing_is_asked(tmp_path):
    workspace = read(tmp_path)
    assert told(workspace, column="currency") == told(workspace, column="price_year") == []


@pytest.mark.parametrize(
    ("code", "says"),
    [("EURO", "not a currency code"), ("$", "several"), ("XXZ", "not a currency code")],
)
def test_a_currency_must_be_a_code(tmp_path, code, says):
    workspace = read(tmp_path, CAD, proposals=HEAD + f"P1,a,5,{code},\n")
    assert says in one(workspace, column="currency").what
    assert workspace.table("proposals")["requested_budget"].isna().all()
    assert grave(workspace) == []


@pytest.mark.parametrize("factor", ["0", "-1", "", "x"])
def test_a_rate_needs_a_factor_above_nothing(tmp_path, factor):
    workspace = read(
        tmp_path,
        CAD,
        proposals=HEAD + "P1,a,5,EUR,2024\n",
        rates=f"currency,year,factor\nEUR,2024,{factor}\n",
    )
    assert {trouble.table for trouble in told(workspace, grade="row")} == {"rates"}
    assert workspace.table("proposals")["requested_budget"].isna().all()


def test_two_rates_for_the_same_thing_are_neither_used(tmp_path):
    workspace = read(
        tmp_path,
        CAD,
        proposals=HEAD + "P1,a,5,EUR,2024\n",
        rates="currency,year,factor\nEUR,2024,1.5\nEUR,2024,1.6\n",
    )
    assert [t.row for t in told(workspace, grade="row", table="rates")] == [2, 3]
    assert workspace.table("proposals")["requested_budget"].isna().all()


def test_of_several_currencies_of_a_sign_the_usual_one_is_named(tmp_path):
    workspace = read(tmp_path, proposals="id,title,requested_budget\nP1,a,$5\nP2,b,$6\n")
    assert 'currency = "USD" (or what it is)' in one(workspace, column="currency").next_step
