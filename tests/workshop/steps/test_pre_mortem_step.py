"""The silent pre-mortem in two tabs: hidden, revealed, grouped, made risks."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.studies.elicitation import pre_mortem
from pmo_toolkit.studies.elicitation.pre_mortem import risk_rows
from pmo_toolkit.workshop.steps.pre_mortem_step import PreMortemStep
from tests.workshop.steps.conftest import HOSTILE


@pytest.fixture
def tabs(tab, journal, monkeypatch):
    monkeypatch.setattr(pre_mortem, "default_encoder", lambda: (WordEncoder(), ""))
    return PreMortemStep(tab("Architect")), PreMortemStep(tab("Developer"))


def _write(step, text):
    step.reasons.value = text
    step.add_button.click()


def test_nobody_sees_the_reasons_of_others_before_the_reveal(tabs):
    one, other = tabs
    _write(one, f"Supplier fails\n\n{HOSTILE}")
    assert one.reasons.value == "" and "Supplier fails" in one.view.value
    other.refresh()
    assert "Supplier" not in other.view.value and "scorer has written" in other.view.value
    assert other.grouping.layout.display == "none"
    other.reveal_button.click()
    assert "Supplier fails" in other.view.value and "<img src=x" not in other.view.value
    assert other.grouping.layout.display == "" and other.reveal_button.disabled


def test_an_empty_one_is_said(tabs):
    step = tabs[0]
    _write(step, " \n ")
    assert "empty" in step.notes.value
    step.reveal_button.click()
    assert "nothing to reveal" in step.notes.value
    _write(step, "good\n" + "x" * 2001)
    assert "2,001 characters" in step.notes.value and step.reasons.value.startswith("good")


def test_groups_are_corrected_and_become_risks(tabs):
    one, other = tabs
    _write(one, "The supplier fails\nUsers refuse it")
    _write(other, "The supplier fails late")
    one.reveal_button.click()
    number = next(value for label, value in one.reason.options if label.startswith("Users"))
    one.reason.value, one.group.value = number, "People"
    one.move_button.click()
    other.refresh()
    assert "People" in other.view.value
    one.risk.value = "People"
    one.probability.text.value = "likely"
    one.risk_button.click()
    assert (
        "is not a number" in one.probability.fault.value and risk_rows(one.entries, ["P-001"]) == ()
    )
    one.probability.text.value = "30"
    one.money[0].text.value, one.money[2].text.value = "9000", "1000"
    one.risk_button.click()
    assert "from low to high" in one.notes.value and one.money[0].text.value == "9000"
    one.money[0].text.value = "500"
    one.risk_button.click()
    (row,) = risk_rows(one.entries, ["P-001"])
    assert (row["title"], row["probability"], row["origin"]) == ("People", 0.3, "pre-mortem")
    assert one.money[0].text.value == ""


def test_group_anew_takes_back_what_was_moved(tabs):
    step = tabs[0]
    _write(step, "The supplier fails\nThe supplier fails")
    step.reveal_button.click()
    groups = step.group.options
    step.group.value = "Alone"
    step.move_button.click()
    assert len(step.group.options) == 2
    step.again_button.click()
    assert step.group.options == groups
