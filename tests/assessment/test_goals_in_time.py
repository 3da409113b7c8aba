"""A goal that is due before the work can end is doubted, and that reaches the advice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from pmo_toolkit import Settings, assess_proposal, load_workspace
from pmo_toolkit.core.number_format import day

QUICK = Settings.of(draws=1024)
AS_OF = "2026-11-22"


@pytest.fixture(scope="module")
def sample():
    return load_workspace("sample")


def due(sample, day):
    goals = sample.table("goals").assign(date=pd.Timestamp(day) if day else pd.NaT)
    return replace(sample, tables=dict(sample.tables) | {"goals": goals})


def ground_of(assessment):
    found = [one for one in assessment.advice.grounds if one.name == "Goals within reach"]
    return found[0] if found else None


@pytest.fixture(scope="module")
def assessed(sample):
    days = {"late": "2035-12-31", "early": "2027-06-30", "none": None}
    return {
        name: assess_proposal(due(sample, day), "P-003", as_of=AS_OF, settings=QUICK)
        for name, day in days.items()
    }


def test_the_doubt_reaches_goal_evidence_and_confidence(assessed):
    made = assessed["early"]
    start = max(dt.date.fromisoformat(made.resources.wished_day), dt.date.fromisoformat(AS_OF))
    days = made.delivery.until or made.delivery.days
    end = start + dt.timedelta(days=round(days.p50))
    assert end > dt.date(2027, 6, 30)
    for goal in made.alignment.goals:
        assert "30 June 2027" in goal.doubt and day(end.isoformat()) in goal.doubt
    weak = [line for line in made.evidence if "30 June 2027" in line.why]
    assert [line.grade for line in weak] == ["weak"]
    assert made.advice.confidence == "moderate" and day(end.isoformat()) in ground_of(made).text


def test_goals_in_time_change_nothing_and_goals_without_a_day_do_not_flatter(assessed):
    late, none = assessed["late"], assessed["none"]
    assert late.advice.confidence == "high" and ground_of(late) is None
    assert all(goal.doubt is None for goal in (*late.alignment.goals, *none.alignment.goals))
    assert none.advice.confidence == "moderate" and "nobody states by when" in ground_of(none).text
    assert {one.advice.position for one in assessed.values()} == {late.advice.position}
