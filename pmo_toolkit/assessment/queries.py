"""What was read of a workspace, as data: queries that can be answered again.

An assessment's input hash is the hash of the answers to its queries. Answering the same queries
later shows whether anything that it read has changed, so that nobody lists what it depends on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pmo_toolkit.workspace.dictionary.tables import ROW

#: Under this type an executed notebook carries what its assessment read.
READS_MIME_TYPE = "application/vnd.pmo.reads+json"


class Query(NamedTuple):
    """One question put to a workspace.

    Parameters
    ----------
    subject : str
        A table, or the name of a value that is computed from tables, such as
        ``"sum of goals.weight"``.
    where : tuple of (str, tuple of str)
        Column and the values that it must have, for a table; for a value, of what it is asked.
        Empty: all rows, or the one value.
    columns : tuple of str
        Columns that are read; empty for all but the number of the row.
    """

    subject: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columns: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The query as JSON holds it; what is empty is left out."""
        made: dict[str, Any] = {"subject": self.subject}
        if self.where:
            made["where"] = {column: list(keys) for column, keys in self.where}
        if self.columns:
            made["columns"] = list(self.columns)
        return made

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Query:
        """The query that `as_dict` wrote.

        Raises
        ------
        KeyError, TypeError, AttributeError
            If this is no such record.
        """
        return cls(
            str(record["subject"]),
            tuple((str(name), _texts(keys)) for name, keys in record.get("where", {}).items()),
            _texts(record.get("columns", ())),
        )


@dataclass(frozen=True)
class Reads:
    """All that one assessment read.

    Parameters
    ----------
    input_hash : str
        sha256 over the queries and their answers.
    queries : tuple of Query
        Each once, in ascending order.
    """

    input_hash: str
    queries: tuple[Query, ...]

    def as_dict(self) -> dict[str, Any]:
        """The reads as JSON holds them."""
        return {"input_hash": self.input_hash, "queries": queries_as_json(self.queries)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Reads:
        """The reads that `as_dict` wrote; raises as `Query.from_dict` does."""
        return cls(str(record["input_hash"]), queries_from_json(record["queries"]))


def queries_as_json(queries: Iterable[Query]) -> list[dict[str, Any]]:
    """Queries as a list of JSON objects."""
    return [query.as_dict() for query in queries]


def queries_from_json(records: Sequence[Mapping[str, Any]]) -> tuple[Query, ...]:
    """Queries from JSON objects; raises as `Query.from_dict` does."""
    return tuple(Query.from_dict(record) for record in records)


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(f"expected a list of texts, found {values!r}")
    return tuple(map(str, values))


class TableRows:
    """Rows of one table by the values of its columns.

    Parameters
    ----------
    frame : DataFrame
    """

    def __init__(self, frame: pd.DataFrame):
        self.frame = frame
        self._all = tuple(str(name) for name in frame.columns if name != ROW)
        self._kinds = {str(name): f"{name} {kind}" for name, kind in frame.dtypes.items()}
        self._places: dict[str, dict[str, list[int]]] = {}
        self._heads: dict[tuple[str, ...], str] = {}
        self._values: dict[str, list[Any]] = {}
        self._whole: dict[tuple[str, ...], pd.DataFrame] = {}

    def rows(self, query: Query) -> pd.DataFrame:
        """Rows that a query asks for, numbered from 0."""
        if query.where:
            return self._taken(self.frame.take(self._positions(query)), query.columns)
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

    def _taken(self, frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
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
            for place, key in enumerate(self.frame[column].tolist()):
                made.setdefault(str(key), []).append(place)
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
    """A value as JSON with sorted keys, whatever order its sets come in."""
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
