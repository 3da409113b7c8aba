"""Merged cells of data: what one cell says for several rows."""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import MergedArea


def filled_down(
    lines: dict[int, tuple[str, ...]], merged: tuple[MergedArea, ...], after: int
) -> dict[int, tuple[str, ...]]:
    """Rows whose merged cells take the text of the first row of their area, down and not across.

    Parameters
    ----------
    lines : dict
    merged : tuple of MergedArea
    after : int
        Last row of the headers; areas that begin above are headers and titles.
    """
    changed: dict[int, list[str]] = {}
    for area in merged:
        if area.first_row <= after or area.last_row == area.first_row:
            continue
        column = area.first_column - 1
        top = lines.get(area.first_row, ())
        text = top[column] if column < len(top) else ""
        if not text.strip():
            continue
        for row in range(area.first_row + 1, area.last_row + 1):
            if row not in lines:
                continue
            cells = changed.setdefault(row, list(lines[row]))
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or text
    return {row: tuple(cells) for row, cells in changed.items()}
