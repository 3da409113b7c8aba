"""A look into an Excel workbook before anything is unpacked into memory.

A workbook is a zip archive of XML. A small file can unpack to gigabytes, a single stray cell in the
last row makes readers reserve the whole sheet, and a password hides everything: each is told as a
fault before it does harm.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL_BYTES = (
    20  # a cell of a sheet takes at least this much XML, and about as much memory when empty
)
_REF = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d{1,8})[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^>]*?t=[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
_SHARED = re.compile(rb"t=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")


@dataclass(frozen=True)
class Workbook:
    """What is known of a workbook before its cells are read.

    Parameters
    ----------
    path : Path
    sheets : mapping of str to str
        Sheet name → its part of the archive, in the order of the workbook.
    hidden : frozenset of str
        Sheets that Excel does not show.
    since_1904 : bool
        Whether serial numbers of days count from 1904.
    """

    path: Path
    sheets: Mapping[str, str]
    hidden: frozenset[str]
    since_1904: bool


class _Refused(Exception):
    """The workbook cannot be used: what is wrong, what to do."""

    def __init__(self, what: str, next_step: str, found: str | None = None):
        super().__init__(what)
        self.what, self.next_step, self.found = what, next_step, found


def open_workbook(
    path: Path, table: str, shown: str, settings: Settings, troubles: Troubles
) -> Workbook | None:
    """Look into the workbook at `path`; None, with a fault, where it cannot be used."""
    try:
        return _look(path, settings)
    except _Refused as refused:
        troubles.fault(
            table, refused.what, file=shown, found=refused.found, next_step=refused.next_step
        )
    except OSError as error:
        troubles.fault(
            table, "the file cannot be opened", file=shown, found=error.strerror or str(error)
        )
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ElementTree.ParseError,
        NotImplementedError,
    ) as error:
        troubles.fault(
            table,
            "the workbook is damaged",
            file=shown,
            found=str(error) or None,
            next_step="Open it in Excel and save it again as .xlsx.",
        )
    except (LookupError, ValueError, RuntimeError, EOFError, zlib.error):
        troubles.fault(
            table,
            "the workbook is damaged",
            file=shown,
            next_step="Open it in Excel and save it again as .xlsx.",
        )
    return None


def _look(path: Path, settings: Settings) -> Workbook:
    with path.open("rb") as stream:
        start = stream.read(8)
        if start == _OLE:
            rest = stream.read(settings.reading.max_table_bytes)
            if "EncryptedPackage".encode("utf-16-le") in rest:
                raise _Refused(
                    "the workbook is protected by a password", "Save it without a password."
                )
            raise _Refused("the file is in the old Excel format", "Save it again as .xlsx.")
        if not start.startswith(b"PK"):
            raise _Refused(
                "the file is not an Excel workbook",
                "Save it as .xlsx, or give it the ending it has.",
            )
    with zipfile.ZipFile(path) as archive:
        _refuse_bombs(archive, settings)
        book = _xml(archive, "xl/workbook.xml")
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in _xml(archive, "xl/_rels/workbook.xml.rels").iter()
            if _local(each) == "Relationship"
        }
    sheets: dict[str, str] = {}
    hidden = set()
    for each in book.iter():
        if _local(each) != "sheet":
            continue
        name = each.get("name", "")
        relation = next((value for key, value in each.attrib.items() if key.endswith("}id")), None)
        part = posixpath.normpath(posixpath.join("xl", targets.get(relation, ""))).lstrip("/")
        if "worksheets/" not in part:
            continue  # charts and macros
        sheets[name] = part
        if each.get("state", "visible") != "visible":
            hidden.add(name)
    since_1904 = any(
        _local(e) == "workbookPr" and e.get("date1904") in ("1", "true") for e in book.iter()
    )
    if not sheets:
        raise _Refused(
            "the workbook has no sheet of cells", "Put each table into a sheet of its name."
        )
    return Workbook(path, sheets, frozenset(hidden), since_1904)


def _refuse_bombs(archive: zipfile.ZipFile, settings: Settings) -> None:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    if size > settings.reading.max_table_bytes:
        raise _Refused(
            "the workbook would unpack to more than is allowed",
            "Save only the tables in a new workbook, or raise max_table_bytes under [settings] in"
            " workspace.toml.",
            f"{size:,} bytes; at most {settings.reading.max_table_bytes:,} are allowed",
        )
    if any(member.flag_bits & 1 for member in members):
        raise _Refused("the workbook is protected by a password", "Save it without a password.")
    names = [member.filename.lower() for member in members]
    if len(names) != len(set(names)):
        raise zipfile.BadZipFile("a part stands in it twice")


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _xml(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    # Reading to the end also checks length and checksum, so a member cannot be longer than it says.
    data = archive.read(part)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise zipfile.BadZipFile("it holds declarations that no workbook needs")
    return ElementTree.fromstring(data)  # noqa: S314 - without declarations there are no entities to misuse


@dataclass(frozen=True)
class SheetLook:
    """What is known of a sheet before its cells are read.

    Parameters
    ----------
    errors : mapping of (int, int) to str
        Formula errors such as ``#DIV/0!`` by (row, column), both counted from 1.
    """

    errors: Mapping[tuple[int, int], str]


def look_at_sheet(book: Workbook, sheet: str, settings: Settings) -> SheetLook:
    """Check that a sheet can be read without harm and find its formula errors.

    Raises
    ------
    ValueError
        With the reason in words, when it cannot.
    """
    try:
        with zipfile.ZipFile(book.path) as archive:
            data = archive.read(book.sheets[sheet])
            shared = _lengths(archive)
    except (
        zipfile.BadZipFile,
        KeyError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as error:
        raise ValueError(f"the workbook is damaged ({type(error).__name__})") from None
    refs = _REF.findall(data)
    columns = {letters: _column_number(letters) for letters in {letters for letters, _ in refs}}
    width = max(columns.values(), default=0)
    last = max(
        max((int(row) for _, row in refs), default=0), max(map(int, _ROW.findall(data)), default=0)
    )
    cells = last * width
    if cells > settings.reading.max_table_bytes // _CELL_BYTES:
        far = max(refs, key=lambda ref: (int(ref[1]), columns[ref[0]]))
        raise ValueError(
            f"something stands far from the table, in cell {far[0].decode()}{far[1].decode()}; "
            "delete the rows and columns behind the table"
        )
    if shared:
        # the same long text may be used by very many cells
        used = sum(shared[min(int(index), len(shared) - 1)] for index in _SHARED.findall(data))
        if used > settings.reading.max_table_bytes:
            raise ValueError(
                f"its texts would unpack to {used:,} bytes; at most {settings.reading.max_table_bytes:,}"
                " are allowed"
            )
    return SheetLook(_errors(data))


def _lengths(archive: zipfile.ZipFile) -> list[int]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [
        len(text)
        for text in re.split(rb"<(?:\w+:)?si[\s>/]", archive.read("xl/sharedStrings.xml"))[1:]
    ]


def _errors(data: bytes) -> dict[tuple[int, int], str]:
    errors = {}
    if b't="e"' in data or b"t='e'" in data:
        for attributes, text in _ERROR.findall(data):
            ref = _REF.search(b" " + attributes)
            if ref:
                errors[(int(ref[2]), _column_number(ref[1]))] = text.decode("utf-8", "replace")
    return errors


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
