"""From the text of a column to typed values: each kind of the dictionary has its reader here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pmo_toolkit.core.errors import shorten
from pmo_toolkit.core.written_numbers import NumberStyle, number_style
from pmo_toolkit.workspace.checking.cell_outcomes import (
    TO_BE_TOLD,
    NotKnownYet,
    Reader,
    outcome_of,
    settle,
    stamp,
    visible_text,
    word_reader,
)
from pmo_toolkit.workspace.checking.draft import Amount, Draft
from pmo_toolkit.workspace.checking.quantities import NumberColumn, own_periods, safe_end
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.parsing.date_forms import orders_shown
from pmo_toolkit.workspace.parsing.dates import parse_date, parse_month, parse_period
from pmo_toolkit.workspace.parsing.numbers import canonical_number, parse_number
from pmo_toolkit.workspace.parsing.outcomes import Noted, Remark, Remarked, Typed, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle
from pmo_toolkit.workspace.parsing.units import unit_of
from pmo_toolkit.workspace.parsing.words import parse_flag, visible

_NUMBERS = ("number", "integer", "rating", "year", "fraction", "probability", "money")
#: Stands for a value that is not known; where an id is asked for it is one like any other.
_X_ALONE = re.compile("x+", re.IGNORECASE)
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
            if column in draft.unread:
                draft.values[column] = [None] * len(draft)
            elif kind in _NUMBERS:
                self._numbers(draft, column, kind)
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
            self._numbers(draft, column, "number")
        else:
            self._column(draft, column, "category", lambda text: self._label(draft, column, text))

    def _reader(self, draft: Draft, column: str, kind: str) -> Reader:
        if kind in ("id", "reference"):
            return str
        if kind == "text":
            return visible_text
        if kind == "category":
            words = self._vocabulary(draft, column)
            if words:
                return word_reader(words, f"{draft.name}.{column}")
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
        raise ValueError(f"there is no kind of column {kind!r}")

    def _vocabulary(self, draft: Draft, column: str) -> tuple[str, ...]:
        words = tuple(draft.metadata(column).get("vocabulary") or ())
        return (*words, *self.config.words(draft.name, column)) if words else ()

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
        translated = self._translation(draft, column)
        # a free label or reference reads any word, so that placeholders must be looked for first
        any_word = kind == "reference" or (
            kind == "category" and not self._vocabulary(draft, column)
        )
        for position, text in enumerate(draft.cells[column]):
            key = (type(text), text)
            if key not in known:
                is_name = kind == "reference" and _X_ALONE.fullmatch(text) is not None
                known[key] = translated(text, read, any_word and not is_name)
            outcome = known[key]
            if isinstance(outcome, TO_BE_TOLD) and not (outcome is None and not required):
                outcome = settle(draft, column, position, outcome, required=required)
            values.append(outcome)
        draft.values[column] = values

    def _translation(self, draft: Draft, column: str) -> Callable[[str, Reader, bool], Any]:
        """What becomes of a cell, whose word ``[words]`` may translate."""
        words = {
            comparable(word): value
            for word, value in self.config.translation(draft.name, column).items()
        }

        def outcome(text: str, read: Reader, any_word: bool) -> Any:
            value = words.get(comparable(text)) if words else None
            if value is None:
                return outcome_of(text, read, placeholder_first=any_word)
            ours = value if isinstance(value, str) else canonical_number(value)
            read_as = outcome_of(ours, read, placeholder_first=any_word)
            if isinstance(read_as, Unreadable):
                what = f"is translated into {str(ours)!r} by [words], and that {read_as.what}"
                step = f"Mend it under [words] in {CONFIG_FILE}."
                return Unreadable(what, read_as.expected, step)
            return read_as

        return outcome

    def _numbers(self, draft: Draft, column: str, kind: str) -> None:
        """Numbers and amounts; benefits are no money where their row counts something else."""
        marks = draft.amounts.setdefault(column, {})
        required = draft.required(column)
        translated = self._translation(draft, column)
        money = self._number_column(draft, column, kind)
        plain = replace(money, unit="", declared=None)
        of_benefits = draft.name == "benefits" and column in ("low", "mode", "high")
        units = draft.cells.get("unit", []) if of_benefits else []
        known: dict[tuple[bool, type, str], Any] = {}
        values: list[Any] = []
        for position, text in enumerate(draft.cells[column]):
            counted = bool(units) and comparable(units[position]) == comparable("unit per year")
            key = (counted, type(text), text)
            if key not in known:
                known[key] = translated(text, (plain if counted else money).read, False)
                if kind == "rating":
                    _advise_words(known[key], text, f"{draft.name}.{column}")
            outcome = known[key]
            if isinstance(outcome, Remarked):
                if outcome.mark:
                    marks[position] = Amount(outcome.mark, outcome.currencies)
                outcome = self._remarked(text, outcome)
            values.append(settle(draft, column, position, outcome, required=required))
        draft.values[column] = values

    def _number_column(self, draft: Draft, column: str, kind: str) -> NumberColumn:
        unit = str(draft.metadata(column).get("unit", ""))
        if draft.name == "benefits" and unit == "unit":
            unit = "money per year"
        if (draft.name, column) == ("demand", "start_month"):
            unit = ""  # the number of a month, no length of time
        declared = self.config.units.get(draft.name, {}).get(column)
        return NumberColumn(
            kind,
            unit,
            self.numbers,
            self.locale_declared,
            safe_end(draft.name, column, kind),
            None if declared is None else unit_of(declared),
            self.config.hours_per_day,
            own_periods(draft.name, unit),
        )

    def _remarked(self, text: str, number: Remarked) -> Remarked:
        if self.locale_declared or isinstance(text, Typed) or not _THREE_DECIMALS.fullmatch(text):
            return number
        remark = Remark(
            "could be a thousand in another country and is read as a decimal, since no locale is"
            " declared",
            'Write locale = "en_GB" (or the one that holds) in workspace.toml.',
        )
        return replace(number, remarks=(*number.remarks, remark))


def _advise_words(outcome: Any, text: str, column: str) -> None:
    """A rating in words, as "hoch", is best translated for the whole column."""
    if isinstance(outcome, Unreadable) and not any(map(str.isdigit, text)):
        example = f'"{shorten(text, 20)}" = 5 (or what it means)'
        outcome.next_step = f"Write [words.{column}] {example} in workspace.toml."
