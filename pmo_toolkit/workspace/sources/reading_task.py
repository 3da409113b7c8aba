"""What is read from a file, as lines of text; in this process and in the reading process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pmo_toolkit.core.files.refused import refuse_large_file
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.sources.csv_reader import read_csv
from pmo_toolkit.workspace.sources.excel_reader import SheetShape, read_excel
from pmo_toolkit.workspace.sources.line_limits import Line, within_limits
from pmo_toolkit.workspace.sources.parquet_reader import read_parquet
from pmo_toolkit.workspace.sources.workbook_parts import read_sheets

CSV, EXCEL, PARQUET = "csv", "excel", "parquet"
#: Parquet, column by column.
PARQUET_COLUMNS = "parquet columns"


def sheets_of(path: Path, limits: ReadingSettings) -> Mapping[str, Any]:
    """Parts, hidden sheets and first year of a workbook; see `workbook_parts.Sheets`."""
    sheets = read_sheets(path, limits)
    return vars(sheets)


def lines_of(
    path: Path, limits: ReadingSettings, file_format: str, options: Mapping[str, Any]
) -> tuple[SheetShape, Iterator[Line]]:
    """Shape of the sheet, which only a workbook tells, and lines of a table.

    Raises
    ------
    Refused
        Where it cannot be read, now or while the lines are taken.
    """
    refuse_large_file(path, limits)
    shape = SheetShape()
    if file_format == CSV:
        lines = read_csv(path, limits, **options)
    elif file_format == PARQUET:
        lines = read_parquet(path, limits)
    else:
        shape, lines = read_excel(path, limits, **options)
    return shape, within_limits(lines, limits)
