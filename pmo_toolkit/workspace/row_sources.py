"""Whose row it is: the column ``_source`` of merged workspaces.

Any table may have it, beside the columns of the dictionary. A cell names the PMO, the file and the
row there, as in ``FIN Finance PMO | costs.csv | 12``; of a row that several PMOs hold in common it
names each, parted by `` || ``.
"""

from __future__ import annotations

from dataclasses import dataclass

_WITHIN, _BETWEEN = " | ", " || "


@dataclass(frozen=True, order=True)
class RowSource:
    """Where a row of a merged workspace stood before.

    Parameters
    ----------
    prefix : str
        By which the ids of that PMO begin: letters and digits.
    name : str
        Name of its workspace.
    file : str
        File, and sheet of a workbook.
    row : int
        As its owner sees it, header = 1.
    """

    prefix: str
    name: str
    file: str
    row: int

    @property
    def label(self) -> str:
        """``Finance PMO (FIN), costs.csv row 12``."""
        return f"{self.name} ({self.prefix}), {self.file} row {self.row}"

    def __str__(self) -> str:
        return _WITHIN.join(
            (f"{self.prefix} {_plain(self.name)}", _plain(self.file), f"{self.row}")
        )


def sources_text(sources: tuple[RowSource, ...]) -> str:
    """The cell of a row that comes from these places."""
    return _BETWEEN.join(map(str, sources))


def sources_of(text: object) -> tuple[RowSource, ...]:
    """What a cell of the column says; nothing for a cell that says it in another way."""
    return tuple(found for part in str(text or "").split(_BETWEEN) if (found := _source(part)))


def _source(part: str) -> RowSource | None:
    pieces = part.strip().split(_WITHIN)
    if len(pieces) != 3 or not pieces[2].isdigit():
        return None
    prefix, _, name = pieces[0].partition(" ")
    return RowSource(prefix, name, pieces[1], int(pieces[2]))


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
