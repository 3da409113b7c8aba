"""Tables of a page as a reader sees them: header, rows, and small print apart from the cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pmo_toolkit.core.number_format import NBSP
from tests.pages import VOID


@dataclass
class Cell:
    """Text of a cell, and what stands in it in small print."""

    text: str = ""
    small: list[str] = field(default_factory=list)


@dataclass
class Table:
    """One table; rows that span it all (groups, notes) have fewer cells than it has heads."""

    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def heads(self) -> list[str]:
        """Titles of the columns."""
        return [cell.text for cell in self.rows[0]]

    def records(self) -> Iterator[dict[str, Cell]]:
        """Rows that have a cell in each column, by title."""
        for row in self.rows[1:]:
            if len(row) == len(self.heads):
                yield dict(zip(self.heads, row, strict=True))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self._open.append(tag)
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self.tables[-1].rows[-1].append(Cell())
        elif tag == "small" and {"td", "th"} & set(self._open):
            self.tables[-1].rows[-1][-1].small.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "table" not in self._open:
            return
        if "caption" in self._open:
            self.tables[-1].caption += data
        elif {"td", "th"} & set(self._open):
            cell = self.tables[-1].rows[-1][-1]
            if "small" in self._open:
                cell.small[-1] += data
            else:
                cell.text += data


def tables_of(html: str) -> list[Table]:
    """All tables of a page or a section, without blanks around and with plain ones within."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for table in reader.tables:
        table.caption = _plain(table.caption)
        for row in table.rows:
            for cell in row:
                cell.text = _plain(cell.text)
                cell.small = [_plain(text) for text in cell.small]
    return reader.tables


def _plain(text: str) -> str:
    return " ".join(text.replace(NBSP, " ").split())
