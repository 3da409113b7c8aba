"""Workbooks that this program wrote and somebody filled in: recognised, and read back."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.base.regions import Sheet
from pmo_toolkit.intake.held_tables import HeldWorkspace
from pmo_toolkit.intake.returned.moderation_pack import decisions_alone
from pmo_toolkit.intake.returned.question_sheet import answers_alone
from pmo_toolkit.workspace.dictionary.moderation_tables import PACK_MARK, QUESTIONS_MARK

#: What stands behind the name of the workspace where its data are invented.
_SAMPLE = " (sample data)"


def returned_sheets(sheets: Sequence[Sheet], held: HeldWorkspace) -> tuple[Sheet, ...]:
    """The sheets of one file; of a workbook of ours only what was filled in, as our own table.

    Parameters
    ----------
    sheets : sequence of Sheet
        All of one file.
    held : HeldWorkspace
        What it is imported into.

    Raises
    ------
    UsageError
        For a workbook of ours that a newer version wrote, that is of another workspace, that lacks
        a sheet or a column, or in which nothing was filled in.
    """
    for sheet in sheets:
        lines = [_first_cell(sheet, row) for row in (1, 2)]
        for mark in (PACK_MARK, QUESTIONS_MARK):
            if lines[0].rpartition(" ")[0] != mark.rpartition(" ")[0]:
                continue
            file = sheet.source.file
            if lines[0] != mark:
                raise UsageError(
                    f"{file}: was written by another version of this program (found “{lines[0]}”,"
                    f" expected “{mark}”). Have it written anew, or import it with that version"
                )
            _refuse_other_workspace(file, lines[1], held)
            if mark == PACK_MARK:
                return decisions_alone(sheets)
            return answers_alone(sheets, held.config.locale, _proposals(held))
    return tuple(sheets)


def _refuse_other_workspace(file: str, line: str, held: HeldWorkspace) -> None:
    name = line.removesuffix(_SAMPLE)
    if name and name != held.config.title:
        raise UsageError(
            f"{file}: is of the workspace “{name}”, and {held.folder} is “{held.config.title}”."
            " Name that workspace after --into; where it was renamed since, have the workbook"
            " written anew"
        )


def _proposals(held: HeldWorkspace) -> frozenset[str] | None:
    """Ids of its proposals; None where they are not read here."""
    table = held.tables.get("proposals")
    return None if table is None else frozenset(table.texts("id"))


def _first_cell(sheet: Sheet, row: int) -> str:
    cells = sheet.lines.get(row, ())
    return cells[0].strip() if cells else ""
