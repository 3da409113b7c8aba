"""Others' projects as an outside view.

The published quantiles, said to be others', and only where own ones are few.
"""

from dataclasses import astuple, replace
from math import inf, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.reference.public_reference import (
    BUDGET_GROWTH,
    PROJECTS,
    SHARE_OVER,
    PublicView,
    public_outside_view,
)
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, ReferenceClass
from pmo_toolkit.core.settings import Settings

NO_HISTORY = NotAssessed(
    "outside view of cost",
    "no finished project states both an estimate and an actual",
    ReasonCode.TOO_FEW_PROJECTS,
)


def own(n: int) -> OutsideView:
    return OutsideView(
        "cost",
        ReferenceClass("all finished projects", n, ()),
        Quantiles.of([1, 2], "ratio"),
        0.5,
        None,
        None,
        None,
        None,
    )


def seen(base: float = 1_000_000.0, history: OutsideView | NotAssessed = NO_HISTORY) -> PublicView:
    view = public_outside_view(base, "the requested budget", history, Settings())
    assert isinstance(view, PublicView)
    return view


def test_the_quantiles_of_budget_growth_are_applied_to_the_requested_budget():
    view = seen()
    assert view.n == 192
    assert (view.result.p10, view.result.p50, view.result.p80, view.result.p90) == pytest.approx(
        (860_000, 1_180_000, 2_150_000, 3_320_000)
    )
    assert (view.ratio.unit, view.result.unit) == ("ratio", "money")


def test_the_quantiles_are_those_of_the_public_data(public_data):
    listed = pd.read_csv(public_data / "portfolio/ca_large_it_projects_combined.csv")
    listed = listed[
        (listed["numOfEntries"] >= 2)
        & (listed["originalBudget_cad"] > 0)
        & (listed["latestBudget_cad"] > 0)
    ]
    growth = listed["latestBudget_cad"] / listed["originalBudget_cad"]
    found = np.quantile(growth, (0.1, 0.2, 0.5, 0.8, 0.9), method="nearest")
    assert len(growth) == PROJECTS
    assert tuple(found.round(2)) == astuple(BUDGET_GROWTH)[:5]
    assert round(float((growth > 1).mean()), 2) == SHARE_OVER
    assert listed["originalBudget_cad"].min() >= 1_000_000


@given(st.floats(1e-6, 1e12))
def test_quantiles_rise_and_scale_with_the_base(base):
    result = seen(base).result
    assert result.p10 < result.p20 < result.p50 < result.p80 < result.p90
    assert result.p50 / base == pytest.approx(1.18)


@pytest.mark.parametrize(("n", "shown"), [(5, True), (19, True), (20, False), (300, False)])
def test_own_projects_go_first_where_there_are_enough(n, shown):
    view = public_outside_view(1.0, "the requested budget", own(n), Settings())
    assert isinstance(view, PublicView if shown else NotAssessed)


def test_how_many_own_projects_are_enough_is_a_setting():
    assert isinstance(
        public_outside_view(1.0, "it", own(20), Settings.of(class_minimum=21)), PublicView
    )


def test_the_sentence_says_whose_projects_they_are_and_why_they_mislead():
    said = seen().sentence.replace("\u00a0", " ")
    assert said.startswith(
        "This house has too few finished projects to compare with, so others' are shown: of 192"
        " large"
    )
    assert "no forecast for this house" in said and "only projects still listed" in said
    assert "only 12 finished projects" in seen(history=own(12)).sentence
    assert len(seen().caveats) == 3


@pytest.mark.parametrize("base", [None, 0.0, -1.0, nan, inf, 1e308])
def test_without_a_budget_nothing_is_assessed(base):
    view = public_outside_view(base, "the requested budget", NO_HISTORY, Settings())
    assert isinstance(view, NotAssessed) and view.why


def test_a_view_holds_its_source_even_when_changed():
    assert "Government of Canada" in replace(seen(), own_n=3).source
