"""From the text of a column to typed values: each kind of the dictionary has its reader here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.core.written_numbers import NumberStyle, number_style
from pmo_toolkit.workspace.checking.cell_outcomes import (
    TO_BE_TOLD,
    NotKnownYet,
    Reader,
    outcome_of,
    stamp,
    visible_text,
    word_reader,
)
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.parsing.amounts import Amount, parse_money
from pmo_toolkit.workspace.parsing.date_forms import orders_shown
from pmo_toolkit.workspace.parsing.dates import parse_date, parse_month, parse_period
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Noted, Typed, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle
from pmo_toolkit.workspace.parsing.words import parse_flag, visible

_PERCENT = ("fraction", "probability")
_WHOLE = ("integer", "rating", "year")
_UNIT_WORDS: Mapping[str, tuple[str, ...]] = {
    "months": ("months", "month", "mo", "mths"),
    "days": ("days", "day", "d"),
    "calendar days": ("days", "day", "d"),
    "hours": ("hours", "hour", "hrs", "hr", "h"),
    "hours per month": ("hours", "hour", "hrs", "hr", "h"),
    "person-hours": ("hours", "hour", "hrs", "hr", "h", "ph"),
    "people": ("people", "users", "persons"),
    "interfaces": ("interfaces", "interface"),
    "points": ("points", "point"),
    "steps": ("steps", "step"),
}
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@dataclass
class CellReader:
    """Reads the cells of all tables of a workspace under what it declares.

    Attributes
    ----------
    config : WorkspaceConfig
    labels : dict
        (column, label without regard to case and spaces) → the spelling that was met first.
    """

    config: WorkspaceConfig
    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers: NumberStyle = number_style(self.config.locale)
        self.locale_declared = "locale" in self.config.declared

    def read(self, draft: Draft) -> None:
        """Fill `draft.values`, noting row faults and findings on the way."""
        for column in draft.cells:
            kind = draft.metadata(column).get("kind", "text")
            if kind == "money" or (draft.name == "benefits" and column in ("low", "mode", "high")):
                self._money(draft, column)
            else:
                self._column(draft, column, kind, self._reader(draft, column, kind))

    def all_numbers(self, texts: list[str]) -> bool:
        """Whether every text that says something is a number, and at least one does."""
        outcomes = {
            text: outcome_of(text, lambda cell: parse_number(cell, self.numbers))
            for text in set(texts)
        }
        stated = [
            outcome
            for outcome in outcomes.values()
            if outcome is not None and not isinstance(outcome, NotKnownYet)
        ]
        return bool(stated) and not any(isinstance(outcome, Unreadable) for outcome in stated)

    def read_extra(self, draft: Draft, column: str, *, numeric: bool) -> None:
        """Read a column outside the dictionary, as numbers or as labels."""
        if numeric:
            self._column(draft, column, "number", self._number_reader("number", ""))
        else:
            self._column(draft, column, "category", lambda text: self._label(draft, column, text))

    def _reader(self, draft: Draft, column: str, kind: str) -> Reader:
        meta = draft.metadata(column)
        if kind in ("id", "reference"):
            return str
        if kind == "text":
            return visible_text
        if kind == "category":
            words = self._vocabulary(draft, column)
            if words:
                return word_reader(words)
            if column == "currency":
                return str.upper
            return lambda text: self._label(draft, column, text)
        if kind == "flag":
            return parse_flag
        if kind in ("date", "month", "period"):
            parse = {"date": parse_date, "month": parse_month, "period": parse_period}[kind]
            style = DateStyle(
                self.config.locale,
                self.config.date_order,
                bool(self.config.declared & {"locale", "date_order"}),
                self.config.fiscal_year_start,
                draft.since_1904,
            )
            shown = orders_shown(draft.cells[column])
            return lambda text: stamp(parse(text, style, shown))
        return self._number_reader(kind, str(meta.get("unit", "")))

    def _vocabulary(self, draft: Draft, column: str) -> tuple[str, ...]:
        words = tuple(draft.metadata(column).get("vocabulary") or ())
        return (*words, *self.config.words(draft.name, column)) if words else ()

    def _number_reader(self, kind: str, unit: str) -> Reader:
        units = _UNIT_WORDS.get(unit, ())
        percent = kind in _PERCENT

        def read(text: str) -> Any:
            value = parse_number(text, self.numbers, percent=percent, units=units)
            if kind in _WHOLE and value != int(value):
                raise Unreadable("is not a whole number", "a whole number")
            return self._remarked(text, value)

        return read

    def _remarked(self, text: str, value: float) -> Any:
        if self.locale_declared or isinstance(text, Typed) or not _THREE_DECIMALS.fullmatch(text):
            return value
        return Noted(
            value,
            "could be a thousand in another country and is read as a decimal, since no locale is"
            " declared",
            'Write locale = "en_GB" (or the one that holds) in workspace.toml.',
        )

    def _label(self, draft: Draft, column: str, text: str) -> Any:
        spaced = " ".join(visible(text).split())
        first = self.labels.setdefault((column, comparable(spaced) or spaced), spaced)
        if first == spaced:
            return first
        return Noted(
            first,
            f"is spelt otherwise elsewhere and is read as {first!r}",
            "Spell it the same everywhere.",
        )

    def _column(self, draft: Draft, column: str, kind: str, read: Reader) -> None:
        known: dict[tuple[type, str], Any] = {}
        values: list[Any] = []
        required = draft.required(column) and kind != "id"
        # a free label or reference reads any word, so that placeholders must be looked for first
        any_word = kind == "reference" or (
            kind == "category" and not self._vocabulary(draft, column)
        )
        for position, text in enumerate(draft.cells[column]):
            key = (type(text), text)
            if key not in known:
                known[key] = outcome_of(text, read, placeholder_first=any_word)
            outcome = known[key]
            if isinstance(outcome, TO_BE_TOLD) and not (outcome is None and not required):
                outcome = self._settle(draft, column, position, text, outcome, required)
            values.append(outcome)
        draft.values[column] = values

    def _settle(
        self, draft: Draft, column: str, position: int, text: str, outcome: Any, required: bool
    ) -> Any:
        """The value of one cell, with its troubles told."""
        if outcome is None or isinstance(outcome, NotKnownYet):
            if required:
                draft.row_fault(
                    position,
                    column,
                    (
                        "is needed, and this says that it is not known yet"
                        if text
                        else "is needed and not given"
                    ),
                    found=text or "nothing",
                    expected="a value",
                    next_step="Fill it in, or remove the row.",
                )
            elif outcome is not None:
                draft.note(
                    position,
                    column,
                    "says that the value is not known yet and is read as missing: not assessed",
                    key=text.casefold(),
                    found=text,
                    next_step="Fill it in once it is known.",
                )
            return None
        if isinstance(outcome, Unreadable):
            if outcome.finding and not required:
                draft.note(
                    position,
                    column,
                    outcome.what,
                    found=text,
                    expected=outcome.expected,
                    next_step=outcome.next_step,
                )
            else:
                draft.row_fault(
                    position,
                    column,
                    outcome.what,
                    expected=outcome.expected,
                    next_step=outcome.next_step,
                    found=text,
                )
            return None
        if isinstance(outcome, Noted):
            draft.note(position, column, outcome.note, found=text, next_step=outcome.next_step)
            return outcome.value
        return outcome

    def _money(self, draft: Draft, column: str) -> None:
        """Amounts; for benefits only where the row's unit is money, or none is stated."""
        marks = draft.amounts.setdefault(column, {})
        number = self._number_reader("number", "")
        units = draft.cells.get("unit", []) if draft.name == "benefits" else []
        known: dict[tuple[bool, type, str], Any] = {}
        values: list[Any] = []
        for position, text in enumerate(draft.cells[column]):
            counted = bool(units) and comparable(units[position]) == comparable("unit per year")
            key = (counted, type(text), text)
            if key not in known:
                known[key] = outcome_of(text, number if counted else self._amount)
            outcome = known[key]
            if isinstance(outcome, Amount):
                if outcome.mark:
                    marks[position] = outcome
                outcome = self._remarked(text, outcome.value)
            values.append(self._settle(draft, column, position, text, outcome, False))
        draft.values[column] = values

    def _amount(self, text: str) -> Amount:
        return parse_money(text, self.numbers)
