"""Columns of the dictionary as mapping needs them: kind, vocabulary, and what they measure."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import Unit, unit_of

#: Unit of a column → the unit of measure in which its figures stand.
_OWN_UNITS = {
    "person-hours": "person-hours",
    "hours": "person-hours",
    "hours per month": "person-hours",
    "calendar days": "days",
    "days": "days",
    "months": "months",
}
#: Money of a project as a whole, which is rarely a few thousand.
WHOLE_PROJECT_MONEY = frozenset(
    {"requested_budget", "estimate_cost", "actual_cost", "cost_to_date"}
)


def metadata_of(table: str, column: str) -> dict[str, Any]:
    """Kind, unit and vocabulary of a column; empty for a column that the dictionary lacks."""
    found = TABLES[table].columns.get(column)
    return dict(found.metadata or {}) if found is not None else {}


@lru_cache(maxsize=1024)
def kind_of(table: str, column: str) -> str:
    """Kind of a column; amounts of benefits count as money."""
    if table == "benefits" and column in ("low", "mode", "high"):
        return "money"
    return str(metadata_of(table, column).get("kind", "number"))


@lru_cache(maxsize=1024)
def vocabulary_of(table: str, column: str) -> tuple[str, ...]:
    """The fixed words of a column; empty where it has none."""
    return tuple(metadata_of(table, column).get("vocabulary") or ())


def required_columns(table: str) -> tuple[str, ...]:
    """Columns without which a row cannot be used."""
    return tuple(name for name, column in TABLES[table].columns.items() if column.required)


@lru_cache(maxsize=1024)
def own_unit(table: str, column: str) -> Unit | None:
    """The unit in which the column's figures stand; None where no other unit converts to it."""
    if kind_of(table, column) == "money":
        return unit_of("money")
    name = _OWN_UNITS.get(str(metadata_of(table, column).get("unit", "")))
    return unit_of(name) if name else None


@lru_cache(maxsize=1024)
def refers_to(table: str, column: str) -> tuple[tuple[str, str], ...]:
    """Tables and columns of the ids that a reference may hold."""
    targets = str(metadata_of(table, column).get("refers_to", ""))
    return tuple(
        (parts[0], parts[1])
        for target in targets.split("|")
        if len(parts := target.split(".")) == 2
    )
