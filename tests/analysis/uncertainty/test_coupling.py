"""Stated correlations between groups and elements.

As drawn, and repaired where they contradict each other.
"""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.uncertainty.coupling import Coupling, coupling_of
from pmo_toolkit.analysis.uncertainty.proposal import simulate_proposal
from pmo_toolkit.core.settings import Settings
from tests.analysis.uncertainty import test_proposal as case

SETTINGS = Settings.of(draws=4096, seed=3)


def stated(*rows: tuple) -> pd.DataFrame:
    """Rows of one, other, correlation."""
    table = pd.DataFrame(rows, columns=["one", "other", "correlation"])
    return table.assign(
        correlation=table["correlation"].astype(float), _row=np.arange(2, len(table) + 2)
    )


def elements(*named: tuple[str, str | None]) -> pd.DataFrame:
    return case.costs(*[("O-saas", name, 1.0, 5.0, 9.0, "once", group) for name, group in named])


NONE = case.activities().iloc[:0]
ALONE = elements(("Licences", None), ("Hosting", None), ("Team", None))


def drawn(costs: pd.DataFrame, coupling: Coupling | None) -> ComparedOptions:
    found = compare_options(
        case.OPTIONS,
        costs,
        case.NO_BENEFITS,
        case.risks(),
        {},
        proposal="P",
        coupling=coupling,
        settings=SETTINGS,
    )
    assert isinstance(found, ComparedOptions)
    return found


def totals(costs: pd.DataFrame, coupling: Coupling | None) -> dict[str, np.ndarray]:
    return {each.element: each.total for each in drawn(costs, coupling).draws["O-saas"].elements}


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.argsort().argsort(), other.argsort().argsort())[0, 1])


@pytest.mark.parametrize("value", [-0.8, 0.0, 0.6, 1.0])
def test_two_elements_move_together_as_stated(value):
    made = coupling_of(ALONE, NONE, stated(("licences", "Team", value)))
    assert (
        made.groups == ("Licences", "Team")
        and made.alone == {"Licences", "Team"}
        and made.finding is None
    )
    found = totals(ALONE, made)
    # Spearman's from the normal scores' correlation: 6/π · asin(ρ/2)
    expected = 6 / np.pi * np.arcsin(value / 2)
    assert rank_correlation(found["Licences"], found["Team"]) == pytest.approx(expected, abs=0.03)
    assert rank_correlation(found["Licences"], found["Hosting"]) == pytest.approx(0, abs=0.03)
    assert np.array_equal(found["Hosting"], totals(ALONE, None)["Hosting"])


def test_members_of_two_groups_move_together_by_what_the_groups_share():
    rows = elements(("A", "vendor"), ("B", "labour"), ("C", None))
    made = coupling_of(
        rows, NONE, stated(("vendor", "labour", 1.0), ("vendor", "C", 0.5), ("labour", "C", 0.5))
    )
    assert made.groups == ("vendor", "labour", "C") and made.alone == {"C"}
    found = totals(rows, made)
    within = SETTINGS.simulation.group_correlation
    assert rank_correlation(found["A"], found["B"]) == pytest.approx(
        6 / np.pi * np.arcsin(within / 2), abs=0.03
    )


def test_options_and_simulation_draw_the_same_cost():
    acts = case.ACTIVITIES.assign(correlation_group="squad")
    rows = elements(("A", "vendor"), ("B", "labour"), ("C", None))
    contrary = stated(
        ("vendor", "labour", 0.95),
        ("labour", "squad", 0.95),
        ("squad", "vendor", -0.9),
        ("C", "A", 1),
    )
    made = coupling_of(rows, acts, contrary)
    assert (
        "squad" in made.groups and made.alone == frozenset()
    )  # A belongs to a group: its row is passed over
    compared = drawn(rows, made)
    view = simulate_proposal(
        case.OPTIONS,
        rows,
        case.risks(),
        acts,
        proposal="P",
        option="O-saas",
        coupling=made,
        settings=SETTINGS,
    )
    assert view.cost.quantiles.p80 == pytest.approx(
        np.quantile(compared.draws["O-saas"].inside, 0.8), rel=1e-3
    )
    apart = drawn(rows, None).draws["O-saas"].inside
    assert not np.array_equal(apart, compared.draws["O-saas"].inside)


def test_contradicting_correlations_are_repaired_and_said_with_their_rows():
    made = coupling_of(
        ALONE,
        NONE,
        stated(("Licences", "Hosting", 0.9), ("Hosting", "Team", 0.9), ("Team", "Licences", -0.9)),
    )
    assert np.linalg.eigvalsh(made.matrix.matrix)[0] > 0
    assert {row for row, *_ in made.repaired} == {2, 3, 4}
    assert (
        "(correlations rows 2, 3 and 4)" in made.finding
        and "from 0.90 to" in made.finding.replace("-0.90", "0.90")
    )
    sound = coupling_of(ALONE, NONE, stated(("Licences", "Hosting", 0.9), ("Hosting", "Team", 0.9)))
    assert "Pairs that no row states count as 0." in sound.finding  # which cannot hold either
    assert "no row states" not in made.finding
    whole = stated(
        ("Licences", "Hosting", 0.9), ("Hosting", "Team", 0.9), ("Team", "Licences", 0.8)
    )
    assert (
        coupling_of(ALONE, NONE, whole).finding is None
        and coupling_of(ALONE, NONE, whole).repaired == ()
    )


def test_correlation_widens_and_opposition_narrows_the_sum():
    widths = []
    for value in (-0.9, 0.0, 0.9):
        found = (
            drawn(ALONE, coupling_of(ALONE, NONE, stated(("Licences", "Team", value))))
            .draws["O-saas"]
            .inside
        )
        widths.append(np.ptp(np.quantile(found, [0.1, 0.9])))
    assert widths[0] < widths[1] < widths[2]


def test_rows_without_a_value_or_a_known_name_are_passed_over():
    made = coupling_of(
        ALONE, NONE, stated(("Licences", "Team", None), ("Licences", "x", 0.5), ("Team", "team", 1))
    )
    assert made.groups == () and made.between == {} and made.finding is None
