"""DORA's measures by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.counting.items import clean_items
from pmo_toolkit.analysis.flow.deliveries import deliveries_of
from pmo_toolkit.core.settings.capacity import FlowSettings

SUNDAY, AS_OF = pd.Timestamp("2026-06-28"), 20632


def deliveries(every_days, number, **columns):
    """A deployment every so many days up to a Sunday."""
    deployed = [SUNDAY - pd.Timedelta(days=every_days * place) for place in range(number)]
    frame = pd.DataFrame({"team": "A", "item": None, "started": deployed, "done": deployed})
    frame["deployed"] = deployed
    for name, value in columns.items():
        frame[name] = value
    clean = clean_items(frame, np.datetime64("2026-06-30"))
    return deliveries_of(clean.frame, AS_OF, FlowSettings())


def bands(made):
    return [None if isinstance(measure, NotAssessed) else measure.band for measure in made.measures]


def test_a_team_that_deploys_daily_and_never_fails():
    made = deliveries(1, 70, caused_incident=False)
    assert made.measures[0].value == 7 and made.measures[0].band == "elite"
    assert made.measures[2].value == 0 and made.measures[2].n == 70
    assert bands(made) == ["elite", None, "elite", None]


def test_the_lead_time_is_the_median_from_the_first_commit():
    days = [2.0, 9, 30] * 8
    deployed = [SUNDAY - pd.Timedelta(days=7 * place) for place in range(24)]
    commits = [day - pd.Timedelta(days=lead) for day, lead in zip(deployed, days, strict=True)]
    made = deliveries(7, 24, first_commit=commits)
    assert (made.measures[1].value, made.measures[1].n, made.measures[1].band) == (9, 24, "medium")
    assert (made.measures[0].value, made.measures[0].band) == (1, "high")


def test_recovery_is_from_deployment_to_the_incident_being_resolved():
    resolved = [None] * 20
    resolved[3], resolved[5] = SUNDAY - pd.Timedelta(days=19), SUNDAY - pd.Timedelta(days=32)
    made = deliveries(7, 20, incident_resolved=resolved)
    failures, recovery = made.measures[2:]
    assert (failures.value, failures.band) == (0.1, "high")
    assert (recovery.value, recovery.n, recovery.band) == (2.5, 2, "medium")


def test_rare_deployments_are_told_apart_by_their_mean():
    made = deliveries(28, 6)
    assert 0.23 < made.measures[0].value < 0.35 and made.measures[0].band == "medium"
    assert made.measures[0].definition.startswith("mean over the weeks")
    assert deliveries(1, 70).measures[0].definition.startswith("median over the weeks")


def test_without_deployments_it_is_not_assessed():
    made = deliveries(7, 20, deployed=pd.NaT)
    assert isinstance(made, NotAssessed) and "deployed" in made.why


def test_a_blank_says_no_incident_only_where_nobody_states_that_there_was_none():
    blanks = deliveries(7, 20, caused_incident=[True, False, *[None] * 18]).measures[2]
    assert (blanks.value, blanks.n) == (0.5, 2)
    marked = deliveries(7, 20, caused_incident=[True, *[None] * 19]).measures[2]
    assert (marked.value, marked.n) == (0.05, 20)


def test_an_incident_that_ended_before_its_deployment_counts_without_its_time():
    resolved = [None] * 20
    resolved[3], resolved[5] = SUNDAY - pd.Timedelta(days=25), SUNDAY - pd.Timedelta(days=32)
    failures, recovery = deliveries(7, 20, incident_resolved=resolved).measures[2:]
    assert failures.value == 0.1 and (recovery.value, recovery.n) == (3, 1)


def test_the_four_measures_of_three_weeks_by_hand():
    def day(number):
        return pd.Timestamp("2026-06-01") + pd.Timedelta(days=number)

    # Mondays 1, 8, 15 and 22 June: 2, 1, 3 and 1 days with a deployment, one with two changes
    deployed = [day(n) for n in (0, 0, 2, 8, 14, 15, 16, 23)]
    commits = [day(n) for n in (-1, -4, 2, 1, 4, 13, 16, 20)]  # 1 4 0 7 10 2 0 3 days
    resolved = [None, day(1), None, None, day(17), None, None, None]
    frame = pd.DataFrame({"team": "A", "item": None, "started": deployed, "done": deployed})
    frame = frame.assign(deployed=deployed, first_commit=commits, incident_resolved=resolved)
    clean = clean_items(frame, np.datetime64("2026-06-30"))
    made = deliveries_of(clean.frame, AS_OF, FlowSettings())
    assert made.weeks == 4
    # median of 2, 1, 3, 1; of 0, 0, 1, 2, 3, 4, 7, 10; 2 days of 7; median of 1 and 3
    assert [measure.value for measure in made.measures] == [1.5, 2.5, 2 / 7, 2.0]
    assert [measure.n for measure in made.measures] == [4, 8, 7, 2]
    assert bands(made) == ["high", "high", "low", "medium"]
