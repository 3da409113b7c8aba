"""Kinds of files that an import does not read, and what to do with them."""

from __future__ import annotations

from pathlib import Path

from pmo_toolkit.workspace.sources.refusal import Refused

_READ = {".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".tab", ".psv", ".dat", ""}
_AS_WORKBOOK = "Save it as .xlsx."
_UNREAD = {
    ".xls": "an old Excel workbook",
    ".xlsb": "a binary Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".numbers": "a Numbers document",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF document",
    ".ppt": "a PowerPoint presentation",
    ".pptx": "a PowerPoint presentation",
    ".mpp": "a Microsoft Project plan",
    ".json": "a JSON file",
}
_COPY_TABLES = "Copy its tables into a workbook and save it as .xlsx."
_NEXT_STEPS = {
    ".doc": _COPY_TABLES,
    ".docx": _COPY_TABLES,
    ".odt": _COPY_TABLES,
    ".pdf": "Ask for the workbook that it was made of, or copy its tables and save as .xlsx.",
    ".ppt": _COPY_TABLES,
    ".pptx": _COPY_TABLES,
    ".mpp": "Save it in Microsoft Project as .xml, or its table as .xlsx.",
    ".numbers": "Export it from Numbers as Excel (.xlsx).",
}


def refuse_kind(path: Path) -> None:
    """Refuse a file of a kind that is not read, whether its name or its first bytes say so.

    Raises
    ------
    Refused
    """
    kind = path.suffix.lower()
    if kind in _UNREAD:
        raise Refused(
            f"is {_UNREAD[kind]}, which is not read",
            expected="an .xlsx, .csv or .tsv file",
            next_step=_NEXT_STEPS.get(kind, _AS_WORKBOOK),
        )
    if kind not in _READ:
        raise Refused(
            f"files of the kind {kind} are not read",
            expected="an .xlsx, .csv or .tsv file",
            next_step=_AS_WORKBOOK,
        )
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(b"%PDF"):
        raise Refused("is a PDF document, which is not read", next_step=_NEXT_STEPS[".pdf"])
