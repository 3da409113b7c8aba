"""Words in the boxes of a map: an id and as much of its title as fits."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from pmo_toolkit.analysis.dependencies.graph import Item
from pmo_toolkit.charts.drawing import INK
from pmo_toolkit.charts.planning.dependency_map.layout import FEW, SOME, Box
from pmo_toolkit.charts.svg_paths import place_text
from pmo_toolkit.core.number_format import clean_text, short

#: Size of type in boxes of a small map and of a larger one; pixels.
LARGE, SMALL = 12.0, 11.0
#: Width of a letter as a share of the size, wide enough for a bold one.
LETTER = 0.6
#: Free pixels to either side of the words in a box.
_PAD = 7.0
#: Letters below which a piece of a title says nothing.
_FEWEST_LETTERS = 6


def box_words(item: Item, box: Box, items: int) -> Iterator[str]:
    """The words of one item as SVG, on one to three lines.

    Parameters
    ----------
    item : Item
    box : Box
    items : int
        How many the map has.
    """
    if items <= FEW:
        return _below_id(item, box, LARGE)
    return _beside_id(item, box, SMALL, are_two=items <= SOME)


def text_line(
    x: float,
    y: float,
    text: str,
    size: float,
    color: str,
    *,
    bold: bool = False,
) -> str:
    """A line of text."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{place_text(x)}" y="{place_text(y)}" font-size="{place_text(size)}"'
        f' fill="{color}"{weight}>{escape(text, quote=False)}</text>'
    )


def _below_id(item: Item, box: Box, size: float) -> Iterator[str]:
    """An id with up to two lines of title below it."""
    letters = max(3, int((box.width - 2 * _PAD) / (LETTER * size)))
    left, title = box.left + _PAD, clean_text(item.title)
    lines = wrap(title, letters, max_lines=2, placeholder="…") if title and letters >= 6 else []
    lines = [short(line, letters) for line in lines]
    step = 1.16 * size
    first = box.middle - step * len(lines) / 2 + 0.36 * size
    yield text_line(left, first, short(item.id, letters), size, INK, bold=True)
    for number, line in enumerate(lines, start=1):
        yield text_line(left, first + number * step, line, size, INK)


def _beside_id(item: Item, box: Box, size: float, *, are_two: bool) -> Iterator[str]:
    """An id with its title beside it, and where there is room for two lines, below it too."""
    letters = max(3, int((box.width - 2 * _PAD) / (LETTER * size)))
    own, title = short(item.id, letters), clean_text(item.title)
    rest = letters - len(own) - 1
    if are_two:
        beside, below = _split(title, rest, letters)
    else:
        beside, below = short(title, rest) if rest >= _FEWEST_LETTERS else "", ""
    step = 1.2 * size if below else 0.0
    left, first = box.left + _PAD, box.middle - step / 2 + 0.36 * size
    yield text_line(left, first, own, size, INK, bold=True)
    if beside:
        yield text_line(left + (len(own) + 1) * LETTER * size, first, beside, size, INK)
    if below:
        yield text_line(left, first + step, below, size, INK)


def _split(title: str, beside: int, below: int) -> tuple[str, str]:
    """Whole words for the first line, and the rest for the second, cut to its letters."""
    words, head = title.split(), ""
    while words and len(f"{head} {words[0]}".strip()) <= beside:
        head = f"{head} {words.pop(0)}".strip()
    return head, short(" ".join(words), below) if below >= _FEWEST_LETTERS else ""
