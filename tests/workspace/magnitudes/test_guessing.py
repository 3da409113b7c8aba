"""Units that make figures fit: none where all is usual, the fewest that explain the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.magnitudes.guessing import Figure, factors_of, guess_units
from pmo_toolkit.workspace.magnitudes.quantities import Quantity, other_units

EFFORT = Quantity("history", "actual_effort_person_hours")
COST = Quantity("history", "actual_cost")
DAYS = Quantity("history", "actual_duration_days")
CANDIDATES = {quantity: other_units(quantity, 8) for quantity in (COST, DAYS, EFFORT)}
NEEDED = 3.5


def figures(rate: float, people: float, days: float, n: int = 50) -> list[Figure]:
    """Cost by hour, full-time people and median duration."""
    return [
        Figure("rate", ((COST, 1), (EFFORT, -1)), rate, n, (15, 400)),
        Figure("people", ((EFFORT, 1), (DAYS, -1)), people, n, (0.15, 25)),
        Figure("days", ((DAYS, 1),), days, n, (15, 1500)),
    ]


def test_candidates_are_the_units_of_the_same_measure_with_their_factors():
    assert other_units(EFFORT, 7.5)["person-days"] == 7.5
    assert other_units(COST, 8) == {"thousand": 1e3, "million": 1e6, "billion": 1e9}
    assert other_units(Quantity("options", "term_months"), 8)["years"] == 12
    assert "working days" not in other_units(DAYS, 8)  # 1.4 is no factor that figures can tell


@given(st.floats(20, 300), st.floats(0.3, 12), st.floats(25, 900), st.integers(1, 500))
def test_what_is_usual_is_left_as_it_is(rate, people, days, n):
    assert guess_units(figures(rate, people, days, n), CANDIDATES, NEEDED) == {}


@pytest.mark.parametrize(
    ("found", "units"),
    [
        (figures(110 / 1000, 2, 180), {COST: "thousand"}),
        (figures(110, 2 * 30.4, 180 / 30.4), {DAYS: "months"}),
        (figures(110 / 1e6, 2, 180), {COST: "million"}),
        (
            figures(110 * 8 / 1000, 2 * 30.4 / 8, 180 / 30.4),
            {COST: "thousand", EFFORT: "person-days", DAYS: "months"},
        ),
    ],
)
def test_the_fewest_units_that_explain_the_figures_are_named(found, units):
    assert guess_units(found, CANDIDATES, NEEDED) == units


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6), st.floats(1e-4, 1e7))
def test_a_guess_never_makes_all_figures_less_usual(rate, people, days):
    found = figures(rate, people, days)
    units = guess_units(found, CANDIDATES, NEEDED)
    factors = factors_of(units, CANDIDATES)
    before, after = (sum(figure.doubt(f) for figure in found) for f in ({}, factors))
    assert after <= before - (NEEDED if units else 0) + 1e-9


def test_a_column_whose_unit_is_declared_is_evidence_and_never_guessed():
    found = figures(110 / 1000, 2, 180)
    without_cost = {quantity: CANDIDATES[quantity] for quantity in (DAYS, EFFORT)}
    assert COST not in guess_units(found, without_cost, NEEDED)


def test_few_rows_say_less_than_many():
    few, many = (figures(1000, 2, 180, n)[0] for n in (1, 200))
    assert few.doubt({}) < many.doubt({})
    assert few.under({COST: 2.0}) == 2000
