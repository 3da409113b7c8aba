"""Lean Axes show what plain ones would.

The same numbers at the same places, grid, label and frame.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from pmo_toolkit.charts.bare_axes import BareAxes, bare_svg

EDGES = (40, 10, 10, 50)


def texts(svg: str) -> dict[str, ElementTree.Element]:
    return {
        each.text or "": each
        for each in ElementTree.fromstring(svg).iter()
        if each.tag.endswith("}text")
    }


def paint(ax) -> None:
    ax.set_xticks([0, 5, 10, 20])
    ax.set_yticks([0, 0.5])
    ax.set_xlim(0, 10)
    ax.set_ylim(0, 1)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"x{value:g}"))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"y{value:g}"))
    ax.tick_params(length=0, labelsize=11, labelcolor="#445566", pad=5)
    ax.grid(axis="y", color="#ddeeff", linewidth=0.7)
    ax.set_xlabel("the label", loc="right", fontsize=13, color="red")
    for side in ("top", "left", "right"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color("#010203")


def test_numbers_stand_below_and_beside_their_places():
    found = texts(bare_svg(paint, 250, 160, EDGES))
    assert {"x0", "x5", "x10", "y0", "y0.5"} <= set(found), (
        "what lies beyond the limits is not written"
    )
    assert "x20" not in found
    assert [found[name].get("x") for name in ("x0", "x5", "x10")] == ["40", "140", "240"]
    assert all(found[name].get("text-anchor") == "middle" for name in ("x0", "x5", "x10"))
    assert {found[name].get("y") for name in ("x0", "x5", "x10")} == {"123.4"}
    assert found["y0"].get("text-anchor") == "end" and found["y0"].get("x") == "35"
    assert 110 < float(found["y0"].get("y")) < 116 and 60 < float(found["y0.5"].get("y")) < 66
    assert found["x0"].get("font-size") == "11" and found["x0"].get("fill") == "#445566"


def test_the_label_ends_where_the_axes_do_and_stands_below_the_numbers():
    label = texts(bare_svg(paint, 250, 160, EDGES))["the label"]
    assert (label.get("x"), label.get("text-anchor"), label.get("fill")) == (
        "240",
        "end",
        "#ff0000",
    )
    assert 123.36 + 8 < float(label.get("y")) < 160


def test_grid_and_frame_are_what_was_asked_for():
    svg = bare_svg(paint, 250, 160, EDGES)
    assert (
        '<path d="M40 110L240 110M40 60L240 60" fill="none" stroke="#ddeeff" stroke-width="0.7"/>'
        in svg
    )
    assert len(re.findall(r'stroke="#010203"', svg)) == 1
    assert 'd="M40 110L240 110" fill="none" stroke="#010203"' in svg


def test_an_axis_that_is_off_shows_nothing():
    def bare(ax) -> None:
        paint(ax)
        ax.set_axis_off()

    assert texts(bare_svg(bare, 250, 160, EDGES)) == {}


def test_a_label_beside_the_axes_is_turned():
    def labelled(ax) -> None:
        paint(ax)
        ax.set_ylabel("upwards")

    label = texts(bare_svg(labelled, 250, 160, EDGES))["upwards"]
    assert label.get("transform").startswith("rotate(-90") and float(label.get("x")) < 35


def test_ticks_are_where_plain_axes_have_them():
    plain, bare = Figure(figsize=(4, 3), dpi=72), Figure(figsize=(4, 3), dpi=72)
    box = (0.1, 0.2, 0.8, 0.7)
    one, two = plain.add_axes(box), bare.add_axes(BareAxes(bare, box))
    for ax in (one, two):
        ax.plot([1, 7], [-3, 90])
    assert one.get_xlim() == two.get_xlim() and one.get_ylim() == two.get_ylim()
    assert one.get_xticks() == pytest.approx(
        two.get_xticks()
    ) and one.get_yticks() == pytest.approx(two.get_yticks())
    assert two.xaxis.get_major_ticks() == [] == two.yaxis.get_minor_ticks()
