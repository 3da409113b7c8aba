"""Workbooks that this program wrote and somebody filled in: recognised, and read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.base.regions import Sheet
from pmo_toolkit.intake.returned.moderation_pack import decisions_alone
from pmo_toolkit.intake.returned.question_sheet import answers_alone
from pmo_toolkit.workspace.dictionary.moderation_tables import PACK_MARK, QUESTIONS_MARK

#: What stands behind the name of the workspace where its data are invented.
_SAMPLE = " (sample data)"


@dataclass(frozen=True)
class Receiver:
    """The workspace that a workbook comes back to.

    Parameters
    ----------
    folder, title : str
    locale : str
        In which its numbers are written.
    proposals : frozenset of str or None
        Ids that it knows; None where they are not read.
    """

    folder: str
    title: str
    locale: str
    proposals: frozenset[str] | None


def returned_sheets(sheets: Sequence[Sheet], receiver: Receiver) -> tuple[Sheet, ...]:
    """The sheets of one file; of a workbook of ours only what was filled in, as our own table.

    Parameters
    ----------
    sheets : sequence of Sheet
        All of one file.
    receiver : Receiver
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
            _refuse_other_workspace(file, lines[1], receiver)
            if mark == PACK_MARK:
                return decisions_alone(sheets)
            return answers_alone(sheets, receiver.locale, receiver.proposals)
    return tuple(sheets)


def _refuse_other_workspace(file: str, line: str, receiver: Receiver) -> None:
    name = line.removesuffix(_SAMPLE)
    if name and name != receiver.title:
        raise UsageError(
            f"{file}: is of the workspace “{name}”, and {receiver.folder} is “{receiver.title}”."
            " Name that workspace after --into; where it was renamed since, have the workbook"
            " written anew"
        )


def _first_cell(sheet: Sheet, row: int) -> str:
    cells = sheet.lines.get(row, ())
    return cells[0].strip() if cells else ""
