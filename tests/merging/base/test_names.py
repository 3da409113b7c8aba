"""Names in cells, as a merged workspace has them."""

from __future__ import annotations

import pytest

from pmo_toolkit.merging.base.names import names_of, renamed
from pmo_toolkit.merging.base.shapes import MergedRow
from pmo_toolkit.workspace.dictionary.tables import TABLES

ROWS = {
    "goals": [MergedRow({"id": "G-1", "title": "Faster"}, ())],
    "services": [MergedRow({"id": "S-1", "title": "Shop", "role": "clerk"}, ())],
}


def cells(table: str, **row: str) -> dict[str, str]:
    return dict(renamed(table, MergedRow(row, ()), names_of("FIN", ROWS)).cells)


@pytest.mark.parametrize(
    ("table", "column", "before", "after"),
    [
        ("options", "goals", "G-1; G-2", "FIN-G-1;FIN-G-2"),
        ("capabilities", "goals", "G-1", "FIN-G-1"),
        ("options", "replaces", "S-1,S-2", "FIN-S-1;FIN-S-2"),
        ("options", "service", "S-1", "FIN-S-1"),
        ("service_costs", "service", "S-1", "FIN-S-1"),
        ("services", "role", "clerk", "FIN-clerk"),
        ("services", "capability", "C-1; C-2", "FIN-C-1;FIN-C-2"),
        ("services", "capability", "C-1: 60 %; C-2:40%", "FIN-C-1: 60 %;FIN-C-2:40%"),
        ("tickets", "role", "clerk", "FIN-clerk"),
    ],
)
def test_names_in_cells_follow_those_that_they_name(table, column, before, after):
    assert cells(table, **{column: before})[column] == after


def test_no_column_that_lists_ids_is_left_as_it_stands():
    listing = [
        (table, name)
        for table, schema in TABLES.items()
        for name, column in schema.columns.items()
        if "ids parted by semicolons" in (column.description or "")
    ]
    assert ("options", "replaces") in listing
    for table, name in listing:
        assert cells(table, **{name: "X-1; X-2"})[name] == "FIN-X-1;FIN-X-2", (table, name)
