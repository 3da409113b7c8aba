"""One door for HTML: nobody else makes such widgets, and hostile text in every form stays text."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets as widgets
import pytest
from traitlets import TraitError

import pmo_toolkit
from pmo_toolkit.workshop import ImportForm, what_if
from pmo_toolkit.workshop.base import html_views
from tests.hostile_assessment import NASTY

PACKAGE = Path(pmo_toolkit.__file__).parent
DOOR = Path(html_views.__file__)
#: What shows HTML, or declares text to be HTML.
OPEN_NAMES = {"HTML", "HTMLMath", "description_allow_html"}
#: What a form has beyond: only reports mark HTML of theirs as safe, and forms run no script.
OPEN_IN_FORMS = OPEN_NAMES | {"Markup", "Javascript", "Latex", "Markdown"}
OPEN_IN_SCRIPTS = re.compile(
    r"(inner|outer|insertAdjacent|set)HTML|document\.write|DOMParser|createContextualFragment|eval\("
    r"|Function\(|fetch\(|import[ (]|XMLHttpRequest|WebSocket|EventSource|sendBeacon|https?:"
)
TAGS = re.compile(
    "b|bdi|br|caption|code|dd|del|details|div|dl|dt|em|figcaption|figure|i|img|ins|li|ol|p|picture"
    "|source|span|strong|style|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def uses(source: str, names: set[str]) -> Iterator[str]:
    """Where a module uses, imports or passes one of these names."""
    for node in ast.walk(ast.parse(source)):
        found = {
            ast.Attribute: lambda it: [it.attr],
            ast.Name: lambda it: [it.id],
            ast.keyword: lambda it: [it.arg],
            ast.alias: lambda it: [it.name, it.asname],
        }.get(type(node), lambda _: [])(node)
        yield from (f"{getattr(node, 'lineno', 0)}: {name}" for name in found if name in names)


@pytest.mark.parametrize(
    "source",
    [
        "widgets.HTML(x)",
        "from ipywidgets import HTML as Shown",
        "Text(description_allow_html=True)",
        "field.description_allow_html = True",
        "ipywidgets.HTMLMath()",
    ],
)
def test_the_search_finds_each_way_around_the_door(source):
    assert list(uses(source, OPEN_NAMES))


def test_nobody_else_makes_a_widget_of_html():
    found = {}
    for path in PACKAGE.rglob("*.py"):
        if path == DOOR:
            continue
        in_forms = path.is_relative_to(DOOR.parent.parent)
        lines = list(uses(path.read_text("utf-8"), OPEN_IN_FORMS if in_forms else OPEN_NAMES))
        if lines:
            found[path.relative_to(PACKAGE).as_posix()] = lines
    assert found == {}, "use html_view, empty_view or style_view of workshop/base/html_views.py"


def test_scripts_write_text_and_ask_nobody():
    scripts = list(PACKAGE.rglob("*.js"))
    assert len(scripts) >= 3
    for path in scripts:
        text = path.read_text("utf-8")
        assert OPEN_IN_SCRIPTS.search(text) is None, path.name


def test_a_view_takes_nothing_that_came_through_no_template():
    view = html_views.empty_view()
    with pytest.raises(TraitError, match="shows no HTML but"):
        view.value = "<b>so</b>"
    view.value = html_views.html_text("import_outcome", lines=[NASTY], grave=True)
    assert "<img" not in view.value and "&lt;img" in view.value
    view.value = ""


class _Tags(HTMLParser):
    """Gathers what a browser would take for tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {
            value or "" for name, value in attrs if name in ("src", "href", "srcset")
        }


def _widgets(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _widgets(child)


def _assert_harmless(form: widgets.Widget) -> None:
    views = 0
    for widget in _widgets(form):
        assert not getattr(widget, "description_allow_html", False)
        if isinstance(widget, widgets.HTML):
            views += 1
            tags = _Tags()
            tags.feed(widget.value)
            assert [tag for tag in tags.tags if not TAGS.fullmatch(tag)] == []
            assert not [name for name in tags.attributes if name.startswith("on")]
            assert all(address.startswith("data:image/") for address in tags.addresses)
    assert views > 2


def _write(path: Path, *rows: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def hostile_folder(tmp_path) -> Path:
    """A workspace in which all that may be written freely is turned against the page."""
    folder, evil = tmp_path / "ws", NASTY.replace("\x00", "").replace("\x1b", "")
    folder.mkdir()
    one = {"id": "P-1", "title": evil, "department": evil, "sponsor_role": evil, "need": evil}
    _write(folder / "proposals.csv", one | {"requested_budget": "5000"})
    option = {"id": "O-1", "proposal": "P-1", "title": evil, "kind": "SaaS", "term_months": "36"}
    _write(folder / "options.csv", option)
    ranges = {"low": "1000", "mode": "2000", "high": "4000"}
    _write(
        folder / "costs.csv",
        {"option": "O-1", "element": evil, "kind": "opex", **ranges, "period": "1"},
    )
    benefit = {"proposal": "P-1", "title": evil, "department": evil, **ranges, "cashable": "yes"}
    _write(folder / "benefits.csv", benefit)
    risk = {"proposal": "P-1", "title": evil, "probability": "0.3", "impact_low": "100"}
    _write(folder / "risks.csv", risk | {"impact_high": "900", "impact_unit": "money"})
    return folder


def test_hostile_titles_and_roles_do_no_harm_in_any_form(hostile_folder, tmp_path):
    form = what_if(hostile_folder)
    _assert_harmless(form)
    assert any("onerror" in movable.label for movable, _ in form.inputs)
    form.inputs[0][1].value = 200
    form.budget.text.value = NASTY
    form.name.value = NASTY
    form.keep_button.click()
    form.picker.value = NASTY
    _assert_harmless(form)
    _assert_harmless(ImportForm(sorted(hostile_folder.glob("*.csv")), tmp_path / "other"))
