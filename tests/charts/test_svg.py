"""The SVG of matplotlib's artists.

What stands where, whole under XML, and clipped only where it must be.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from pmo_toolkit.charts.svg import SvgRenderer


def drawn(paint) -> str:
    """What `paint` draws on plain Axes that fill a square of 100 pixels.

    They run from 0 to 1 either way and show no axis.
    """
    figure = Figure(figsize=(100 / 72, 100 / 72), dpi=72)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()
    paint(ax)
    renderer = SvgRenderer(100, 100)
    ax.draw(renderer)
    return renderer.document


def elements(svg: str, kind: str) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("}" + kind)]


def test_a_line_goes_where_it_should_and_breaks_where_a_value_is_missing():
    svg = drawn(
        lambda ax: ax.plot(
            [0.25, 0.5, np.nan, 0.5, 0.75], [0.25, 0.5, 0.5, 0.5, 0.25], color="#123456", lw=3
        )
    )
    (line,) = elements(svg, "path")
    assert line.get("d") == "M25 75L50 50M50 50L75 75"
    assert (line.get("stroke"), line.get("stroke-width"), line.get("fill")) == (
        "#123456",
        "3",
        "none",
    )
    assert line.get("clip-path") is None, "it keeps within the Axes by itself"


def test_what_reaches_beyond_the_axes_is_clipped_once_defined():
    svg = drawn(lambda ax: (ax.plot([0.5, 2], [0.5, 0.5]), ax.plot([0.5, 0.5], [-3, 0.5])))
    lines = [each for each in elements(svg, "path") if each.get("stroke")]
    names = {each.get("clip-path") for each in lines}
    assert len(lines) == 2 and len(names) == 1 and len(elements(svg, "clipPath")) == 1
    assert names == {f"url(#{elements(svg, 'clipPath')[0].get('id')})"}


def test_fills_dashes_and_transparency():
    svg = drawn(
        lambda ax: ax.fill(
            [0.2, 0.8, 0.8], [0.2, 0.2, 0.8], facecolor="red", alpha=0.5, ls=(0, (3, 1)), ec="k"
        )
    )
    (shape,) = elements(svg, "path")
    assert (
        shape.get("d").endswith("Z")
        and shape.get("fill") == "#ff0000"
        and shape.get("fill-opacity") == "0.5"
    )
    assert shape.get("stroke-dasharray") and shape.get("stroke-opacity") == "0.5"


def test_round_markers_are_circles_and_others_paths():
    round_ones = drawn(lambda ax: ax.plot([0.2, 0.4], [0.5, 0.5], "o", markersize=8, color="blue"))
    assert [
        (each.get("cx"), each.get("cy"), each.get("r")) for each in elements(round_ones, "circle")
    ] == [
        ("20", "50", "4"),
        ("40", "50", "4"),
    ]
    square = drawn(lambda ax: ax.plot([0.5], [0.5], "s", markersize=8))
    (shape,) = elements(square, "path")
    assert shape.get("d") == "M46 54L54 54L54 46L46 46Z"


@pytest.mark.parametrize(("ha", "anchor"), [("left", None), ("center", "middle"), ("right", "end")])
def test_words_are_anchored_where_their_author_put_them(ha, anchor):
    svg = drawn(
        lambda ax: ax.text(
            0.5, 0.5, "any words, however long", ha=ha, va="bottom", size=10, weight="bold"
        )
    )
    (text,) = elements(svg, "text")
    assert (text.get("x"), text.get("text-anchor"), text.get("font-weight")) == (
        "50",
        anchor,
        "700",
    )
    assert 45 < float(text.get("y")) < 50, "above the place, its letters' feet within"


def test_lines_of_one_text_stand_below_each_other_and_turned_text_turns():
    svg = drawn(
        lambda ax: (
            ax.text(0.1, 0.9, "one\ntwo", va="top", size=10),
            ax.text(0.5, 0.5, "up", rotation=90),
        )
    )
    one, two, up = elements(svg, "text")
    assert 9 < float(two.get("y")) - float(one.get("y")) < 16
    assert up.get("transform").startswith("rotate(-90 ")


def test_no_font_of_this_machine_is_asked(monkeypatch):
    from matplotlib import font_manager, ft2font

    def no(*_: object, **__: object) -> None:
        raise AssertionError("a font was opened")

    monkeypatch.setattr(font_manager, "get_font", no)
    monkeypatch.setattr(ft2font.FT2Font, "set_text", no, raising=False)
    assert "words" in drawn(lambda ax: ax.text(0.5, 0.5, "words\nmore", va="center"))


@pytest.mark.parametrize(("hatch", "most"), [("////", 300), ("....", 600), ("x", 4000)])
def test_hatches_are_patterns_and_plain_ones_small(hatch, most):
    svg = drawn(lambda ax: ax.bar([0.5], [0.5], hatch=hatch, color="#abcdef", edgecolor="white"))
    (pattern,) = elements(svg, "pattern")
    bar = elements(svg, "path")[-1]
    assert bar.get("fill") == f"url(#{pattern.get('id')})"
    assert len(re.search("<pattern.*</pattern>", svg)[0]) < most


@given(st.text(max_size=60))
def test_any_text_gives_whole_xml_that_says_the_same(text):
    renderer = SvgRenderer(100, 100)
    renderer.put_text(1.0, 2.0, text, 12.0, "#000000", "left")
    (found,) = elements(renderer.document, "text")
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    assert (found.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")


def test_curves_keep_their_control_points():
    path = Path(
        [(0, 0), (1, 2), (3, 4), (5, 6), (0, 0)], [Path.MOVETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    )
    renderer = SvgRenderer(10, 10)
    renderer.draw_path(GraphicsContextBase(), path, IdentityTransform(), (1, 0, 0, 1))
    assert 'd="M0 10C1 8 3 6 5 4Z"' in renderer.document
