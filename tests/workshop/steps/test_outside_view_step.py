"""The outside view appears after both rounds, and before them nothing is assessed."""

from __future__ import annotations

from pmo_toolkit.studies.elicitation import outside
from pmo_toolkit.workshop.steps.outside_view_step import OutsideViewStep
from tests.workshop.steps.conftest import SUBJECT


def test_it_waits_for_both_rounds(tab, journal, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("assessed too early")

    monkeypatch.setattr(outside, "assess_proposal", refuse)
    journal.add_range(SUBJECT, "Architect", 1, 3, 2, "person-hours")
    journal.reveal(SUBJECT, "Moderator")
    step = OutsideViewStep(tab("Architect"))
    assert "wait for both rounds" in step.view.value and "Outside view" not in step.view.value


def test_it_stands_beside_the_group(tab, journal):
    for reason in ("", "as before"):
        journal.add_range(SUBJECT, "Architect", 1000, 3000, 2000, "person-hours", reason=reason)
        journal.reveal(SUBJECT, "Moderator")
    step = OutsideViewStep(tab("Developer"))
    assert step.view.value.count("Outside view") >= 1
    assert "finished projects" in step.view.value and "The group, all alike" in step.view.value
