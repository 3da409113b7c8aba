"""Sections of a workshop: all that may be seen, as text that does no harm."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.workshop.sections import (
    workshop_outside,
    workshop_overview,
    workshop_pre_mortem,
    workshop_ranges,
)
from pmo_toolkit.studies.elicitation.combining import judged_quantities
from pmo_toolkit.studies.elicitation.entries import RANGE, REASON, REVEAL, Entry
from pmo_toolkit.studies.elicitation.outside import BesideOutside, OutsideRange
from pmo_toolkit.studies.elicitation.pre_mortem import pre_mortem_of
from pmo_toolkit.studies.elicitation.quantities import EFFORT, SEED, Quantity
from pmo_toolkit.studies.elicitation.result import WorkshopResult
from pmo_toolkit.studies.elicitation.setup import Setup

HOSTILE = '<img src=x onerror="alert(1)">'
NUMBERS = NumberFormat("en_GB", "EUR")
UNITS = (("person-hours", 1.0),)
EFFORT_OF = Quantity("P-1: effort", "P-1", EFFORT, f"Effort {HOSTILE}", UNITS)
SEED_OF = Quantity("seed: H-1", "H-1", SEED, "Project", UNITS, known=1234.0)


def _entry(number, kind, subject, role="Architect", current=1, **value):
    return Entry(number, kind, subject, role, current, value, "2026-01-15T09:00:00+00:00")


def _ranges(subject, *roles):
    found = [
        _entry(number, RANGE, subject, role, low=10.0, mode=20.0, high=40.0, unit="person-hours")
        for number, role in enumerate(roles, start=1)
    ]
    return [*found, _entry(len(found) + 1, REVEAL, subject)]


def _harmless(section):
    assert "<img src=x" not in section.html
    return section.text


def test_every_range_and_what_they_combine_to():
    entries = _ranges("P-1: effort", "Architect", HOSTILE)
    text = _harmless(workshop_ranges(judged_quantities(entries, [EFFORT_OF], ""), NUMBERS))
    assert text.count("| 10 | 20 | 40") == 3 and "Combined, all alike" in text
    assert "2 entered; the first round is revealed" in text
    assert "no seed question was revealed" in text


def test_a_seed_question_tells_its_actual_once_it_is_revealed():
    entries = _ranges("seed: H-1", "Architect")
    hidden = workshop_ranges(judged_quantities(entries[:1], [SEED_OF], ""), NUMBERS)
    assert "1,23" not in hidden.text and "nothing is revealed yet" in hidden.text.lower()
    shown = workshop_ranges(judged_quantities(entries, [SEED_OF], ""), NUMBERS)
    assert "What it came to" in shown.text and "1,230" in shown.text


def test_nothing_chosen_is_said():
    assert "No range to show yet" in workshop_ranges([], NUMBERS).text
    assert "No quantity is chosen" in workshop_outside([], NUMBERS).text
    empty = WorkshopResult(Setup(), (), (), (), (), 0, None, None, False)
    assert "No workshop has begun" in workshop_overview(empty, {}, sample=True).text
    assert "sample data" in workshop_overview(empty, {}, sample=True).text


def test_reasons_are_listed_once_revealed():
    entries = [_entry(1, REASON, "P-1: pre-mortem", text=HOSTILE)]
    alone = _harmless(workshop_pre_mortem(pre_mortem_of(entries, "P-1", ""), "Title", NUMBERS))
    assert "onerror" not in alone and "before they are revealed" in alone
    entries.append(_entry(2, REVEAL, "P-1: pre-mortem"))
    shown = _harmless(workshop_pre_mortem(pre_mortem_of(entries, "P-1", ""), HOSTILE, NUMBERS))
    assert "onerror" in shown and "open" in shown


@pytest.mark.parametrize("revealed", [1, 2])
def test_the_outside_view_counts_what_waits(revealed):
    entries = _ranges("P-1: effort", "Architect") + [_entry(3, REVEAL, "P-1: effort")] * (
        revealed - 1
    )
    (judged,) = judged_quantities(entries, [EFFORT_OF], "")
    view = OutsideRange(1000, 2000, 3000, "30 finished projects", 30)
    text = _harmless(workshop_outside([BesideOutside(judged, (view,), None)], NUMBERS))
    assert ("2,000" in text) == (revealed == 2) and ("waits for both" in text) == (revealed == 1)
    frozen = workshop_outside([BesideOutside(judged, (view,), None)], NUMBERS, frozen=True).text
    assert "waits" not in frozen and ("was not looked at" in frozen) == (revealed == 1)
    why = NotAssessed("Effort", "no history", ReasonCode.NO_HISTORY)
    absent = workshop_outside([BesideOutside(judged, (), why)], NUMBERS).text
    assert ("no history" in absent) == (revealed == 2)
