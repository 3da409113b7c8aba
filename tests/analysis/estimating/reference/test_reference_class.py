"""The outside view: the right class, the right quantiles, nothing of the proposal's own outcome."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.reference_class import (
    OutsideView,
    choose_class,
    outside_view,
)
from pmo_toolkit.core.settings import Settings


def history(n_package: int = 12, n_other: int = 20) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "class": ["package"] * n_package + ["integration"] * n_other,
            "department": (["Finance"] * 4 + ["People"] * 100)[: n_package + n_other],
            "estimate_cost": [100.0] * (n_package + n_other),
            "actual_cost": [100.0 + 10 * i for i in range(n_package + n_other)],
        }
    )


def view(table: pd.DataFrame, **kwargs: object) -> OutsideView | NotAssessed:
    given = {
        "project_class": "package",
        "department": "Finance",
        "applied_to": 1000.0,
        "applied_label": "budget",
    }
    return outside_view(
        table,
        target="cost",
        unit="money",
        settings=Settings().with_overrides({"class_minimum": 10}),
        **(given | kwargs),
    )


def test_the_narrowest_class_that_is_large_enough_is_taken_and_the_others_are_told():
    reference, members = choose_class(history(), "package", "Finance", 10)
    assert (reference.label, reference.n) == ("package projects", 12)
    assert reference.considered == (("package projects for Finance", 4),)
    assert list(members) == list(range(12))


def test_it_widens_to_all_finished_projects():
    reference, members = choose_class(history(5, 20), "package", "Legal", 10)
    assert (reference.label, reference.n, len(members)) == ("all finished projects", 25, 25)


def test_quantiles_of_actual_over_estimate_are_applied_to_the_own_figure():
    seen = view(history())
    assert isinstance(seen, OutsideView)
    assert seen.ratio.p50 == pytest.approx(1.55)
    assert seen.result is not None and seen.result.p50 == pytest.approx(1550)
    assert seen.share_over == pytest.approx(11 / 12)


def test_without_an_own_figure_there_is_no_result_but_there_are_ratios():
    seen = view(history(), applied_to=None)
    assert isinstance(seen, OutsideView) and seen.result is None


@pytest.mark.parametrize(
    "table", [history(0, 0), history(2, 2), history().drop(columns="actual_cost")]
)
def test_too_few_projects_are_not_assessed(table):
    assert isinstance(view(table), NotAssessed)


def test_projects_without_a_positive_estimate_or_actual_do_not_count():
    table = history()
    table.loc[0, "estimate_cost"] = 0
    table.loc[1, "actual_cost"] = float("nan")
    seen = view(table)
    assert isinstance(seen, OutsideView) and seen.reference.n == 10


@given(st.floats(0.01, 1e9))
def test_the_result_scales_with_the_figure(figure):
    one, many = view(history(), applied_to=1.0), view(history(), applied_to=figure)
    assert isinstance(one, OutsideView) and isinstance(many, OutsideView)
    assert many.result.p80 == pytest.approx(one.result.p80 * figure, rel=1e-9)
