"""Rows of one table by the values of its columns, and tables and values as plain text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.workspace.dictionary.tables import ROW, SOURCE

_Columns = tuple[str, ...]
#: Rows by key of at most so many queries are kept.
_MOST_FOUND = 256


class TableLookUp:
    """Rows of one table by the values of its columns.

    Parameters
    ----------
    frame : DataFrame
    listing : frozenset of str
        Columns whose cells may list several ids; a row is found by each of them.

    Attributes
    ----------
    digests : dict of Query to str
        Hashes of its answers so far.
    """

    def __init__(self, frame: pd.DataFrame, listing: frozenset[str] = frozenset()):
        self.frame = frame
        self._listing = listing
        self.digests: dict[Query, str] = {}
        self._all = tuple(str(name) for name in frame.columns if name not in (ROW, SOURCE))
        self._kinds = {str(name): f"{name} {kind}" for name, kind in frame.dtypes.items()}
        self._places: dict[str, dict[str, list[int]]] = {}
        self._heads: dict[_Columns, str] = {}
        self._values: dict[str, list[Any]] = {}
        self._whole: dict[_Columns, pd.DataFrame] = {}
        self._empty: dict[_Columns, pd.DataFrame] = {}
        self._found: dict[Query, pd.DataFrame] = {}

    def rows(self, query: Query) -> pd.DataFrame:
        """Rows that a query asks for, in their order, numbered from 0."""
        if query.where:
            if query not in self._found:
                places = self._positions(query)
                if not places:
                    return self._no_rows(query.columns)
                while len(self._found) >= _MOST_FOUND:
                    del self._found[next(iter(self._found))]
                taken = self.frame.take(places)
                self._found[query] = self._taken(taken, query.columns)
            return self._found[query].copy(deep=False)
        if query.columns not in self._whole:
            self._whole[query.columns] = self._taken(self.frame, query.columns)
        return self._whole[query.columns].copy(deep=False)

    def text(self, query: Query) -> str:
        """Types and values: text, numbers, and dates as text; missing ones as null."""
        columns = query.columns or self._all
        if columns not in self._heads:
            self._heads[columns] = plain_text([self._kinds[name] for name in columns])
        places = self._positions(query) if query.where else range(len(self.frame))
        if not places:
            return self._heads[columns]
        values = [self._values_of(name) for name in columns]
        rows = [[column[place] for column in values] for place in places]
        return self._heads[columns] + _ENCODER.encode(rows)

    def _no_rows(self, columns: _Columns) -> pd.DataFrame:
        if columns not in self._empty:
            self._empty[columns] = self._taken(self.frame.take([]), columns)
        return self._empty[columns].copy(deep=False)

    def _taken(self, frame: pd.DataFrame, columns: _Columns) -> pd.DataFrame:
        made = frame.reset_index(drop=True)
        if columns:
            return made[list(columns)]
        made[ROW] = np.arange(len(made))
        return made

    def _positions(self, query: Query) -> list[int]:
        found: set[int] | None = None
        for column, keys in query.where:
            by_key = self._by(column)
            places = {place for key in keys for place in by_key.get(key, ())}
            found = places if found is None else found & places
        return sorted(found or ())

    def _by(self, column: str) -> dict[str, list[int]]:
        if column not in self._places:
            made: dict[str, list[int]] = {}
            lists_several = column in self._listing
            for place, key in enumerate(self.frame[column].tolist()):
                own = (str(key), *(listed_names(str(key)) if lists_several else ()))
                for name in dict.fromkeys(own):
                    made.setdefault(name, []).append(place)
            self._places[column] = made
        return self._places[column]

    def _values_of(self, name: str) -> list[Any]:
        if name not in self._values:
            self._values[name] = _plain_values(self.frame[name])
        return self._values[name]


def _plain_values(column: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").astype(object)
    found = column.astype(object)
    values: list[Any] = found.where(found.notna(), None).tolist()
    return values


def plain_text(value: object) -> str:
    """A value as JSON text with sorted keys, dataclasses by their fields; for hashes."""
    return _ENCODER.encode(value)


def _as_plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return repr(value)


_ENCODER = json.JSONEncoder(
    default=_as_plain, sort_keys=True, ensure_ascii=False, check_circular=False
)
