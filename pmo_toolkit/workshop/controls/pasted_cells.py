"""Cells from the text that a spreadsheet program leaves on the clipboard."""

from __future__ import annotations

import re

#: A cell in quotes (doubled inside) that end before the next tab or line, or one as it stands.
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^\t\n]*))(\t|\n|\Z)')


def pasted_cells(text: str) -> tuple[tuple[str, ...], ...]:
    r"""Rows of cells from tab-separated text, as Excel and LibreOffice copy it.

    Cells that hold a tab or a line break stand in quotes. A quote that nothing closes is part of
    its cell. The line break behind the last row, empty rows at the end, and columns that are empty
    throughout at the right belong to no cell.

    Examples
    --------
    >>> pasted_cells('P-1\t"two\nlines"\t1.234,5\r\n')
    (('P-1', 'two\nlines', '1.234,5'),)
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    place, end = 0, "\t"
    while end:
        match = _CELL.match(text, place)
        assert match is not None  # an empty cell fits everywhere
        quoted, plain, end = match.groups()
        rows[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        place = match.end()
        if end == "\n":
            rows.append([])
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_filled(row) for row in rows), default=0)
    return tuple((*row[:width], *[""] * (width - len(row))) for row in rows)


def _filled(row: list[str]) -> int:
    """Number of cells up to the last one that is filled."""
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)
