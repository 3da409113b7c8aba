"""Reads a page as a browser would.

Its elements with their attributes, and the text between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "meta", "source"}


@dataclass
class Page(HTMLParser):
    """Elements in order, as (tag, attributes), and all text outside ``<style>`` and ``<title>``."""

    html: str
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> out of place"

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self._open):
            self.text += data

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def every(self, *tags: str) -> list[dict[str, str | None]]:
        """Attributes of all elements of these kinds."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def levels(self) -> list[int]:
        return [
            int(tag[1])
            for tag, _ in self.elements
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        ]

    def assert_harmless(self) -> None:
        """Nothing that acts, and nothing that calls out.

        Addresses are fragments, data or files beside the page.
        """
        assert not self.tags & {
            "script",
            "svg",
            "iframe",
            "object",
            "embed",
            "form",
            "link",
            "base",
            "math",
        }
        for tag, attributes in self.elements:
            for name, value in attributes.items():
                assert not name.startswith("on"), (tag, name)
                if name in ("src", "srcset"):
                    assert value and value.startswith(
                        ("data:image/svg+xml;base64,", "data:image/png;base64,")
                    )
                if name == "href":
                    assert value and ":" not in value and not value.startswith("//")
        assert len(self.every("style")) <= 1 and len(self.every("title")) <= 1
        assert "\u202e" not in self.html and "\x00" not in self.html
