"""Headers parted into name and unit."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.intake.mapping.texts.unit_words import near_unit, unit_in_cell, units_in_title


@pytest.mark.parametrize(
    ("header", "name", "measure", "unit"),
    [
        ("Aufwand (PT)", "Aufwand", "effort", "person-days"),
        ("Aufwand PT", "Aufwand", "effort", "person-days"),
        ("Effort (days)", "Effort", "effort", "person-days"),
        ("Duration (days)", "Duration", "time", "days"),
        ("Charge (j/h)", "Charge", "effort", "person-days"),
        ("Budget [T€]", "Budget", "money", "thousand"),
        ("Budget in T€", "Budget", "money", "thousand"),
        ("Kosten in Tsd. EUR", "Kosten", "money", "thousand"),
        ("Cost in EUR m", "Cost", "money", "million"),
        ("Kosten / T€", "Kosten", "money", "thousand"),
        ("Presupuesto (miles €)", "Presupuesto", "money", "thousand"),
        ("Laufzeit in Monaten", "Laufzeit", "time", "months"),
        ("Dauer [Monate]", "Dauer", "time", "months"),
        ("Looptijd (mnd)", "Looptijd", "time", "months"),
        ("hours per month", "hours per month", "effort", "person-hours"),
    ],
)
def test_name_and_unit(header, name, measure, unit):
    reading = read_header(header)
    assert name in reading.names
    assert reading.unit is not None
    found = reading.unit.measuring(measure)
    assert found is not None
    assert found.name == unit


def test_headers_of_two_rows_may_go_by_one_of_them():
    assert read_header("Plan / Aufwand [PT]").names[-2:] == ("Aufwand", "Plan")


def test_what_stands_for_a_unit_and_is_none_is_kept():
    reading = read_header("Dauer (Montae)")
    assert (reading.unit, reading.unread) == (None, "Montae")
    near = near_unit(reading.unread, "time")
    assert near is not None
    assert near.name == "months"
    assert near_unit("geplant", "time") is None


@pytest.mark.parametrize(
    ("title", "measures"),
    [
        ("Alle Beträge in T€, Aufwände in PT", {"money": "thousand", "effort": "person-days"}),
        ("Importes en miles de euros", {"money": "thousand"}),
        ("Montants en K€", {"money": "thousand"}),
        ("As of March 2026", {}),
    ],
)
def test_units_of_a_title(title, measures):
    found = units_in_title(title)
    for measure in ("money", "effort"):
        units = {unit.name for words in found if (unit := words.measuring(measure))}
        assert units == ({measures[measure]} if measure in measures else set())


def test_units_in_cells():
    words = [unit_in_cell(text) for text in ("12 PT", "ca. 250 T€", "200–250 TEUR", "1,2 Mio")]
    assert [one.text if one else None for one in words] == ["PT", "T€", "TEUR", "Mio"]
    assert unit_in_cell("12") is None
