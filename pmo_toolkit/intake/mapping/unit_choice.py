"""The unit in which a column's figures stand: from header, title, cells or their size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from pmo_toolkit.intake.mapping.names.kinds import (
    WHOLE_PROJECT_MONEY,
    kind_of,
    metadata_of,
    own_unit,
)
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.intake.mapping.texts.unit_words import (
    as_words,
    near_unit,
    unit_in_cell,
    unit_in_name,
    units_in_title,
)
from pmo_toolkit.workspace.parsing.units import Unit, fits_period, unit_of

#: Most of a project's figures lie above these; smaller ones were counted in a larger unit.
_FEW_DAYS = 61.0
_LITTLE_MONEY = 6_000.0
#: Money an hour above which an effort was counted in days.
_DEAR_HOUR = 300.0
_MANY_HOURS = 1_500.0
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
    if found.monthly:
        doubt = f"{found.name} are taken for {found.factor:.1f} working days a month each"
        return UnitChoice(found.name, source, why, (doubt,))
    same = (found.factor, found.by_day) == (own.factor, own.by_day)
    return UnitChoice(None if same else found.name, source, why)


def _units_of_cells(contents: Contents, measure: str) -> list[Unit]:
    """The units that cells carry behind their number."""
    return [
        unit
        for text in contents.texts
        if (words := unit_in_cell(text)) and (unit := words.measuring(measure))
    ]


def _in_cells(contents: Contents, measure: str) -> Unit | None:
    """The unit that most cells carry behind their number."""
    units = _units_of_cells(contents, measure)
    if len(units) < 0.5 * max(1, len(contents.texts)):
        return None
    return max(units, key=lambda unit: (units.count(unit), unit.name))


def _by_cells(found: Unit, own: Unit, contents: Contents) -> UnitChoice:
    """Each cell speaks for itself where some are plain numbers; nobody states their unit."""
    units = _units_of_cells(contents, own.measures)
    names = " and ".join(dict.fromkeys(unit.name for unit in units))
    plain = len(contents.numbers) - len(units)
    if plain <= 0:
        return _chosen(found, own, "cells", f"cells say {names}")
    doubt = f"{plain} cells state no unit beside others in {names}: taken as {own.name}"
    return UnitChoice(None, "cells", f"cells say {names}", (doubt,))


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
    choice = _stated(table, column, header, title, contents)
    found = unit_of(choice.unit) if choice.unit else None
    if found is None or fits_period(found, str(metadata_of(table, column).get("unit", ""))):
        return choice
    doubt = f"{found.name} say nothing of {column}: taken as they stand"
    return UnitChoice(None, choice.source, choice.why, (doubt,))


def _stated(table: str, column: str, header: str, title: str, contents: Contents) -> UnitChoice:
    """The unit that is stated, whether or not the column can hold it."""
    own = own_unit(table, column)
    if own is None:
        return _percent(table, column, contents)
    in_cells = _in_cells(contents, own.measures)
    reading = read_header(header)
    words = reading.unit or unit_in_name(header)
    unit = words.measuring(own.measures) if words else None
    if words and unit:
        choice = _chosen(unit, own, "header", f'header says "{words.text}": {unit.name}')
        if in_cells is None or in_cells.name in (unit.name, "money"):
            return choice
        return replace(choice, doubts=(f"header says {unit.name}, cells say {in_cells.name}",))
    if in_cells and in_cells.name != "money":
        return _by_cells(in_cells, own, contents)
    near = near_unit(reading.unread, own.measures)
    if near:
        choice = _chosen(near, own, "header", f'header says "{reading.unread}"')
        return replace(choice, doubts=(f'"{reading.unread}" is taken for {near.name}',))
    for words in units_in_title(title):
        unit = words.measuring(own.measures)
        if unit and (own.measures != "time" or unit.name != "days"):
            return _chosen(unit, own, "title", f'title says "{words.text}": {unit.name}')
    return UnitChoice()


def _percent(table: str, column: str, contents: Contents) -> UnitChoice:
    """Percents in a column of plain numbers: 40 % are 40."""
    if kind_of(table, column) not in ("number", "integer") or contents.share("percent") < 1:
        return UnitChoice()
    doubt = f'all cells are percents: "{contents.texts[0]}" is taken as the number before the sign'
    return UnitChoice("percent", "cells", "cells say percent", (doubt,))


def unit_beside(table: str, column: str, units: Contents) -> UnitChoice:
    """The unit that a column of units beside the amounts states for all of them: ``T€ p.a.``.

    Parameters
    ----------
    table, column : str
    units : Contents
        Of the column of units.
    """
    own = own_unit(table, column)
    words = [as_words(text) for text in units.distinct]
    stated = {unit for one in words if one and own and (unit := one.measuring(own.measures))}
    if own is None or all(unit.factor == own.factor for unit in stated):
        return UnitChoice()
    names = " and ".join(sorted(unit.name for unit in stated))
    if len(stated) > 1 or len(units.texts) < units.rows or len(words) > 1:
        doubt = f"units beside the amounts differ ({names}): amounts are taken as {own.name}"
        return UnitChoice(None, "beside", "units stand beside the amounts", (doubt,))
    choice = _chosen(stated.pop(), own, "beside", f"the column of units says {names}")
    return replace(choice, doubts=(f"amounts are taken as {names}, as the column of units says",))


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
        open_effort = own.measures == "effort" and "person_hours" in column and not elsewhere
        doubt = "no unit is stated: taken as person-hours"
        return UnitChoice(doubts=(doubt,)) if open_effort else UnitChoice()
    looks = "thousands" if found.name == "thousand" else found.name
    choice = _chosen(found, own, "size", f"typical figure is {typical:g}")
    return replace(choice, doubts=(f"looks like {looks}",))


def _by_size(
    own: Unit, column: str, typical: float, money: float | None, elsewhere: float | None
) -> str | None:
    ratio = elsewhere / typical if elsewhere else 1.0
    if own.measures == "effort" and "person_hours" in column:
        if elsewhere:
            return "person-days" if 4 <= ratio <= 16 else None
        dear = money is not None and money / typical > _DEAR_HOUR and typical < _MANY_HOURS
        return "person-days" if dear else None
    if own.name == "days" and column in ("estimate_duration_days", "actual_duration_days"):
        return "months" if typical <= _FEW_DAYS else None
    if own.measures == "money" and column in WHOLE_PROJECT_MONEY:
        return "thousand" if typical <= _LITTLE_MONEY or 200 <= ratio <= 5000 else None
    return None
