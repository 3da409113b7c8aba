"""By what a row of a table is found again, and whether two texts of a column mean the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.checking.identifiers import KEYS
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.dates import parse_span
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle

#: Columns by which a row is found again, of tables without an id.
_ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    **KEYS,
    "costs": ("option", "element"),
    "benefits": ("proposal", "title"),
    "dependencies": ("from", "to", "type"),
    "demand": ("option", "role", "start_month"),
    "in_flight": ("project", "role"),
    "tickets": ("ticket",),
    "flow": ("team", "item"),
    "risks": ("proposal", "title"),
    "activities": ("proposal", "option", "activity"),
    "correlations": ("proposal", "one", "other"),
    "comparisons": ("scorer_role", "criterion", "other"),
    "judgements": ("scorer_role", "item", "criterion"),
    "service_costs": ("service", "month", "currency"),
    "stakeholders": ("department", "role"),
    "overlap_answers": ("a", "b", "by_role"),
    "targets": ("kind", "name"),
    "scenarios": ("name", "setting", "value"),
    "answers": ("proposal", "question", "department", "date"),
    "decisions": ("proposal", "date", "by_role"),
    "notes": ("proposal", "field", "text"),
}
_NUMBERS = {"number", "integer", "fraction", "probability", "rating", "money", "year"}


def row_key(table: str) -> tuple[str, ...]:
    """Columns by which a row of a table is found again; none where only all of them tell."""
    named = [
        name
        for name, column in TABLES[table].columns.items()
        if (column.metadata or {}).get("kind") == "id"
    ]
    return tuple(named[:1]) or _ROW_KEYS.get(table, ())


@dataclass(frozen=True)
class RowComparison:
    """Compares texts of a table by what they mean: ``1250.0`` is ``1250``.

    Parameters
    ----------
    table : str
    locale : str
        Of the workspace that the texts stand in.
    """

    table: str
    locale: str
    _known: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def keys(self, rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> list[str]:
        """A key for each row, different for each; rows that read the same are counted.

        A row without anything in its key is known by all of its columns.
        """
        own = row_key(self.table)
        counts: Counter[str] = Counter()
        keys = []
        for row in rows:
            named = own if any(row.get(name) for name in own) else columns
            key = " | ".join(self.level(name, row.get(name, "")) for name in named)
            counts[key] += 1
            keys.append(key if counts[key] == 1 else f"{key} #{counts[key]}")
        return keys

    def same(self, column: str, one: str, other: str) -> bool:
        """Whether two texts of a column mean the same."""
        return one == other or self.level(column, one) == self.level(column, other)

    def level(self, column: str, text: str) -> str:
        """A text of a column in the one form that all texts of the same meaning have."""
        if (column, text) not in self._known:
            self._known[column, text] = self._levelled(column, text)
        return self._known[column, text]

    def _levelled(self, column: str, text: str) -> str:
        schema = TABLES[self.table].columns.get(column)
        kind = str(((schema.metadata if schema is not None else None) or {}).get("kind", "text"))
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        try:
            if kind in _NUMBERS and text:
                share = kind in ("fraction", "probability")
                return repr(parse_number(text, number_style(self.locale), percent=share))
            if kind in ("date", "month", "period") and text:
                return parse_span(text, DateStyle(self.locale)).iso
        except Unreadable:
            pass
        return text if kind == "text" and column not in row_key(self.table) else text.casefold()


def unique_columns(table: str) -> tuple[str, ...]:
    """Columns that may stand only once together."""
    key = row_key(table)
    return key if len(key) == 1 or table in KEYS else ()
