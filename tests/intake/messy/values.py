"""Cells as clients write them, from cells as we write them; and what is then true of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.intake.messy.style import Style

#: Days of a month, as the package counts them.
DAYS_PER_MONTH = 365.25 / 12
HOURS_PER_DAY = 8
_RATINGS = {"1": "1", "2": "1", "3": "3", "4": "5", "5": "5"}
_TRANSLATED = ("stage", "kind", "class", "period", "cost_type", "lock_in", "cashable", "delivery")


@dataclass
class Written:
    """A column as a client writes it.

    Attributes
    ----------
    header : str
    cells : list
        What the cells hold: text, number, day or None.
    truth : list of str
        What should be read, as we write it.
    ours : str or None
        Column of ours; None for what no table of ours has.
    group : str
        What stands above it in a two-row header; empty for nothing.
    number_format : str
    """

    header: str
    cells: list[Any]
    truth: list[str]
    ours: str | None
    group: str = ""
    number_format: str = "General"


def written(style: Style, table: str, column: str, truth: list[str]) -> Written:
    """One column in the client's writing."""
    header = style.header(table, column)
    meta = TABLES[table].columns[column].metadata or {}
    kind, unit = str(meta["kind"]), str(meta.get("unit") or "")
    if table == "benefits" and column in ("low", "mode", "high"):
        kind = "money"
    writer = _WRITERS.get(kind)
    if unit in ("person-hours", "hours", "calendar days", "days"):
        writer = _measured
    if writer is None:
        return Written(header, [_word(style, column, text) for text in truth], truth, column)
    return writer(style, table, column, header, truth)


def _word(style: Style, column: str, text: str) -> str | None:
    if not text:
        return None
    return style.word(column, text) if column in _TRANSLATED else text


def _identifier(style: Style, _: str, column: str, header: str, truth: list[str]) -> Written:
    if style.shared("ids", ("plain", "with a space"), (0.9, 0.1)) == "with a space":
        truth = [text.replace("-", " ", 1) for text in truth]
    return Written(header, [text or None for text in truth], truth, column)


def _money(style: Style, table: str, column: str, header: str, truth: list[str]) -> Written:
    values = [float(text) if _is_number(text) else None for text in truth]
    # low, most likely and high stand in one unit, and so do plan and actual
    key = f"money:{table}:{column.rpartition('_')[0]}"
    ways = ["number", "text", "thousand", "in the cell"]
    weights = [0.4, 0.15, 0.25, 0.2]
    if all(value is None or abs(value) >= 50_000 for value in values):
        ways, weights = [*ways, "million"], [*weights, 0.15]
    way = style.choices.get(f"thousand in title:{table}") or style.shared(key, ways, weights)
    step = {"thousand": 100.0, "million": 10_000.0, "in the cell": 1000.0}.get(way, 1.0)
    rounded = [None if value is None else round(value / step) * step for value in values]
    kept = [
        text if value is None else f"{value:.0f}"
        for value, text in zip(rounded, truth, strict=True)
    ]
    odd = {text for value, text in zip(values, truth, strict=True) if value is None and text}
    if way == "in the cell":
        cells = [None if value is None else _in_cell(style, value) for value in rounded]
        if column == "requested_budget" and style.happens("range in a cell", 0.4):
            cells[0] = _range(style, rounded[0])
    elif way in ("thousand", "million"):
        factor = 1e3 if way == "thousand" else 1e6
        scaled = [None if value is None else value / factor for value in rounded]
        cells = _numbers(style, key, scaled)
        if f"thousand in title:{table}" not in style.choices:
            header = _with_unit(style, header, style.unit(way))
    else:
        cells = _numbers(style, key, rounded, text=way == "text")
        if style.chance.random() < 0.3:
            header = _with_unit(style, header, style.unit("money"))
    cells = [text if text in odd else cell for cell, text in zip(cells, truth, strict=True)]
    return Written(header, cells, kept, column, number_format="#,##0.##")


def _in_cell(style: Style, value: float) -> str:
    about = f"{style.texts('about')} " if style.chance.random() < 0.5 else ""
    if abs(value) >= 1e6 and value % 1e5 == 0:
        return f"{about}{style.number(value / 1e6)} {style.unit('million')}"
    return f"{about}{style.number(value / 1e3)} {style.unit('thousand')}"


