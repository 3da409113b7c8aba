"""How a column writes its numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmo_toolkit.workspace.parsing.outcomes import Typed

_NUMERAL = re.compile(r"(?<![\w.,])\d[\d.,'’\u00a0\u202f ]*\d|(?<![\w.,])\d")
_DATE = re.compile(r"(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)")


@dataclass(frozen=True)
class ColumnStyle:
    """How the texts of a column write numbers and dates.

    Parameters
    ----------
    decimal : str, optional
        ``,`` or ``.``; None where no text holds either.
    date_order : str, optional
        ``dmy``, ``mdy`` or ``ymd``; None where no text holds a date of figures.
    certain : bool
        Whether the texts leave no choice. What typed cells say is canonical and leaves none.
    why : str
        What tells, or what is missing, in a clause.
    """

    decimal: str | None
    date_order: str | None
    certain: bool
    why: str


def column_style(texts: Iterable[str]) -> ColumnStyle:
    """The style of a column, from all its texts.

    Nothing is guessed: where no text tells, the mark or order that is likelier stands there and
    `certain` is False.
    """
    plain = dict.fromkeys(
        text.strip() for text in texts if not isinstance(text, Typed) and text.strip()
    )
    orders: dict[str, str] = {}
    open_dates: list[str] = []
    marks: dict[str, str] = {}
    open_numbers: list[tuple[str, str]] = []
    for text in plain:
        dates = _DATE.findall(text)
        for parts in dates:
            _note_order(text, parts, orders, open_dates)
        if not dates:
            for numeral in _NUMERAL.findall(text):
                _note_mark(text, numeral, marks, open_numbers)
    decimal, sure_number, why_number = _decided_mark(marks, open_numbers)
    order, sure_order, why_order = _decided_order(orders, open_dates)
    why = "; ".join(part for part in (why_number, why_order) if part)
    return ColumnStyle(
        decimal, order, sure_number and sure_order, why or "no number or date is written as text"
    )


def _note_order(
    text: str, parts: tuple[str, str, str, str], orders: dict[str, str], open_dates: list[str]
) -> None:
    first, mark, second, third = parts
    if len(first) == 4:
        orders.setdefault("ymd", text)
    elif len(third) not in (2, 4):
        return
    elif mark == "." or int(first) > 12 >= int(second):
        orders.setdefault("dmy", text)
    elif int(second) > 12 >= int(first):
        orders.setdefault("mdy", text)
    elif int(first) != int(second):
        open_dates.append(text)


def _decided_order(orders: dict[str, str], open_dates: list[str]) -> tuple[str | None, bool, str]:
    told = {order: text for order, text in orders.items() if order != "ymd" or not open_dates}
    if len(told) > 1:
        listed = " and ".join(f'"{text}" {order}' for order, text in told.items())
        return next(iter(told)), False, f"dates contradict each other: {listed}"
    if told:
        order, text = next(iter(told.items()))
        return order, True, f'"{text}" tells the order of dates'
    if open_dates:
        return (
            "dmy",
            False,
            f'nothing tells whether the day or the month comes first: "{open_dates[0]}"',
        )
    return None, True, ""


def _note_mark(
    text: str, numeral: str, marks: dict[str, str], open_numbers: list[tuple[str, str]]
) -> None:
    present = [character for character in numeral if character in ".,"]
    kinds = set(present)
    if not kinds:
        return
    last = present[-1]
    behind = len(numeral) - 1 - numeral.rindex(last)
    if len(kinds) == 2:
        marks.setdefault(last if present.count(last) == 1 else _other(last), text)
    elif len(present) > 1:
        marks.setdefault(_other(last), text)
    elif behind != 3 or _is_no_group(numeral.partition(last)[0]):
        marks.setdefault(last, text)
    else:
        open_numbers.append((text, last))


def _is_no_group(digits: str) -> bool:
    """Whether what stands before a mark shows that it marks no thousands: ``0``, ``1 234``."""
    return len(digits) > 3 or digits.startswith("0")


def _decided_mark(
    marks: dict[str, str], open_numbers: list[tuple[str, str]]
) -> tuple[str | None, bool, str]:
    if len(marks) > 1:
        listed = " and ".join(f'"{text}"' for text in marks.values())
        return next(iter(marks)), False, f"numbers contradict each other: {listed}"
    if marks:
        mark, text = next(iter(marks.items()))
        return mark, True, f'"{text}" tells the decimal mark'
    if open_numbers:
        text, mark = open_numbers[0]
        why = f'nothing tells whether "{text}" has a decimal mark or marks thousands'
        return _other(mark), False, why
    return None, True, ""


def _other(mark: str) -> str:
    return "," if mark == "." else "."
