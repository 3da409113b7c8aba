"""What a text of a client's table means among the rows of its other tables."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.mapping.known_rows import KnownRows

KNOWN = KnownRows(
    ids={("capabilities", "id"): frozenset({"C-1", "C-2", "C-12"})},
    titles={("capabilities", "id"): {"sell": "C-1", "buy": "C-2"}},
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("C-1; C-2", "C-1; C-2"),
        ("C-1:60%; C-2:40%", "C-1:60%; C-2:40%"),
        ("Sell: 62,5 %; Buy: 37,5 %", "C-1: 62,5 %; C-2: 37,5 %"),
        ("C-12 Returns", "C-12"),
    ],
)
def test_ids_of_a_list_are_found_and_their_shares_stay(text, meant):
    assert KNOWN.meant("services", "capability", text) == (meant, True)


def test_an_unknown_id_of_a_list_is_not_passed_over():
    assert KNOWN.meant("services", "capability", "C-1; X-9") is None
