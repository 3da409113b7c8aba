"""Rows and sheets of a workbook to fill in that only explain: an example, a translated header.

A row is no record where its first filled cell begins with one of the marks below. Whoever writes
over that cell makes it a record. The mark is text, so that it survives whichever program saves
the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

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
