"""Ids that the import makes where the client's table has none; the same at every import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pmo_toolkit.workspace.dictionary.comparable import comparable


class Numbering:
    """Gives ids by pattern, the same for the same row and for the same title.

    Parameters
    ----------
    known : iterable of (str, str)
        Title and id of rows that the workspace holds already, in their order.
    """

    def __init__(self, known: Iterable[tuple[str, str]] = ()):
        self._known: dict[str, list[str]] = {}
        for title, name in known:
            self._known.setdefault(comparable(title), []).append(name)
        self._taken = {name for names in self._known.values() for name in names}
        self._of_rows: dict[tuple[str, str, int], str] = {}
        self._of_titles: dict[tuple[str, str, int], str] = {}
        self._seen: Counter[tuple[str, str]] = Counter()
        self._last: Counter[str] = Counter()

    def of_row(self, pattern: str, place: str, row: int, title: str) -> str:
        """The id of a row of the client's; rows of one title get ids of their own."""
        key = (pattern, place, row)
        if key not in self._of_rows:
            self._seen[pattern, comparable(title)] += 1
            occurrence = self._seen[pattern, comparable(title)]
            self._of_rows[key] = self._id(pattern, title, occurrence)
        return self._of_rows[key]

    def of_title(self, pattern: str, title: str) -> str:
        """The id of whatever has that title, wherever it stands."""
        return self._id(pattern, title, 1)

    def _id(self, pattern: str, title: str, occurrence: int) -> str:
        level = comparable(title)
        if not level:
            return self._next(pattern)
        key = (pattern, level, occurrence)
        if key not in self._of_titles:
            own = [name for name in self._known.get(level, ()) if _is_of(pattern, name)]
            known = own[occurrence - 1] if occurrence <= len(own) else None
            self._of_titles[key] = known or self._next(pattern)
        return self._of_titles[key]

    def _next(self, pattern: str) -> str:
        number = self._last[pattern] + 1
        while pattern.format(number) in self._taken:
            number += 1
        self._last[pattern] = number
        return pattern.format(number)


def _is_of(pattern: str, name: str) -> bool:
    """Whether an id could come from a pattern."""
    before, _, rest = pattern.partition("{")
    behind = rest.partition("}")[2]
    return bool(re.fullmatch(rf"{re.escape(before)}\d+{re.escape(behind)}", name))
