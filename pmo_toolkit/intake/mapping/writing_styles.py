"""Decimal marks and orders of dates: what one column leaves open, others of its file tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.layout.styles import ColumnStyle, column_style
from pmo_toolkit.intake.mapping.texts.contents import Contents, column_cells

_NUMBERS = ("number", "integer", "money", "fraction", "probability", "rating")
_DAYS = ("date", "period")
#: Share of numbers or dates from which on a column tells how its file writes them.
_MOSTLY = 0.6


@dataclass(frozen=True)
class FileStyles:
    """How each file writes, as far as its columns agree.

    Parameters
    ----------
    decimals, orders : mapping of str to str
        File → decimal mark, and order of day, month and year.
    """

    decimals: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)

    def of_cells(
        self, region: Region, cells: Sequence[str], kind: str
    ) -> tuple[str | None, str | None]:
        """Decimal mark and date order of cells; None where neither they nor their file tell."""
        if kind not in (*_NUMBERS, *_DAYS):
            return None, None
        style, file = column_style(cells), region.source.file
        if kind in _DAYS:
            order = style.date_order
            return None, order if style.certain or order is None else self.orders.get(file)
        # "34.000" beside "0.5" stays open: thousands are likelier, and the file says otherwise
        agreed = style.certain or self.decimals.get(file) == style.decimal
        return style.decimal if agreed else None, None


def file_styles(regions: Sequence[Region], columns: Sequence[Mapping[str, Contents]]) -> FileStyles:
    """Look at all columns of figures and dates."""
    decimals: dict[str, set[str]] = {}
    orders: dict[str, set[str]] = {}
    for region, held in zip(regions, columns, strict=True):
        for header, contents in held.items():
            is_number, is_day = contents.share("number") > _MOSTLY, contents.share("date") > _MOSTLY
            if not (is_number or is_day):
                continue
            style = column_style(column_cells(region, header))
            _note(decimals, region.source.file, style, style.decimal if is_number else None)
            _note(orders, region.source.file, style, style.date_order if is_day else None)
    return FileStyles(_agreed(decimals), _agreed(orders))


def _note(found: dict[str, set[str]], file: str, style: ColumnStyle, what: str | None) -> None:
    if what is not None and style.certain:
        found.setdefault(file, set()).add(what)


def _agreed(found: Mapping[str, set[str]]) -> dict[str, str]:
    return {file: next(iter(shown)) for file, shown in found.items() if len(shown) == 1}
