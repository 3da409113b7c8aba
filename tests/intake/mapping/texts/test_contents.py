"""What stands in a column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.mapping.texts.contents import contents_of, is_range, number_in
from pmo_toolkit.intake.mapping.texts.folding import folded, spelling_key, word_set_key
from pmo_toolkit.workspace.parsing.outcomes import Typed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234", 1234),
        ("1'234", 1234),
        ("12,5", 12.5),
        ("ca. 250 T€", 250),
        ("€ 80", 80),
        ("40 %", 40),
        ("200–250", 250),
        ("-5", -5),
        ("hoch", None),
        ("31.12.2026", None),
        ("P-001", None),
    ],
)
def test_numbers_in_any_usual_style(text, number):
    assert number_in(text) == number


def test_what_came_with_a_type_is_canonical():
    assert contents_of((Typed("1.234"),)).numbers == (1.234,)
    assert contents_of(("1.234",)).numbers == (1234.0,)


def test_shares_leave_blanks_and_placeholders_out():
    contents = contents_of(("12", "", "n/a", "viel", "31.12.2026"))
    assert contents.texts == ("12", "viel", "31.12.2026")
    assert contents.share("number") == pytest.approx(1 / 3)
    assert contents.share("date") == pytest.approx(1 / 3)


def test_unique_means_a_cell_of_its_own_in_each_record():
    assert contents_of(("a", "b")).unique
    assert not contents_of(("a", "b", "")).unique
    assert not contents_of(("a", "a")).unique


def test_ranges():
    assert is_range("200–250")
    assert is_range("5 bis 8")
    assert not is_range("250")
    assert not is_range("2026-01-31")


@given(st.text(max_size=40))
def test_any_text_is_looked_at_without_fault(text):
    contents = contents_of((text, text))
    assert all(0 <= share <= 1 for share in contents.shares.values())
    assert folded(folded(text)) == folded(text)


def test_folding():
    assert spelling_key("Anträge") == spelling_key("ANTRAEGE") == spelling_key("An-träge")
    assert spelling_key("Größe") == spelling_key("Groesse")
    assert word_set_key("Kosten, Plan") == word_set_key("Plan-Kosten")
    assert word_set_key("Anzahl der Nutzer") == word_set_key("Nutzer Anzahl")
