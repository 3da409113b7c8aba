"""How much the teams finish, as a section."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit import report
from pmo_toolkit.studies.flow.study import FlowQuestion, study_flow, study_flow_table


@pytest.fixture(scope="module")
def sample():
    return study_flow("sample")


def test_it_says_what_can_be_promised_and_how_often_that_held(sample):
    text = report.flow_section(sample).text
    promised = sample.teams[1].forecast.forecast[1]
    assert f"Order tracking finishes at least {promised}" in text.replace("\u00a0", " ")
    assert "All teams together" in text and "Little's law" in text
    assert "Lead time of a change" in text and "rank neither teams nor people" in text


def test_the_same_study_gives_the_same_bytes(sample):
    assert report.flow_section(sample).html == report.flow_section(study_flow("sample")).html


def test_weeks_for_items_are_told_with_their_day(sample):
    study = study_flow("sample", question=FlowQuestion(items=20))
    text = report.flow_section(study).text.replace("\u00a0", " ")
    assert "has finished 20 items within" in text and "Weeks until 20 items are done" in text


def test_of_a_team_that_has_ended_nothing_is_promised(tmp_path):
    path = tmp_path / "weeks.csv"
    mondays = pd.date_range("2025-01-06", periods=76, freq="W-MON")
    lines = [f"A,{monday:%Y-%m-%d},{6 if n < 60 else 0}" for n, monday in enumerate(mondays)]
    path.write_text("\n".join(("team,week,items", *lines)), encoding="utf-8")
    text = report.flow_section(study_flow_table(path, FlowQuestion(weeks=8))).text
    text = text.replace("\u00a0", " ")
    assert "A has finished nothing since 2 March 2026: nothing is promised" in text
    assert "finishes at least" not in text and "brings no hours" in text


def test_hostile_names_stay_text(tmp_path):
    path = tmp_path / "t.csv"
    weeks = "\n".join(f"<script>x</script>,2024-0{m}-05,{m}" for m in range(1, 7))
    path.write_text(f"team,week,items\n{weeks}\n", encoding="utf-8")
    html = report.flow_section(study_flow_table(path, FlowQuestion(weeks=4))).html
    assert "<script>" not in html


def test_without_teams_it_says_what_it_takes(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nP-1,A portal\n", encoding="utf-8")
    text = report.flow_section(study_flow(tmp_path, as_of="2026-11-22")).text
    assert "not assessed" in text and "flow" in text
