"""Items of agile teams begin before they end, and some are not finished yet."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.sample.people import flow_rows
from tests.sample.typed_tables import AS_OF


def test_items_are_finished_after_they_begin_or_still_open(tables):
    flow = tables["flow"]
    assert flow["item"].is_unique and flow["team"].nunique() == 2
    assert flow["started"].is_monotonic_increasing and flow["started"].max() <= AS_OF
    finished = flow.dropna(subset="done")
    assert (finished["done"] >= finished["started"]).all() and (finished["done"] <= AS_OF).all()
    assert 1 <= flow["done"].isna().sum() <= len(flow) / 4


def test_teams_finish_on_workdays_and_one_of_them_has_changed(tables):
    flow = tables["flow"].dropna(subset="done")
    assert (flow["done"].dt.day_of_week < 5).all()
    own = flow[flow["team"] == "Order tracking"]["done"]
    before, after = (own < "2026-03-30").sum() / 60, (own >= "2026-04-20").sum() / 30
    assert 2 < before < 4 and 5 < after < 7


def test_a_seed_gives_the_same_items_and_another_gives_others():
    assert flow_rows(5) == flow_rows(5) != flow_rows(6)
    assert pd.DataFrame(flow_rows(6))["done"].isna().any()


def test_what_is_deployed_was_finished_before_and_few_deployments_cause_incidents(tables):
    flow = tables["flow"].dropna(subset="deployed")
    assert (flow["deployed"] > flow["done"]).all()
    assert set(flow["deployed"].dt.day_of_week) == {1, 3}
    assert 0 < flow["caused_incident"].sum() < len(flow) / 6
    resolved = flow.dropna(subset="incident_resolved")
    assert (
        resolved["caused_incident"].all() and (resolved.eval("incident_resolved >= deployed")).all()
    )
