"""Rows of a table by the ids in their cells."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.assessment.lookups.table_look_up import TableLookUp

ROWS = pd.DataFrame({"id": ["S1", "S2", "S3"], "capability": ["C1; C2", "C2", None]})


def found(listing: frozenset[str], *keys: str) -> list[str]:
    rows = TableLookUp(ROWS, listing).rows(Query("services", (("capability", keys),), ("id",)))
    return rows["id"].tolist()


def test_a_row_is_found_by_each_id_that_its_cell_lists():
    listing = frozenset({"capability"})
    assert found(listing, "C2") == ["S1", "S2"]
    assert found(listing, "C1", "C2") == ["S1", "S2"]
    assert found(listing, "C1; C2") == ["S1"]


def test_other_cells_are_taken_whole():
    assert found(frozenset(), "C2") == ["S2"]
