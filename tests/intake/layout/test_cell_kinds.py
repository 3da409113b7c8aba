"""What sort of thing a cell holds."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.layout.cell_kinds import code_shape, is_period, kind_of, main_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ""),
        (" ", ""),
        ("1.234,50 €", "number"),
        ("ca. 250 T€", "number"),
        ("-5", "number"),
        ("(300)", "number"),
        ("40 %", "number"),
        ("12 PT", "number"),
        ("3.4.2026", "date"),
        ("2026-04-03 10:00:00", "date"),
        ("P-017", "code"),
        ("ABC-1", "code"),
        ("2026-001", "code"),
        ("#12", "code"),
        ("Ablösung CRM", "words"),
        ("hoch", "words"),
        ("x" * 50_000, "words"),
    ],
)
def test_kinds(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    ["2026", "Q1", "Q3 2026", "Jan", "Mrz 26", "1. Quartal", "FY2026", "KW 12", "2026-01-01"],
)
def test_periods(text):
    assert is_period(text)


@pytest.mark.parametrize("text", ["Marketing", "Titel", "12", "P-1", "Qualität", "Maier"])
def test_no_periods(text):
    assert not is_period(text)


def test_shapes_and_main_kinds():
    assert code_shape("P-017") == code_shape("Q-3") == "A-0"
    assert main_kind(["1", "2", "", "offen"]) == "number"
    assert main_kind(["1", "offen"]) == "words"
    assert main_kind(["", ""]) == ""
