"""The tables of a sample with the types of their schemas, and what any of them must keep."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

import numpy as np
import pandas as pd

from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.workspace.dictionary.tables import RANGES, TABLES

AS_OF = pd.Timestamp("2026-11-22")

SAFE_ID = re.compile(r"[A-Z]-[0-9]{2,6}(-[A-Z0-9]{1,5})?")


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table of text with the types of its schema, without any of the reader's help."""
    made = {}
    for column, schema in TABLES[name].columns.items():
        cells = table[column] if column in table else pd.Series([""] * len(table), dtype="str")
        cells = cells.mask(cells.isin(["", "TBD"]))
        dtype = str(schema.dtype)
        if dtype == "float64":
            made[column] = cells.astype(float)
        elif dtype.startswith("datetime"):
            made[column] = pd.to_datetime(cells, format="ISO8601").astype("datetime64[ns]")
        elif dtype == "boolean":
            made[column] = cells.map({"yes": True, "no": False}).astype("boolean")
        else:
            made[column] = cells.astype("str")
    return pd.DataFrame(made).assign(_row=np.arange(2, len(table) + 2))


def assert_sound(text: dict[str, pd.DataFrame]) -> None:
    """Everything that any sample must keep, whatever its size and seed."""
    tables = {name: typed(name, table) for name, table in text.items()}
    for name, table in tables.items():
        TABLES[name].validate(table, lazy=True)
        for column, schema in TABLES[name].columns.items():
            _assert_cells(table[column].dropna(), schema.metadata, tables)
        for low, mode, high in RANGES.get(name, ()):
            stated = table[[low, mode, high]].dropna()
            assert (stated[low] <= stated[mode]).all() and (stated[mode] <= stated[high]).all(), (
                name
            )
    assert_no_circle(tables["dependencies"])


def _assert_cells(cells: pd.Series, metadata: dict, tables: dict[str, pd.DataFrame]) -> None:
    kind = metadata["kind"]
    if kind in ("integer", "rating"):
        assert (cells % 1 == 0).all()
    if kind == "id":
        assert all(map(SAFE_ID.fullmatch, cells))
    if metadata.get("vocabulary"):
        assert set(cells) <= set(metadata["vocabulary"])
    if kind == "reference":
        homes = [home.split(".") for home in metadata["refers_to"].split("|")]
        if metadata.get("several"):
            cells = [name for cell in cells for name in listed_names(cell)]
        assert set(cells) <= {each for table, column in homes for each in tables[table][column]}


def assert_no_circle(dependencies: pd.DataFrame) -> None:
    """What must come after what has an order."""
    graph: dict[str, set[str]] = {}
    for _, row in dependencies[dependencies["type"].isin(["requires", "enables"])].iterrows():
        graph.setdefault(row["from"], set()).add(row["to"])
    TopologicalSorter(graph).prepare()
