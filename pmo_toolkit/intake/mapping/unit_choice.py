"""The unit in which a column's figures stand: from header, title, cells or their size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from pmo_toolkit.intake.mapping.names.kinds import WHOLE_PROJECT_MONEY, own_unit
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.unit_words import read_header, unit_in_cell, units_in_title
from pmo_toolkit.workspace.parsing.units import Unit, unit_of

#: Most of a project's figures lie above these; smaller ones were counted in a larger unit.
_FEW_DAYS = 61.0
_LITTLE_MONEY = 6_000.0
#: Money an hour above which an effort was counted in days.
_DEAR_HOUR = 260.0
_MANY_HOURS = 4_000.0
#: Fewest figures whose size says something.
_FEWEST = 3


@dataclass(frozen=True)
class UnitChoice:
    """A unit, where it comes from, and what is unsure about it.

    Parameters
    ----------
    unit : str, optional
        None for the column's own.
    source : str
        ``header``, ``title``, ``cells``, ``size``, or empty where nothing tells.
    why : str
    doubts : tuple of str
    """

    unit: str | None = None
    source: str = ""
    why: str = ""
    doubts: tuple[str, ...] = ()


def _chosen(found: Unit, own: Unit, source: str, why: str) -> UnitChoice:
    same = (found.factor, found.by_day) == (own.factor, own.by_day)
    return UnitChoice(None if same else found.name, source, why)


def _in_cells(contents: Contents, measure: str) -> Unit | None:
    """The unit that most cells carry behind their number."""
    units = [
        unit
        for text in contents.texts
        if (words := unit_in_cell(text)) and (unit := words.measuring(measure))
    ]
    if len(units) < 0.5 * max(1, len(contents.texts)):
        return None
    return max(units, key=lambda unit: (units.count(unit), unit.name))


def stated_unit(table: str, column: str, header: str, title: str, contents: Contents) -> UnitChoice:
    """The unit that header, cells or title state for a column.

    Parameters
    ----------
    table, column : str
        Ours.
    header, title : str
        Theirs; the title stands above the table.
    contents : Contents
    """
    own = own_unit(table, column)
    if own is None:
        return UnitChoice()
    in_cells = _in_cells(contents, own.measures)
    words = read_header(header).unit
    unit = words.measuring(own.measures) if words else None
    if words and unit:
        choice = _chosen(unit, own, "header", f'header says "{words.text}": {unit.name}')
        if in_cells is None or in_cells.name in (unit.name, "money"):
            return choice
        return replace(choice, doubts=(f"header says {unit.name}, cells say {in_cells.name}",))
    if in_cells and in_cells.name != "money":
        return _chosen(in_cells, own, "cells", f"cells say {in_cells.name}")
    for words in units_in_title(title):
        unit = words.measuring(own.measures)
        if unit and (own.measures != "time" or unit.name != "days"):
            return _chosen(unit, own, "title", f'title says "{words.text}": {unit.name}')
    return UnitChoice()


def unit_by_size(
    table: str,
    column: str,
    contents: Contents,
    *,
    money: float | None = None,
    elsewhere: float | None = None,
) -> UnitChoice:
    """The unit that the size of the figures speaks for; always a doubt.

    Parameters
    ----------
    table, column : str
    contents : Contents
    money : float, optional
        Typical money of the same rows, in units of currency.
    elsewhere : float, optional
        Typical figure of the same column in another table, in its own unit.
    """
    own = own_unit(table, column)
    if own is None or len(contents.numbers) < _FEWEST:
        return UnitChoice()
    typical = median(abs(number) for number in contents.numbers)
    name = _by_size(own, column, typical, money, elsewhere) if typical > 0 else None
    found = unit_of(name) if name else None
    if found is None:
        return UnitChoice()
    looks = "thousands" if found.name == "thousand" else found.name
    choice = _chosen(found, own, "size", f"typical figure is {typical:g}")
    return replace(choice, doubts=(f"looks like {looks}",))


def _by_size(
    own: Unit, column: str, typical: float, money: float | None, elsewhere: float | None
) -> str | None:
    ratio = elsewhere / typical if elsewhere else 1.0
    if own.measures == "effort" and "person_hours" in column:
        dear = money is not None and money / typical > _DEAR_HOUR and typical < _MANY_HOURS
        return "person-days" if dear or 5 <= ratio <= 14 else None
    if own.name == "days" and column in ("estimate_duration_days", "actual_duration_days"):
        return "months" if typical <= _FEW_DAYS else None
    if own.measures == "money" and column in WHOLE_PROJECT_MONEY:
        return "thousand" if typical <= _LITTLE_MONEY or 200 <= ratio <= 5000 else None
    return None
