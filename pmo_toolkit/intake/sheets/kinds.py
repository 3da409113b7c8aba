"""Kinds of files that an import does not read, and what to do with them."""

from __future__ import annotations

from pathlib import Path

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.workspace.sources.refusal import refuse_other_kinds, step_for

_TEXTS = {".csv", ".tsv", ".txt", ".tab", ".psv", ".dat", ""}
_WORKBOOKS = {".xlsx", ".xlsm"}
_NAMES = {
    ".xls": "an old Excel workbook",
    ".xlsb": "a binary Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".numbers": "a Numbers document",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".pdf": "a PDF document",
    ".mpp": "a Microsoft Project plan",
    ".json": "a JSON file",
}


def is_workbook(path: Path) -> bool:
    """Whether the name of a file says that it is a workbook of today."""
    return path.suffix.lower() in _WORKBOOKS


def refuse_kind(path: Path, longest: int) -> None:
    """Refuse a file of a kind that is not read, whether its name or its first bytes say so.

    Parameters
    ----------
    path : Path
    longest : int
        Bytes that are looked at.

    Raises
    ------
    Refused
    """
    kind = path.suffix.lower()
    if is_workbook(path):
        refuse_other_kinds(path, longest)
    elif kind not in _TEXTS:
        named = _NAMES.get(kind, f"a file of the kind {kind}")
        raise Refused(
            f"is {named}, which is not read",
            expected="an .xlsx, .csv or .tsv file",
            next_step=step_for(path),
        )
    with path.open("rb") as stream:
        if stream.read(4) == b"%PDF":
            raise Refused("is a PDF document, which is not read", next_step=step_for(Path(".pdf")))
