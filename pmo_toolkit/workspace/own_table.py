"""A table of the user's own, without a schema: numbers where a column holds numbers, else text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.core.errors import Grade, Trouble, UsageError
from pmo_toolkit.core.places import workspace_path
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.core.written_numbers import NumberStyle, is_placeholder, number_style
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import ROW
from pmo_toolkit.workspace.model import Workspace
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.reading import read_workspace
from pmo_toolkit.workspace.sources.places import single_place
from pmo_toolkit.workspace.sources.raw_table import RawTable
from pmo_toolkit.workspace.sources.readers import read_table
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess

#: A column in which at least this share of what is stated are numbers is a column of numbers.
_NUMERIC_FROM = 0.9
_PROPOSALS = "proposals"
_OR_DECLARED, _DECLARED, _SAVE = (
    ", or the encoding declared in workspace.toml",
    "workspace.toml",
    'Save it as "CSV UTF-8".',
)


@dataclass(frozen=True, eq=False)
class OwnTable:
    """A table as it was read.

    Parameters
    ----------
    frame : DataFrame
        Indexed by the row as the user sees it, header = 1; numbers as floats, all else as text.
    file : str
        Name of the file and sheet.
    troubles : tuple of Trouble
        Findings of reading.
    workspace : Workspace or None
        Whose history it is.
    """

    frame: pd.DataFrame
    file: str
    troubles: tuple[Trouble, ...]
    workspace: Workspace | None = None

    def column(self, name: str) -> str:
        """The header that `name` means, without regard to case and blanks.

        Raises
        ------
        UsageError
            Where there is none, with the nearest.
        """
        headers = {comparable(str(header)): str(header) for header in self.frame.columns}
        if name in self.frame.columns:
            return name
        if comparable(name) in headers:
            return headers[comparable(name)]
        near = get_close_matches(comparable(name), headers, n=1)
        hint = (
            f"; did you mean {headers[near[0]]!r}?"
            if near
            else f"; it has {', '.join(map(str, headers.values()))}"
        )
        raise UsageError(f"{self.file} has no column {name!r}{hint[:300]}")

    def findings(self) -> list[dict[str, Any]]:
        """What reading found, ready for JSON: ``column``, ``what`` and ``rows``."""
        return [
            {
                "column": trouble.column,
                "what": f"{trouble.what}{_found(trouble)}",
                "rows": [trouble.row] if trouble.row else [],
            }
            for trouble in self.troubles
        ]


def read_own_table(
    path: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    rows: str = "one row a finished project",
) -> OwnTable:
    """Read one table without a schema, or the history of a workspace.

    Parameters
    ----------
    path : path-like
        A CSV, XLSX (first sheet) or Parquet file, or a workspace: a folder, or a workbook with a
        sheet ``proposals``.
    settings : Settings, optional
    rows : str
        What its rows are, for whoever gives an empty one.

    Raises
    ------
    UsageError
        When there is no such file or folder, it cannot be read, or the workspace has no history
        that can be used.
    """
    place = workspace_path(path)
    if place.is_dir():
        return _history(place)
    effective, troubles = settings or Settings(), Troubles()
    with ReadingProcess(effective.reading) as process:
        source = single_place(place, process, troubles)
        raw = None if source is None else read_table(source, process, None, troubles)
    if raw is None:
        raise UsageError(
            _refusal(troubles.all()) or f"{place.name}: the workbook has no sheet that is shown"
        )
    if (
        source is not None
        and source.workbook is not None
        and _PROPOSALS in map(comparable, source.workbook.parts)
    ):
        return _history(place)
    if not raw.headers:
        raise UsageError(f"{raw.place.label}: it is empty; expected a row of headers, then {rows}")
    twice = sorted({header for header in raw.headers if header and raw.headers.count(header) > 1})
    if twice:
        raise UsageError(
            f"{raw.place.label}: the headers must all differ; found more than once:"
            f" {', '.join(twice)}"
        )
    _uneven(raw, troubles)
    style = _style(raw, troubles)
    columns: dict[str, pd.Series] = {}
    for position, header in enumerate(raw.headers):
        cells = [record[position] for record in raw.records]
        name = header or f"column {position + 1}"
        if header or any(cell.strip() for cell in cells):
            columns[name] = _typed(cells, name, raw.rows, style, troubles)
    frame = pd.DataFrame(columns, index=pd.Index(raw.rows, name=ROW))
    return OwnTable(frame, raw.place.label, troubles.all())


def _history(place: Path) -> OwnTable:
    workspace = read_workspace(place)
    troubles = [trouble for trouble in workspace.troubles if trouble.table == "history"]
    if not workspace.has("history"):
        refused = _refusal(trouble for trouble in troubles if trouble.grade is Grade.FAULT)
        raise UsageError(
            refused or f"the workspace {workspace.name} has no history of finished projects"
        )
    table = workspace.table("history").set_index(ROW)
    dates = [name for name in table.columns if pd.api.types.is_datetime64_any_dtype(table[name])]
    table[dates] = table[dates].apply(lambda column: column.dt.strftime("%Y-%m-%d"))
    stated = table.dropna(axis="columns", how="all").drop(
        columns=["project", "title"], errors="ignore"
    )
    return OwnTable(stated, workspace.sources["history"].label, tuple(troubles), workspace)


def _refusal(troubles: Iterable[Trouble]) -> str:
    """What, where, found, expected and next step of faults, in one text.

    A table of one's own has no workspace.toml.
    """
    lines = []
    for trouble in troubles:
        parts = [trouble.file or trouble.table]
        if trouble.row is not None:
            parts.append(f", row {trouble.row}")
        parts.append(f": {trouble.what}")
        if trouble.found is not None:
            parts.append(f"; found {trouble.found}")
        if trouble.expected is not None:
            parts.append(f"; expected {trouble.expected.replace(_OR_DECLARED, '')}")
        if trouble.next_step is not None:
            parts.append(f". {_SAVE if _DECLARED in trouble.next_step else trouble.next_step}")
        lines.append("".join(parts))
    return "\n".join(lines)


def _uneven(raw: RawTable, troubles: Troubles) -> None:
    """Rows with more or fewer cells than there are headers.

    A sign that something slipped out of its column.
    """
    for position, extra in raw.too_long:
        if not extra:
            continue
        what = "has more cells than there are headers, and those beyond are not used"
        troubles.finding("history", what, row=raw.rows[position], found=", ".join(extra))
    for row in raw.too_short:
        troubles.group(
            "history",
            "has fewer cells than there are headers; the last ones count as missing",
            row=row,
        )


def _style(raw: RawTable, troubles: Troubles) -> NumberStyle:
    """Decimal point or decimal comma, whichever makes numbers of more cells.

    The point where both do equally well.
    """
    point, comma = (number_style(locale) for locale in ("en_GB", "de_DE"))
    cells = {
        cell.strip()
        for record in raw.records
        for cell in record
        if "," in cell and not isinstance(cell, Typed)
    }
    if not cells:
        return point
    every = [
        cell
        for record in raw.records
        for cell in record
        if not isinstance(cell, Typed) and cell.strip()
    ]
    read = {
        style.locale: sum(_number(cell.strip(), style) is not None for cell in every)
        for style in (point, comma)
    }
    if read[comma.locale] > read[point.locale]:
        troubles.finding("history", f"is read with a decimal comma, as in {comma.example}")
        return comma
    both = {cell: {_number(cell, style) for style in (point, comma)} for cell in sorted(cells)}
    unsure = next((cell for cell, values in both.items() if len(values - {None}) == 2), None)
    if read[comma.locale] == read[point.locale] and unsure is not None:
        what = (
            "could be read with a decimal comma too; its commas are taken for thousands, as in"
            f" {point.example}"
        )
        troubles.finding("history", what, found=unsure)
    return point


def _typed(
    cells: list[str], name: str, rows: list[int], style: NumberStyle, troubles: Troubles
) -> pd.Series:
    """Floats where nearly all that is stated are numbers.

    The others are then missing, with a finding.
    """
    stated = [None if not cell.strip() or is_placeholder(cell) else cell.strip() for cell in cells]
    numbers: list[float] = []
    odd: list[int] = []
    for row, cell in zip(rows, stated, strict=True):
        number = np.nan if cell is None else _number(cell, style)
        if number is None:
            odd.append(row)
        numbers.append(np.nan if number is None else number)
    count_stated = sum(cell is not None for cell in stated)
    if count_stated and len(odd) <= (1 - _NUMERIC_FROM) * count_stated:
        for row in odd:
            troubles.finding(
                "history",
                "is not a number, and counts as missing",
                row=row,
                column=name,
                found=cells[rows.index(row)],
            )
        return pd.Series(numbers, index=rows, dtype=float)
    return pd.Series(stated, index=rows, dtype="str")


def _number(cell: str, style: NumberStyle) -> float | None:
    try:
        return parse_number(cell, style)
    except Unreadable:
        return None


def _found(trouble: Trouble) -> str:
    return "" if trouble.found is None else f"; found {trouble.found!r}"
