"""The refusal of a table or workbook that cannot be read, and of files of other kinds."""

from __future__ import annotations

import zipfile
from pathlib import Path

from pmo_toolkit.core.files.refused import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_START = 4096

#: Ending of a name → what to do with such a file, which is not read.
_STEPS = {
    ".xls": "Open it in Excel and save it as .xlsx.",
    ".xlsb": "Open it in Excel and save it as .xlsx.",
    ".xml": "Open it in Excel and save it as .xlsx.",
    ".ods": "Open it in LibreOffice or Excel and save it as .xlsx.",
    ".numbers": "Export it from Numbers as .xlsx.",
    ".txt": "Give it the ending .csv if it is a table, or save it as .xlsx.",
    ".json": "Save it as .xlsx or as CSV (UTF-8).",
    ".feather": "Save it as Parquet or as CSV (UTF-8).",
    ".doc": "Put its table into a sheet and save it as .xlsx.",
    ".docx": "Put its table into a sheet and save it as .xlsx.",
    ".pdf": "Put its table into a sheet and save it as .xlsx.",
    ".mpp": "Export the plan from MS Project as .xlsx.",
}
#: Endings of spreadsheets, which hold tables whatever their name is.
SPREADSHEETS = frozenset({".xls", ".xlsb", ".ods", ".numbers"})
SAVE_ANEW = "Open it in Excel and save it again as .xlsx."


def damaged_workbook(found: object = "") -> Refused:
    """The refusal of a workbook that contradicts itself."""
    return Refused("the workbook is damaged", found=str(found) or None, next_step=SAVE_ANEW)


def is_other_kind(path: Path) -> bool:
    """Whether a file is of a kind that may hold a table and is not read."""
    return path.suffix.lower() in _STEPS


def step_for(path: Path) -> str:
    """What to do with a file that is not read."""
    return _STEPS.get(path.suffix.lower(), "Save it as .xlsx or as CSV (UTF-8).")


def refuse_other_kinds(path: Path, longest: int) -> None:
    """Refuse a file that is no zip archive with a workbook of today in it.

    Parameters
    ----------
    path : Path
    longest : int
        Bytes that are looked at.

    Raises
    ------
    Refused
    """
    with path.open("rb") as stream:
        start = stream.read(_START)
        if start.startswith(_OLE):
            _refuse_old_format(start + stream.read(longest))
    if not start.startswith(b"PK"):
        _refuse_text(start)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return  # told where the archive is read
    _refuse_other_archive(names)


def _refuse_old_format(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(
            "the workbook is protected by a password",
            next_step="Open it in Excel and save it as .xlsx without a password.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise Refused("the file is a Word document, no workbook", next_step=_STEPS[".doc"])
    raise Refused("the file is in the old Excel format", next_step=_STEPS[".xls"])


def _refuse_text(start: bytes) -> None:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not text:
        raise Refused("the file is empty", next_step="Export it again, or remove it.")
    if text.startswith(b"%pdf"):
        raise Refused("the file is a PDF, no workbook", next_step=_STEPS[".pdf"])
    if text.startswith((b"<!doctype html", b"<html", b"<table")):
        raise Refused("the file is a web page, no workbook", next_step=_STEPS[".xls"])
    if text.startswith(b"<?xml"):
        raise Refused("the file is XML, no workbook of today", next_step=_STEPS[".xml"])
    raise Refused(
        "the file is not an Excel workbook",
        next_step="Open it in Excel and save it as .xlsx, or give it the ending it has (.csv).",
    )


def _refuse_other_archive(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Refused("the file is a binary workbook (.xlsb)", next_step=_STEPS[".xlsb"])
    if "word/document.xml" in names:
        raise Refused("the file is a Word document, no workbook", next_step=_STEPS[".docx"])
    if "mimetype" in names and "content.xml" in names:
        raise Refused(
            "the file is in the OpenDocument format (.ods), no Excel workbook",
            next_step=_STEPS[".ods"],
        )
