"""HTML in forms: the one door through which text of users reaches a widget, always escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

import ipywidgets as widgets

from pmo_toolkit.core.places import place
from pmo_toolkit.report.kit.section import environment, lab_style, minified


def html_view(template: str, **values: Any) -> widgets.HTML:
    """A widget that shows ``templates/workshop/<template>.html.j2``, filled."""
    return widgets.HTML(html_text(template, **values))


def html_text(template: str, **values: Any) -> str:
    """``templates/workshop/<template>.html.j2``, filled; every text in `values` is escaped."""
    return environment().get_template(f"workshop/{template}.html.j2").render(**values).strip()


@cache
def style_view(name: str) -> str:
    """The style of a form, of sections and its own ``templates/workshop/<name>.css``."""
    own = (place("templates") / "workshop" / f"{name}.css").read_text(encoding="utf-8")
    return f"<style>{lab_style()}{minified(own)}</style>"
