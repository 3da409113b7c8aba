"""The paste form: rows of one table, pasted from a spreadsheet, checked and taken over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets as widgets
import xlsxwriter

from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.intake.importing import import_files
from pmo_toolkit.workshop.base.html_views import html_text, html_view, style_view
from pmo_toolkit.workshop.controls.paste_table import PasteTable
from pmo_toolkit.workshop.controls.table_columns import columns_of
from pmo_toolkit.workshop.import_form import outcome_lines
from pmo_toolkit.workspace.dictionary.tables import TABLES


class PasteForm(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    r"""Rows of a table of the data dictionary, pasted or typed, merged into a workspace.

    Nothing is written before somebody presses *Import*, and nothing while a cell is at fault.

    Parameters
    ----------
    table : str
        Such as ``"risks"``.
    into : path-like
        Folder of the workspace; it need not be there.
    columns : iterable of str, optional
        Default: all columns of the table.
    locale : str
        How what is pasted writes numbers and dates.

    Raises
    ------
    UsageError
        Where the dictionary has no such table or column.

    Examples
    --------
    >>> form = PasteForm("risks", columns=["proposal", "title", "probability"])
    >>> form.table.paste("P-001\tNobody comes\t20 %\nP-002\tFire\tseldom")
    >>> [(finding.row, finding.what) for finding in form.table.rows().findings]
    [(2, 'is not a number')]
    """

    def __init__(
        self,
        table: str,
        into: str | os.PathLike[str] = "my-workspace",
        columns: Iterable[str] | None = None,
        *,
        locale: str = "en_GB",
    ):
        if table not in TABLES:
            raise UsageError(f"there is no table {table!r}; known are {', '.join(TABLES)}")
        self._name, self._into = table, Path(into)
        names = TABLES[table].columns if columns is None else columns
        self.table = PasteTable(columns_of(table, names), label=table, locale=locale)
        self.import_button = widgets.Button(
            description="Import", button_style="primary", icon="check"
        )
        self.import_button.on_click(lambda _: self._press())
        self.outcome = html_view("import_outcome", lines=[], grave=False)
        super().__init__((style_view("import"), self.table, self.import_button, self.outcome))

    def carry_out(self) -> tuple[str, ...]:
        """Merge the rows into the workspace, as ``pmo import`` does; the files that were written.

        Raises
        ------
        PmoError
            If no row is filled, a cell is at fault, or the workspace cannot be written.
        """
        rows = self.table.rows()
        faults = len({(finding.row, finding.column) for finding in rows.faults})
        if not rows.values:
            raise PmoError("no row is filled yet: paste some, or type into the table")
        if faults:
            cells = counted(faults, "cell is", "cells are")
            raise PmoError(f"{cells} at fault: what is wrong stands there; nothing is written")
        with TemporaryDirectory(prefix="pmo-paste-") as folder:
            result = import_files([self._workbook(Path(folder), rows.values)], self._into)
        self._say(*outcome_lines(result, self._into))
        return result.written

    def _workbook(self, folder: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
        """The rows with their types, so that no locale is guessed again."""
        path = folder / f"{self._name}.xlsx"
        names = [column.name for column in self.table.columns]
        options = {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
        options["strings_to_formulas"] = False
        with xlsxwriter.Workbook(path, options) as book:
            sheet = book.add_worksheet(self._name)
            sheet.write_row(0, 0, names)
            for number, row in enumerate(rows, start=1):
                for place, name in enumerate(names):
                    if row[name] is not None:
                        sheet.write(number, place, row[name])
        return path

    def _press(self) -> None:
        try:
            self.carry_out()
        except (PmoError, OSError) as error:
            self._say(*str(error).split("\n"), grave=True)

    def _say(self, *lines: str, grave: bool = False) -> None:
        self.outcome.value = html_text("import_outcome", lines=lines, grave=grave)
