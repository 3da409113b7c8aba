"""A moderation workbook that comes back: what was decided in it, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.base.regions import Sheet
from pmo_toolkit.workspace.dictionary.moderation_tables import (
    PACK_COLUMNS,
    PACK_SHEET,
)


def decisions_alone(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Of a moderation workbook only what was decided, as our own table.

    Advice and figures of the workbook are ours and are not read back. A row without a decision is
    none, whatever else is filled in.

    Parameters
    ----------
    sheets : sequence of Sheet
        All of one file.

    Raises
    ------
    UsageError
        For a moderation workbook without its sheet or one of its columns, or in which nothing was
        decided.
    """
    file = sheets[0].source.file
    pack = next((sheet for sheet in sheets if sheet.source.sheet == PACK_SHEET), None)
    if pack is None or not pack.lines:
        raise UsageError(
            f"{file}: this moderation workbook has no sheet “{PACK_SHEET}” any more. Give the sheet"
            " its name back, or have the pack written anew"
        )
    head = min(pack.lines)
    titles = [cell.strip() for cell in pack.lines[head]]
    if missing := [title for title in PACK_COLUMNS if title not in titles]:
        raise UsageError(
            f"{file}, sheet {PACK_SHEET}, row {head}: the column “{missing[0]}” is gone. Put it"
            " back under that title, or have the pack written anew"
        )
    places = [titles.index(title) for title in PACK_COLUMNS]
    decided = list(PACK_COLUMNS.values()).index("decision")
    lines = {head: tuple(PACK_COLUMNS.values())}
    for row, cells in pack.lines.items():
        kept = tuple(cells[place] if place < len(cells) else "" for place in places)
        if row != head and kept[0].strip() and kept[decided].strip():
            lines[row] = kept
    if len(lines) == 1:
        raise UsageError(
            f"{file}, sheet {PACK_SHEET}: nothing was decided; the column “decision” is empty. Fill"
            " it in, and import the workbook again"
        )
    table = replace(
        pack,
        source=replace(pack.source, sheet="decisions"),
        lines=lines,
        merged=(),
        hidden_columns=frozenset(),
        hidden_rows=frozenset(),
    )
    return (table,)
