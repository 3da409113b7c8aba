"""One section of a report.

Made from an autoescaped template, shown alike in JupyterLab and in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core import number_format as words
from pmo_toolkit.core.number_format import clean_text, short
from pmo_toolkit.core.places import place
from pmo_toolkit.report.kit.plain_text import as_text

#: Longest piece of text that a heading or cell shows at once; the rest is folded away beneath it.
LONG_TITLE = 160
LONG_TEXT = 900
#: A dollar sign is one: JupyterLab would typeset what stands between two of them.
_NO_MATHS = "mathjax_ignore tex2jax_ignore"


@dataclass(frozen=True)
class Section:
    """A piece of the report.

    Parameters
    ----------
    name : str
        Such as ``"cost"``.
    html : str
        Its HTML, all text escaped, without style.
    """

    name: str
    html: str

    @cached_property
    def text(self) -> str:
        """The section as plain text, for a terminal or a reader without HTML."""
        return as_text(self.html)

    @property
    def styled_html(self) -> str:
        """The section with its style, for JupyterLab; the report brings its own instead."""
        return f"<style>{lab_style()}</style>{self.html}"

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        return {"text/html": self.styled_html, "text/plain": self.text}


def render(name: str, **values: Any) -> Section:
    """Fill ``templates/sections/<name>.html.j2``; every text in `values` is escaped."""
    template = environment().get_template(f"sections/{name}.html.j2")
    inner = template.render(**values).strip()
    return Section(name, f'<div class="pmo pmo-{name} {_NO_MATHS}">\n{inner}\n</div>')


#: Columns whose own name would not read well.
_LABELS = {
    "estimate_effort_person_hours": "the effort expected beforehand",
    "estimate_duration_days": "the duration expected beforehand",
    "estimate_cost": "the budget",
}


@cache
def environment() -> Environment:
    """Jinja environment of all templates.

    Autoescaping, strict about names, deaf to control characters.
    """
    templates = Environment(
        loader=FileSystemLoader(place("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_tamed,
    )
    templates.filters |= {
        "user_text": user_text,
        "label": label,
        "emphasise": emphasise,
        "short": short,
        "clean": clean_text,
        "day": words.day,
        "age": words.age,
        "folded": folded,
        "period": words.period,
    }
    templates.globals |= {"counted": words.counted, "LONG_TITLE": LONG_TITLE}
    templates.tests["assessed"] = lambda value: (
        value is not None and not isinstance(value, NotAssessed)
    )
    return templates


def user_text(text: object) -> Markup:
    """What somebody wrote, set apart so that right-to-left writing leaves its neighbours alone."""
    clean = "" if text is None else clean_text(text)
    if not clean:
        return Markup('<span class="na">not stated</span>')
    return Markup("<bdi>{}</bdi>").format(clean)


def label(name: object) -> Markup:
    """The name of a column as a reader would write it, such as ``user count``."""
    return user_text(_LABELS.get(str(name)) or clean_text(name).replace("_", " "))


def folded(text: object, length: int = LONG_TEXT) -> Markup:
    """`user_text`, with everything beyond `length` characters folded away, each word once."""
    whole = clean_text(text)
    if len(whole) <= length:
        return user_text(whole)
    end = whole.rfind(" ", length // 2, length)
    end = length if end < 0 else end
    return Markup(
        '<details class="long"><summary><bdi>{} …</bdi></summary><p><bdi>… {}</bdi></p></details>'
    ).format(whole[:end].rstrip(), whole[end:].lstrip())


def emphasise(sentence: str, word: str) -> Markup:
    """The sentence with the first `word` in bold."""
    before, emphasised, after = (
        clean_text(sentence).partition(word) if word else (clean_text(sentence), "", "")
    )
    return (
        escape(before)
        + (Markup("<b>{}</b>").format(emphasised) if emphasised else Markup(""))
        + escape(after)
    )


@cache
def lab_style() -> str:
    """The style of sections outside a report: every rule is bound to ``.pmo``."""
    css = minified((place("templates") / "sections" / "section.css").read_text(encoding="utf-8"))
    # JupyterLab's own rules for outputs are specific; naming the class twice outweighs them without
    # any "!important".
    return re.sub(r"\.pmo(?=[ >])", ".pmo.pmo", css)


def minified(css: str) -> str:
    """CSS without comments and idle blanks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};>])\s*", r"\1", css).replace(";}", "}").strip()


def _tamed(value: object) -> object:
    return clean_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
