"""What a recipe says that cannot be done: unknown tables, columns, units, marks."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.intake.base.rules import ColumnRule, Declared, Recipe, TableRule
from pmo_toolkit.workspace.configuration.values import Unfit, currency, locale
from pmo_toolkit.workspace.dictionary.headers import meant, nearest
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import UNITS, unit_of

#: Tables whose further columns are cost drivers.
_WITH_DRIVERS = ("proposals", "history")
#: A name as like as this to one of our columns is a slip.
_SLIP = 0.85

Trouble = tuple[tuple[str | int, ...], str]


def rule_troubles(recipe: Recipe) -> Iterator[Trouble]:
    """Each trouble with the place of its entry."""
    yield from _of_declared(recipe.declared)
    for number, rule in enumerate(recipe.tables):
        place: tuple[str | int, ...] = ("tables", number)
        yield from _of_table(rule, place)
        if rule.table in TABLES:
            for column, column_rule in enumerate(rule.columns):
                yield from _of_column(rule, column_rule, (*place, "columns", column))


def _of_declared(declared: Declared) -> Iterator[Trouble]:
    for name, check in (("currency", currency), ("locale", locale)):
        value = getattr(declared, name)
        try:
            if value is not None:
                check(value)
        except Unfit as error:
            yield (
                ("declared", name),
                f"has a value that cannot be used; found {value!r}, expected {error}",
            )
    hours = declared.hours_per_day
    if hours is not None and not 0 < hours <= 24:
        yield (
            ("declared", "hours_per_day"),
            f"has a value that cannot be used; found {hours:g}, expected hours above 0, at most 24",
        )


def _of_table(rule: TableRule, place: tuple[str | int, ...]) -> Iterator[Trouble]:
    if rule.table not in TABLES:
        near = meant(nearest(rule.table, TABLES)) or f"Known are {', '.join(TABLES)}. "
        yield (*place, "table"), f"names {rule.table!r}, which is no table of ours. {near.strip()}"
    if not rule.file.strip() or any(mark in rule.file for mark in "/\\\0"):
        yield (
            (*place, "file"),
            f'is {rule.file!r}; expected the name of a file without its folder, as in "jira-*.csv"',
        )
    if any(row < 1 for row in rule.header_rows):
        yield (*place, "header_rows"), "has a row below 1; rows count from 1, as the user sees them"
    columns = [column.column for column in rule.columns]
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield (*place, "columns"), f"fill {name!r} twice. Keep one of the two, or list both headers"
    if rule.unpivot is not None:
        for entry in ("names_to", "values_to"):
            target = getattr(rule.unpivot, entry)
            if rule.table in TABLES and target not in TABLES[rule.table].columns:
                what = f"names {target!r}, which is no column of {rule.table}"
                yield (*place, "unpivot", entry), what


def _of_column(
    table: TableRule, rule: ColumnRule, place: tuple[str | int, ...]
) -> Iterator[Trouble]:
    columns = TABLES[table.table].columns
    if rule.column not in columns and not _is_driver(table.table, rule.column):
        near = meant(nearest(rule.column, columns)) or f"Known are {', '.join(columns)}. "
        what = f"names {rule.column!r}, which is no column of {table.table}. {near.strip()}"
        yield (*place, "column"), what
    if rule.unit is not None and unit_of(rule.unit) is None:
        names = ", ".join(unit.name for unit in UNITS)
        yield (*place, "unit"), f"is {rule.unit!r}, which is no unit; expected one of {names}"
    if rule.decimal not in (None, ",", "."):
        yield (*place, "decimal"), f'is {rule.decimal!r}; expected "," or "."'
    if rule.date_order not in (None, "dmy", "mdy", "ymd"):
        yield (*place, "date_order"), f'is {rule.date_order!r}; expected "dmy", "mdy" or "ymd"'
    if rule.numbered is not None and numbering_trouble(rule.numbered):
        yield (*place, "numbered"), f'is {rule.numbered!r}; expected a pattern such as "P-{{:03}}"'


def _is_driver(table: str, column: str) -> bool:
    """Whether a column can be a cost driver of the client's own, and no slip in one of ours."""
    is_slip = nearest(column, TABLES[table].columns, cutoff=_SLIP) is not None
    return table in _WITH_DRIVERS and column.isidentifier() and not is_slip


def numbering_trouble(pattern: str) -> bool:
    """Whether a pattern gives no different text for each number."""
    try:
        return pattern.format(1) == pattern.format(2) or "{" in pattern.format(1)
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):
        return True
