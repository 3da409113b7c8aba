"""Units that headers name, as in ``Budget (T€)`` and ``estimate_effort_pt``.

A unit that is not the column's own is applied only where ``workspace.toml`` declares it: a header
is read by people, and what it says may hold for another column, or no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.quantities import own_periods
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.configuration.table_sections import column_measure
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import HeaderMatch, match_headers
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import Unit, currency_in, period_in, unit_named, unit_of

_BRACKETS = re.compile(r"(?P<base>.*\S)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]\s*", re.DOTALL)
_IN = re.compile(
    r"(?P<base>.*\S)[\s_,;:/]+(?:in|en)[\s_]+(?P<unit>\S.*)", re.DOTALL | re.IGNORECASE
)
_LAST_WORD = re.compile(r"(?P<base>.*[^\W_]\W?)[\s_,;:/]+(?P<unit>[^\s_]+)", re.DOTALL)
_LAST_WORDS = re.compile(
    r"(?P<base>.*[^\W_]\W?)[\s_,;:/]+(?P<unit>[^\s_]+[\s_]+[^\s_]+)", re.DOTALL
)
#: Endings of our names that say the unit.
_OWN_UNIT = re.compile(r"_(person_hours|hours|days|months)$")


@dataclass(frozen=True)
class HeaderUnit:
    """A unit that a header names.

    Parameters
    ----------
    text : str
        As written.
    unit : Unit
    """

    text: str
    unit: Unit


def match_with_units(
    table: str, headers: Sequence[str], config: WorkspaceConfig
) -> tuple[HeaderMatch, dict[str, HeaderUnit]]:
    """Tell what each header means, and which columns name a unit in their header.

    Returns
    -------
    tuple of HeaderMatch and dict of str to HeaderUnit
        Units by column of ours.
    """
    mapping = config.columns.get(table, {})
    match = match_headers(table, headers, mapping, currency=config.currency)
    units: dict[str, HeaderUnit] = {}
    for ours in mapping.keys() & match.columns.keys() & TABLES[table].columns.keys():
        measures = column_measure(table, ours)
        written = headers[match.columns[ours]]
        if measures is not None and comparable(written) != comparable(ours):
            found = next(_units_in(written, measures, sure=True), None)
            if found is not None:
                units[ours] = found[1]
    for position in list(match.unknown):
        claim = _claim(table, headers[position], match)
        if claim is not None:
            ours, units[ours] = claim
            match.columns[ours] = position
            match.unknown.remove(position)
    return match, units


def _claim(table: str, header: str, match: HeaderMatch) -> tuple[str, HeaderUnit] | None:
    """The free column of ours that a header means without the unit that it names."""
    stems = {
        comparable(_OWN_UNIT.sub("", ours)): ours
        for ours in TABLES[table].columns
        if _OWN_UNIT.search(ours)
    }
    for measures in ("effort", "time", "money"):
        for base, unit in _units_in(header, measures, sure=False):
            own = match_headers(table, [base], {}).columns
            ours = next(iter(own), None) or stems.get(comparable(base))
            if ours is None or ours in match.columns:
                continue
            if column_measure(table, ours) in (measures, unit.unit.measures):
                return ours, unit
    return None


def _units_in(header: str, measures: str, *, sure: bool) -> Iterator[tuple[str, HeaderUnit]]:
    """What stands before a unit in a header, and the unit; brackets first.

    Parameters
    ----------
    sure : bool
        Whether a last word without brackets must mean the same unit in any column.
    """
    for pattern in (_BRACKETS, _IN, _LAST_WORDS, _LAST_WORD):
        found = pattern.fullmatch(header.strip())
        if found is None:
            continue
        text = found["unit"].strip()
        loose = pattern in (_LAST_WORDS, _LAST_WORD)
        unit = unit_named(text, None if loose and sure else measures)
        if unit is not None and (not loose or unit.measures == measures):
            yield found["base"].strip(), HeaderUnit(text, unit)


def settle_units(
    draft: Draft,
    header_units: Mapping[str, HeaderUnit],
    config: WorkspaceConfig,
    troubles: Troubles,
) -> bool:
    """Mark the columns whose unit is not clear; whether the table can be used without them."""
    usable = True
    for column, named in header_units.items():
        if column not in draft.cells:
            continue
        trouble = _doubt(draft.name, column, named, config)
        if trouble is None:
            continue
        what, step = trouble
        draft.unread.add(column)
        where = {
            "column": draft.header(column),
            "file": draft.file,
            "found": draft.header(column),
            "expected": f"{draft.metadata(column).get('unit')}, or a declared unit",
            "next_step": step,
        }
        if draft.required(column):
            troubles.fault(draft.name, what, **where)
            usable = False
        else:
            troubles.finding(draft.name, f"{what}: not assessed", **where)
    return usable


def _doubt(
    table: str, column: str, named: HeaderUnit, config: WorkspaceConfig
) -> tuple[str, str] | None:
    """Why a column cannot be read in the unit that its header names, and what to do."""
    unit, section = named.unit, f"[units.{table}]"
    own = str((TABLES[table].columns[column].metadata or {}).get("unit"))
    period = period_in(named.text)
    if period is not None and period not in own_periods(table, own):
        what = f"its header names figures a {period}, and the column holds the whole"
        return what, "Map another column, or rename this one."
    if unit.measures != column_measure(table, column):
        what = f"its header names {unit.name}, and the column holds {own}"
        return what, "Map another column, or rename this one."
    _, codes = currency_in(named.text)
    if codes and config.currency is not None and config.currency not in codes:
        what = f"its header names another currency than the workspace's, {config.currency}"
        return what, "State the currency of each row in the column currency, and its rates."
    stated = config.units.get(table, {}).get(column)
    declared = unit_of(stated) if stated is not None else None
    if declared is not None and declared != unit:
        what = f"its header names {unit.name}, and {section} declares {declared.name}"
        return what, f"Make both say the same: mend the header, or {section} in {CONFIG_FILE}."
    if declared == unit or (unit.factor == 1 and not unit.by_day):
        return None
    hours = ""
    if unit.by_day and config.hours_per_day is None:
        hours = ", and hours_per_day = 8 (or what it is) at its top"
    what = f"its header names {unit.name}, and nothing declares that its figures are in {unit.name}"
    return what, f'Write {section} {column} = "{unit.name}" in {CONFIG_FILE}{hours}.'
