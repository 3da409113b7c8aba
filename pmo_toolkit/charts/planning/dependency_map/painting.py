"""The map of what hangs on what: an SVG with words for those who do not see it.

What comes first stands to the left. Kinds of item differ in shape as well as in colour, kinds of
tie in their strokes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item, Link
from pmo_toolkit.charts.drawing import AMBER, BLUE, INK, LINE, SOFT, WASH
from pmo_toolkit.charts.planning.dependency_map.box_words import (
    LETTER,
    SMALL,
    box_words,
    text_line,
)
from pmo_toolkit.charts.planning.dependency_map.layout import FEW, Box, Layout, lay_out
from pmo_toolkit.charts.planning.dependency_map.selection import MOST_ITEMS, Selection, select
from pmo_toolkit.charts.svg import FONTS
from pmo_toolkit.charts.svg_paths import place_text
from pmo_toolkit.core.number_format import clean_text, counted, short

#: Size of type of headings; pixels.
_HEADING = 12.0
_KEY_ROW = 22.0
_GREEN, _MINT, _SAND, _FAINT = "#1d6b4f", "#e3f1ea", "#f8efe3", "#a9b6c2"
#: How strongly a tie to another group is drawn where there are many items.
_ACROSS = 0.4

KIND_WORDS = {
    "proposal": "proposal",
    "in flight": "work under way",
    "service": "service",
    "capability": "capability",
    "unknown": "in no table",
}
#: Fill and rim of each kind.
_COLOURS = {
    "proposal": (WASH, BLUE),
    "in flight": ("#ffffff", INK),
    "service": (_SAND, AMBER),
    "capability": (_MINT, _GREEN),
    "unknown": ("#ffffff", SOFT),
}
#: Colour and dashes of each kind of tie, and what it means from the left to the right.
_STROKES = {
    "requires": (BLUE, "", "comes first, is required"),
    "enables": (SOFT, "5 3", "better first"),
    "excludes": (AMBER, "2 3", "exclude each other"),
    "relates": (_FAINT, "1 3", "touch each other"),
}


@dataclass(frozen=True)
class DependencyMap:
    """A map of dependencies.

    Parameters
    ----------
    svg : str
    width, height : int
        Pixels.
    alt : str
        What it shows, in words.
    selection : Selection
    layout : Layout
    """

    svg: str
    width: int
    height: int
    alt: str
    selection: Selection
    layout: Layout


def dependency_map(
    graph: DependencyGraph,
    *,
    width: int = 680,
    focus: str | None = None,
    most: int = MOST_ITEMS,
) -> DependencyMap:
    """Draw a graph.

    Parameters
    ----------
    graph : DependencyGraph
    width : int
        Pixels; the picture is wider where its columns would grow too narrow for an id.
    focus : str, optional
        Item that stands out.
    most : int
        Items that are drawn at most.
    """
    selection = select(graph, most=most)
    layout = lay_out(selection, float(width))
    key = list(_key(selection, layout))
    height = round(layout.height + _KEY_ROW * len(key) + 8)
    alt = dependency_map_alt(selection)
    parts = [
        *_lines(selection, layout),
        *(_heading(name, top, layout.width) for name, top in layout.headings),
        *(_box(item, layout.boxes[item.id], selection, focus) for item in selection.items),
        *key,
    ]
    across = round(layout.width)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{height}"'
        f' viewBox="0 0 {across} {height}" font-family="{FONTS}" role="img"'
        ' aria-labelledby="t d" fill="none">'
        f'<title id="t">What hangs on what</title><desc id="d">{escape(alt)}</desc>'
        f"{''.join(parts)}</svg>"
    )
    return DependencyMap(svg, across, height, alt, selection, layout)


def dependency_map_alt(selection: Selection) -> str:
    """What the map shows, in words."""
    kinds = [
        f"{counted(number, KIND_WORDS[kind], _plural(kind))}"
        for kind in KIND_WORDS
        if (number := sum(item.kind == kind for item in selection.items))
    ]
    if not kinds:
        return "What hangs on what: no ties are stated."
    requires = [link for link in selection.links if link.kind == "requires"]
    first = "; ".join(f"{link.start} requires {link.end}" for link in requires[:30])
    more = len(requires) - 30
    words = f"What hangs on what: {', '.join(kinds)}. {first}"
    words += f"; and {more} more" if more > 0 else ""
    excluded = [link for link in selection.links if link.kind == "excludes"]
    if excluded:
        pairs = ", ".join(f"{link.start} and {link.end}" for link in excluded[:12])
        words += f". Excluding each other: {pairs}"
    return words.rstrip(". ") + "."


def _plural(kind: str) -> str:
    plurals = {"proposal": "proposals", "service": "services", "capability": "capabilities"}
    return plurals.get(kind, KIND_WORDS[kind])


def _heading(name: str, top: float, width: float) -> str:
    letters = int((width - 8) / (LETTER * _HEADING))
    return f'<path d="M0 {place_text(top + 1)}H{place_text(width)}" stroke="{LINE}"/>' + text_line(
        4, top + 15, short(name, letters), _HEADING, SOFT
    )


def _lines(selection: Selection, layout: Layout) -> Iterator[str]:
    """Ties, the faintest first, so that they lie beneath the others."""
    for kind in ("relates", "enables", "excludes", "requires"):
        for link in selection.links:
            if link.kind == kind:
                across = selection.groups[link.start] != selection.groups[link.end]
                yield _line(link, layout, faint=across and len(selection.items) > FEW)


def _line(link: Link, layout: Layout, *, faint: bool) -> str:
    color, dashes, _ = _STROKES[link.kind]
    first, then = layout.boxes[link.end], layout.boxes[link.start]
    if first.left > then.left:
        first, then = then, first
    begin = (first.right, first.middle)
    bow = 0.5 * max(then.left - first.right, 16.0)
    end = (then.left, then.middle)
    turn = end[0] - bow
    if first.left == then.left:  # in one column: a bow at the right
        end, turn = (then.right, then.middle), then.right + bow
    d = f"M{_at(*begin)}C{_at(begin[0] + bow, begin[1])} {_at(turn, end[1])} {_at(*end)}"
    look = f' stroke="{color}" stroke-width="{place_text(0.8 + 1.2 * link.strength)}"'
    look += f' stroke-dasharray="{dashes}"' if dashes else ""
    head = _arrow(end, color, leftwards=first.left == then.left) if _has_head(link.kind) else ""
    if faint:
        return f'<g opacity="{_ACROSS}"><path d="{d}"{look}/>{head}</g>'
    return f'<path d="{d}"{look}/>{head}'


def _has_head(kind: str) -> bool:
    return kind in ("requires", "enables")


def _arrow(at: tuple[float, float], color: str, *, leftwards: bool) -> str:
    back = 6.0 if leftwards else -6.0
    corners = f"M{_at(*at)}L{_at(at[0] + back, at[1] - 3)}V{place_text(at[1] + 3)}Z"
    return f'<path d="{corners}" fill="{color}"/>'


def _box(item: Item, box: Box, selection: Selection, focus: str | None) -> str:
    fill, rim = _COLOURS[item.kind]
    width = 2.4 if item.id == focus else 1.2
    look = f'fill="{fill}" stroke="{rim}" stroke-width="{width}"'
    if item.kind == "unknown":
        look += ' stroke-dasharray="3 2"'
    words = "".join(box_words(item, box, len(selection.items)))
    return (
        f"<g><title>{escape(_in_words(item, selection.links))}</title>"
        f'<path d="{outline(item.kind, box)}" {look}/>{words}</g>'
    )


def outline(kind: str, box: Box) -> str:
    """The shape of a kind: a rectangle with square, round, cut or slanting ends."""
    left, top, right, low = box.left, box.top, box.right, box.top + box.height
    bend = min(6.0, box.height / 3)
    if kind == "in flight":
        return f"M{_at(left, top)}H{place_text(right)}V{place_text(low)}H{place_text(left)}Z"
    if kind == "service":
        return (
            f"M{_at(left, box.middle)}L{_at(left + bend, top)}H{place_text(right - bend)}"
            f"L{_at(right, box.middle)}L{_at(right - bend, low)}H{place_text(left + bend)}Z"
        )
    if kind == "unknown":
        return (
            f"M{_at(left + bend, top)}H{place_text(right)}L{_at(right - bend, low)}"
            f"H{place_text(left)}Z"
        )
    if kind == "capability":
        bend = min(box.height / 2, 13.0)
    arc = f"A{place_text(bend)} {place_text(bend)} 0 0 1"
    return (
        f"M{_at(left + bend, top)}H{place_text(right - bend)}{arc} {_at(right, top + bend)}"
        f"V{place_text(low - bend)}{arc} {_at(right - bend, low)}H{place_text(left + bend)}"
        f"{arc} {_at(left, low - bend)}V{place_text(top + bend)}{arc} {_at(left + bend, top)}Z"
    )


def _in_words(item: Item, links: Iterable[Link]) -> str:
    """An item and its ties, for a screen reader or a pointer that rests on it."""
    words = f"{item.id}, {KIND_WORDS[item.kind]}"
    words += f": {clean_text(item.title)}" if item.title else ""
    for kind, verb in (("requires", "requires"), ("enables", "better after")):
        others = [link.end for link in links if link.kind == kind and link.start == item.id]
        words += f"; {verb} {', '.join(others)}" if others else ""
    for kind, verb in (("excludes", "excludes"), ("relates", "touches")):
        others = [
            link.end if link.start == item.id else link.start
            for link in links
            if link.kind == kind and item.id in (link.start, link.end)
        ]
        words += f"; {verb} {', '.join(others)}" if others else ""
    return words


def _key(selection: Selection, layout: Layout) -> Iterator[str]:
    """What shapes and strokes mean, those that occur; as rows below the map."""
    entries: list[tuple[str, str]] = []
    kinds = {item.kind for item in selection.items}
    for kind, words in KIND_WORDS.items():
        if kind in kinds:
            fill, rim = _COLOURS[kind]
            shape = outline(kind, Box(0, -10, 22, 12))
            entries.append((f'<path d="{shape}" fill="{fill}" stroke="{rim}"/>', words))
    drawn = {link.kind for link in selection.links}
    for kind, (color, dashes, words) in _STROKES.items():
        if kind in drawn:
            dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
            head = _arrow((22, -4), color, leftwards=False) if _has_head(kind) else ""
            line = f'<path d="M0 -4H20" stroke="{color}" stroke-width="2"{dashed}/>{head}'
            entries.append((line, words))
    left, row, cells = 0.0, 0, ""
    for mark, words in entries:
        wide = 30 + LETTER * SMALL * len(words) + 14
        if left and left + wide > layout.width:
            yield cells
            left, row, cells = 0.0, row + 1, ""
        y = layout.height + 8 + _KEY_ROW * row + 12
        words_at = text_line(28, 0, words, SMALL, SOFT)
        cells += f'<g transform="translate({_at(left + 2, y)})">{mark}{words_at}</g>'
        left += wide
    if cells:
        yield cells


def _at(x: float, y: float) -> str:
    return f"{place_text(x)} {place_text(y)}"
