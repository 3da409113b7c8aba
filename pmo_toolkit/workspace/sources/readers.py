"""From a file to rows of text.

Everything is text first: what a cell means is decided later, by its column. Cells that came with a
type (numbers and dates of Excel and Parquet) keep a canonical text that no locale can misread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.synonyms import SYNONYMS
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.cell_text import column_letters
from pmo_toolkit.workspace.sources.line_limits import Line
from pmo_toolkit.workspace.sources.places import Place
from pmo_toolkit.workspace.sources.raw_table import RawTable, file_hash, fill
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import CSV, EXCEL, lines_of

#: A CSV file up to this size is read in this process: it cannot do harm, and it is quicker.
_SMALL_CSV_BYTES = 10_000_000


def read_table(
    place: Place,
    process: ReadingProcess,
    encoding: str | None,
    troubles: Troubles,
    header_row: int | None = None,
) -> RawTable | None:
    """Read one table as text; None, with a fault, where it cannot be read.

    Parameters
    ----------
    place : Place
    process : ReadingProcess
    encoding : str, optional
        Of a CSV file that is not UTF-8.
    troubles : Troubles
    header_row : int, optional
        Row of the headers, where it is not the first that holds something.
    """
    raw = RawTable(place, declared_header_row=header_row)
    try:
        if place.format == CSV:
            _read_csv(raw, process, encoding)
        else:
            _read_in_process(raw, process, _sheet_options(place))
        _refuse_wrong_header_row(raw)
        raw.sha256 = file_hash(place)
    except Refused as refusal:
        troubles.fault(place.table, refusal.what, file=place.label, **refusal.where)
        return None
    except OSError as error:
        troubles.fault(
            place.table,
            "the file cannot be opened",
            file=place.label,
            found=error.strerror or str(error),
            next_step="Close it in other programs and check that you may read it.",
        )
        return None
    return raw


def _refuse_wrong_header_row(raw: RawTable) -> None:
    declared = raw.declared_header_row
    if declared is not None and not raw.headers:
        raise Refused(
            "header_row names a row that is blank or behind the last one",
            row=declared,
            expected="the row in which the headers stand",
            next_step="Mend header_row under [files] in workspace.toml.",
        )


def _read_csv(raw: RawTable, process: ReadingProcess, encoding: str | None) -> None:
    place = raw.place
    options = {"encoding": encoding, "headers": sorted(_possible_headers(place.table))}
    lines: Iterable[Line]
    if place.path.stat().st_size <= _SMALL_CSV_BYTES:
        _, lines = lines_of(place.path, process.limits, CSV, options)
    else:
        lines = process.lines(place.path, CSV, options, [])
    fill(raw, lines)


def _read_in_process(raw: RawTable, process: ReadingProcess, options: Mapping[str, Any]) -> None:
    place = raw.place
    merged: list[Any] = []
    fill(raw, process.lines(place.path, place.format, options, merged))
    raw.too_short = []  # only in a CSV file does a short line show that something slipped
    raw.since_1904 = place.workbook is not None and place.workbook.since_1904
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


def _sheet_options(place: Place) -> dict[str, str]:
    if place.format != EXCEL:
        return {}
    assert place.workbook is not None and place.sheet is not None
    return {"sheet": place.sheet, "part": place.workbook.parts[place.sheet]}


def _possible_headers(table: str) -> set[str]:
    synonyms = SYNONYMS.get(table, {}).values()
    names = [*TABLES[table].columns, *(name for names in synonyms for name in names)]
    return {comparable(name) for name in names}


def _area(top: tuple[int, int], bottom: tuple[int, int]) -> str:
    return f"{column_letters(top[1])}{top[0] + 1}:{column_letters(bottom[1])}{bottom[0] + 1}"
