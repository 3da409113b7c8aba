"""A file of XML as a tree, with bounds on all that an XML file can grow.

Declarations are refused, whatever they declare: none of the formats that are read here needs one,
and entities can fill all memory or fetch other files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from pmo_toolkit.core.files.refused import Refused, refuse_large_file
from pmo_toolkit.core.settings.reading import ReadingSettings

#: The formats nest six deep at most, outlines of tasks not at all.
MOST_DEPTH = 40
#: Elements that are kept; a plan of 10,000 tasks has a quarter of them.
MOST_ELEMENTS = 1_000_000
_CHUNK = 1 << 18
_AGAIN = "Export it again from the program that holds it, as plain XML."


@dataclass(slots=True)
class Node:
    """An element of XML; names stand without their namespace.

    Parameters
    ----------
    name : str
    attributes : dict of str to str
    parts : list of str
        Pieces of its own text.
    children : list of Node
    line : int
        Line of the file in which it begins.
    """

    name: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    line: int = 0

    @property
    def text(self) -> str:
        """Its own text, without spaces at the ends."""
        return "".join(self.parts).strip()

    def all(self, name: str) -> Iterator[Node]:
        """Children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """The first child of that name."""
        return next(self.all(name), None)

    def text_of(self, name: str) -> str:
        """Text of the first child of that name; empty where there is none."""
        child = self.first(name)
        return "" if child is None else child.text


def xml_tree(path: Path, limits: ReadingSettings, skipped: frozenset[str] = frozenset()) -> Node:
    """The root element of a file, with all that stands in it.

    Parameters
    ----------
    path : Path
    limits : ReadingSettings
    skipped : frozenset of str
        Names of elements that are passed over with all that stands in them.

    Raises
    ------
    Refused
        Where it is no sound XML, declares anything, is nested too deep or holds too much.
    """
    refuse_large_file(path, limits)
    reader = _Reader(skipped)
    with path.open("rb") as stream:
        chunk = stream.read(_CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
        try:
            while chunk:
                reader.parser.Parse(chunk, False)
                chunk = stream.read(_CHUNK)
            reader.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused(
                "the XML is damaged or cut short",
                found=f"{expat.ErrorString(error.code)}, in line {error.lineno}",
                next_step=_AGAIN,
            ) from None
        except (LookupError, ValueError) as error:  # an encoding that nobody knows
            raise Refused(
                "the XML cannot be read", found=str(error), next_step="Save it as UTF-8."
            ) from None
    assert reader.root is not None  # expat refuses a file without an element
    return reader.root


class _Reader:
    """Follows the elements of a file."""

    def __init__(self, skipped: frozenset[str]):
        self.root: Node | None = None
        self.skipped = skipped
        self.open: list[Node] = []
        self.depth = self.skipped_below = self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_declarations
        self.parser.EntityDeclHandler = _refuse_declarations
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise too_much(f"elements nested more than {MOST_DEPTH} deep")
        local = _local(name)
        if self.skipped_below or local in self.skipped:
            self.skipped_below = self.skipped_below or self.depth
            return
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise too_much(f"more than {MOST_ELEMENTS:,} elements")
        node = Node(local, {_local(key): value for key, value in attributes.items()})
        node.line = self.parser.CurrentLineNumber
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def _end(self, _: str) -> None:
        if self.skipped_below == self.depth:
            self.skipped_below = 0
        elif not self.skipped_below:
            self.open.pop()
        self.depth -= 1

    def _text(self, text: str) -> None:
        if not self.skipped_below and not text.isspace():
            self.open[-1].parts.append(text)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_declarations(*_: object) -> None:
    raise Refused(
        "the XML declares a document type or entities, which can do harm and which no export needs",
        next_step=_AGAIN,
    )


def too_much(found: str) -> Refused:
    """The refusal of a file that is made to do harm."""
    return Refused("the XML holds more than any plan or model does", found=found, next_step=_AGAIN)
