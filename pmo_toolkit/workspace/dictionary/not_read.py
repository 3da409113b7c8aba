"""Rows and sheets of a workbook to fill in that only explain: an example, a translated header.

A row is no record where its first filled cell begins with one of the marks below. Whoever writes
over that cell makes it a record. The mark is text, so that it survives whichever program saves
the file. Where all other cells still say what the example said, the row is no record either: its
figures are nobody's.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.workspace.dictionary.comparable import comparable

#: Language → the mark with which the first cell of a row begins that is not read.
MARKS: Mapping[str, str] = MappingProxyType(
    {"en": "(not read)", "de": "(nicht gelesen)", "fr": "(non lu)"}
)

#: Language → the sheet that explains a workbook to fill in.
FIRST_SHEETS: Mapping[str, str] = MappingProxyType(
    {"en": "Start here", "de": "Zuerst lesen", "fr": "À lire d'abord"}
)

#: The sheet that lists what was found, in a copy with marked cells.
FINDINGS_SHEET = "PMO findings"

#: Tables whose example has a title and figures that nobody else writes; elsewhere a few plain
#: words and small figures may agree by chance.
_UNMISTAKABLE = ("proposals", "options", "benefits", "goals", "risks", "in_flight", "history")
#: So many cells beside the first must agree before a row counts as the example's.
_FEWEST_ALIKE = 4

_SHEETS = {comparable(name) for name in (*FIRST_SHEETS.values(), FINDINGS_SHEET)}


def is_not_read(text: str) -> bool:
    """Whether a cell begins with a mark; case and kinds of space do not matter."""
    if not text.lstrip().startswith(("(", "\uff08")):
        return False
    spaced = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return spaced.startswith(tuple(MARKS.values()))


def only_explains(sheet: str) -> bool:
    """Whether a sheet of that name explains and holds no table."""
    return comparable(sheet) in _SHEETS


@cache
def example_rows(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Table → column → what the example row says, in one of the languages of `MARKS`."""
    english, own = _examples("en"), _examples(language)
    return {table: {**row, **own.get(table, {})} for table, row in english.items()}


class ExampleRow:
    """Tells rows that still hold the figures of an example.

    Parameters
    ----------
    table : str
    headers : sequence of str
        As written; compared where they are those of the workbook to fill in.
    """

    def __init__(self, table: str, headers: Sequence[str]):
        names = [header.removesuffix("*").strip().casefold() for header in headers]
        rows = [example_rows(language).get(table, {}) for language in MARKS]
        first = next(iter(rows[0]), None)
        self._says = [
            {_comparable(str(row[name])) for row in rows if name in row} if name != first else set()
            for name in names
        ]
        self._first = names.index(first) if first in names else None
        self._fewest = max(_FEWEST_ALIKE, len(rows[0]) // 2)
        self._possible = table in _UNMISTAKABLE and self._first is not None and "title" in names
        self._title = names.index("title") if "title" in names else 0

    def is_kept(self, cells: Sequence[str]) -> bool:
        """Whether a row says what the example says, but for its first cell."""
        if not self._possible or not "".join(cells[self._title : self._title + 1]).strip():
            return False
        alike = 0
        for place, (cell, says) in enumerate(zip(cells, self._says, strict=False)):
            if place == self._first or not cell.strip():
                continue
            if _comparable(cell) not in says:
                return False
            alike += 1
        return alike >= self._fewest


def _comparable(text: str) -> str:
    """A cell as it is compared: numbers by value, days without a time."""
    plain = " ".join(text.casefold().split()).removesuffix(" 00:00:00")
    try:
        return repr(float(plain.replace(",", ".")))
    except ValueError:
        return plain


@cache
def _examples(language: str) -> dict[str, dict[str, Any]]:
    text = files(__package__) / "examples" / f"{language}.toml"
    return tomllib.loads(text.read_text(encoding="utf-8"))


def report_examples(rows_by_table: Mapping[str, Sequence[int]], troubles: Troubles) -> None:
    """Tell which rows of each table still hold the figures of the example."""
    for table, rows in rows_by_table.items():
        for row in rows:
            troubles.finding(
                table,
                "the row still holds the figures of the example, and is not read",
                row=row,
                next_step="Write your own over all of its cells, and blank what you do not know.",
            )


def report_not_read(rows_by_table: Mapping[str, Sequence[int]], troubles: Troubles) -> None:
    """Tell in one finding which rows were passed over since they are marked."""
    marked = {name: rows for name, rows in rows_by_table.items() if rows}
    if not marked:
        return
    count = sum(map(len, marked.values()))
    rows = "1 row is" if count == 1 else f"{count} rows are"
    troubles.finding(
        "workspace",
        f"{rows} marked as not read and passed over",
        found=" · ".join(f"{name}, {rows_in_words(rows)}" for name, rows in marked.items()),
        next_step=(
            "Leave examples as they are. A row of your own is read as soon as its first cell no"
            f" longer begins with {' or '.join(MARKS.values())}."
        ),
    )
