"""Sheets of Excel workbooks as lines of text, read by calamine.

calamine reserves memory for what a workbook claims, and some claims end the whole process. So it
runs in the reading process only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.parsing.outcomes import FormulaError
from pmo_toolkit.workspace.sources.cell_text import cell_text
from pmo_toolkit.workspace.sources.line_limits import Line
from pmo_toolkit.workspace.sources.refusal import damaged_workbook
from pmo_toolkit.workspace.sources.workbook_parts import SheetOutline, outline

#: First and last cell of an area, each as row and column from 0.
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class SheetShape:
    """What a sheet holds beside its cells.

    Parameters
    ----------
    merged : list of Area
    hidden_rows, hidden_columns : list of int
        Counted from 1.
    """

    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def read_excel(
    path: Path, limits: ReadingSettings, *, sheet: str, part: str
) -> tuple[SheetShape, Iterator[Line]]:
    """Shape and lines of a sheet.

    Parameters
    ----------
    path : Path
    limits : ReadingSettings
    sheet, part : str
        Name of the sheet, and its part of the archive.

    Raises
    ------
    Refused
        Where the workbook is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    sheet_outline = outline(path, part, limits)
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            cells = workbook.get_sheet_by_name(sheet)
            start = cells.start or (0, 0)
            merged = cells.merged_cell_ranges or []
            values = cells.to_python(skip_empty_area=True)
    except BaseException as error:
        # a panic of the Rust reader derives from BaseException; an interrupt is none of ours
        known = isinstance(error, (CalamineError, OSError, ValueError))
        if not known and type(error).__name__ != "PanicException":
            raise
        raise damaged_workbook(str(error) or type(error).__name__) from None
    shape = SheetShape(merged, sheet_outline.hidden_rows, sheet_outline.hidden_columns)
    return shape, _lines(values, start, sheet_outline)


def _lines(
    values: Sequence[Sequence[object]], start: tuple[int, int], sheet_outline: SheetOutline
) -> Iterator[Line]:
    # calamine shows errors as blanks, and leaves out rows at the end that hold nothing else
    for number in range(start[0] + 1, max([start[0] + len(values), *sheet_outline.errors]) + 1):
        position = number - start[0] - 1
        line = values[position] if 0 <= position < len(values) else []
        texts = [""] * start[1] + [cell_text(cell) for cell in line]
        for column, text in sheet_outline.errors.get(number, ()):
            texts += [""] * (column - len(texts))
            texts[column - 1] = FormulaError(text)
        yield number, texts
