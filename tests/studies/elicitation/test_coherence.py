"""The parts of a whole are held against it, in whatever unit each was entered."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.coherence import checked_unit, incoherences, last_range
from pmo_toolkit.studies.elicitation.quantities import ALL_COSTS, COST, Quantity

UNITS = (("EUR", 1.0), ("thousand EUR", 1e3))
ONE = Quantity("one", "P-1", COST, "One", UNITS)
OTHER = Quantity("other", "P-1", COST, "Other", UNITS)
WHOLE = Quantity("whole", "P-1", ALL_COSTS, "All", UNITS, ("one", "other"))
ALL = (ONE, OTHER, WHOLE)


def _said(journal, whole, unit="EUR"):
    journal.add_range("one", "Architect", 10, 30, 20, "EUR")
    journal.add_range("other", "Architect", 0.02, 0.06, 0.04, "thousand EUR")
    journal.add_range("whole", "Architect", whole[0], whole[2], whole[1], unit)
    return incoherences(journal.entries(), ALL, "Architect")


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        ((5, 15, 25), "high of 25 EUR is less"),
        ((91, 95, 99), "low of 91 EUR is more"),
        ((65, 70, 80), "middles of its 2 parts add up to 60"),
    ],
)
def test_what_cannot_both_be_right_is_said(journal, whole, words):
    assert any(words in sentence for sentence in _said(journal, whole))


def test_what_fits_is_not_said_and_neither_is_what_others_said(journal):
    assert _said(journal, (0.05, 0.06, 0.07), "thousand EUR") == ()
    assert incoherences(journal.entries(), ALL, "Developer") == ()
    assert last_range(journal.entries(), WHOLE, "Architect") == (50, 60, 70)
    assert last_range(journal.entries(), WHOLE, "Developer") is None


def test_a_unit_that_does_not_fit_is_refused():
    assert checked_unit(ONE, "EUR") == "EUR"
    with pytest.raises(UsageError, match="stated in EUR, thousand EUR, not in 'hours'"):
        checked_unit(ONE, "hours")


def test_only_wholes_with_what_was_entered_among_them_are_looked_at(journal):
    assert _said(journal, (5, 15, 25))
    entries = journal.entries()
    assert incoherences(entries, ALL, "Architect", "one")
    assert incoherences(entries, ALL, "Architect", "effort") == ()
