"""HTML in forms: the one door through which text of users reaches a widget, always escaped.

No other module makes a widget that shows HTML, and such a widget takes nothing that was not filled
into a template here: a browser would run what an attribute such as ``onerror`` holds.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import ipywidgets as widgets
import traitlets

from pmo_toolkit.core.places import place
from pmo_toolkit.report.kit.section import Section, environment, lab_style, minified


class EscapedHtml(str):
    """HTML from a template, in which every text of users is escaped."""

    __slots__ = ()


class HtmlView(widgets.HTML):  # type: ignore[misc] # ipywidgets has no types
    """Shows what templates were filled with, and refuses other HTML.

    Raises
    ------
    TraitError
        Where its value is set to a text that did not come through this module.
    """

    value: str

    def show_sections(self, *sections: Section) -> None:
        """Show sections of reports, one below the other."""
        self.value = EscapedHtml("".join(section.html for section in sections))

    @traitlets.validate("value")
    def _escaped(self, proposed: Any) -> str:
        value: str = proposed["value"]
        if value and not isinstance(value, EscapedHtml):
            raise traitlets.TraitError("a form shows no HTML but that of html_views.html_text")
        return value


def html_view(template: str, **values: Any) -> HtmlView:
    """A widget that shows ``templates/workshop/<template>.html.j2``, filled."""
    return HtmlView(html_text(template, **values))


def empty_view() -> HtmlView:
    """A widget that shows nothing yet."""
    return HtmlView()


def html_text(template: str, **values: Any) -> EscapedHtml:
    """``templates/workshop/<template>.html.j2``, filled; every text in `values` is escaped."""
    filled = environment().get_template(f"workshop/{template}.html.j2").render(**values)
    return EscapedHtml(filled.strip())


def style_view(name: str) -> HtmlView:
    """The style of a form: that of sections and ``templates/workshop/<name>.css``."""
    return HtmlView(_style(name))


@cache
def _style(name: str) -> EscapedHtml:
    own = (place("templates") / "workshop" / f"{name}.css").read_text(encoding="utf-8")
    return EscapedHtml(f"<style>{lab_style()}{minified(own)}</style>")
