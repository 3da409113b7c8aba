"""One cell of a client's, as text of our column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pmo_toolkit.core.written_numbers import is_placeholder, parts_with_shares
from pmo_toolkit.intake.base.applied import CellTrouble
from pmo_toolkit.intake.base.rules import ColumnRule, Declared
from pmo_toolkit.intake.converting.figures import Figure, FigureReader, client_style
from pmo_toolkit.intake.converting.target_text import TargetStyle
from pmo_toolkit.intake.mapping.texts.periods import period_of
from pmo_toolkit.workspace.checking.quantities import safe_end
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.currencies import currencies_of
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.dates import parse_span
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle, Span, month_span, tidied
from pmo_toolkit.workspace.parsing.units import UnitError, unit_of
from pmo_toolkit.workspace.parsing.words import parse_flag

_NUMBERS = {"number", "integer", "fraction", "probability", "rating", "money", "year"}
_SHARES = {"fraction", "probability"}
_DAYS = {"date", "month", "period"}
_LOCALES = ("en_GB", "de_DE", "fr_FR", "es_ES", "nl_NL")
_UNFIT = re.compile(r'[/\\:*?"<>|]+')
_SHORT_YEAR = re.compile(r"(.*(?:[A-Za-zäéû]{3,}\.?|\d)[\s\-/.']+)'?(\d{2})")
#: Two digits of a year up to this one mean this century.
_LAST_OF_CENTURY = 69


@dataclass(frozen=True)
class CellText:
    """What became of one cell.

    Parameters
    ----------
    text : str
        For our column; as the client wrote it, where it could not be read.
    trouble : CellTrouble, optional
        What somebody should know of it, with the clause `what`.
    what : str
    figure : Figure, optional
        Of a number.
    """

    text: str
    trouble: CellTrouble | None = None
    what: str = ""
    figure: Figure | None = None


@dataclass(frozen=True)
class CellConverter:
    """Converts the cells of one column.

    Parameters
    ----------
    table : str
        Ours.
    rule : ColumnRule
    declared : Declared
        Its locale is how the workspace writes.
    shown : frozenset of str
        Orders of day and month that cells of the column can only have.
    since_1904 : bool
    """

    table: str
    rule: ColumnRule
    declared: Declared
    shown: frozenset[str] = frozenset()
    since_1904: bool = False

    @cached_property
    def _metadata(self) -> Mapping[str, Any]:
        column = TABLES[self.table].columns.get(self.rule.column)
        return (column.metadata or {}) if column is not None else {"kind": "extra"}

    @property
    def kind(self) -> str:
        """Kind of our column; ``extra`` for one that the dictionary does not know."""
        return str(self._metadata.get("kind", "text"))

    @cached_property
    def target(self) -> TargetStyle:
        """How the workspace writes."""
        return TargetStyle(self.declared.locale or "en_GB")

    @cached_property
    def figures(self) -> FigureReader:
        """Reads the column's numbers."""
        unit = str(self._metadata.get("unit", ""))
        if self.table == "benefits" and self.rule.column in ("low", "mode", "high"):
            unit = "money per year"
        return FigureReader(
            client_style(self.rule.decimal, self.target.locale),
            unit,
            unit_of(self.rule.unit) if self.rule.unit else None,
            self.declared.hours_per_day,
            self.kind in _SHARES,
            self.rule.decimal is not None,
            safe_end(self.table, self.rule.column, str(self.kind)),
        )

    @cached_property
    def _dates(self) -> DateStyle:
        return DateStyle(
            self.target.locale,
            self.rule.date_order or "dmy",
            since_1904=self.since_1904,
        )

    @cached_property
    def _words(self) -> dict[str, str]:
        return {_key(theirs): ours for theirs, ours in self.rule.words.items()}

    @cached_property
    def _vocabulary(self) -> dict[str, str]:
        return {comparable(word): word for word in self._metadata.get("vocabulary") or ()}

    def convert(self, text: str) -> CellText:
        """Our text for a cell, and what should be known of it."""
        plain = tidy(text)
        if not plain.strip():
            return CellText("")
        if isinstance(plain, FormulaError):
            return CellText(
                str(plain), CellTrouble.FORMULA, "the cell holds the error of a formula"
            )
        word = self._words.get(_key(plain))
        if word is not None:
            return self._of_word(word)
        if self.kind not in ("text", "extra") and is_placeholder(plain):
            return CellText(str(plain))
        return self._by_kind(plain)

    def _of_word(self, word: str) -> CellText:
        """A translated word; figures of recipes are written with a point."""
        if self.kind in _NUMBERS:
            try:
                return CellText(self.target.number(float(word)))
            except ValueError:
                pass
        return CellText(word)

    def _by_kind(self, text: str) -> CellText:
        if self.kind in _NUMBERS or (self.table == "benefits" and self._is_range):
            return self._number(text)
        if self.kind in _DAYS:
            return self._day(text)
        if self.kind == "flag":
            return self._checked(text, parse_flag)
        if self.kind == "category" and self._vocabulary:
            known = self._vocabulary.get(comparable(text))
            if known is not None:
                return CellText(known)
            return CellText(str(text), CellTrouble.WORD, "the word is not translated")
        if self.kind in ("id", "reference"):
            return self._names(" ".join(text.split()))
        return self._extra(text) if self.kind == "extra" else CellText(str(text))

    @property
    def _is_range(self) -> bool:
        return self.rule.column in ("low", "mode", "high")

    def _names(self, text: str) -> CellText:
        """An id, or several where the column lists them."""
        if not self._metadata.get("several") or not (";" in text or ":" in text):
            return self._name(text)
        parts = parts_with_shares(text)
        if not any(share for _, share in parts):
            parts = tuple((part.strip(), "") for part in text.split(";") if part.strip())
        names = [self._name(part, share) for part, share in parts]
        changed = next((name for name in names if name.trouble is not None), CellText(""))
        return replace(changed, text="; ".join(name.text for name in names))

    def _name(self, text: str, share: str = "") -> CellText:
        """An id, as written wherever a file can be called so, with the share behind it."""
        fit = _UNFIT.sub("-", text).strip(". ")
        if fit == text:
            return CellText(f"{text}{share}")
        what = "ids name files, so that characters that no file name holds became hyphens"
        return CellText(f"{fit}{share}", CellTrouble.CHANGED, what)

    def _extra(self, text: str) -> CellText:
        """A cost driver: a number, where it is one, and else a label."""
        try:
            return CellText(self.target.number(self.figures.read(text).value))
        except (Unreadable, UnitError):
            return CellText(str(text))

    def _number(self, text: str) -> CellText:
        try:
            figure = self.figures.read(text)
        except UnitError as error:
            # with its unit behind it, the figure cannot pass for one in the column's own unit
            named = f"{text} {error.unit.name}" if text[-1:].isdigit() else str(text)
            return CellText(named, CellTrouble.UNREAD, _what(error))
        except Unreadable as error:
            return CellText(str(text), CellTrouble.UNREAD, _what(error))
        written = self.target.number(figure.value)
        if figure.mark and self.declared.currency is None:
            written = f"{written} {figure.mark}"  # nobody says that it is the workspace's own
        elif figure.mark and not self._is_own_currency(figure.mark):
            return CellText(
                f"{written} {figure.mark}",
                CellTrouble.CURRENCY,
                f"the amount is in {figure.mark}, not in {self.declared.currency}",
                figure,
            )
        if figure.ends is not None:
            low, high = map(self.target.number, figure.ends)
            end = "lower" if figure.value == figure.ends[0] else "upper"
            what = f"is a range, {low} to {high}: its {end} end was taken, to the safe side"
            return CellText(written, CellTrouble.RANGE, what, figure)
        if figure.approximate:
            what = "is called approximate, or a bound"
            return CellText(written, CellTrouble.APPROXIMATE, what, figure)
        if (
            figure.own_unit
            and figure.unit is not None
            and self.rule.unit
            not in (
                None,
                figure.unit.name,
            )
        ):
            what = f"names its own unit, {figure.unit.name}, beside a column of {self.rule.unit}"
            return CellText(written, CellTrouble.CHANGED, what, figure)
        return CellText(written, figure=figure)

    def _is_own_currency(self, mark: str) -> bool:
        return self.declared.currency in currencies_of(mark, self.target.locale)

    def _day(self, text: str) -> CellText:
        trouble: Exception | None = None
        full = _with_century(text)
        for candidate in (text, full):
            if candidate is None:
                continue
            try:
                written = self._written(self._span(candidate))
            except Unreadable as error:
                trouble = trouble or error
                continue
            if candidate is text:
                return CellText(written)
            what = f"has a year of two digits and was read as {written}"
            return CellText(written, CellTrouble.CHANGED, what)
        return CellText(str(text), CellTrouble.UNREAD, _what(trouble))

    def _span(self, text: str) -> Span:
        """The days that a text names, in the writing of any language that clients write."""
        trouble: Unreadable | None = None
        for locale in dict.fromkeys((self._dates.locale, *_LOCALES)):
            try:
                return parse_span(text, replace(self._dates, locale=locale), self.shown)
            except Unreadable as error:
                trouble = trouble or error
        period = period_of(text, self.since_1904)
        if period is not None:
            return month_span(period.year, period.month, period.months, period.grain)
        assert trouble is not None
        raise trouble

    def _written(self, span: Span) -> str:
        if self.kind == "date" and span.grain != "day":
            raise Unreadable(f"names a {span.grain}, not one day")
        if self.kind == "month" and span.grain == "day":
            return f"{span.first:%Y-%m}"
        return self.target.day(span)

    def _checked(self, text: str, read: Callable[[str], object]) -> CellText:
        try:
            return CellText("yes" if read(text) else "no")
        except Unreadable as error:
            return CellText(str(text), CellTrouble.UNREAD, _what(error))


def tidy(text: str) -> str:
    """A cell without spaces at its ends and of odd kinds; what came with a type stays typed."""
    if isinstance(text, Typed):
        return text
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\0", "").strip()


def _key(text: str) -> str:
    return comparable(text) or text.strip().casefold()


def _what(error: Exception | None) -> str:
    return str(error or "") or "it cannot be read"


def _with_century(text: str) -> str | None:
    """``Nov 26`` and ``03.11.26`` with the year in full; None where no such year stands there."""
    found = _SHORT_YEAR.fullmatch(tidied(text))
    if found is None:
        return None
    century = "20" if int(found[2]) <= _LAST_OF_CENTURY else "19"
    return f"{found[1]}{century}{found[2]}"
