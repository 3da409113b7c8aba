"""Ranks under moved weights are the standing of a workspace whose table says so."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report.comparison.swing_weights import swing_weights, weight_spread
from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.weighing.study import WeighingStudy
from pmo_toolkit.studies.weighing.swings import swings_of
from pmo_toolkit.workspace import load_workspace

DAY = "2026-01-15"
QUICK = Settings().with_overrides({"standing_draws": 500})
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = tmp_path_factory.mktemp("weighing") / "ws"
    write_sample(made, proposals=6)
    return load_workspace(made)


@pytest.fixture(scope="module")
def study(workspace):
    return WeighingStudy(workspace, settings=QUICK, as_of=DAY)


def test_the_weights_of_the_table_give_the_standing_of_today(study):
    own = swings_of("Head of IT", study.stated_points, study.criteria)
    ranks = study.ranks([own])
    for one in ranks.proposals:
        today = study.today(one.proposal)
        assert one.tier == today.tier
        assert one.rank_acceptability == pytest.approx(today.rank_acceptability)
    assert "Every proposal stands in the tier of today" in swing_weights(study, ranks).text


def test_moved_weights_give_the_standing_of_the_edited_table(workspace, study):
    points = dict(zip(study.stated_points, (0.0, 10.0, 100.0, 30.0, 0.0), strict=True))
    ranks = study.ranks([swings_of("Head of IT", points, study.criteria)])
    table = workspace.table("criteria").copy()
    edited = workspace.with_rows("criteria", table.assign(weight=list(points.values())))
    anew = prepare(edited, settings=QUICK, as_of=DAY).standing
    assert [one.proposal for one in ranks.proposals] == [one.proposal for one in anew.proposals]
    assert [one.tier for one in ranks.proposals] == [one.tier for one in anew.proposals]


def test_criteria_that_cannot_be_used_are_not_assessed(workspace):
    without = workspace.with_rows("criteria", workspace.table("criteria").iloc[:0])
    study = WeighingStudy(without, settings=QUICK, as_of=DAY)
    assert isinstance(study.absent, NotAssessed) and study.criteria == ()
    assert study.ranks([]) is study.absent
    assert "not assessed" in swing_weights(study, study.absent).text


def test_all_weights_nought_in_the_table_can_be_weighed_anew(workspace):
    nought = workspace.with_rows("criteria", workspace.table("criteria").assign(weight=0.0))
    study = WeighingStudy(nought, settings=QUICK, as_of=DAY)
    assert set(study.stated_points.values()) == {100.0}
    ranks = study.ranks([swings_of("Head of IT", study.stated_points, study.criteria)])
    assert ranks.of(ranks.proposals[0].proposal) == ranks.proposals[0]
    assert ranks.of("nothing like it") is None
    assert "not assessed" in swing_weights(study, ranks).text


def test_roles_do_no_harm_in_the_sections(study):
    one = swings_of(HOSTILE, study.stated_points, study.criteria)
    first = next(iter(study.stated_points))
    points = {name: 100.0 if name == first else 0.0 for name in study.stated_points}
    other = swings_of("Head of IT", points, study.criteria)
    spread = weight_spread([one, other], study.criteria, study.figures, ["Head of Sales"])
    shown = swing_weights(study, study.ranks([one, other]), ["P-001"])
    for section in (spread, shown, swing_weights(study, study.ranks([one]))):
        assert "<img" not in section.html
    assert "differ most" in spread.text and "Head of Sales" in spread.text
    assert "2 scorers" in shown.text and 'class="pick"' in shown.html