def _range(style: Style, value: float | None) -> str | None:
    """A range whose upper end is the value."""
    if value is None or value < 2000:
        return None if value is None else _in_cell(style, value)
    low = max(1000.0, round(value * 0.8 / 1000) * 1000)
    return f"{style.number(low / 1e3)}–{style.number(value / 1e3)} {style.unit('thousand')}"


def _measured(style: Style, table: str, column: str, header: str, truth: list[str]) -> Written:
    """Effort and time, often in another unit than ours."""
    values = [float(text) if _is_number(text) else None for text in truth]
    effort = "hours" in column
    if table == "capacity":
        way = "person-hours"
    elif effort:
        way = style.shared(f"effort:{table}", ("person-hours", "person-days"), (0.5, 0.5))
    elif table == "risks":
        way = "days"
    else:
        way = style.shared(f"time:{table}", ("days", "months", "weeks"), (0.4, 0.4, 0.2))
    factor = {"person-days": HOURS_PER_DAY, "months": DAYS_PER_MONTH, "weeks": 7.0}.get(way, 1.0)
    step = 0.5 if way in ("person-days", "months") else 1
    scaled = [None if value is None else round(value / factor / step) * step for value in values]
    kept = ["" if value is None else f"{value * factor:.9g}" for value in scaled]
    own = way in ("person-hours", "days")
    if not own or style.chance.random() < 0.6:
        header = _with_unit(style, header, style.unit(way))
    return Written(header, _numbers(style, f"measured:{table}", scaled), kept, column)


def _number(style: Style, table: str, column: str, header: str, truth: list[str]) -> Written:
    values = [float(text) if _is_number(text) else None for text in truth]
    return Written(header, _numbers(style, f"number:{table}", values), truth, column)


def _numbers(
    style: Style, key: str, values: list[float | None], *, text: bool | None = None
) -> list[Any]:
    """Numbers as numbers or as text in the language's writing."""
    if text is None:
        text = style.shared(f"{key}:as", ("numbers", "text"), (0.75, 0.25)) == "text"
    if text:
        return [None if value is None else style.number(value) for value in values]
    return [
        None if value is None else int(value) if value == int(value) else value for value in values
    ]


def _share(style: Style, table: str, column: str, header: str, truth: list[str]) -> Written:
    way = style.pick("share", ("number", "percent", "text"), (0.4, 0.4, 0.2))
    values = [float(text) if text else None for text in truth]
    if way == "percent":
        cells: list[Any] = [
            None if value is None else f"{style.number(value * 100)} %" for value in values
        ]
    else:
        cells = _numbers(style, f"share:{table}", values, text=way == "text")
    return Written(header, cells, truth, column, number_format="0 %" if way == "number" else "@")


def _rating(style: Style, table: str, column: str, header: str, truth: list[str]) -> Written:
    if style.pick("rating", ("number", "word"), (0.5, 0.5)) == "number":
        return _number(style, table, column, header, truth)
    kept = [_RATINGS[text] if text else "" for text in truth]
    return Written(header, [style.word("rating", text) or None for text in kept], kept, column)


def _date(style: Style, table: str, column: str, header: str, truth: list[str]) -> Written:
    as_text = style.shared("days", ("cells", "text"), (0.5, 0.5)) == "text"
    form = style.shared("months", ("iso", "digits", "word"), (0.4, 0.3, 0.3))
    cells: list[Any] = []
    for text in truth:
        parts = text.split("-")
        if not all(part.isdigit() for part in parts):
            cells.append(text.replace("-", " ") if text else None)  # a quarter
        elif len(parts) == 3:
            day = dt.date(*map(int, parts))
            cells.append(style.day(day) if as_text else day)
        else:
            cells.append(style.month(dt.date(int(parts[0]), int(parts[1]), 1), form))
    return Written(header, cells, truth, column, number_format="dd/mm/yyyy")


def _with_unit(style: Style, header: str, unit: str) -> str:
    form = style.chance.choice(("{} ({})", "{} in {}", "{} [{}]"))
    return form.format(header, unit)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_WRITERS: dict[str, Callable[[Style, str, str, str, list[str]], Written]] = {
    "id": _identifier,
    "reference": _identifier,
    "money": _money,
    "number": _number,
    "integer": _number,
    "fraction": _share,
    "probability": _share,
    "rating": _rating,
    "date": _date,
    "month": _date,
    "period": _date,
}
