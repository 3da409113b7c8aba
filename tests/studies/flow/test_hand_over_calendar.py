"""What lands when, and in whose capability."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from pmo_toolkit import load_workspace, report
from pmo_toolkit.analysis.flow.regimes import Regime
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.core.number_format import day, month
from pmo_toolkit.studies.flow.hand_over_calendar import LandingKind, hand_over_calendar
from pmo_toolkit.studies.flow.study import FlowQuestion, study_flow


@pytest.fixture(scope="module")
def sample():
    return load_workspace("sample")


def plan(*proposals, running=()):
    months = PlanMonths(dt.date(2026, 12, 1))
    portfolio = SimpleNamespace(months=months, running=running)
    return SimpleNamespace(proposals=proposals, portfolio=portfolio)


def planned(proposal, last_month, p80):
    finish = None if p80 is None else SimpleNamespace(p50=last_month, p80=p80)
    known = SimpleNamespace(id=proposal, title="A portal", department="Sales")
    return SimpleNamespace(proposal=known, last_month=last_month, finish_range=finish)


def test_a_proposal_lands_in_the_capabilities_that_it_raises(sample):
    raised = sample.table("proposal_capabilities")
    proposal = raised["proposal"].iloc[0]
    schedule = plan(planned(proposal, "2027-05", "2027-08"))
    (landing,) = (
        landing
        for landing in hand_over_calendar(sample, schedule)
        if landing.kind is LandingKind.PROPOSAL
    )
    capabilities = sample.table("capabilities").set_index("id")["title"]
    own = raised.loc[raised["proposal"] == proposal, "capability"]
    assert set(landing.capabilities) == {capabilities[name] for name in own}
    assert landing.owners and (landing.month, landing.p80) == ("2027-05", "2027-08")


def test_what_raises_no_capability_lands_with_its_department(sample):
    schedule = plan(planned("P-999", "2027-05", None))
    landings = hand_over_calendar(sample, schedule)
    (landing,) = (landing for landing in landings if landing.id == "P-999")
    assert (landing.capabilities, landing.owners, landing.p80) == ((), ("Sales",), None)


def test_work_under_way_and_teams_land_by_month(sample):
    flow = study_flow(sample)
    landings = hand_over_calendar(sample, None, flow)
    months = [landing.month for landing in landings]
    assert months == sorted(months)
    teams = [landing for landing in landings if landing.kind is LandingKind.TEAM]
    assert [landing.items for landing in teams] == [
        team.forecast.forecast[1] for team in flow.teams
    ]
    # 23 November and eight weeks: until 17 January
    assert {landing.month for landing in teams} == {"2027-01"}
    under_way = [landing for landing in landings if landing.kind is LandingKind.UNDER_WAY]
    stated = sample.table("in_flight").dropna(subset="finish_estimate")["project"]
    assert len(under_way) == stated.nunique()
    text = report.hand_over_calendar(landings).text
    assert "January 2027" in text and "a team's forecast" in text


def test_weeks_that_were_over_before_today_land_nothing(sample):
    flow = study_flow(sample)
    later = replace(flow, as_of=flow.as_of + dt.timedelta(weeks=60))
    kinds = {landing.kind for landing in hand_over_calendar(sample, None, later)}
    assert LandingKind.TEAM not in kinds and flow.teams


def test_a_team_that_has_ended_hands_nothing_over(sample):
    flow = study_flow(sample)
    (first, *others) = flow.teams
    ended = Regime("2026-08-03", 16, 0.0)
    forecast = replace(first.forecast, regimes=(*first.forecast.regimes, ended))
    landings = hand_over_calendar(
        sample, None, replace(flow, teams=(replace(first, forecast=forecast), *others))
    )
    teams = [landing.id for landing in landings if landing.kind is LandingKind.TEAM]
    assert teams == [team.forecast.team for team in others]


def test_weeks_for_items_are_no_hand_over(sample):
    flow = study_flow(sample, question=FlowQuestion(items=5))
    kinds = {landing.kind for landing in hand_over_calendar(sample, None, flow)}
    assert LandingKind.TEAM not in kinds
    assert "not assessed" in report.hand_over_calendar([]).text


def test_work_whose_stated_end_has_passed_is_overdue_and_lands_in_no_past_month(sample):
    stated = sample.table("in_flight").dropna(subset="finish_estimate")
    ends = stated.groupby("project")["finish_estimate"].max()
    project, end = ends.idxmin(), ends.min().date()
    before = {one.id: one for one in hand_over_calendar(sample, as_of=end)}[project]
    assert (before.month, before.overdue_since) == (f"{end:%Y-%m}", None)
    for days in (1, 400):
        today = end + dt.timedelta(days=days)
        landings = hand_over_calendar(sample, as_of=today)
        late = {one.id: one for one in landings}[project]
        assert (late.month, late.overdue_since) == (f"{today:%Y-%m}", end.isoformat())
        assert min(one.month for one in landings) == f"{today:%Y-%m}"
    text = report.hand_over_calendar([late]).text
    assert f"overdue: not before {month(late.month)}" in text and day(end.isoformat()) in text


def test_work_under_way_lands_with_80_percent_by_the_draws_of_the_plan(sample):
    stated = sample.table("in_flight").dropna(subset="finish_estimate")["project"].unique()
    first, second = stated[:2]
    # ends after 0.5 to 9.5 months from December 2026 on; of the second nobody states when
    draws = np.arange(0.5, 10.5)
    running = [
        SimpleNamespace(project=first, start=2, draws=draws, stated_finish="2027-03-01"),
        SimpleNamespace(project=second, start=0, draws=draws, stated_finish=None),
    ]
    landings = {one.id: one for one in hand_over_calendar(sample, plan(running=running))}
    # eight of ten end within 2 + 7.5 months: in September 2027
    assert landings[first].p80 == "2027-09" and landings[second].p80 is None
    assert hand_over_calendar(sample)[0].p80 is None
