"""How cells of the sample look in a client's German workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

_MONTHS = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


def budget_cell(record: Mapping[str, str]) -> Any:
    """Thousands; of every third proposal in words, as people write it."""
    text = record["requested_budget"]
    if not text.replace(".", "", 1).isdigit():
        return text
    thousands = float(text) / 1e3
    if int(record["id"].rpartition("-")[2]) % 3 == 0:
        return "ca. " + f"{thousands:g} T€".replace(".", ",")
    return round(thousands, 6)


def scaled(text: str, factor: float, digits: int = 6) -> Any:
    """A number in the client's unit; what is no number stays text."""
    try:
        return round(float(text) * factor, digits)
    except ValueError:
        return text


def day_cell(text: str) -> Any:
    """A date; what is none stays text."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def numbers_among(cells: Iterable[Any]) -> list[float]:
    """Those cells that are numbers."""
    return [cell for cell in cells if isinstance(cell, int | float)]


def german_month(month: str) -> str:
    """``2027-03`` as ``Mrz 2027``."""
    year, number = month.split("-")[:2]
    return f"{_MONTHS[int(number) - 1]} {year}"


def runs_of_equal(texts: Iterable[str]) -> list[tuple[int, int, str]]:
    """First and last position of each run of equal texts."""
    runs: list[tuple[int, int, str]] = []
    for position, text in enumerate(texts):
        if runs and runs[-1][2] == text:
            runs[-1] = (runs[-1][0], position, text)
        else:
            runs.append((position, position, text))
    return runs
