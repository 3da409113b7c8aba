"""Periods as clients write them above columns."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.mapping.texts.periods import period_of


@pytest.mark.parametrize(
    ("text", "first", "grain"),
    [
        ("Jan 26", "2026-01", "month"),
        ("Januar 2026", "2026-01", "month"),
        ("Mrz 26", "2026-03", "month"),
        ("März 2026", "2026-03", "month"),
        ("févr. 2026", "2026-02", "month"),
        ("août 26", "2026-08", "month"),
        ("ene-26", "2026-01", "month"),
        ("diciembre 2026", "2026-12", "month"),
        ("mei 2026", "2026-05", "month"),
        ("2026-01", "2026-01", "month"),
        ("01/2026", "2026-01", "month"),
        ("12.2026", "2026-12", "month"),
        ("2026-03-01", "2026-03", "month"),
        ("2026-03-01 00:00:00", "2026-03", "month"),
        ("01.04.2026", "2026-04", "month"),
        ("46113", "2026-04", "month"),
        ("Q1 2026", "2026-01", "quarter"),
        ("Q3/26", "2026-07", "quarter"),
        ("2026 Q2", "2026-04", "quarter"),
        ("4. Quartal 2026", "2026-10", "quarter"),
        ("T2 2026", "2026-04", "quarter"),
        ("H2 2026", "2026-07", "half-year"),
        ("2027", "2027-01", "year"),
        ("Jahr 2027", "2027-01", "year"),
    ],
)
def test_periods_are_read(text, first, grain):
    period = period_of(text)
    assert period is not None
    assert (period.first_month, period.grain) == (first, grain)


@pytest.mark.parametrize(
    "text", ["", "Budget", "Budget 2026 gesamt", "Option 1", "15.04.2026", "46120", "Summe", "12"]
)
def test_other_headers_are_no_periods(text):
    assert period_of(text) is None
