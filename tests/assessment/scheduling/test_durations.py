"""How long each piece of a plan could take instead."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.scheduling.durations import months_drawn, option_months
from pmo_toolkit.assessment.scheduling.option_work import option_work, spread_over
from pmo_toolkit.assessment.scheduling.work import OptionRows
from pmo_toolkit.core.settings import Settings
from tests.assessment.scheduling.portfolios import IN_FLIGHT, problem, two_for_one_role
from tests.assessment.scheduling.test_option_work import NO_ACTIVITIES, asked

SETTINGS = Settings.of(schedule_draws=4096)


def rows_of(*demand: dict, activities=NO_ACTIVITIES, estimate=None, delivery=None) -> OptionRows:
    row = {"id": "O1", "proposal": "P1", "kind": "build", "title": "Build", "scope": "whole",
           "benefit_share": None, "months_to_benefit": None}  # fmt: skip
    return OptionRows(row, demand, activities, estimate, delivery)


def drawn(rows: OptionRows, *ratios: float, limits: frozenset[str] = frozenset({"dev"}), spread=0):
    work = option_work(rows, SETTINGS)
    if spread:
        work = spread_over(work, work.months + spread)
    return option_months(work, rows, lambda *_: ratios, set(limits), SETTINGS)


def test_certain_hours_take_the_months_that_are_stated():
    assert drawn(rows_of(asked("dev", 100, 1, 4))) == pytest.approx(4.0)


def test_hours_above_the_plan_take_longer_with_the_same_people():
    months = drawn(rows_of(asked("dev", (50, 100, 200), 1, 4)))
    plan = 4.0
    assert months.min() == pytest.approx(plan)  # fewer hours do not bring the end forward
    assert np.mean(months <= plan + 1e-9) == pytest.approx(0.5, abs=0.01)
    assert months.max() < plan * 200 / 100


def test_a_role_without_a_limit_stretches_nothing():
    assert drawn(rows_of(asked("ops", (50, 100, 200), 1, 4))) == pytest.approx(4.0)


def test_a_stated_length_takes_what_became_of_such_estimates():
    months = drawn(rows_of(asked("dev", 100, 1, 1), estimate=304.375), 1.0, 2.0)
    assert np.quantile(months, [0.001, 0.999]) == pytest.approx([10, 20], rel=0.05)
    assert drawn(rows_of(estimate=304.375)) == pytest.approx(10.0)


def test_activities_are_drawn_by_their_ranges():
    rows = [("P1", None, "A", "A", None, 30, 61, 180, None)]
    activities = pd.DataFrame(rows, columns=list(NO_ACTIVITIES.columns))
    months = drawn(rows_of(activities=activities), 3.0)
    assert months.min() > 30 / 31
    assert np.mean(months) == pytest.approx((30 + 4 * 61 + 180) / 6 / 30.4375, rel=0.02)


def test_an_assessed_delivery_keeps_its_quantiles():
    days = Quantiles(100.0, 120.0, 200.0, 300.0, 400.0, "calendar days")
    delivery = Delivery("O1", days, 6.6, 9.9, (), None, 500.0, None, None)
    months = drawn(rows_of(delivery=delivery), 3.0) * 30.4375
    assert np.quantile(months, [0.1, 0.2, 0.5, 0.8, 0.9]) == pytest.approx(
        [100, 120, 200, 300, 400], rel=0.01
    )
    assert months.min() < 90 < 450 < months.max()


def test_spread_work_takes_longer_in_proportion():
    rows = rows_of(asked("dev", 100, 1, 4))
    assert drawn(rows, spread=2) == pytest.approx(6.0)


def test_work_under_way_and_proposals_are_drawn_alike_each_time(tmp_path):
    running = IN_FLIGHT + "F1,Old work,analyst,10,2027-01-31,,\n"
    found = problem(tmp_path, **two_for_one_role(in_flight=running))
    options = {"P1": "O-P1", "P2": "O-P2"}
    once, again = (months_drawn(found, options, Settings()) for _ in range(2))
    assert set(once) == {"F1", "P1", "P2"}
    assert all(np.array_equal(once[name], again[name]) for name in once)
    assert {len(values) for values in once.values()} == {Settings().scheduling.draws}
