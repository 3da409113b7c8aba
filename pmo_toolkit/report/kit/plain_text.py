"""HTML of ours as plain text that reads well: for terminals, and for readers without HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = {
    "address",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
}
_BLOCKS |= {"ol", "p", "section", "summary", "table", "tbody", "thead", "tr", "ul"}
_SILENT = {"script", "style", "template"}


def as_text(html: str) -> str:
    """Words of `html`: a line a block, ``- `` before list items, `` | `` between cells.

    An image is given by its description.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [
        re.sub(r"[ \t]+", " ", line).strip(" |·") for line in "".join(reader.parts).split("\n")
    ]
    return "\n".join(line for line in lines if line.strip("- "))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS or tag == "br":
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("- ")
        if tag == "small":
            self.parts.append(" · ")
        if tag == "img":
            description = dict(attrs).get("alt")
            self.parts.append(f" [{description}] " if description else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in ("td", "th"):
            self.parts.append(" | ")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s*\n\s*", " ", data))
