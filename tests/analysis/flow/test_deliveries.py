"""DORA's measures by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.deliveries import deliveries_of
from pmo_toolkit.analysis.flow.items import clean_items
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


def test_without_deployments_it_is_not_assessed():
    made = deliveries(7, 20, deployed=pd.NaT)
    assert isinstance(made, NotAssessed) and "deployed" in made.why
