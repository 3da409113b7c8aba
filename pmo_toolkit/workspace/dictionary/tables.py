"""The data dictionary: every table that a workspace may hold, as pandera schemas.

Tables and columns are defined here and in the modules of table groups beside this one, and nowhere
else. Reading, checking, the generated ``data/README.md``, ``pmo init`` and the sample organisation
all follow them. Columns that the dictionary does not know are kept when they stand in both
``proposals`` and ``history`` (they are then cost drivers) and reported as unused otherwise.

A typed table holds its columns (absent optional ones as empty columns) plus ``_row``, the row
as the user sees it: spreadsheet row or line of the file, header = 1.
"""

from __future__ import annotations

from types import MappingProxyType

import pandera.pandas as pa

from pmo_toolkit.workspace.dictionary.delivery_tables import DELIVERY_TABLES
from pmo_toolkit.workspace.dictionary.judgement_tables import JUDGEMENT_TABLES
from pmo_toolkit.workspace.dictionary.moderation_tables import MODERATION_TABLES
from pmo_toolkit.workspace.dictionary.option_tables import OPTION_TABLES
from pmo_toolkit.workspace.dictionary.proposal_tables import PROPOSAL_TABLES

#: Column of every typed table that holds the row as the user sees it, header = 1.
ROW = "_row"

#: Column that any table may have: from whose workspace a row comes (see `row_sources`).
SOURCE = "_source"

#: Every table by name, in the order in which a reader should meet them.
TABLES: MappingProxyType[str, pa.DataFrameSchema] = MappingProxyType(
    {
        schema.name: schema
        for schema in (
            *PROPOSAL_TABLES,
            *OPTION_TABLES,
            *DELIVERY_TABLES,
            *JUDGEMENT_TABLES,
            *MODERATION_TABLES,
        )
    }
)

#: Three-point ranges by table: each row must hold low ≤ mode ≤ high where they are given.
RANGES: MappingProxyType[str, tuple[tuple[str, str, str], ...]] = MappingProxyType(
    {
        "costs": (("low", "mode", "high"),),
        "benefits": (("low", "mode", "high"),),
        "demand": (("hours_per_month_low", "hours_per_month_mode", "hours_per_month_high"),),
        "risks": (
            ("impact_money_low", "impact_money_mode", "impact_money_high"),
            ("impact_days_low", "impact_days_mode", "impact_days_high"),
        ),
        "activities": (("duration_days_low", "duration_days_mode", "duration_days_high"),),
        "judgements": (("low", "value", "high"),),
    }
)


def driver_columns() -> tuple[str, ...]:
    """Columns of ``history`` that may predict: they are known before a project starts."""
    return tuple(
        name
        for name, column in TABLES["history"].columns.items()
        if (column.metadata or {}).get("driver")
    )


def lists_several(table: str, column: str) -> bool:
    """Whether a cell of a column may list several ids."""
    known = TABLES[table].columns.get(column)
    return known is not None and bool((known.metadata or {}).get("several"))


def dtype_of(column: pa.Column) -> str:
    """The pandas dtype of a column of the dictionary."""
    name = str(column.dtype)
    return "str" if name.startswith("str") else name
