"""What may stand in a page: an allow-list of HTML, and headings that form one unbroken outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

import nh3
from markupsafe import Markup

from pmo_toolkit.report.kit.plain_text import as_text

#: No script, no outside request, no form, no frame; style sheets and pictures only from the page
#: itself.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action"
    " 'none'"
)

_TEXT = {
    "abbr",
    "b",
    "bdi",
    "br",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "kbd",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
}
_TEXT |= {"a", "sub", "sup", "u", "var"}
_BLOCKS = {
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "img",
    "li",
    "ol",
    "p",
}
_BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "picture",
    "pre",
    "section",
    "source",
    "summary",
    "ul",
}
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_SILENT = {
    "iframe",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
}
_ATTRIBUTES = {
    "*": {"class", "dir", "lang", "title", "aria-hidden", "aria-label"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "source": {"srcset", "media", "width", "height"},
    "td": {"colspan", "rowspan", "data-label"},
    "th": {"scope", "colspan", "rowspan"},
}
_PICTURES = ("data:image/svg+xml;base64,", "data:image/png;base64,")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_LINKS = ("#", "https://", "http://", "mailto:")
# Whole tags as the sanitiser writes them: what looks like a tag inside an attribute is part of its
# own tag.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*/?>')
_LEVEL = re.compile(r"h([1-6])")
#: A question of the outline: its other attributes, its id, and what it says.
_QUESTION = re.compile(r'<h2((?:\s[^>]*)?) id="(q\d+)">(.*?)</h2>', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading of the second level: where it is and what it says."""

    id: str
    text: str


@dataclass(frozen=True)
class Page:
    """The body of a page: up to the first question, and the rest; with the headings of the rest."""

    first: Markup
    rest: Markup
    headings: tuple[Heading, ...]

    def folded(self) -> Page:
        """The same page, with each section under a question folded beneath it.

        A link to a question opens what is beneath it.
        """
        pieces = _QUESTION.split(str(self.rest))
        parts = [pieces[0]]
        for attributes, name, text, body in zip(
            pieces[1::4], pieces[2::4], pieces[3::4], pieces[4::4], strict=True
        ):
            parts.append(
                f'<details class="annex"><summary><h2{attributes}>{text}</h2></summary>'
                f'<div id="{name}">{body}</div></details>\n'
            )
        return replace(self, rest=Markup("".join(parts)))  # noqa: S704 (sanitised before)


def clean(html: str) -> Markup:
    """`html` reduced to the allow-list.

    What is not on it is dropped, scripts and styles with their content.
    """
    return Markup(_cleaner().clean(html))  # noqa: S704 (sanitised here)


def outline(html: str) -> Page:
    """Make headings one outline.

    A single h1, no level left out, an id for each question (h2) of the page.

    The page begins with what stands before the first h2 that is not part of a section; sections may
    hold quiet headings of their own.
    """
    level, titled, split = 0, False, -1
    parts, end, opened = list[str](), 0, list[int]()
    headings, inside = list[Heading](), None
    for tag in _TAG.finditer(html):
        heading = _LEVEL.fullmatch(tag[2])
        if not heading:
            continue
        parts.append(html[end : tag.start()])
        end = tag.end()
        if tag[1]:
            now = opened.pop() if opened else int(heading[1])
            if inside is not None:
                headings.append(
                    Heading(inside[0], as_text(html[inside[1] : tag.start()]).replace("\n", " "))
                )
                inside = None
            parts.append(f"</h{now}>")
            continue
        now = min(int(heading[1]), level + 1)
        now = 2 if now == 1 and titled else now
        level, titled = now, titled or now == 1
        opened.append(now)
        mark = ""
        if now == 2 and 'class="quiet"' not in tag[3]:
            inside = (f"q{len(headings) + 1}", tag.end())
            mark = f' id="{inside[0]}"'
            split = len(parts) if split < 0 else split
        parts.append(f"<h{now}{tag[3]}{mark}>")
    parts.append(html[end:])
    split = len(parts) if split < 0 else split
    return Page(Markup("".join(parts[:split])), Markup("".join(parts[split:])), tuple(headings))  # noqa: S704


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TEXT | _BLOCKS | _TABLES,
        attributes=_ATTRIBUTES,
        attribute_filter=_fit,
        clean_content_tags=_SILENT,
        url_schemes={"http", "https", "mailto", "data"},
        strip_comments=True,
    )


def _fit(tag: str, name: str, value: str) -> str | None:
    if tag in ("img", "source") and name in ("src", "srcset"):
        start = next((prefix for prefix in _PICTURES if value.startswith(prefix)), None)
        return value if start and _BASE64.fullmatch(value[len(start) :]) else None
    if name == "href":
        return value if value.startswith(_LINKS) else None
    return value
