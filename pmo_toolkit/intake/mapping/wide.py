"""Months, quarters or years side by side: which columns they are, and how they become rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, Unpivot
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion
from pmo_toolkit.intake.mapping.names.headings import header_matches
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.intake.mapping.texts.periods import Period, period_of
from pmo_toolkit.intake.mapping.texts.unit_words import unit_in_name
from pmo_toolkit.intake.mapping.unit_choice import stated_unit
from pmo_toolkit.intake.mapping.words import meaning

#: Fewest columns of one grain that count as a table laid out wide.
_FEWEST = {"month": 3, "quarter": 2, "half-year": 2, "year": 2}
#: Tables that such columns may belong to, by grain, and how far that speaks for the table.
_SPEAKS_FOR = {
    "month": {"capacity": 0.25, "demand": 0.22, "costs": 0.1},
    "quarter": {"costs": 0.12},
    "half-year": {"costs": 0.12},
    "year": {"costs": 0.15, "benefits": 0.12, "services": 0.1},
    "due": {"costs": 0.2},
}
_FILLS = {
    "capacity": ("month",),
    "demand": ("start_month",),
    "costs": ("mode",),
    "benefits": ("mode",),
    "services": ("annual_cost",),
}
_CAPACITY_MEASURES = ("absence_hours", "run_work_hours", "ticket_hours", "gross_hours")
#: More hours a month and role than these cannot be days, or full-time equivalents.
_MOST_DAYS, _MOST_EQUIVALENTS = 60.0, 8.0


@dataclass(frozen=True)
class WideColumns:
    """Columns side by side whose headers are periods of one grain.

    Parameters
    ----------
    headers : tuple of str
    periods : tuple of Period
        One a header; none for amounts that are due once or again and again.
    grain : str
        ``month``, ``quarter``, ``half-year``, ``year``, or ``due``.
    """

    headers: tuple[str, ...]
    periods: tuple[Period, ...]
    grain: str

    def fills(self, table: str) -> tuple[str, ...]:
        """Columns of a table that such columns fill."""
        return _FILLS.get(table, ())

    def speaks_for(self, table: str) -> float:
        """How far being laid out so speaks for a table."""
        return _SPEAKS_FOR[self.grain].get(table, 0.0)


@dataclass(frozen=True)
class WideRules:
    """How wide columns fill a table.

    Parameters
    ----------
    columns : tuple of ColumnSuggestion
        Names and values with their unit and words; they name no headers of their own.
    unpivot : Unpivot, optional
        None where a single one of the columns is taken.
    """

    columns: tuple[ColumnSuggestion, ...] = ()
    unpivot: Unpivot | None = None


def wide_columns(region: Region, columns: Mapping[str, Contents]) -> WideColumns | None:
    """Find headers that are periods of one grain above figures; None where there are too few."""
    found = {
        header: period
        for header, contents in columns.items()
        if (period := period_of(header, region.since_1904)) is not None
        and (not contents.texts or contents.share("number") >= 0.6)
    }
    if not found:
        return _cost_periods(columns)
    counts = Counter(period.grain for period in found.values())
    grain = max(counts, key=lambda name: (counts[name], -Period(1, 1, name).months))
    if counts[grain] < _FEWEST[grain]:
        return None
    chosen = {header: period for header, period in found.items() if period.grain == grain}
    return WideColumns(tuple(chosen), tuple(chosen.values()), grain)


def _cost_periods(columns: Mapping[str, Contents]) -> WideColumns | None:
    """Amounts due once beside those due again and again: ``einmalig | jährlich``."""
    found = {
        header: meant
        for header, contents in columns.items()
        if contents.share("number") >= 0.6 and (meant := _due(header)) is not None
    }
    units = {getattr(read_header(header).unit, "text", "") for header in found}
    if len(set(found.values())) < len(found) or len(found) < 2 or len(units) > 1:
        return None
    return WideColumns(tuple(found), (), "due") if "once" in found.values() else None


def _due(header: str) -> str | None:
    """When amounts below a header are due, as costs say it; None where it says nothing."""
    names = read_header(header).names
    return next((found for name in names if (found := meaning("costs", "period", name))), None)


def _together(wide: WideColumns, columns: Mapping[str, Contents]) -> Contents:
    texts = tuple(text for header in wide.headers for text in columns[header].texts)
    numbers = tuple(number for header in wide.headers for number in columns[header].numbers)
    return Contents(texts, len(texts), numbers)


def _capacity_measure(region: Region) -> str:
    """The hours that a matrix of roles and months holds, by what its sheet and title say."""
    for text in (region.title, region.source.sheet or "", region.source.file):
        for match in header_matches("capacity", text) if text else ():
            if match.column in _CAPACITY_MEASURES and match.score >= 0.6:
                return match.column
    return "gross_hours"


def _values(region: Region, table: str, column: str, contents: Contents) -> ColumnSuggestion:
    """The column that takes the cells, with its unit."""
    unit = stated_unit(table, column, region.source.sheet or "", region.title, contents)
    if not unit.source and (words := unit_in_name(region.title)):
        unit = stated_unit(table, column, words.text, "", contents)
    doubts = list(unit.doubts)
    name = unit.unit
    typical = median(map(abs, contents.numbers)) if contents.numbers else 0.0
    if not unit.source and table in ("capacity", "demand") and 0 < typical <= _MOST_DAYS:
        if typical <= _MOST_EQUIVALENTS:
            doubts.append("looks like full-time equivalents: name them as unit, if they are")
        else:
            name = "person-days"
            doubts.append("looks like person-days")
    certainty = Certainty.UNSURE if doubts else Certainty.LIKELY
    why = f"cells below the periods are taken for {column}"
    rule = ColumnRule(column, unit=name)
    return ColumnSuggestion(
        rule, certainty, "; ".join(filter(None, (why, unit.why))), tuple(doubts)
    )


def _names(column: str, words: dict[str, str], why: str) -> ColumnSuggestion:
    return ColumnSuggestion(ColumnRule(column, words=words), Certainty.SURE, why)


def _constant(column: str, text: str, why: str, doubt: str = "") -> ColumnSuggestion:
    certainty = Certainty.UNSURE if doubt else Certainty.LIKELY
    doubts = (doubt,) if doubt else ()
    return ColumnSuggestion(ColumnRule(column, constant=text), certainty, why, doubts)


def _latest(
    region: Region,
    table: str,
    column: str,
    wide: WideColumns,
    columns: Mapping[str, Contents],
) -> WideRules:
    """A table that holds one figure a year takes that of the latest year."""
    latest = max(zip(wide.periods, wide.headers, strict=True), key=lambda pair: pair[0].first_month)
    header = latest[1]
    unit = stated_unit(table, column, header, region.title, columns[header])
    doubt = f'of the years side by side the latest, "{header}", is taken; the others are aside'
    rule = ColumnRule(column, (header,), unit=unit.unit)
    why = "; ".join(filter(None, ("headers are years", unit.why)))
    return WideRules((ColumnSuggestion(rule, Certainty.UNSURE, why, (doubt, *unit.doubts)),))


def _amounts_due(region: Region, wide: WideColumns, contents: Contents) -> WideRules:
    """Costs whose headers say whether they are due once or each year."""
    unit = stated_unit("costs", "mode", wide.headers[0], region.title, contents)
    words = {header: str(_due(header)) for header in wide.headers}
    why = f'headers "{wide.headers[0]}" and the like say when amounts are due'
    values = ColumnSuggestion(
        ColumnRule("mode", unit=unit.unit),
        Certainty.UNSURE if unit.doubts else Certainty.LIKELY,
        "; ".join(filter(None, (f"cells below {', '.join(wide.headers)}", unit.why))),
        unit.doubts,
    )
    return WideRules(
        (_names("period", words, why), values), Unpivot(wide.headers, "period", "mode")
    )


def wide_rules(
    region: Region,
    table: str,
    wide: WideColumns,
    columns: Mapping[str, Contents],
) -> WideRules:
    """Say how columns side by side fill a table; empty where they cannot.

    Their headers become our way of writing a month by the words of the column that takes them.
    """
    contents = _together(wide, columns)
    if wide.grain == "due":
        return _amounts_due(region, wide, contents) if table == "costs" else WideRules()
    why = f'headers "{wide.headers[0]}" to "{wide.headers[-1]}" are {wide.grain}s'
    if table == "capacity" and wide.grain == "month":
        column = _capacity_measure(region)
        months = {
            header: period.first_month
            for header, period in zip(wide.headers, wide.periods, strict=True)
        }
        return WideRules(
            (_names("month", months, why), _values(region, table, column, contents)),
            Unpivot(wide.headers, "month", column),
        )
    if table == "demand" and wide.grain == "month":
        column = "hours_per_month_mode"
        first = min(period.year * 12 + period.month for period in wide.periods)
        numbers = {
            header: str(period.year * 12 + period.month - first + 1)
            for header, period in zip(wide.headers, wide.periods, strict=True)
        }
        return WideRules(
            (
                _names("start_month", numbers, why),
                _values(region, table, column, contents),
                _constant("months", "1", "each column is one month"),
            ),
            Unpivot(wide.headers, "start_month", column),
        )
    if table == "costs":
        doubt = "each amount becomes a cost due once; its element names when it is paid"
        return WideRules(
            (
                _values(region, table, "mode", contents),
                _constant("period", "once", why, doubt),
            ),
            Unpivot(wide.headers, "element", "mode"),
        )
    if table == "benefits" and wide.grain == "year":
        return _latest(region, table, "mode", wide, columns)
    if table == "services" and wide.grain == "year":
        return _latest(region, table, "annual_cost", wide, columns)
    return WideRules()
