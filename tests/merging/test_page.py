"""The page of a merge: whole for a reader who was not there when it was made."""

from __future__ import annotations

import pytest

from pmo_toolkit.merging.page import _grouped, first_sentence, merge_page
from tests.invented_merge import invented


def test_the_page_names_both_budgets_with_their_money_and_whose_they_are():
    page = merge_page(invented())
    for text in ("460,000 EUR 2026", "520,000 CHF 2025", "Larkmoor Water", "Mill Lane Housing"):
        assert text in page
    assert "requested_budget" not in page
    assert "1\xa0conflict wait for an answer" in first_sentence(invented())


def test_what_else_was_noticed_has_a_line_of_its_own():
    assert "What else was noticed:" in merge_page(invented())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("460000 EUR 2026", "460,000 EUR 2026"),
        ("2026", "2026"),
        ("007000", "007000"),
        ("12345.5", "12345.5"),
        ("EUR 2026", "EUR 2026"),
        ("", ""),
    ],
)
def test_only_whole_amounts_are_grouped(value, shown):
    assert _grouped(value) == shown
