"""Seed questions all in one table: typed, or pasted from a spreadsheet program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ipywidgets as widgets

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.studies.elicitation.entries import Entry, checked_range, latest_ranges
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.quantities import Quantity
from pmo_toolkit.workshop.controls.paste_table import PasteTable
from pmo_toolkit.workshop.controls.table_columns import Column

#: In the order in which they are asked: the middle last, so that it anchors neither end.
_ENDS = ("low", "high", "mode")
_NAMES = {"low": "low", "high": "high", "mode": "middle"}
_QUESTION = "finished project"
_Row = Mapping[str, str]


class SeedTable(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A row a seed question with this role's range; what is typed and not entered stays.

    Parameters
    ----------
    locale : str
        How numbers are written.
    buttons : sequence of Widget
        What stands beneath the table.
    """

    def __init__(self, locale: str, buttons: Iterable[widgets.Widget]):
        self._decimal = number_style(locale).decimal
        self._questions: dict[str, Quantity] = {}
        self._after: dict[str, int] = {}
        self._shown: list[dict[str, str]] = []
        ends = tuple(
            # a unit behind a number is refused: the table does not know the hours of a day
            Column(_NAMES[end], label=f"{_NAMES[end]}, person-hours", kind="number", least=0)
            for end in _ENDS
        )
        label = "Seed questions: effort that finished projects took"
        self.table = PasteTable(
            (Column(_QUESTION, required=True), *ends), label=label, locale=locale
        )
        super().__init__((self.table, widgets.HBox(tuple(buttons))))

    def show(self, questions: Iterable[Quantity], entries: Iterable[Entry], role: str) -> None:
        """Show what a role has entered of the questions that are open; none: nothing is shown."""
        known = tuple(entries)
        self._questions = {_label(one): one for one in questions}
        self.layout.display = "" if self._questions else "none"
        rows, after = [], {}
        for label, one in self._questions.items():
            entry = latest_ranges(known, one.subject).get((role, 1))
            after[one.subject] = 0 if entry is None else entry.number
            value = {} if entry is None else entry.value
            factor = 1.0 if entry is None else one.factor(str(value["unit"])) or 1.0
            rows.append(
                {_QUESTION: label}
                | {_NAMES[end]: self._text(value.get(end), factor) for end in _ENDS}
            )
        if self.table.cells in (self._shown, rows) or not self._shown:
            self.table.cells = self._shown = rows
            self._after = after

    def enter(self, journal: Journal, role: str) -> int:
        """Write down the rows that say something new; all of them are checked before.

        Returns
        -------
        int
            Rows that were written.

        Raises
        ------
        UsageError
            Where a cell is at fault, a row is no such question or not a whole range, or no row says
            anything new; nothing is written then.
        """
        read = self.table.rows()
        if read.faults:
            cells = counted(len(read.faults), "cell is", "cells are")
            raise UsageError(f"{cells} at fault: what is wrong stands there; nothing is entered")
        ranges = self._ranges(read.values)
        old = {row[_QUESTION]: row for row in self._shown}
        said = {row[_QUESTION]: row for row in self.table.cells}
        new = {
            one.subject: ends
            for one, ends in ranges.items()
            if said.get(_label(one)) != old.get(_label(one)) or not self._after.get(one.subject)
        }
        if not new:
            raise UsageError("no row says anything new: give low, high and middle of a project")
        for subject, (low, high, mode) in new.items():
            entry = journal.add_range(
                subject, role, low, high, mode, "person-hours", after=self._after.get(subject, 0)
            )
            self._after[subject] = entry.number
        self._shown = list(self.table.cells)
        return len(new)

    def _ranges(self, rows: Iterable[Mapping[str, Any]]) -> dict[Quantity, tuple[float, ...]]:
        """The range of each question that has one."""
        by_name = {label.casefold(): one for label, one in self._questions.items()}
        by_name |= {one.proposal.casefold(): one for one in self._questions.values()}
        found: dict[Quantity, tuple[float, ...]] = {}
        for row in rows:
            name = " ".join(str(row[_QUESTION]).split())
            ends = tuple(row[_NAMES[end]] for end in _ENDS)
            if all(end is None for end in ends):
                continue
            question = by_name.get(name.casefold())
            if question is None:
                raise UsageError(f"{name!r} is none of the open seed questions")
            if question in found:
                raise UsageError(f"{question.proposal} stands in two rows: leave one of them")
            if None in ends:
                raise UsageError(f"{question.proposal}: give low, high and middle")
            try:
                checked_range(ends[0], ends[1], ends[2], "person-hours")
            except UsageError as error:
                raise UsageError(f"{question.proposal}: {error}") from None
            found[question] = ends
        return found

    def _text(self, value: Any, factor: float) -> str:
        return "" if value is None else f"{value * factor:.12g}".replace(".", self._decimal)


def _label(question: Quantity) -> str:
    title = question.label.partition(": ")[2]
    return " ".join(f"{question.proposal} {title}".split())
