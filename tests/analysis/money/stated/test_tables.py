"""A blank never flatters: every optional number of a proposal's rows, on the sample."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.money.stated.tables import filled_tables, with_months
from tests.sample_options import (
    QUICK,
    TABLES,
    figures,
    inputs_of,
    owned,
    sample,
    tables_of,
)

NAN = float("nan")
PROPOSALS = tuple(f"P-{number:03d}" for number in (1, 2, 3, 6, 9, 10, 11, 15, 18, 20))
#: Numbers that may be blank; of `term_months` the comparison needs equal ones.
COLUMNS = {
    "options": ("benefit_share", "term_months", "months_to_benefit", "exit_cost"),
    "costs": ("low", "mode", "high"),
    "benefits": ("low", "mode", "high", "ramp_months"),
    "risks": (
        "probability",
        *(f"impact_{unit}_{end}" for unit in ("money", "days") for end in ("low", "mode", "high")),
    ),
    "activities": tuple(f"duration_days_{end}" for end in ("low", "mode", "high")),
}


def stated_cells(proposal: str) -> list[tuple[str, int, str]]:
    """All numbers that the proposal states: table, row, column."""
    tables = tables_of(proposal)
    return [
        (table, row, column)
        for table in TABLES
        for column in COLUMNS[table]
        for row in range(len(tables[table]))
        if pd.notna(tables[table].loc[row, column])
    ]


def test_the_columns_are_all_optional_numbers_of_these_tables():
    for table, columns in COLUMNS.items():
        numeric = {
            str(name)
            for name in sample().table(table)
            if pd.api.types.is_numeric_dtype(sample().table(table)[name].dtype)
        }
        assert numeric - {"_row", "price_year", "cashable"} == set(columns)


def with_cell(tables, cell, value):
    table, row, column = cell
    changed = tables[table].copy()
    changed[column] = changed[column].astype(float)
    changed.loc[row, column] = value
    return tables | {table: changed}


@seed(20261127)
@given(st.sampled_from(PROPOSALS), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_blank_is_read_as_its_cautious_value(proposal, place):
    tables = owned(tables_of(proposal))
    cells = stated_cells(proposal)
    cell = cells[place % len(cells)]
    blank = inputs_of(proposal, with_cell(tables, cell, NAN))
    table, row, column = cell
    filled = getattr(blank.tables, table).loc[row, column]
    if pd.isna(filled):
        return  # what it belongs to is not assessed, or no other row says anything
    cautious = figures(inputs_of(proposal, with_cell(tables, cell, float(filled))))
    found = figures(blank)
    if not found or not cautious:
        assert not found, "a blank makes nothing assessable that was not"
        return
    tolerance = 1e-6 * (1 + abs(cautious["value"]))
    assert found["value"] <= cautious["value"] + tolerance
    assert found["chance"] <= cautious["chance"] + 1e-9
    assert found["cost"] >= cautious["cost"] - tolerance
    assert found["width"] >= cautious["width"] * (1 - 1e-6)


def test_blanks_do_not_flatter_on_average_against_what_was_stated():
    """By table and column, over the cells of ten proposals: the mean change of value and width."""
    random = np.random.default_rng(5)
    changes: dict[str, list[tuple[float, float]]] = {}
    for proposal in PROPOSALS:
        tables = owned(tables_of(proposal))
        before = figures(inputs_of(proposal, tables))
        cells = stated_cells(proposal)
        for place in random.permutation(len(cells))[:14]:
            after = figures(inputs_of(proposal, with_cell(tables, cells[place], NAN)))
            if before and after:
                scale = before["width"]
                changes.setdefault(cells[place][0], []).append(
                    (
                        (after["value"] - before["value"]) / scale,
                        (after["width"] - before["width"]) / scale,
                    )
                )
    assert set(changes) >= {"options", "costs", "risks"}
    for table, found in changes.items():
        value, width = np.mean(found, axis=0)
        assert value <= 0.005, f"{table}: blanks raise the net value by {value:.3f} of its width"
        assert width >= -0.01, f"{table}: blanks narrow the net value by {-width:.3f} of its width"


def test_each_rule_by_hand():
    tables = tables_of("P-001")
    order = ("nothing", "SaaS", "build", "reuse", "minimum")
    options = tables["options"].set_index("kind").loc[list(order)].reset_index()
    options = options.assign(
        exit_cost=[NAN, NAN, 7000.0, 9000.0, NAN], months_to_benefit=[NAN, 4, NAN, 6, 2]
    )
    risks = tables["risks"].assign(probability=[0.3, NAN, 0.4])
    made = filled_tables(
        options, tables["costs"], tables["benefits"], risks, tables["activities"], QUICK
    )
    assert made.risks["probability"].tolist() == [0.3, 0.4, 0.4]
    assert made.options["exit_cost"].fillna(-1).tolist() == [-1, 9000, 7000, 9000, 9000]
    months = with_months(made, {str(options["id"][2]): 7.5}, 18)
    assert months.options["months_to_benefit"].fillna(-1).tolist() == [-1, 4, 7.5, 6, 2]
    assert {(each.table, each.column) for each in months.assumptions} >= {
        ("risks", "probability"),
        ("options", "exit_cost"),
        ("options", "months_to_benefit"),
    }


@pytest.mark.parametrize(
    ("blank", "expected"),
    [
        ({"low": NAN, "high": NAN}, (70.0, 150.0)),
        ({"high": NAN}, (90.0, 150.0)),
        ({"low": NAN}, (70.0, 180.0)),
    ],
)
def test_a_range_without_an_end_is_as_wide_as_usual_or_as_the_widest_beside_it(blank, expected):
    row = {
        "option": "O",
        "element": "a",
        "low": 90.0,
        "mode": 100.0,
        "high": 180.0,
        "period": "once",
        "purpose": None,
    }
    options = pd.DataFrame({"id": ["O"], "kind": ["SaaS"]}).assign(
        term_months=60.0, exit_cost=0.0, benefit_share=NAN, months_to_benefit=3.0
    )
    empty = pd.DataFrame(columns=["title"])
    costs = pd.DataFrame([row | blank])
    made = filled_tables(options, costs, empty, empty, empty, QUICK).costs
    assert (made["low"][0], made["high"][0]) == expected
