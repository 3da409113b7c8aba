"""Bounds of what a file may hold, kept while its lines are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings

MAX_COLUMNS = 1000
CELL_BYTES = 20  # what a cell costs beside its text, in a file as well as in memory

#: A line of a table: its row as the user sees it, and the texts of its cells.
Line = tuple[int, list[str]]


def refuse_columns(count: int) -> None:
    """Refuse a table with more columns than any table has."""
    if count > MAX_COLUMNS:
        raise Refused(f"has {count} columns", expected=f"at most {MAX_COLUMNS}")


def refuse_rows(found: str | None = None, *, limits: ReadingSettings) -> None:
    """Refuse a table with more rows than are allowed."""
    raise Refused(
        "has too many rows",
        found=found,
        expected=f"at most {limits.max_rows:,}",
        next_step=(
            "Keep only the rows that matter, or raise max_rows under [settings] in workspace.toml."
        ),
    )


def within_limits(lines: Iterable[Line], limits: ReadingSettings) -> Iterator[Line]:
    """Lines that hold something, or a refusal as soon as there are too many, too wide or too long.

    Blank lines are left out, but they count. A line counts as if it were as wide as the first one,
    since that is how it is kept.
    """
    width = rows = blank = used = 0
    for row, cells in lines:
        length = sum(map(len, cells))
        if length and any(map(str.strip, cells)):
            if not rows:
                width = len(cells)
                refuse_columns(max(end for end, cell in enumerate(cells, 1) if cell.strip()))
            elif rows > limits.max_rows:
                refuse_rows(limits=limits)
            rows += 1
            used += length + max(width, len(cells)) * CELL_BYTES
        else:
            blank += 1
            used += len(cells) * CELL_BYTES
            if blank > limits.max_rows:
                _refuse_blank(limits)
        if used > limits.max_table_bytes:
            _refuse_bytes(row, limits)
        if length:
            yield row, cells


def _refuse_blank(limits: ReadingSettings) -> None:
    raise Refused(
        "has too many blank rows",
        expected=f"at most {limits.max_rows:,}",
        next_step="Delete the blank rows.",
    )


def _refuse_bytes(row: int, limits: ReadingSettings) -> None:
    raise Refused(
        f"its texts would unpack to more than {limits.max_table_bytes:,} bytes",
        row=row,
        next_step=(
            "Keep only the rows and columns that matter, or raise max_table_bytes under [settings]"
            " in workspace.toml."
        ),
    )
