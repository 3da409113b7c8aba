"""A table to fill in by hand, or by pasting what was copied from a spreadsheet program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import anywidget
import traitlets

from pmo_toolkit.core.errors import Grade, Trouble, UsageError
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.workshop.controls.browser_files import script, style
from pmo_toolkit.workshop.controls.pasted_cells import pasted_cells
from pmo_toolkit.workshop.controls.table_columns import CellReading, Column, read_cells
from pmo_toolkit.workspace.dictionary.comparable import comparable

#: More rows than this are slow to show, and are better imported from a file.
MOST_ROWS = 1000
_MOST_UNDONE = 50
_LARGER = "Larger tables are imported from a file: pmo import, or the notebook intake.ipynb."


@dataclass(frozen=True)
class TableRows:
    """What the filled rows of a table came to.

    Parameters
    ----------
    values : tuple of mapping
        For each row that says anything, column → value; None where there is none.
    findings : tuple of Trouble
        What is wrong or to be known, with row (1 the first), column, found and expected.
    """

    values: tuple[Mapping[str, Any], ...]
    findings: tuple[Trouble, ...]

    @property
    def faults(self) -> tuple[Trouble, ...]:
        """Findings of cells that have no value though they are filled, or need one."""
        return tuple(finding for finding in self.findings if finding.grade is Grade.ROW)


class PasteTable(anywidget.AnyWidget):
    r"""An editable table that takes what is pasted from Excel; what is wrong stands at the cell.

    Cells are kept as they are written; `rows` reads them as the workspace would.

    Parameters
    ----------
    columns : sequence of Column
    rows : sequence of mapping
        Texts by name of column.
    label : str
        What the table is, for all who cannot see it too.
    locale : str
        How numbers and dates are written, such as ``"de_DE"``.

    Raises
    ------
    UsageError
        Where there is no column, two have one name, or there are too many rows.

    Examples
    --------
    >>> table = PasteTable([Column("risk"), Column("probability", kind="probability")])
    >>> table.paste("Supplier leaves\t20 %\nNobody comes\toften")
    >>> table.rows().values[0]
    {'risk': 'Supplier leaves', 'probability': 0.2}
    >>> [(finding.row, finding.column, finding.what) for finding in table.rows().findings]
    [(2, 'probability', 'is not a number')]
    """

    _esm = script("paste_table")
    _css = style()
    label = traitlets.Unicode().tag(sync=True)
    headings = traitlets.List(traitlets.Dict()).tag(sync=True)
    cells = traitlets.List(traitlets.Dict()).tag(sync=True)
    faults = traitlets.List(traitlets.Dict()).tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, str]] = (),
        *,
        label: str = "Table",
        locale: str = "en_GB",
        **traits: Any,
    ):
        names = [column.name for column in columns]
        if not names or len(set(names)) < len(names):
            raise UsageError(f"a table needs columns of different names, not: {', '.join(names)}")
        self.columns, self._locale = tuple(columns), locale
        self._before: list[list[dict[str, str]]] = []
        headings = [{"name": column.name, "heading": column.heading} for column in columns]
        super().__init__(label=label, headings=headings, cells=list(rows), **traits)
        self.on_msg(self._receive)

    def rows(self) -> TableRows:
        """What the filled rows come to: values, and all that is wrong."""
        values, findings = [], []
        readings = self._readings()
        for place, row in enumerate(self.cells):
            if not any(text.strip() for text in row.values()):
                continue
            read = {name: column[place] for name, column in readings.items()}
            values.append({name: reading.value for name, reading in read.items()})
            findings += [
                self._finding(place, name, reading)
                for name, reading in read.items()
                if reading.what
            ]
        return TableRows(tuple(values), tuple(findings))

    def write(self, row: int, column: str, text: str) -> None:
        """Write one cell; `row` is 1 for the first."""
        self._change(
            [
                {**cells, column: text} if place == row else cells
                for place, cells in enumerate(self.cells, start=1)
            ]
        )

    def paste(self, text: str, row: int = 1, column: str | None = None) -> None:
        """Write what was copied from a spreadsheet program, from a cell on to the right and down.

        A first row that names columns of this table is none to be kept: it says which column is
        which. What does not fit is refused as a whole, and `message` says why.
        """
        pasted = pasted_cells(text)
        width = len(pasted[0]) if pasted else 0
        names = [known.name for known in self.columns]
        targets = self._named_by(pasted[0]) if len(pasted) > 1 else None
        body = pasted if targets is None else pasted[1:]
        if targets is None:
            first = names.index(column or names[0])
            targets = names[first : first + width]
        last = row - 1 + len(body)
        if width > len(targets):
            self.message = (
                f"Nothing is pasted: it has {width} columns, and from here there are"
                f" {len(targets)}. Start further left, or copy fewer columns."
            )
        elif last > MOST_ROWS:
            self.message = (
                f"Nothing is pasted: the table would have {last:,} rows, and at most"
                f" {MOST_ROWS:,} fit. {_LARGER}"
            )
        elif body:
            cells = [*self.cells, *[{}] * (last - len(self.cells))]
            for place, texts in enumerate(body, start=row - 1):
                cells[place] = {**cells[place], **dict(zip(targets, texts, strict=True))}
            self._change(cells)
            rows = counted(len(body), "row is pasted", "rows are pasted")
            self.message = f"{rows}, from row {row} on.{self._to_look_at()}"

    def add_row(self, after: int | None = None) -> None:
        """An empty row behind another; by default at the end."""
        if len(self.cells) >= MOST_ROWS:
            self.message = f"No row is added: at most {MOST_ROWS:,} fit. {_LARGER}"
            return
        place = len(self.cells) if after is None else after
        self._change([*self.cells[:place], {}, *self.cells[place:]])

    def remove_row(self, row: int) -> None:
        """Take a row out; `undo` brings it back."""
        self._change([*self.cells[: row - 1], *self.cells[row:]])
        self.message = f"Row {row} is removed."

    def undo(self) -> None:
        """The table as it was before the last change."""
        if self._before:
            self.cells = self._before.pop()
            self.message = "The last change is undone."

    def _change(self, cells: Sequence[Mapping[str, str]]) -> None:
        self._before = [*self._before[1 - _MOST_UNDONE :], self.cells]
        self.message = ""
        self.cells = [dict(row) for row in cells]

    def _named_by(self, texts: Sequence[str]) -> list[str] | None:
        """Columns that a row of headings names; None where it is no such row."""
        known = {
            comparable(spelling): column.name
            for column in self.columns
            for spelling in (column.name, column.label or column.name, column.heading)
        }
        named = [known.get(comparable(text)) for text in texts]
        found = [name for name in named if name is not None]
        return found if len(set(found)) == len(texts) else None

    def _to_look_at(self) -> str:
        cells = counted(len(self.faults), "cell needs a look", "cells need a look")
        return f" {cells}." if self.faults else ""

    def _readings(self) -> dict[str, list[CellReading]]:
        return {
            column.name: read_cells(column, [row[column.name] for row in self.cells], self._locale)
            for column in self.columns
        }

    def _finding(self, place: int, name: str, reading: CellReading) -> Trouble:
        return Trouble(
            grade=Grade.ROW if reading.is_fault else Grade.FINDING,
            table=self.label,
            what=reading.what,
            row=place + 1,
            column=name,
            found=self.cells[place][name] or "nothing",
            expected=reading.expected,
            next_step=reading.next_step,
        )

    @traitlets.validate("cells")
    def _whole_rows(self, proposed: Any) -> list[dict[str, str]]:
        rows = proposed["value"]
        if len(rows) > MOST_ROWS:
            raise UsageError(f"{len(rows):,} rows, and at most {MOST_ROWS:,} fit. {_LARGER}")
        names = [column.name for column in self.columns]
        return [{name: str(row.get(name, "")) for name in names} for row in rows] or [
            dict.fromkeys(names, "")
        ]

    @traitlets.observe("cells")
    def _check(self, _: object = None) -> None:
        """Say at each cell what is wrong with it; rows without any text are left alone."""
        filled = [any(text.strip() for text in row.values()) for row in self.cells]
        self.faults = [
            {"row": place, "name": name, "text": reading.sentence, "grave": reading.is_fault}
            for name, readings in self._readings().items()
            for place, reading in enumerate(readings)
            if reading.what and filled[place]
        ]

    def _receive(self, _: object, content: Mapping[str, Any], __: object) -> None:
        """Do what was done in the browser."""
        if self.disabled:
            return
        what: dict[str, Callable[[Any, Any, Any], None]] = {
            "write": self.write,
            "paste": lambda row, column, text: self.paste(text, row, column),
            "add": lambda row, *_: self.add_row(row),
            "remove": lambda row, *_: self.remove_row(row),
            "undo": lambda *_: self.undo(),
        }
        what[content["kind"]](content.get("row"), content.get("column"), content.get("text"))
