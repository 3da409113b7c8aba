"""What was read of a workspace, as data: queries that can be answered again.

An assessment's input hash is the hash of the answers to its queries. Answering the same queries
later shows whether anything that it read has changed, so that nobody lists what it depends on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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


#: Names of values that are computed from tables, see `answers.VALUES`.
ALL_RANKED = "all scores that are ranked together"
ALL_SECOND_OPINIONS = "second opinions of all"
CELL_FINDINGS = "findings in cells"
CONFIGURATION = "configuration"
COST_DRIVERS = "cost drivers"
DEPARTMENT_ANSWERS = "answers of departments"
DEPARTMENT_NAMES = "names of departments"
FAULTY_WORK = "rows of work under way that cannot be read"
IDS = "ids of proposals"
OVERLAPS = "who asks for something like it"
RANKED_TOGETHER = "scores that are ranked together"
ROW_FAULTS = "row faults"
ROWS_SET_ASIDE = "rows set aside"
SECOND_OPINIONS = "second opinions"
SOURCE = "source of a table"
TYPICAL_RISKS = "usual risks of the other proposals"
SUM_OF_WEIGHTS = "sum of goals.weight"
UNIT_DOUBTS = "figures that look like another unit"
USUAL_SHARES = "usual shares of what takes hours"


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
