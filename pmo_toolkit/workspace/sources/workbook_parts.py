"""The parts of an Excel workbook that its cell reader keeps to itself.

A workbook is a zip archive of XML. Which sheets there are and how its days count is needed before
any cell is read; formula errors are needed beside the cells, since the cell reader shows them as
blanks. All of it runs in the reading process, which bounds memory and time.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.sources.cell_text import column_letters, column_number
from pmo_toolkit.workspace.sources.line_limits import CELL_BYTES
from pmo_toolkit.workspace.sources.refusal import damaged_workbook, refuse_other_kinds

_DIGITS = "0123456789"
_LONGEST_PLACE = 12  # characters of a place such as XFD1048576
_CHUNK = 1 << 18
_TRUE = ("1", "true")
_BARE = frozenset({"c", "v", "is", "t", "row", "f"})  # names without a prefix, as nearly all are
_MOST_COLUMNS = 16_384  # of a sheet, in Excel


@dataclass(frozen=True)
class Sheets:
    """What a workbook says of its sheets.

    Parameters
    ----------
    parts : dict of str to str
        Sheet name → its part of the archive, in the order of the workbook.
    hidden : list of str
        Sheets that Excel does not show.
    since_1904 : bool
        Whether serial numbers of days count from 1904.
    """

    parts: dict[str, str]
    hidden: list[str]
    since_1904: bool


@dataclass
class SheetOutline:
    """How far a sheet reaches, what of it is hidden, and the formula errors in it.

    Attributes
    ----------
    last_row, last_column : int
        Counted from 1.
    errors : dict of int to list of (int, str)
        Row → column and error, such as ``#DIV/0!``. Where a formula's value was never stored, it
        is the formula itself: ``=SUM(B2:B5)``.
    hidden_rows, hidden_columns : list of int
        Counted from 1.
    """

    last_row: int = 0
    last_column: int = 0
    errors: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def read_sheets(path: Path, limits: ReadingSettings) -> Sheets:
    """The sheets of the workbook at `path`.

    Raises
    ------
    Refused
        Where it is no workbook, is protected, or contradicts itself.
    """
    refuse_other_kinds(path, limits.max_table_bytes)
    with _archive(path) as archive:
        _refuse_bombs(archive, limits)
        book = _tree(archive, "xl/workbook.xml")
        targets = {
            element.get("Id"): element.get("Target", "")
            for element in _named(_tree(archive, "xl/_rels/workbook.xml.rels"), "Relationship")
        }
    parts: dict[str, str] = {}
    hidden = []
    for element in _named(book, "sheet"):
        relation = next((text for key, text in element.attrib.items() if key.endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("xl", targets.get(relation, ""))).lstrip("/")
        if "worksheets/" not in part:
            continue  # charts and macros
        name = element.get("name", "")
        if name in parts:
            raise damaged_workbook("two sheets have one name")
        parts[name] = part
        if element.get("state", "visible") != "visible":
            hidden.append(name)
    if not parts:
        raise Refused(
            "the workbook has no sheet of cells",
            next_step="Put each table into a sheet of its name.",
        )
    properties = _named(book, "workbookPr")
    return Sheets(parts, hidden, any(element.get("date1904") in _TRUE for element in properties))


def outline(path: Path, part: str, limits: ReadingSettings) -> SheetOutline:
    """How far a sheet reaches and its formula errors, from its XML.

    Raises
    ------
    Refused
        Where it is damaged, or something stands so far from the table that all between would fill
        the memory.
    """
    reader = _OutlineReader(limits.max_table_bytes // CELL_BYTES)
    with _archive(path) as archive, archive.open(part) as stream:
        # Reading to the end also checks length and checksum.
        while chunk := stream.read(_CHUNK):
            reader.parser.Parse(chunk, False)
        reader.parser.Parse(b"", True)
    return reader.outline


class _OutlineReader:
    """Follows the elements of a sheet's XML."""

    def __init__(self, max_cells: int):
        self.outline = SheetOutline()
        self.max_cells = max_cells
        self.row = self.column = 0
        self.row_figures = ""
        self.error: list[str] | None = None
        self.formula: list[str] | None = None
        self.value: list[str] = []
        self.is_text = False
        self.columns: dict[str, int] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name if name in _BARE else name.rpartition(":")[2]
        if kind == "c":
            self._cell(attributes)
        elif kind == "row":
            self._row(attributes)
        elif kind == "v":
            self._value()
        elif kind == "f" and self.error is None:
            self.formula, self.value = [], []
            self.parser.CharacterDataHandler = self.formula.append
            self.parser.EndElementHandler = self._end
        elif kind == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.outline.hidden_columns += range(first, min(last, _MOST_COLUMNS) + 1)

    def _row(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r") or str(self.row + 1)
        if len(place) > _LONGEST_PLACE:
            raise damaged_workbook()
        self.row, self.column = int(place), 0
        self.row_figures = place
        self._reach()
        if attributes.get("hidden") in _TRUE:
            self.outline.hidden_rows.append(self.row)

    def _value(self) -> None:
        if self.error is not None:
            self.parser.CharacterDataHandler = self.error.append
        elif self.formula is not None:
            # a text that came to nothing is stored, as an empty one
            self.value = ["text"] if self.is_text else []
            self.parser.CharacterDataHandler = self.value.append

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self.column += 1
        elif len(place) > _LONGEST_PLACE:
            raise damaged_workbook()
        else:
            letters = place.rstrip(_DIGITS)
            if letters not in self.columns:
                self.columns[letters] = column_number(letters.upper())
            self.column = self.columns[letters]
            figures = place[len(letters) :]
            if figures != self.row_figures:
                self.row, self.row_figures = int(figures), figures
        if self.row < 1 or self.column < 1:
            raise damaged_workbook()
        if self.column > self.outline.last_column or self.row > self.outline.last_row:
            self._reach()
        kind = attributes.get("t")
        self.is_text = kind == "str"
        if kind == "e":
            self.error = []
            self.parser.EndElementHandler = self._end

    def _reach(self) -> None:
        """Note how far the sheet reaches; refuse it where it reaches too far."""
        outline = self.outline
        if self.column <= outline.last_column and self.row <= outline.last_row:
            return
        outline.last_column = max(outline.last_column, self.column)
        outline.last_row = max(outline.last_row, self.row)
        if max(outline.last_column, 1) * outline.last_row > self.max_cells:
            letters = column_letters(max(self.column, 1) - 1)
            raise Refused(
                f"something stands far from the table, in cell {letters}{self.row}; delete the"
                " rows and columns behind the table"
            )

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind in ("v", "f"):
            self.parser.CharacterDataHandler = None
        elif kind == "c":
            texts = self.error
            if self.formula is not None and not any(map(str.strip, self.value)):
                texts = ["=", *self.formula]
            if texts is not None:
                self.outline.errors.setdefault(self.row, []).append((self.column, "".join(texts)))
            self.error = self.formula = None
            self.parser.EndElementHandler = None


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`; whatever shows that it is damaged becomes a refusal."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ElementTree.ParseError) as error:
        raise damaged_workbook(error) from None
    except (LookupError, ValueError, RuntimeError, EOFError, zlib.error, expat.ExpatError):
        raise damaged_workbook() from None
    except OSError as error:
        if error.errno is not None and error.strerror and error.filename is not None:
            raise
        raise damaged_workbook() from None


def _refuse_bombs(archive: zipfile.ZipFile, limits: ReadingSettings) -> None:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    if size > limits.max_table_bytes:
        raise Refused(
            "the workbook would unpack to more than is allowed",
            found=f"{size:,} bytes; at most {limits.max_table_bytes:,} are allowed",
            next_step=(
                "Save only the tables in a new workbook, or raise max_table_bytes under [settings]"
                " in workspace.toml."
            ),
        )
    if any(member.flag_bits & 1 for member in members):
        raise Refused(
            "the workbook is protected by a password",
            next_step="Open it in Excel and save it as .xlsx without a password.",
        )
    names = [member.filename.lower() for member in members]
    if len(names) != len(set(names)):
        raise damaged_workbook("a part stands in it twice")


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    parser = ElementTree.XMLParser(target=_Tree())  # noqa: S314 (declarations are refused)
    parser.feed(archive.read(part))
    return parser.close()


class _Tree(ElementTree.TreeBuilder):
    def doctype(self, *declaration: Any) -> None:
        _refuse_doctype(*declaration)


def _refuse_doctype(*_: Any) -> None:
    raise damaged_workbook("it holds declarations that no workbook needs")


def _named(tree: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)
