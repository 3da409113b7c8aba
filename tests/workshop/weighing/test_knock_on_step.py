"""The knock-on in a form: faults at their field, trials kept in the journal and opened again."""

from __future__ import annotations

import pytest

from pmo_toolkit.studies.elicitation.entries import TRIAL
from pmo_toolkit.studies.what_if.trials import ItemDelay, RoleCut, Trial
from pmo_toolkit.workshop.weighing.knock_on_step import KnockOnStep
from tests.workshop.weighing.conftest import HOSTILE, session_of


@pytest.fixture(scope="module")
def study(small):
    """One study for all steps here: what it has assessed stays."""
    return {}


@pytest.fixture
def step(session, study):
    made = KnockOnStep(session_of(session, proposals=("P-003",)))
    made.study = study.setdefault("kept", made.study)
    return made


def test_a_trial_is_shown_and_kept_and_opened_again(session, step):
    tables = (session.folder / "capacity.csv").read_bytes()
    step.role.text.value = "Project Manager"
    step.share.text.value = "40"
    step.first.text.value = "2027-03"
    step.item.text.value = "F-01"
    step.months.text.value = "2"
    expected = Trial((RoleCut("project manager", 0.4, "2027-03"),), (ItemDelay("F-01", 2),))
    assert step.trial() == expected
    step.try_button.click()
    assert step.result == step.study.result(expected)
    assert "F-01 later by 2 months" in step.view.value and step.notes.value.count("note") == 0
    step.keep_button.click()
    assert "name of the trial" in step.name.fault.value
    step.name.text.value = "Fewer project managers"
    step.keep_button.click()
    assert "The trial is kept" in step.notes.value
    assert [entry.kind for entry in session.journal.entries()] == [TRIAL]
    assert (session.folder / "capacity.csv").read_bytes() == tables
    again = KnockOnStep(step.session)
    again.kept.value = "Fewer project managers"
    assert again.trial() == expected
    rows = again.rows()
    assert rows[0]["proposal"] == "P-003" and rows[0]["trial"] == "Fewer project managers"
    assert {"advice_today", "advice_then", "start_p80_then"} <= set(rows[0])


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("role", HOSTILE, "no role with stated hours"),
        ("first", "spring", "not a month"),
        ("item", "P-999", "no proposal or work in flight"),
    ],
)
def test_an_unknown_name_is_said_at_its_field(step, field, text, words):
    step.role.text.value, step.item.text.value = "project manager", "F-01"
    getattr(step, field).text.value = text
    step.try_button.click()
    fault = getattr(step, field).fault.value
    assert words in fault and "<img" not in fault + step.notes.value
    assert step.result is None and getattr(step, field).value == text
    getattr(step, field).text.value = ""
    assert getattr(step, field).fault.value == ""


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("share", "half", "is not a number"),
        ("share", "0", "above 0 %"),
        ("months", "soon", "is not a number"),
        ("months", "1.5", "whole number"),
        ("months", "900", "lies outside"),
    ],
)
def test_text_and_other_numbers_are_said_at_their_field(step, field, text, words):
    step.role.text.value, step.item.text.value = "project manager", "F-01"
    getattr(step, field).text.value = text
    step.try_button.click()
    assert words in getattr(step, field).fault.value and step.result is None


def test_a_delay_beyond_all_that_is_planned_is_said(step):
    step.item.text.value, step.months.text.value = "F-01", "100"
    step.try_button.click()
    assert "beyond all that is planned" in step.notes.value and step.item.value == "F-01"


def test_nothing_is_tried_out_or_kept_without_a_change(session, step):
    step.try_out()
    assert "name a role" in step.notes.value
    step.keep()
    assert "nothing is tried out" in step.notes.value and session.journal.entries() == ()


def test_a_frozen_journal_keeps_what_is_typed(session, step):
    session.journal.freeze("Moderator", {})
    step.item.text.value, step.name.text.value = "F-01", "Later"
    step.keep()
    assert "frozen" in step.notes.value and step.item.value == "F-01"
    assert step.view.value != ""


def test_a_note_that_cannot_be_read_is_said(session, step):
    session.journal.note(TRIAL, HOSTILE, "Head of IT", {"trial": 7})
    step.refresh()
    step.kept.value = HOSTILE
    assert "cannot be read" in step.notes.value and "<img" not in step.notes.value
