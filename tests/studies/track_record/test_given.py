"""What runs have said: kept with their days, found again, and nothing of a day to come."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.studies.track_record.given import (
    advice_of,
    advice_of_file,
    advice_of_record,
    before,
    unit_of_money,
    with_today,
)
from pmo_toolkit.studies.track_record.shapes import GivenAdvice, GivenRange
from tests.portfolios import CONFIG, QUICK, workspace
from tests.track_records import RANGE

COST = GivenRange(**RANGE)
PROJECTS = "project,actual_cost,estimate_cost,class\n" + "".join(
    f"H-{n},{9000 + 700 * n + 900 * (n % 3)},{10000 + 600 * n},"
    f"{'integration' if n % 2 else 'infrastructure'}\n"
    for n in range(24)
)


def said(day, position="explore", *ranges):
    return GivenAdvice(day, position, ranges)


def test_only_an_earlier_day_is_before():
    given = (said("2026-10-01"), said("2026-11-05", "advance"))
    assert before(given, "2026-11-05") == given[0]
    assert before(given, "2026-11-06") == given[1]
    assert before(given, "2026-10-01") is None and before(given, None) is None


def test_what_is_of_a_later_day_is_not_known_yet():
    former = {"P-1": (said("2026-10-01"), said("2026-12-01", "defer"))}
    found = with_today(former, {"P-1": said("2026-11-22", "advance")}, "2026-11-22")
    assert found == {"P-1": (said("2026-10-01"), said("2026-11-22", "advance"))}


def test_advice_that_stays_keeps_its_first_day_and_ranges_count_too():
    same = {"P-1": (said("2026-10-01", "explore", COST),)}
    assert with_today(same, {"P-1": said("2026-11-22", "explore", COST)}, "2026-11-22") == same
    assert len(with_today(same, {"P-1": said("2026-11-22", "explore")}, "2026-11-22")["P-1"]) == 2


def test_of_one_day_the_run_of_now_counts_and_others_are_kept():
    former = {"P-1": (said("2026-11-22"),), "P-9": (said("2026-10-01"),)}
    found = with_today(former, {"P-1": said("2026-11-22", "advance")}, "2026-11-22")
    assert found == {"P-1": (said("2026-11-22", "advance"),), "P-9": former["P-9"]}


@pytest.mark.parametrize("history", [None, PROJECTS])
def test_a_file_says_what_its_assessment_said(tmp_path, history):
    budget = "id,title,class,requested_budget\nP-1,Register,integration,15000\n"
    held = workspace(tmp_path, CONFIG, history=history, proposals=budget, **NONE)
    assessment = assess_prepared(prepare(held, settings=QUICK), "P-1")
    once = advice_of(assessment)
    assert once == advice_of_file(assessment.to_dict())
    targets = [(found.target, found.unit) for found in once.ranges]
    assert targets == ([] if history is None else [("cost", "EUR, prices of 2026")])
    if history is not None:
        interval = assessment.history.cost.intervals[0]
        assert (once.ranges[0].low, once.ranges[0].level) == (json_ready(interval.low), 0.8)


NONE = dict.fromkeys(
    ("options", "costs", "benefits", "demand", "capacity", "goals", "proposal_goals")
)


def test_a_record_is_read_back_as_it_was_written():
    given = {"P-1": (said("2026-10-01", "explore", COST),)}
    assert advice_of_record({"given": json_ready(given)}) == given


@pytest.mark.parametrize(
    "changed",
    [
        {"as_of": "soon"},
        {"ranges": [RANGE | {"low": float("nan")}]},
        {"ranges": [RANGE | {"low": 60000.0}]},
        {"ranges": [{"target": "cost"}]},
    ],
)
def test_a_record_that_somebody_edited_is_refused(changed):
    written = json_ready(said("2026-10-01", "explore", COST)) | changed
    with pytest.raises((ValueError, TypeError)):
        advice_of_record({"given": {"P-1": [written]}})


def test_money_says_its_currency_and_its_prices():
    assert unit_of_money("EUR", 2026) == "EUR, prices of 2026"
    assert unit_of_money(None, None) == "money as stated"
