"""Swing weights in a form: ranks that follow, faults at the field, weights kept in the journal."""

from __future__ import annotations

import pytest

from pmo_toolkit.studies.elicitation.entries import WEIGHTS
from pmo_toolkit.studies.weighing.swings import swings_of
from pmo_toolkit.workshop.weighing.swing_weights_step import SwingWeightsStep
from tests.workshop.weighing.conftest import session_of


@pytest.fixture
def step(session):
    return SwingWeightsStep(session)


def _fields(step):
    return list(step.fields.values())


def test_a_slider_moves_the_ranks_to_those_of_the_study(step):
    before = step.view.value
    first, second = _fields(step)[:2]
    second.value = 3
    assert second.value == 3 and step.view.value != before
    points = {name: field.value for name, field in step.fields.items()}
    expected = step.study.ranks([swings_of(step.session.role, points, step.study.criteria)])
    assert step.ranks == expected
    second.value = 41.5
    assert step.ranks != expected
    step.stated_button.click()
    assert {name: field.value for name, field in step.fields.items()} == (step.study.stated_points)
    assert first.value == 100


def test_weights_are_kept_in_the_journal_and_found_again(session, step):
    table = (session.folder / "criteria.csv").read_bytes()
    _fields(step)[1].value = 7
    step.keep_button.click()
    assert "kept" in step.notes.value
    assert (session.folder / "criteria.csv").read_bytes() == table
    assert [entry.kind for entry in session.journal.entries()] == [WEIGHTS]
    again = SwingWeightsStep(session)
    assert _fields(again)[1].value == 7
    assert {row["points"] for row in again.rows()} >= {7.0, 100.0}


def test_all_scorers_are_shown_apart(session, step):
    step.show.value = "all"
    assert "nobody has kept weights yet" in step.notes.value
    step.keep_button.click()
    other = SwingWeightsStep(session_of(session, role="Head of Sales"))
    _fields(other)[0].value = 0
    _fields(other)[1].value = 100
    other.keep()
    step.refresh()
    assert "Head of Sales" in step.spread_view.value and "differ most" in step.spread_view.value
    assert len(step.ranks.scorers) == 2


def test_all_points_nought_are_refused(session, step):
    for field in _fields(step):
        field.value = 0
    assert "all swings are 0" in step.notes.value
    step.keep()
    assert "all swings are 0" in step.notes.value and session.journal.entries() == ()


def test_without_a_hundred_it_is_said_and_not_kept(session, step):
    for field in _fields(step):
        field.value = 50
    assert "No swing has 100" in step.notes.value and step.ranks is not None
    step.keep()
    assert "counts 100" in step.notes.value and session.journal.entries() == ()


def test_one_criterion_alone(session):
    workspace = session.workspace
    one = workspace.with_rows("criteria", workspace.table("criteria").iloc[:1])
    kept = workspace.table("judgements")
    kept = kept[kept["criterion"].isin(one.table("criteria")["id"])]
    step = SwingWeightsStep(session_of(session, workspace=one.with_rows("judgements", kept)))
    assert "one criterion alone" in step.notes.value and step.ranks is not None


def test_no_criteria(session):
    workspace = session.workspace
    none = workspace.with_rows("judgements", workspace.table("judgements").iloc[:0])
    none = none.with_rows("criteria", none.table("criteria").iloc[:0])
    step = SwingWeightsStep(session_of(session, workspace=none))
    assert "no criteria are stated" in step.view.value and step.keep_button.disabled
    assert step.rows() == []


def test_a_frozen_journal_and_a_folder_that_cannot_be_written(session, step, monkeypatch):
    def full(*_):
        raise OSError(30, "Read-only file system")

    _fields(step)[1].value = 9
    with monkeypatch.context() as patch:
        patch.setattr("pmo_toolkit.studies.elicitation.journal.Journal._write", full)
        step.keep()
    assert "Read-only file system" in step.notes.value and _fields(step)[1].value == 9
    session.journal.freeze("Moderator", {})
    step.keep()
    assert "frozen" in step.notes.value and _fields(step)[1].value == 9
    step.refresh()
    assert _fields(step)[1].value == 9


def test_every_control_has_a_name(step):
    titles = [criterion.title for criterion in step.study.criteria]
    assert [field.label.partition(":")[0] for field in _fields(step)] == titles
    assert all("from 1 to 10" in field.label for field in _fields(step))
    assert step.show.description and step.keep_button.description
