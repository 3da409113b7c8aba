"""Sheets of Excel workbooks as text, read by calamine after a look at what would be unpacked."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.parsing.outcomes import FormulaError
from pmo_toolkit.workspace.sources.raw_table import (
    RawTable,
    Refused,
    cell_text,
    column_letters,
    file_hash,
    fill,
)
from pmo_toolkit.workspace.sources.workbook_guard import look_at_sheet


def read_excel(raw: RawTable, settings: Settings) -> None:
    """Fill `raw` from a sheet."""
    from python_calamine import CalamineError, CalamineWorkbook

    book, sheet = raw.place.workbook, raw.place.sheet
    assert book is not None and sheet is not None
    raw.sha256 = file_hash(raw.place)
    raw.since_1904 = book.since_1904
    try:
        look = look_at_sheet(book, sheet, settings)
    except ValueError as error:
        raise Refused(str(error)) from None
    try:
        with CalamineWorkbook.from_path(str(raw.place.path)) as workbook:
            cells = workbook.get_sheet_by_name(sheet)
            start = cells.start or (0, 0)
            merged = cells.merged_cell_ranges or []
            values = cells.to_python(skip_empty_area=True)
    except BaseException as error:
        # a panic of the Rust reader derives from BaseException; an interrupt is none of ours
        if (
            not isinstance(error, (CalamineError, OSError, ValueError))
            and type(error).__name__ != "PanicException"
        ):
            raise
        raise Refused(
            "the workbook is damaged",
            found=str(error) or type(error).__name__,
            next_step="Open it in Excel and save it again as .xlsx.",
        ) from None

    errors: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in look.errors.items():
        errors.setdefault(row, []).append((column, text))

    def lines() -> Iterator[tuple[int, list[str]]]:
        # calamine shows errors as blanks, and leaves out rows at the end that hold nothing else
        for number in range(start[0] + 1, max([start[0] + len(values), *errors]) + 1):
            place = number - start[0] - 1
            line = values[place] if place < len(values) else []
            texts = [""] * start[1] + [cell_text(cell) for cell in line]
            for column, text in errors.get(number, ()):
                texts += [""] * (column - len(texts))
                texts[column - 1] = FormulaError(text)
            yield number, texts

    fill(raw, lines(), settings)
    for top, bottom in merged:
        if top[0] + 1 <= raw.header_row <= bottom[0] + 1 and raw.headers:
            raise Refused(
                "the header row holds merged cells",
                row=raw.header_row,
                found=_area(top, bottom),
                expected="one header a column",
                next_step="Unmerge them and give each column its own header in one row.",
            )
        raw.merged.append(_area(top, bottom))


def _area(top: tuple[int, int], bottom: tuple[int, int]) -> str:
    return f"{column_letters(top[1])}{top[0] + 1}:{column_letters(bottom[1])}{bottom[0] + 1}"
