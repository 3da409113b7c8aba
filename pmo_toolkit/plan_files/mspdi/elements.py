"""Elements of XML to be written, and their canonical text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.microsoft.com/project"
#: Characters that XML cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Characters of a name that the schema allows.
_LONGEST = 512


@dataclass(frozen=True)
class Element:
    """An element with children or a text."""

    name: str
    children: Sequence[Element] = ()
    text: str = ""


def element(name: str, children: Sequence[Element]) -> Element:
    """An element that holds others."""
    return Element(name, children)


def leaf(name: str, value: object) -> Element:
    """An element that holds a text, cut to what the schema allows."""
    return Element(name, text=_UNFIT.sub("", str(value))[:_LONGEST])


def document(root: Element) -> bytes:
    """The bytes of a file with an outermost element: UTF-8, plain newlines, two blanks a level."""
    lines = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>']
    _write(lines, root, 0, f' xmlns="{NAMESPACE}"')
    return ("\n".join(lines) + "\n").encode("utf-8")


def _write(lines: list[str], node: Element, level: int, attributes: str = "") -> None:
    blank = "  " * level
    if not node.children:
        lines.append(f"{blank}<{node.name}{attributes}>{escape(node.text)}</{node.name}>")
        return
    lines.append(f"{blank}<{node.name}{attributes}>")
    for child in node.children:
        _write(lines, child, level + 1)
    lines.append(f"{blank}</{node.name}>")
