"""What may be chosen or typed in a column: lists of words and ids, bounds of numbers and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandera.pandas as pa

from pmo_toolkit.intake.template.words import Words
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.cell_text import column_letters

#: Rows for which drop-downs are offered.
LAST_ROW = 2000
_LONGEST_LIST = 255  # characters of a list that stands in the rule itself

#: Columns that hold the id or title of a row elsewhere without being a reference.
_LOOSE_REFERENCES = {("judgements", "criterion"): "criteria.id"}


def named_lists(first_row: int) -> dict[str, str]:
    """Name → formula of the ids of each table that others refer to; it grows with the rows.

    Parameters
    ----------
    first_row : int
        Row of the example, which is left out for as long as it is marked.
    """
    targets = {
        target
        for table, schema in TABLES.items()
        for name, column in schema.columns.items()
        for target in _targets(table, name, column)
    }
    return {_list_name(target): _growing(target, first_row) for target in sorted(targets)}


def _growing(target: str, first_row: int) -> str:
    table, _, column = target.partition(".")
    letters = column_letters(list(TABLES[table].columns).index(column))
    area = f"{table}!${letters}${first_row}:${letters}${LAST_ROW}"
    first = f'IF(LEFT({table}!${letters}${first_row},1)="(",2,1)'
    return f"=INDEX({area},{first}):INDEX({area},MAX(2,COUNTA({area})))"


def rule(table: str, name: str, column: pa.Column, words: Words) -> dict[str, Any] | None:
    """The rule of a column as XlsxWriter takes it; None where anything may stand."""
    chosen = _rule(table, name, column)
    if chosen is None:
        return None
    severity = {
        "error_type": "warning",
        "error_title": words.phrases["warning_title"],
        "error_message": words.phrases["warning"],
    }
    return {**severity, **chosen}


def _rule(table: str, name: str, column: pa.Column) -> dict[str, Any] | None:
    meta: Mapping[str, Any] = column.metadata or {}
    kind = str(meta.get("kind"))
    targets = _targets(table, name, column)
    if targets:
        alone = len(targets) == 1 and kind == "reference" and not meta.get("several")
        # where an id of another sheet or a title may stand as well, the list only offers
        return {
            "validate": "list",
            "source": f"={_list_name(targets[0])}",
            "show_error": alone,
        }
    if kind == "flag":
        return {"validate": "list", "source": ["yes", "no"]}
    vocabulary = list(meta.get("vocabulary") or ())
    if vocabulary and len(",".join(vocabulary)) <= _LONGEST_LIST:
        return {"validate": "list", "source": vocabulary}
    if kind == "rating":
        return {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5}
    if kind in ("fraction", "probability"):
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    if kind in ("date", "month"):
        return {"validate": "date", "criteria": ">=", "value": dt.date(1950, 1, 1)}
    return None


def _targets(table: str, name: str, column: pa.Column) -> list[str]:
    refers_to = (column.metadata or {}).get("refers_to") or _LOOSE_REFERENCES.get((table, name))
    return str(refers_to).split("|") if refers_to else []


def _list_name(target: str) -> str:
    return f"ids_{target.partition('.')[0]}"
