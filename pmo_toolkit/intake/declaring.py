"""What holds for all figures of an import: currency, hours of a person-day, locale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, Declared
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.held_tables import HeldWorkspace
from pmo_toolkit.intake.mapping.names.kinds import own_unit
from pmo_toolkit.intake.mapping.texts.unit_words import unit_in_cell
from pmo_toolkit.workspace.dictionary.currencies import currencies_of
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.outcomes import Typed
from pmo_toolkit.workspace.parsing.units import unit_of

#: Hours of a person-day that are taken where nobody can be asked; listed as unsure.
USUAL_HOURS_PER_DAY = 8.0
_MARK = re.compile(
    r"[€£¥₹]|(?<![A-Za-z])[TtKkM]?(EUR|USD|CHF|GBP|CAD|SEK|NOK|DKK|PLN|CZK|AUD)(?![A-Za-z])"
)


def stated(held: HeldWorkspace, recipe: Declared) -> Declared:
    """What the workspace declares; where it does not, what the recipe says."""
    config = held.config
    return Declared(
        config.currency or recipe.currency,
        config.price_year or recipe.price_year,
        config.hours_per_day or recipe.hours_per_day,
        config.locale if held.exists and not held.is_new else recipe.locale,
    )


def with_found_out(declared: Declared, suggestions: Sequence[TableSuggestion]) -> Declared:
    """Currency and locale added, where the client's tables show them and nothing states them."""
    if declared.currency is None:
        declared = replace(declared, currency=currency_shown(suggestions))
    if declared.locale is None:
        declared = replace(declared, locale=locale_shown(suggestions))
    return declared


def currency_shown(suggestions: Sequence[TableSuggestion]) -> str | None:
    """The one currency by which the client's money is marked; None for none or several."""
    found: Counter[str] = Counter()
    for text in _money_texts(suggestions):
        for match in _MARK.finditer(text):
            codes = currencies_of(match[1] or match[0])
            if len(codes) == 1:
                found.update(codes)
            elif match[0] in ("£", "¥"):
                found["GBP" if match[0] == "£" else "JPY"] += 1
    return next(iter(found)) if len(found) == 1 else None


def _money_texts(suggestions: Sequence[TableSuggestion]) -> Iterator[str]:
    for suggestion in suggestions:
        region = suggestion.region
        yield region.title
        for rule in suggestion.rule.columns:
            column = TABLES[suggestion.rule.table].columns.get(rule.column)
            kind = ((column.metadata if column is not None else None) or {}).get("kind")
            if kind == "money" or rule.column in ("low", "mode", "high"):
                for header in rule.headers:
                    yield header
                    for cells in region.column(header):
                        yield from cells
            elif rule.column == "currency":
                for header in rule.headers:
                    yield from (cell for cells in region.column(header) for cell in cells)


def locale_shown(suggestions: Sequence[TableSuggestion]) -> str | None:
    """``de_DE`` where the client's numbers have a decimal comma; None where nothing tells."""
    marks = Counter(
        rule.decimal
        for suggestion in suggestions
        for rule in suggestion.rule.columns
        if rule.decimal is not None
    )
    if not marks:
        return None
    return "de_DE" if marks[","] > marks["."] else "en_GB"


def rules_in_days(suggestions: Sequence[TableSuggestion]) -> list[ColumnRule]:
    """Rules of columns whose figures, all or some, become hours by the hours of a person-day."""
    return [
        rule
        for suggestion in suggestions
        for rule in suggestion.rule.columns
        if _is_in_days(suggestion, rule)
    ]


def _is_in_days(suggestion: TableSuggestion, rule: ColumnRule) -> bool:
    stated = unit_of(rule.unit) if rule.unit else None
    if stated is not None:
        return stated.by_day
    own = own_unit(suggestion.rule.table, rule.column)
    if own is None or own.measures != "effort":
        return False
    words = map(unit_in_cell, column_texts(suggestion.region, rule.headers))
    units = [unit for one in words if one is not None and (unit := one.measuring("effort"))]
    return any(unit.by_day for unit in units)


def column_texts(region: Region, headers: Sequence[str]) -> list[str]:
    """The cells below some headers that came as text."""
    return [
        cell
        for header in dict.fromkeys(headers)
        for cells in region.column(header)
        for cell in cells
        if not isinstance(cell, Typed) and cell.strip()
    ]


def declared_lines(declared: Declared, known: frozenset[str]) -> list[str]:
    """Lines of ``workspace.toml`` for what it does not declare yet."""
    entries = {
        "currency": declared.currency,
        "price_year": declared.price_year,
        "hours_per_day": declared.hours_per_day,
        "locale": declared.locale,
    }
    lines = []
    for name, value in entries.items():
        if value is not None and name not in known:
            lines.append(f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value:g}")
    return lines
