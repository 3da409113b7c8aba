"""A table of the user's own, without a schema: numbers where a column holds numbers, else text."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.errors import Grade, Trouble, UsageError, WorkspaceError
from pmo_toolkit.places import workspace_path
from pmo_toolkit.settings import Settings
from pmo_toolkit.workspace.collecting import Troubles
from pmo_toolkit.workspace.files import single_place
from pmo_toolkit.workspace.model import ROW
from pmo_toolkit.workspace.outcomes import Unreadable
from pmo_toolkit.workspace.parsing import NumberStyle, number_style, parse_number
from pmo_toolkit.workspace.readers import read_table
from pmo_toolkit.workspace.reading import read_workspace
from pmo_toolkit.workspace.words import is_placeholder

#: A column in which at least this share of what is stated are numbers is a column of numbers.
_NUMERIC_FROM = 0.9


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
    """

    frame: pd.DataFrame
    file: str
    troubles: tuple[Trouble, ...]

    def column(self, name: str) -> str:
        """The header that `name` means, without regard to case and blanks.

        Raises
        ------
        UsageError
            Where there is none, with the nearest.
        """
        headers = {_plain(header): str(header) for header in self.frame.columns}
        if name in self.frame.columns:
            return name
        if _plain(name) in headers:
            return headers[_plain(name)]
        near = get_close_matches(_plain(name), headers, n=1)
        hint = f"; did you mean {headers[near[0]]!r}?" if near else f"; it has {', '.join(map(str, headers.values()))}"
        raise UsageError(f"{self.file} has no column {name!r}{hint[:300]}")

    def findings(self) -> list[dict[str, Any]]:
        """What reading found, ready for JSON: ``column``, ``what`` and ``rows``."""
        return [
            {"column": each.column, "what": f"{each.what}{_found(each)}", "rows": [each.row] if each.row else []}
            for each in self.troubles
        ]


def read_own_table(path: str | os.PathLike[str], *, settings: Settings | None = None) -> OwnTable:
    """Read one table without a schema, or the history of a workspace.

    Parameters
    ----------
    path : path-like
        A CSV, XLSX (first sheet) or Parquet file, or the folder of a workspace.

    Raises
    ------
    UsageError
        When there is no such file or folder, or the workspace has no history.
    WorkspaceError
        When the file cannot be read.
    """
    place = workspace_path(path)
    if place.is_dir():
        return _history(place)
    effective, troubles = settings or Settings(), Troubles()
    found = single_place(place, effective, troubles)
    raw = None if found is None else read_table(found, effective, None, troubles)
    told = troubles.all()
    if raw is None or any(each.grade is Grade.FAULT for each in told):
        raise WorkspaceError([each for each in told if each.grade is Grade.FAULT])
    if len(set(raw.headers)) < len(raw.headers) or not raw.headers:
        twice = sorted({header for header in raw.headers if raw.headers.count(header) > 1})
        raise UsageError(
            f"{raw.place.label}: the headers must all differ; found twice: {', '.join(twice) or 'no header'}"
        )
    style = number_style("en_GB")
    columns = {}
    for position, header in enumerate(raw.headers):
        name = header or f"column {position + 1}"
        columns[name] = _typed([record[position] for record in raw.records], name, raw.rows, style, troubles)
    frame = pd.DataFrame(columns, index=pd.Index(raw.rows, name=ROW))
    return OwnTable(frame, raw.place.label, troubles.all())


def _history(folder: Path) -> OwnTable:
    workspace = read_workspace(folder)
    if not workspace.has("history"):
        raise UsageError(f"the workspace {workspace.name} has no history of finished projects")
    table = workspace.table("history").set_index(ROW)
    dates = [name for name in table.columns if pd.api.types.is_datetime64_any_dtype(table[name])]
    table[dates] = table[dates].apply(lambda column: column.dt.strftime("%Y-%m-%d"))
    given = table.dropna(axis="columns", how="all").drop(columns=["project", "title"], errors="ignore")
    return OwnTable(given, workspace.sources["history"].label, ())


def _typed(cells: list[str], name: str, rows: list[int], style: NumberStyle, troubles: Troubles) -> pd.Series:
    """Floats where nearly all that is stated are numbers; the others are then missing, with a finding."""
    stated = [None if not cell.strip() or is_placeholder(cell) else cell.strip() for cell in cells]
    numbers: list[float] = []
    odd: list[int] = []
    for row, cell in zip(rows, stated, strict=True):
        number = np.nan if cell is None else _number(cell, style)
        if number is None:
            odd.append(row)
        numbers.append(np.nan if number is None else number)
    given = sum(cell is not None for cell in stated)
    if given and len(odd) <= (1 - _NUMERIC_FROM) * given:
        for row in odd:
            troubles.finding(
                "history", "is not a number, and counts as missing", row=row, column=name, found=cells[rows.index(row)]
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


def _plain(name: object) -> str:
    return "".join(each for each in str(name).casefold() if each.isalnum())
