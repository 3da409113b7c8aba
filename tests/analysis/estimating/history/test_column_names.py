"""Names that speak of the end of a project are found; others are left alone."""

import numpy as np
import pytest

from pmo_toolkit.analysis.estimating.history.column_names import (
    is_estimate,
    phases_in,
    words_in_name,
)
from tests.analysis.estimating.history.test_leaks import leaking, table


@pytest.mark.parametrize(
    "name",
    [
        "actual_cost",
        "ActualDuration",
        "cost_actual",
        "finish_date",
        "End date",
        "YearEnd",
        "go_live_date",
        "duration_days",
        "elapsed_months",
        "Productivity",
        "PDR_AFP",
        "cost per function point",
        "hours_per_point",
        "team_size_at_end",
        "peak staff",
        "defects",
        "overrun_pct",
        "estimate_to_actual_ratio",
        "customer satisfaction",
        "total cost",
        "delay",
        "overrun",
        "relative error",
        "MRE",
        "deviation",
        "slip",
        "schedule variance",
        "% over",
        "estimate deviation",
        "hours per function point",
        "hours/FP",
        "FP per month",
        "delivery rate",
        "design hours",
        "hours_test",
        "coding days",
    ],
)
def test_names_that_speak_of_the_end(name):
    frame = table()
    frame[name] = np.random.default_rng(0).lognormal(2, 1, len(frame))
    assert leaking(frame) == {name}
    assert leaking(frame, keep=[name]) == set()


@pytest.mark.parametrize(
    "name",
    [
        "estimate_effort_person_hours",
        "planned duration",
        "First.estimate",
        "Estimated.completion.date",
        "end users",
        "front_end_screens",
        "cost_centre",
        "effort multiplier",
        "start_date",
        "Actual.start.date",
        "budgeted cost",
        "team_size",
        "spread_sheets",
        "delivery_method",
        "income satisfaction",
        "time",
        "data",
        "requested_budget",
        "expert",
        "project type",
        "team experience",
        "height",
        "donor",
        "risk of overrun",
        "penalty for delay",
        "error handling",
        "transactions per day",
        "hourly rate",
        "planned design hours",
        "building hours",
        "support hours",
        "overall design quality",
    ],
)
def test_names_that_were_known_before(name):
    frame = table()
    frame[name] = np.random.default_rng(0).lognormal(2, 1, len(frame))
    assert leaking(frame) == set()


def test_words_in_name_a_name():
    assert words_in_name("dev.eff.hrs.") == ["dev", "eff", "hrs"]
    assert words_in_name("YearEnd") == ["year", "end"] and words_in_name("PDR_AFP2") == [
        "pdr",
        "afp",
    ]
    assert words_in_name("KLOCSize") == ["kloc", "size"]
    assert is_estimate("Estimated effort") and not is_estimate("Effort")


def test_a_plan_is_a_phase_only_beside_other_phases():
    phases = {"plan_eff", "design_eff", "test_eff"}
    assert phases_in([*phases, "size"]) == phases
    assert phases_in(["plan_eff", "size", "test_cases"]) == set()
    assert phases_in(["planned_eff", "design_eff", "test_eff"]) == {"design_eff", "test_eff"}
    frame = table().assign(plan_eff=1.5, design_eff=2.5, test_eff=3.5)
    assert leaking(frame) == phases
