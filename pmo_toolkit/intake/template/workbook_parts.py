"""What a workbook holds besides cells, and what of it a copy has lost.

A workbook is a zip archive; the kinds of its parts say what stands in it. A copy is written by
openpyxl, which does not keep everything.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import IO

from pmo_toolkit.workspace.dictionary.not_read import FINDINGS_SHEET

#: Kind of part → how its name in the archive begins.
_KINDS = {
    "charts": r"xl/charts/chart\d",
    "images": r"xl/media/",
    "pivot tables": r"xl/pivotTables/",
    "slicers": r"xl/slicers/",
    "timelines": r"xl/timelines/",
    "links to other files": r"xl/externalLinks/externalLink\d",
    "macros": r"xl/vbaProject\.bin",
    "form controls": r"xl/(ctrlProps|activeX)/",
    "threaded comments": r"xl/threadedComments/",
    "tables with filters": r"xl/tables/",
    "data connections": r"xl/(connections|queryTables/)",
    "data model": r"xl/model/",
    "settings of printers": r"xl/printerSettings/",
    "diagrams": r"xl/diagrams/",
    "ribbons of its own": r"customUI/",
    "embedded files": r"xl/embeddings/",
}
_SHEET = re.compile(r"xl/worksheets/sheet[^/]*\.xml")
_DRAWING = re.compile(r"xl/drawings/drawing[^/]*\.xml")
_SHAPE = re.compile(rb"<(?:\w+:)?sp[ >]")
_EXTENSION = re.compile(rb"<(?:\w+:)?extLst[ >]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)\x00|\x00<\x00!\x00(?:D|E)")
_FINDINGS = f'name="{FINDINGS_SHEET}"'.encode()
_CHUNK = 1 << 20


def parts_of(path: Path | IO[bytes]) -> Counter[str]:
    """How many parts of each kind a workbook holds, shapes and newer formats among them."""
    counts: Counter[str] = Counter()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            counts.update(kind for kind, start in _KINDS.items() if re.match(start, name))
            if _DRAWING.fullmatch(name):
                counts["shapes and text boxes"] += len(_SHAPE.findall(archive.read(name)))
            elif _SHEET.fullmatch(name):
                text = archive.read(name)
                counts["sparklines and newer conditional formats"] += bool(_EXTENSION.search(text))
                counts["formulas"] += bool(_FORMULA.search(text))
            elif name == "xl/workbook.xml":
                counts[FINDINGS_SHEET] += _FINDINGS in archive.read(name)
    return +counts


def lost(original: Counter[str], copy: Counter[str]) -> tuple[str, ...]:
    """What a copy does not keep, in words, in a fixed order."""
    gone = original - copy
    return tuple(sorted(kind for kind in gone if kind not in ("formulas", FINDINGS_SHEET)))


def holds_declarations(path: Path) -> bool:
    """Whether any part declares entities, which no workbook needs and which can do harm."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            with archive.open(member) as stream:
                kept = b""
                while chunk := stream.read(_CHUNK):
                    if _DECLARATION.search(kept + chunk):
                        return True
                    kept = chunk[-16:]
    return False


def unpacked_bytes(path: Path) -> int:
    """How much the cells of a workbook are, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return sum(
            member.file_size
            for member in archive.infolist()
            if _SHEET.fullmatch(member.filename) or member.filename == "xl/sharedStrings.xml"
        )
