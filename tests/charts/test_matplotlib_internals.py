"""What charts use of private parts of matplotlib is still there, and used in one module.

Where a test fails, matplotlib has moved: mend pmo_toolkit/charts/matplotlib_internals.py, or lower
the bound in pyproject.toml.
"""

from __future__ import annotations

import importlib
import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import pmo_toolkit
from pmo_toolkit.charts.svg import SvgRenderer

PACKAGE = Path(pmo_toolkit.__file__).parent
HOME = PACKAGE / "charts" / "matplotlib_internals.py"
#: Where it is, and the parameters that we rely on.
USED = [
    ("matplotlib.axes:Axes._init_axis", "self"),
    ("matplotlib.axes:Axes._gen_axes_patch", "self"),
    ("matplotlib.axis:Axis.reset_ticks", "self"),
    ("matplotlib.axis:Axis.get_major_ticks", "self numticks"),
    ("matplotlib.axis:Axis.get_minor_ticks", "self numticks"),
    ("matplotlib.spines:Spine.register_axis", "self axis"),
]


def moved(where: str) -> str:
    return (
        f"matplotlib {version('matplotlib')} has moved {where}; see"
        " pmo_toolkit/charts/matplotlib_internals.py"
    )


@pytest.mark.parametrize(("where", "parameters"), USED, ids=[row[0] for row in USED])
def test_it_is_where_it_was(where, parameters):
    module, _, path = where.partition(":")
    part = importlib.import_module(module)
    for name in path.split("."):
        assert hasattr(part, name), moved(where)
        part = getattr(part, name)
    assert list(inspect.signature(part).parameters) == parameters.split(), moved(where)


def test_the_height_of_a_font_is_asked_of_the_renderer(monkeypatch):
    if tuple(map(int, version("matplotlib").split(".")[:2])) < (3, 11):
        pytest.skip("asked of the renderer from 3.11 on")
    calls = []

    def font_height(_: SvgRenderer, prop: object) -> tuple[float, float, float]:
        calls.append(prop)
        return (8.0, 2.0, 1.0)

    monkeypatch.setattr(SvgRenderer, "font_height", font_height)
    figure = Figure(figsize=(1, 1), dpi=72)
    figure.text(0.5, 0.5, "words").draw(SvgRenderer(72, 72))
    assert calls, moved("the call of a renderer's _get_font_height_metrics by Text")


def test_what_ticks_look_like_is_kept_with_the_axis():
    ax = Figure().add_subplot()
    ax.tick_params(labelsize=7.0, labelcolor="#123456", pad=2.0)
    ax.grid(axis="x", color="#abcdef", linewidth=0.7)
    kept = vars(ax.xaxis).get("_major_tick_kw")
    assert kept is not None, moved("Axis._major_tick_kw")
    expected = {"labelsize": 7.0, "labelcolor": "#123456", "pad": 2.0}
    expected |= {"gridOn": True, "grid_color": "#abcdef", "grid_linewidth": 0.7}
    assert {name: kept.get(name) for name in expected} == expected, moved("Axis._major_tick_kw")


def test_axes_ask_for_their_own_parts():
    """That matplotlib calls the two methods that we override."""
    calls = []

    class Watched(Axes):
        def _init_axis(self):
            calls.append("_init_axis")
            super()._init_axis()

        def _gen_axes_patch(self):
            calls.append("_gen_axes_patch")
            return super()._gen_axes_patch()

    Watched(Figure(), (0.0, 0.0, 1.0, 1.0))
    assert sorted(calls) == ["_gen_axes_patch", "_init_axis"], moved(
        "the calls of Axes._init_axis and Axes._gen_axes_patch"
    )


def test_each_private_part_is_used_in_one_module():
    private = {"_init_axis", "_gen_axes_patch", "_major_tick_kw", "_get_font_height_metrics"}
    private |= {"majorTicks", "minorTicks", "reset_ticks"}
    for name in private:
        assert re.search(rf"\b{name}\b", HOME.read_text(encoding="utf-8")), f"{name}: not used"
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in private:
            if path != HOME:
                assert not re.search(rf"\b{name}\b", text), f"{name} in {path}, not only in {HOME}"


def test_no_private_module_or_attribute_of_matplotlib_is_imported():
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(from|import) matplotlib(\.\w+)*\._\w+", text), path
        assert not re.search(r"from matplotlib[\w.]* import [^\n]*\b_\w+", text), path


def test_matplotlib_has_an_upper_bound(project):
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'^  "matplotlib>=[\d.]+,<[\d.]+"', text, flags=re.MULTILINE)
