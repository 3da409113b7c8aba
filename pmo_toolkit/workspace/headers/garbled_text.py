"""Texts whose letters were lost or garbled on their way: they are told with their rows."""

from __future__ import annotations

from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE
from pmo_toolkit.workspace.parsing.garbled import has_lost_letters, ungarbled
from pmo_toolkit.workspace.sources.raw_table import RawTable
from pmo_toolkit.workspace.sources.reading_task import CSV


def tell_garbled(raw: RawTable, encoding: str | None, troubles: Troubles) -> None:
    """Report texts that were written in another encoding than they were read or saved in.

    Parameters
    ----------
    raw : RawTable
    encoding : str, optional
        That was declared for the file.
    troubles : Troubles
    """
    lines = [(raw.header_row, raw.headers), *zip(raw.rows, raw.records, strict=True)]
    garbled: dict[int, tuple[str, str]] = {}
    lost: dict[int, str] = {}
    for row, cells in lines:
        for cell in cells:
            if cell.isascii():
                continue
            meant = ungarbled(cell)
            if meant is not None:
                garbled.setdefault(row, (cell, meant))
            elif has_lost_letters(cell):
                lost.setdefault(row, cell)
    if garbled:
        cell, meant = next(iter(garbled.values()))
        troubles.finding(
            raw.place.table,
            f"texts are garbled in {rows_in_words(garbled)}: UTF-8 was taken for another encoding",
            row=min(garbled),
            found=cell,
            expected=meant,
            next_step=_step(raw, encoding),
            file=raw.place.label,
        )
    if lost:
        troubles.finding(
            raw.place.table,
            f"letters are lost in {rows_in_words(lost)}: the file was saved in an encoding that"
            " does not have them",
            row=min(lost),
            found=next(iter(lost.values())),
            next_step='Export it again as "CSV UTF-8" or as .xlsx.',
            file=raw.place.label,
        )


def _step(raw: RawTable, encoding: str | None) -> str:
    if encoding is not None and raw.place.format == CSV:
        name = raw.place.table
        return (
            f'Write [files] {name} = {{ file = "{raw.place.file}", encoding = "utf-8" }} in'
            f" {CONFIG_FILE}."
        )
    return 'The file itself holds them so: export it again, as "CSV UTF-8" or .xlsx.'
