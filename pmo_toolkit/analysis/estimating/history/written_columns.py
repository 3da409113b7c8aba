"""Columns of numbers that came as text: read where the column as a whole leaves no doubt.

``"1,234"`` and ``"1.234,5"``, ``"3 500"``, ``"120 FP"``, ``"~250"``. How decimals are written, and
in which unit, the whole column decides. Where that leaves a doubt nothing is read and the rows are
named: a number is neither dropped nor misread without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE
from pmo_toolkit.core.written_numbers import (
    SCALES,
    NumberStyle,
    is_placeholder,
    level,
    signed_number,
)

#: A column of text in which at least this share of what is stated are numbers is one of numbers.
NUMBERS_FROM = 0.8
#: More different words behind the numbers are no units but free text, such as addresses.
_MOST_UNITS = 5
_POINT, _COMMA = NumberStyle("en_GB", ".", ",", 3), NumberStyle("de_DE", ",", ".", 3)
_CELL = re.compile(
    r"(?:[~≈]|(?:ca?|circa|about|approx)\.?(?=[\s\d]))?\s*"
    r"(?P<currency>[$€£¥]|(?-i:EUR|USD|GBP|CHF|CAD|AUD|JPY|SEK|NOK|DKK|PLN|INR)(?=\s))?\s*"
    r"(?P<body>[-+(]{0,2}[.,]?\d[\d.,' ]*(?:e[-+]?\d+)?\)?-?)\s*(?P<unit>[%$€£¥a-z][^\d]{0,30})?",
    re.IGNORECASE,
)
#: A number whose only sign may part thousands as well as decimals.
_EITHER = re.compile(r"[-+(]*[1-9]\d{0,2}[.,]\d{3}\)?")
_SHOWN, _ROWS_SHOWN = 3, 10
_NEXT_STEP = (
    "Expected: numbers, all with the same decimal sign and the same unit or none. Give them as"
    " numbers, or leave a cell empty where none is known."
)


class _Cell(NamedTuple):
    """A text as a number with a decimal point, and as one with a decimal comma, and its unit."""

    point: float | None
    comma: float | None
    unit: str = ""
    body: str = ""


class ColumnStyle(NamedTuple):
    """How a column writes its numbers: with a decimal comma or not, and with which unit."""

    comma: bool = False
    unit: str = ""


PLAIN = ColumnStyle()


@dataclass(frozen=True, eq=False)
class WrittenColumn:
    """What a column of text says in numbers.

    Parameters
    ----------
    numbers : array of shape (n,)
        NaN where no number is stated, and everywhere if there is a `doubt`.
    style : ColumnStyle
    odd : tuple of hashable
        Index labels of the rows that state something other than a number.
    doubt : str
        Why the column cannot be read, as a clause; empty where it can.
    rows : tuple of hashable
        Index labels of the rows that cause the doubt.
    """

    numbers: NDArray[np.float64]
    style: ColumnStyle = PLAIN
    odd: tuple[Hashable, ...] = ()
    doubt: str = ""
    rows: tuple[Hashable, ...] = ()


def written_column(values: pd.Series) -> WrittenColumn | None:
    """A column of text as numbers; None where it holds labels, dates, free text or is no text."""
    if not _is_text(values):
        return None
    stated = {i: value for i, value in enumerate(values) if _is_stated(value)}
    cells = {i: cell for i, value in stated.items() if (cell := _cell_of(value))}
    if not stated or len(cells) < NUMBERS_FROM * len(stated):
        return None
    units = Counter(cell.unit for cell in cells.values())
    if len(units) > 1 and not _are_units(units, len(set(stated.values())), len(stated)):
        return None
    odd = tuple(values.index[[i for i in stated if i not in cells]])
    why, rows = _doubt(cells, units)
    if why:
        shown = ", ".join(f"“{stated[i]!s:.20}”" for i in _different(rows, cells)[:_SHOWN])
        doubt, nothing = f"{why}, such as {shown}", np.full(len(values), np.nan)
        return WrittenColumn(nothing, odd=odd, doubt=doubt, rows=tuple(values.index[rows]))
    style = ColumnStyle(any(cell.point is None for cell in cells.values()), next(iter(units)))
    return WrittenColumn(_in_style(cells, style, len(values)), style, odd)


def numbers_of(column: pd.Series) -> NDArray[np.float64] | None:
    """Numbers of a column up to `TOO_LARGE`, else NaN; None for labels, dates and truth values."""
    if pd.api.types.is_bool_dtype(column):
        return None
    if pd.api.types.is_numeric_dtype(column):
        values = column.astype(float).to_numpy()
        return np.where(np.abs(values) <= TOO_LARGE, values, np.nan)
    written = written_column(column)
    return None if written is None or written.doubt else written.numbers


def with_numbers(
    table: pd.DataFrame, *, strict: bool = False
) -> tuple[pd.DataFrame, dict[Hashable, ColumnStyle]]:
    """The same table with written numbers as numbers, and how each column of numbers writes them.

    Parameters
    ----------
    table : DataFrame of shape (n, k)
    strict : bool
        Whether to refuse what cannot be read; else it stays as it is.

    Raises
    ------
    ValueError
        If `strict`: for columns that leave a doubt, or hold texts among their numbers.
    """
    read, styles, wrong = table.copy(deep=False), dict[Hashable, ColumnStyle](), []
    for name in table.columns:
        written = written_column(table[name])
        if written is None:
            if pd.api.types.is_numeric_dtype(table[name]):
                styles[name] = PLAIN
        elif written.doubt:
            wrong.append(f"column {name!r}: {written.doubt} ({_rows(written.rows)})")
        else:
            read[name] = written.numbers
            styles[name] = written.style
            if written.odd:
                wrong.append(_no_numbers(name, table[name], written.odd))
    if wrong and strict:
        raise ValueError(f"{'; '.join(wrong)}. {_NEXT_STEP}")
    return read, styles


def as_learnt(table: pd.DataFrame, styles: Mapping[Hashable, ColumnStyle]) -> pd.DataFrame:
    """New rows with numbers read in the style of the columns that a model learnt from.

    Raises
    ------
    ValueError
        For texts that are no numbers in that style.
    """
    read, wrong = table.copy(deep=False), []
    for name, style in styles.items():
        if name not in table or not _is_text(table[name]):
            continue
        stated = {i: value for i, value in enumerate(table[name]) if _is_stated(value)}
        cells = {i: cell for i, value in stated.items() if (cell := _cell_of(value))}
        numbers = _in_style(cells, style, len(table))
        odd = table.index[[i for i in stated if np.isnan(numbers[i])]]
        if len(odd):
            wrong.append(_no_numbers(name, table[name], tuple(odd)))
        read[name] = numbers
    if wrong:
        raise ValueError(f"{'; '.join(wrong)}. {_NEXT_STEP}")
    return read


def _no_numbers(name: Hashable, values: pd.Series, rows: tuple[Hashable, ...]) -> str:
    shown = ", ".join(f"“{text!s:.20}”" for text in dict.fromkeys(values[values.index.isin(rows)]))
    return f"column {name!r}: no number as the others are: {shown[:80]} ({_rows(rows)})"


def _rows(rows: tuple[Hashable, ...]) -> str:
    more = "" if len(rows) <= _ROWS_SHOWN else f" and {len(rows) - _ROWS_SHOWN} more"
    return f"rows {', '.join(map(str, rows[:_ROWS_SHOWN]))}{more}"


def _in_style(cells: Mapping[int, _Cell], style: ColumnStyle, length: int) -> NDArray[np.float64]:
    """Numbers of cells that are written in a style, with its unit or none; else NaN."""
    numbers = np.full(length, np.nan)
    for i, cell in cells.items():
        value = cell.comma if style.comma else cell.point
        if value is not None and cell.unit in ("", style.unit):
            numbers[i] = value
    return numbers


def _is_text(values: pd.Series) -> bool:
    if isinstance(values.dtype, pd.CategoricalDtype):
        return False
    return pd.api.types.is_object_dtype(values) or pd.api.types.is_string_dtype(values)


def _is_stated(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip()) and not is_placeholder(value)
    return not bool(pd.isna(value))


def _cell_of(value: Any) -> _Cell | None:
    if isinstance(value, str):
        return _cell(value)
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    return _Cell(float(value), float(value)) if number else None


@lru_cache(maxsize=16384)
def _cell(text: str) -> _Cell | None:
    match = _CELL.fullmatch(level(text))
    if match is None:
        return None
    body = match["body"].strip()
    point, comma = (_value(body, style) for style in (_POINT, _COMMA))
    if point is None and comma is None:
        return None
    first, _, rest = (match["unit"] or "").casefold().strip(" .").partition(" ")
    factor = SCALES.get(first, 1.0) if first != "m" else 1.0
    unit = " ".join((rest if factor > 1 else f"{first} {rest}").split())
    unit = unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit
    return _Cell(
        None if point is None else point * factor,
        None if comma is None else comma * factor,
        (match["currency"] or "").casefold() + unit,
        body,
    )


def _value(body: str, style: NumberStyle) -> float | None:
    # Nobody parts the thousands of a number that begins with a zero.
    if style.group in body and body.lstrip("-+( ").startswith("0"):
        return None
    return signed_number(body, style)


def _are_units(units: Counter[str], different: int, stated: int) -> bool:
    """Whether different words behind numbers are units, and not labels, house numbers or ids."""
    letters = [unit for unit in units if len(unit) == 1 and unit.isalpha() and unit not in "hdw"]
    few = len(units) <= max(2, min(_MOST_UNITS, stated // 3))
    return few and not letters and 2 * different > stated


def _doubt(cells: Mapping[int, _Cell], units: Counter[str]) -> tuple[str, list[int]]:
    """Why a column cannot be read, and the rows that cause it; ("", []) where it can."""
    if len(units) > 1:
        usual = units.most_common(1)[0][0]
        rows = [i for i, cell in cells.items() if cell.unit != usual]
        return f"{len(rows)} of {len(cells)} numbers carry another unit than the others", rows
    point = [i for i, cell in cells.items() if cell.comma is None]
    comma = [i for i, cell in cells.items() if cell.point is None]
    if point and comma:
        rows = min(point, comma, key=len)
        return "decimals are written both with a point and with a comma", rows
    if point or comma:
        return "", []
    either = [i for i, cell in cells.items() if cell.point != cell.comma]
    with_comma = [i for i in either if "," in cells[i].body]
    # A column that parts thousands parts them everywhere.
    never_parted = any(re.search(r"\d{4}", cell.body) for cell in cells.values())
    thousands = len(with_comma) == len(either) and not never_parted
    decimals = not with_comma and never_parted
    if not either or thousands or decimals:
        return "", []
    return "a sign may part thousands as well as decimals", either


def _different(rows: Iterable[int], cells: Mapping[int, _Cell]) -> list[int]:
    """The first row of each different text."""
    return list({cells[i].body + cells[i].unit: i for i in reversed(list(rows))}.values())[::-1]
