"""A knock-on is what assessing the edited files says, beside what assessing them today says."""

from __future__ import annotations

import datetime as dt

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report.what_if.knock_on import knock_on
from pmo_toolkit.studies.what_if.knock_on import KnockOnStudy
from pmo_toolkit.studies.what_if.trials import ItemDelay, RoleCut, Trial
from tests.studies.what_if.conftest import DAY
from tests.studies.what_if.test_trials import edited

ROLE = "project manager"


@pytest.fixture(scope="module")
def quick():
    """Few draws: both sides of each comparison take the same."""
    return Settings().with_overrides({"standing_draws": 500, "draws": 1024})


@pytest.fixture(scope="module")
def study(workspace, quick):
    rows = workspace.table("dependencies").astype(object)
    own = rows.iloc[:1].copy()
    own.loc[:, ["from", "to", "type", "lag_days", "strength"]] = "P-003", "F-01", "requires", 0, 1
    tied = workspace.with_rows("dependencies", own)
    return KnockOnStudy(tied, ["P-003", "P-003"], settings=quick, as_of=DAY)


def _starts(resources):
    return resources.wished_day, resources.alone, resources.after_others


def test_a_missing_role_is_the_assessment_of_the_edited_file(folder, quick, tmp_path, workspace):
    def change(row):
        if row["role"] == ROLE:
            for column in ("gross_hours", "absence_hours"):
                row[column] = str(float(row[column]) * 0.4) if row[column] else ""

    study = KnockOnStudy(workspace, ["P-003"], settings=quick, as_of=DAY)
    found = study.result(Trial((RoleCut(ROLE, 0.6),))).proposals[0]
    copy = edited(folder, tmp_path / "ws", "capacity", change)
    by_hand = assess_prepared(prepare(copy, settings=quick, as_of=DAY), "P-003")
    assert _starts(found.after.resources) == _starts(by_hand.resources)
    assert _starts(found.before.resources) != _starts(found.after.resources)
    assert by_hand.advice.position in found.after.possible
    if len(found.after.possible) == 1:
        assert found.after.sentence == by_hand.advice.sentence


def test_a_delay_is_passed_on_to_what_requires_it(study, quick):
    near, far = (study.result(Trial(delays=(ItemDelay("F-01", months),))) for months in (1, 9))
    assert {one.effect for one in far.passed_on} == {"P-003"}
    assert far.passed_on[0].p80 >= near.passed_on[0].p80 and far.passed_on[0].p80 > 60
    assert [one.proposal for one in far.proposals] == ["P-003"]
    text = knock_on(far, study.figures).text
    assert "F-01 later by 9 months" in text and "Earliest start, P80" in text


def test_nothing_tried_is_today(study):
    found = study.result(Trial())
    assert found.proposals[0].before is found.proposals[0].after
    assert "nothing is tried out" in knock_on(found, study.figures).text
    assert study.result(Trial()) is found


def test_what_nobody_knows_is_said(study, workspace, quick):
    rows = study.workspace.table("proposals").astype(object)
    rows.loc[rows["id"] == "P-003", ["estimate_duration_days", "wanted_finish"]] = None
    ties = study.workspace.table("dependencies").assign(**{"from": "P-002", "to": "P-003"})
    tied = study.workspace.with_rows("proposals", rows).with_rows("dependencies", ties)
    other = KnockOnStudy(tied, (), settings=quick, as_of=dt.date.fromisoformat(DAY))
    found = other.result(Trial(delays=(ItemDelay("P-003", 2),)))
    assert found.without_dates == ("P-003",) and found.passed_on == ()
    text = knock_on(found, other.figures, ["<img src=x>"]).html
    assert "not assessed" in text and "<img src=x>" not in text and "No proposal of the" in text
