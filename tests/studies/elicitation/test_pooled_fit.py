"""The distribution of the group's range: what it implies, and where none fits."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.judgements.fitting import fitted
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.workshop.sections import workshop_ranges
from pmo_toolkit.studies.elicitation.combining import judged_quantities
from pmo_toolkit.studies.elicitation.pooled_fit import pooled_fit
from pmo_toolkit.studies.elicitation.quantities import BENEFIT, EFFORT, Quantity

UNITS = (("person-hours", 1.0),)
NUMBERS = NumberFormat("en_GB", "EUR")


def _judged(journal, low, high, mode, kind=EFFORT):
    subject = f"P-1: {kind}"
    journal.add_range(subject, "Architect", low, high, mode, "person-hours")
    journal.reveal(subject, "Moderator")
    return judged_quantities(journal.entries(), [Quantity(subject, "P-1", kind, kind, UNITS)], "")[
        0
    ]


def test_the_combined_range_is_fitted_from_nought(journal):
    judged = _judged(journal, 10, 40, 20)
    found = pooled_fit(judged)
    assert found == fitted((10, 20, 40), (0.1, 0.5, 0.9), lower=0) and found.lower == 0
    text = workshop_ranges([judged], NUMBERS).text
    assert f"A {found.name} distribution fits the combined range best" in text
    assert NUMBERS.number(found.quantile(0.05), 3) in text and "No usual distribution" not in text


def test_a_benefit_may_be_less_than_nought(journal):
    found = pooled_fit(_judged(journal, -20, 40, 10, BENEFIT))
    assert found.quantile(0.05) == pytest.approx(-28.5, abs=1) and found.name == "normal"


def test_what_fits_badly_is_said(journal):
    judged = _judged(journal, 99, 900, 100)
    assert pooled_fit(judged).is_bad
    assert "No usual distribution fits" in workshop_ranges([judged], NUMBERS).text


def test_a_range_without_width_is_not_fitted(journal):
    judged = _judged(journal, 10, 40, 10)
    assert isinstance(pooled_fit(judged), NotAssessed)
    assert "No distribution can be fitted" in workshop_ranges([judged], NUMBERS).text


def test_nothing_combined_nothing_fitted(journal):
    journal.add_range("P-1: effort", "Architect", 1, 3, 2, "person-hours")
    judged = judged_quantities(
        journal.entries(), [Quantity("P-1: effort", "P-1", EFFORT, "e", UNITS)], ""
    )[0]
    assert isinstance(pooled_fit(judged), NotAssessed)
    assert "fits the combined range" not in workshop_ranges([judged], NUMBERS).text
