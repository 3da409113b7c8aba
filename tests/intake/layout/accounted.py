"""What of a sheet is accounted for by its layout: nothing may vanish without a word."""

from __future__ import annotations

from collections import Counter

from pmo_toolkit.intake.base.regions import Region, Sheet
from pmo_toolkit.intake.layout.regions import SheetLayout


def unaccounted(sheet: Sheet, layout: SheetLayout) -> list[tuple[int, str]]:
    """Row and text of each cell that is in no record, no header and nothing set aside."""
    held: dict[int, Counter[str]] = {}
    heads: dict[int, str] = {}
    for region in layout.regions:
        _hold(region, held, heads)
    for item in layout.aside:
        held.setdefault(item.row, Counter()).update(map(level, item.cells))
    lost = []
    for row, cells in sheet.lines.items():
        left = Counter(level(cell) for cell in cells if cell.strip())
        left -= held.get(row, Counter())
        lost += [(row, text) for text in left if text not in heads.get(row, "")]
    return lost


def _hold(region: Region, held: dict[int, Counter[str]], heads: dict[int, str]) -> None:
    shown = "\n".join(map(level, region.headers))
    if region.form:
        shown += "\n" + "\n".join(level(cell) for record in region.records for cell in record)
    for row in region.header_rows:
        heads[row] = heads.get(row, "") + "\n" + shown
    for row, record in zip(region.rows, region.records, strict=True):
        held.setdefault(row, Counter()).update(map(level, record))
    for item in region.aside:
        held.setdefault(item.row, Counter()).update(map(level, item.cells))


def level(text: str) -> str:
    """A text without line breaks, and without the marks of a label."""
    return " ".join(text.split()).rstrip(" :*")
