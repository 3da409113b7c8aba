"""Sheets drawn as text: a line a row, cells between bars."""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import MergedArea, Sheet, Source
from pmo_toolkit.workspace.sources.cell_text import column_number


def drawn(text: str, merged: str = "", first_row: int = 1) -> Sheet:
    """A sheet of a drawing.

    Parameters
    ----------
    text : str
        Lines of cells between bars; a blank line is a blank row.
    merged : str
        Merged areas, as in ``"A1:C1 A3:A5"``.
    first_row : int
    """
    lines: dict[int, tuple[str, ...]] = {}
    for row, line in enumerate(text.strip("\n").split("\n"), first_row):
        cells = tuple(cell.strip() for cell in line.split("|"))
        if any(cells):
            lines[row] = cells
    areas = tuple(_area(area) for area in merged.split())
    return Sheet(Source("drawn.xlsx", "Sheet1"), lines, merged=areas)


def _area(text: str) -> MergedArea:
    first, last = (_place(place) for place in text.split(":"))
    return MergedArea(*first, *last)


def _place(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    return int(text[len(letters) :]), column_number(letters)
