"""Columns of a table to fill in, and what their cells come to: values, or what is wrong and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.checking.cell_outcomes import (
    NotKnownYet,
    outcome_of,
    visible_text,
    word_reader,
)
from pmo_toolkit.workspace.checking.quantities import NumberColumn
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.date_forms import orders_shown
from pmo_toolkit.workspace.parsing.dates import parse_date
from pmo_toolkit.workspace.parsing.numbers import refuse_long
from pmo_toolkit.workspace.parsing.outcomes import Noted, Remarked, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle
from pmo_toolkit.workspace.parsing.words import parse_flag

Kind = Literal[
    "text",
    "number",
    "integer",
    "rating",
    "year",
    "fraction",
    "probability",
    "money",
    "date",
    "flag",
]
_SHARES = ("fraction", "probability")
_TEXTS = ("id", "reference", "category", "month", "period")
_LONGEST = 10_000  # characters of a text


@dataclass(frozen=True)
class Column:
    """A column of a table that somebody fills in.

    Parameters
    ----------
    name : str
        Key of its cells.
    label : str
        What stands above it; by default the name.
    unit : str
        In which its numbers stand; a cell that names another unit of the same measure is converted.
    kind : str
        One of `Kind`, as the data dictionary uses them.
    words : tuple of str
        The only texts that fit, however they are spelt; empty: any.
    required : bool
        Whether a row without it is at fault.
    least, most : float, optional
        Bounds of a number, both inclusive; of fractions and probabilities 0 and 1.

    Raises
    ------
    UsageError
        For a kind that there is not.
    """

    name: str
    label: str = ""
    unit: str = ""
    kind: Kind = "text"
    words: tuple[str, ...] = ()
    required: bool = False
    least: float | None = None
    most: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise UsageError(
                f"the column {self.name} has the kind {self.kind!r}; known are"
                f" {', '.join(get_args(Kind))}"
            )

    @property
    def heading(self) -> str:
        """What stands above it: its label and unit."""
        label = self.label or self.name.replace("_", " ")
        return f"{label}, {self.unit}" if self.unit else label

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Least and most of a number."""
        least, most = (0.0, 1.0) if self.kind in _SHARES else (None, None)
        return (
            least if self.least is None else self.least,
            most if self.most is None else self.most,
        )


@dataclass(frozen=True)
class CellReading:
    """What one cell came to.

    Parameters
    ----------
    value : object
        None where it is blank or cannot be read.
    what : str
        What is wrong or to be known, without a full stop; empty where there is nothing.
    is_fault : bool
        Whether there is no value though the cell is filled, or needs to be.
    expected, next_step : str, optional
    """

    value: Any
    what: str = ""
    is_fault: bool = False
    expected: str | None = None
    next_step: str | None = None

    @property
    def sentence(self) -> str:
        """All of it, to stand at the cell."""
        if not self.what:
            return ""
        expected = f"; expected {self.expected}" if self.expected else ""
        step = f" {self.next_step}" if self.next_step else ""
        return f"{self.what[:1].upper()}{self.what[1:]}{expected}.{step}"


def columns_of(table: str, names: Iterable[str]) -> tuple[Column, ...]:
    """Columns as the data dictionary describes them.

    Raises
    ------
    UsageError
        Where the dictionary has no such table or column.

    Examples
    --------
    >>> [column.heading for column in columns_of("risks", ["title", "probability"])]
    ['title', 'probability, 0 to 1']
    """
    columns = []
    for name in names:
        if table not in TABLES or name not in TABLES[table].columns:
            raise UsageError(f"the data dictionary has no column {table}.{name}")
        known = TABLES[table].columns[name]
        notes = known.metadata or {}
        kind = notes.get("kind", "text")
        columns.append(
            Column(
                name,
                unit="0 to 1" if kind in _SHARES else str(notes.get("unit") or ""),
                kind="text" if kind in _TEXTS else kind,
                words=tuple(notes.get("vocabulary") or ()),
                required=bool(known.required and not known.nullable),
                least=_bound(known, "min_value"),
                most=_bound(known, "max_value"),
            )
        )
    return tuple(columns)


def _bound(column: Any, name: str) -> float | None:
    """A bound that the dictionary sets."""
    bounds = [check.statistics.get(name) for check in column.checks]
    return next((float(bound) for bound in bounds if bound is not None), None)


def read_cells(column: Column, texts: Sequence[str], locale: str) -> list[CellReading]:
    """What the cells of a column come to, each as the workspace would read it."""
    read = _reader(column, texts, locale)
    known = {text: _reading(column, text.strip(), read) for text in set(texts)}
    return [known[text] for text in texts]


def _reader(column: Column, texts: Sequence[str], locale: str) -> Callable[[str], Any]:
    if column.words:
        return word_reader(column.words, column.name)
    if column.kind == "text":
        return _text
    if column.kind == "flag":
        return parse_flag
    if column.kind == "date":
        shown = orders_shown(texts)
        style = DateStyle(locale, "mdy" if locale == "en_US" else "dmy")
        return lambda text: parse_date(text, style, shown)
    numbers = NumberColumn(column.kind, column.unit, number_style(locale), sure=True)
    return lambda text: _within(column, numbers.read(text))


def _text(text: str) -> Any:
    refuse_long(text, "a text", _LONGEST)
    return visible_text(text)


def _within(column: Column, number: Remarked) -> Remarked:
    """A number, unless it lies outside the bounds of its column.

    Raises
    ------
    Unreadable
    """
    least, most = column.bounds
    if (least is not None and number.value < least) or (most is not None and number.value > most):
        low = [] if least is None else [f"at least {least:g}"]
        high = [] if most is None else [f"at most {most:g}"]
        raise Unreadable("lies outside the bounds", f"a number of {' and '.join(low + high)}")
    return number


def _reading(column: Column, text: str, read: Callable[[str], Any]) -> CellReading:
    outcome = outcome_of(text, read)
    if outcome is None:
        missing = "is needed and not given" if column.required else ""
        return CellReading(None, missing, bool(missing), "a value" if missing else None)
    if isinstance(outcome, NotKnownYet):
        return CellReading(
            None, "says that the value is not known yet: not assessed", column.required
        )
    if isinstance(outcome, Unreadable):
        step = None if column.words else outcome.next_step
        return CellReading(None, outcome.what, True, outcome.expected, step)
    if isinstance(outcome, Noted):
        return CellReading(outcome.value, outcome.note, next_step=outcome.next_step)
    if isinstance(outcome, Remarked):
        what = "; ".join(remark.what for remark in outcome.remarks)
        return CellReading(outcome.value, what)
    return CellReading(outcome)
