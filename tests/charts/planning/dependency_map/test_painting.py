"""The map as an SVG: words fit into boxes, shapes tell kinds, nothing hangs on the machine."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from pmo_toolkit.charts.planning.dependency_map.layout import Box
from pmo_toolkit.charts.planning.dependency_map.painting import (
    KIND_WORDS,
    dependency_map,
    outline,
)
from pmo_toolkit.core.number_format import NBSP
from tests.analysis.dependencies.graphs import graph
from tests.charts.planning.dependency_map.maps import drawn_graph

SVG = "{http://www.w3.org/2000/svg}"
SMALL = graph(
    "P1 requires F1",
    "P2 requires P1 0.5",
    "P2 excludes P3",
    "P3 requires S1",
    "P3 enables C1",
    "P1 relates P3",
    "P3 requires X1",
)


def words_of(drawn) -> list[tuple[str, float, float, float, float]]:
    """Words with the box that they take, measured in a font wider than those of the page."""
    found = []
    for text in ElementTree.fromstring(drawn.svg).iter(f"{SVG}text"):
        if text.get("fill") == "#54626f":  # headings and key
            continue
        size = float(text.get("font-size"))
        font = FontProperties(
            family="DejaVu Sans", size=size, weight=int(text.get("font-weight", 400))
        )
        wide = TextPath((0, 0), text.text, prop=font).get_extents().width
        x, y = float(text.get("x")), float(text.get("y"))
        found.append((text.text, x, y - 0.8 * size, x + wide, y + 0.25 * size))
    return found


@pytest.mark.parametrize(
    ("count", "width"),
    [(10, 680), (10, 350), (30, 680), (30, 350), (60, 680), (150, 680), (150, 350)],
)
def test_words_overlap_nowhere_and_stay_within_their_boxes(count, width):
    drawn = dependency_map(drawn_graph(count), width=width)
    words = words_of(drawn)
    assert len(words) >= len(drawn.selection.items)
    for one, other in combinations(words, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)
    for text, left, top, right, low in words:
        assert any(
            box.left <= left
            and right <= box.right
            and box.top <= top + 1
            and low <= box.top + box.height + 1
            for box in drawn.layout.boxes.values()
        ), text


def test_titles_of_a_workshop_s_map_are_cut_late_and_columns_fill_the_width():
    ties = [f"P{n:02d} requires F{n % 9}" for n in range(12)]
    ties += ["P20 requires P01", "P21 requires P20", "P05 requires S1", "P06 enables C1"]
    title = "Purchases and invoices without paper"
    named = {f"P{n:02d}": {"title": title} for n in [*range(12), 20, 21]}
    drawn = dependency_map(graph(*ties, **named), width=680)
    assert 24 < len(drawn.selection.items) <= 60 and drawn.width == 680
    lines = {}
    for group in ElementTree.fromstring(drawn.svg).iter(f"{SVG}g"):
        texts = [text.text for text in group.iter(f"{SVG}text")]
        if texts and group.find(f"{SVG}title") is not None:
            lines[texts[0]] = " ".join(texts[1:])
    assert all(len(words) >= 30 for name, words in lines.items() if name in list(named)[:12])
    assert all(len(words) >= 18 for name, words in lines.items() if name in named)


def test_every_item_is_there_with_its_words_for_a_screen_reader():
    drawn = dependency_map(SMALL, focus="P1")
    root = ElementTree.fromstring(drawn.svg)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "t d"
    assert root.find(f"{SVG}desc").text == drawn.alt
    titles = [title.text for title in root.iter(f"{SVG}title")][1:]
    assert len(titles) == len(drawn.selection.items) == 7
    assert "P2, proposal: Title of P2; requires P1; excludes P3" in titles
    assert "F1, work under way: Title of F1" in titles


def test_every_kind_has_a_shape_of_its_own():
    box = Box(0, 0, 90, 20)
    commands = {kind: re.sub(r"[-\d. ]+", "", outline(kind, box)) for kind in KIND_WORDS}
    shapes = {kind: outline(kind, box) for kind in KIND_WORDS}
    assert len(set(shapes.values())) == len(KIND_WORDS)
    # a capability is a rounded box too, but with half circles at its ends
    assert len(set(commands.values())) == len(KIND_WORDS) - 1


def test_every_kind_of_tie_has_strokes_of_its_own():
    lines = Counter(
        (line.get("stroke"), line.get("stroke-dasharray"))
        for line in ElementTree.fromstring(dependency_map(SMALL).svg).iter(f"{SVG}path")
        if "C" in line.get("d") and line.get("stroke-width") not in ("1.2", "2.4")
    )
    assert len(lines) == 4


def test_the_key_names_what_occurs_and_nothing_else():
    drawn = dependency_map(graph("P1 requires P2"))
    text = "".join(ElementTree.fromstring(drawn.svg).itertext())
    assert "comes first, is required" in text and "proposal" in text
    assert "better first" not in text and "work under way" not in text


def test_the_same_graph_gives_the_same_bytes_whatever_style_is_set():
    first = dependency_map(drawn_graph(40)).svg
    with matplotlib.rc_context({"font.size": 30}):
        assert dependency_map(drawn_graph(40)).svg == first


def test_nasty_words_stay_words():
    title = "<script>alert('x')</script> & \u202e\x00 “$a$”" * 9
    drawn = dependency_map(graph("P1 requires P2", P1={"title": title}))
    root = ElementTree.fromstring(drawn.svg)
    assert not list(root.iter(f"{SVG}script")) and "\u202e" not in drawn.svg


def test_its_sentence_says_what_hangs_on_what():
    assert dependency_map(SMALL).alt.replace(NBSP, " ") == (
        "What hangs on what: 3 proposals, 1 work under way, 1 service, 1 capability, 1 in no"
        " table. P1 requires F1; P2 requires P1; P3 requires S1; P3 requires X1. Excluding each"
        " other: P2 and P3."
    )
    assert "no ties are stated" in dependency_map(graph(P1={})).alt


def test_a_long_chain_is_wider_than_the_page_rather_than_unreadable():
    chain = graph(*(f"P{n:02d} requires P{n - 1:02d}" for n in range(1, 20)))
    drawn = dependency_map(chain, width=350)
    assert drawn.width == 20 * 64


def test_an_exclusion_of_two_in_one_column_bows_around_them():
    drawn = dependency_map(graph("P1 excludes P2"))
    boxes = drawn.layout.boxes
    assert boxes["P1"].left == boxes["P2"].left
    path = next(
        path.get("d")
        for path in ElementTree.fromstring(drawn.svg).iter(f"{SVG}path")
        if path.get("stroke-dasharray") == "2 3"
    )
    assert path.startswith(f"M{boxes['P1'].right:g}") or path.startswith(f"M{boxes['P2'].right:g}")
