"""Weights and trials of a workshop in plain words, whatever stands in their notes."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.workshop.further_sections import workshop_trials, workshop_weights
from pmo_toolkit.studies.elicitation.entries import TRIAL, WEIGHTS, Entry

HOSTILE = '<img src=x onerror="alert(1)">'
NUMBERS = NumberFormat("en_GB", "EUR")
THEN = {
    "proposal": "P-1",
    "advice_today": "advance",
    "advice_then": "defer",
    "start_p50_today": "2027-03",
    "start_p50_then": "2027-06",
    "start_p80_today": None,
    "start_p80_then": None,
}


def _note(kind, role, **value):
    return Entry(1, kind, HOSTILE, role, 1, value, "2026-11-22T10:00:00+00:00")


def test_a_trial_says_what_it_changes_in_words_and_months():
    passed = {"cause": "P-4", "effect": "P-1", "chance": 0.34, "p50": 0.4, "p80": 91.2}
    note = _note(TRIAL, "Architect", words="P-4 later", then=[THEN], passed_on=[passed])
    section = workshop_trials([note], NUMBERS)
    assert "<img src=x" not in section.html and "<b><bdi>defer</bdi></b>" in section.html
    assert "March 2027" in section.text and "<b><bdi>June 2027</bdi></b>" in section.html
    assert "2\N{NO-BREAK SPACE}figures change" in section.text and "None" not in section.text
    assert section.text.count("no month that is stated") == 2
    assert "34" in section.text and "by 0 days" in section.text and "at most 91" in section.text


@pytest.mark.parametrize(
    "value",
    [{}, {"words": HOSTILE, "then": "x"}, {"then": [1, {"proposal": HOSTILE}], "passed_on": [{}]}],
)
def test_a_note_that_was_written_otherwise_is_still_shown(value):
    section = workshop_trials([_note(TRIAL, HOSTILE, **value)], NUMBERS)
    assert "<img src=x" not in section.html and "Tried out by" in section.text


def test_how_weights_came_about_is_a_sentence():
    notes = [_note(WEIGHTS, role) for role in ("Architect", "Developer", "Architect")]
    text = workshop_weights(notes).text
    assert "2\N{NO-BREAK SPACE}scorers gave points" in text and "one voice each" in text
    assert "one voice" not in workshop_weights(notes[:1]).text
    assert "Nobody has weighed" in workshop_weights([_note(TRIAL, "Architect")]).text
    assert "Nothing was tried out" in workshop_trials(notes, NUMBERS).text
