"""Rates of several PMOs in one currency and price year, and those that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.merging.base.cells import money_columns, written
from pmo_toolkit.merging.base.reading import SourceWorkspace
from pmo_toolkit.merging.base.shapes import Conflict, MergedRow, Rows, Statement
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.row_sources import RowSource

#: Currency and price year.
Price = tuple[str, int]


@dataclass(frozen=True)
class _Rate:
    """What turns money of one price into that of the workspace it stands in."""

    price: Price
    factor: float
    source: RowSource


@dataclass
class JointRates:
    """The rates of the merged workspace.

    Attributes
    ----------
    rows : list of MergedRow
    conflicts : list of Conflict
        Two factors of one currency and price year: neither is taken.
    remarks : list of str
        Rates that could not be taken over.
    """

    rows: list[MergedRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def joint_rates(sources: Sequence[SourceWorkspace], config: WorkspaceConfig) -> JointRates:
    """All rates, as factors to the money of the merged workspace.

    A factor to the money of another PMO is carried on by the rate of that money, where one is
    known.

    Parameters
    ----------
    sources : sequence of SourceWorkspace
    config : WorkspaceConfig
        Of the merged workspace.
    """
    made = JointRates()
    target = (config.currency, config.price_year)
    direct = [rate for source in sources if _price(source) == target for rate in _rates(source)]
    known = {rate.price: rate.factor for rate in direct}
    found = list(direct)
    for source in sources:
        price = _price(source)
        if price == target:
            continue
        onwards = known.get((price[0] or "", price[1] or 0))
        for rate in _rates(source):
            if rate.price == target:
                continue
            if onwards is None:
                made.remarks.append(
                    f"{rate.source.label}: the rate {rate.factor:g} of {_shown(rate.price)} leads"
                    f" to {_shown(price)} and is not taken over, since no rate is known from there"
                )
            else:
                found.append(_Rate(rate.price, rate.factor * onwards, rate.source))
    by_price: dict[Price, list[_Rate]] = {}
    for rate in found:
        by_price.setdefault(rate.price, []).append(rate)
    for price, rates in by_price.items():
        if len({round(rate.factor, 12) for rate in rates}) > 1:
            made.conflicts.append(_conflict(price, rates))
            continue
        made.rows.append(
            MergedRow(
                {
                    "currency": price[0],
                    "year": str(price[1]),
                    "factor": written(rates[0].factor, "number", config),
                },
                tuple(rate.source for rate in rates),
            )
        )
    return made


def missing_rates(
    rows: Rows, rates: Sequence[Mapping[str, str]], config: WorkspaceConfig
) -> tuple[str, ...]:
    """Currencies and price years of rows with money for which there is no rate.

    Parameters
    ----------
    rows : mapping of str to list of MergedRow
    rates : sequence of mapping of str to str
        Rows of ``rates``, those included that somebody added.
    config : WorkspaceConfig
    """
    known = {(rate.get("currency", "").strip(), rate.get("year", "").strip()) for rate in rates}
    own = (config.currency or "", str(config.price_year or ""))
    counts: dict[tuple[str, str], int] = {}
    for table, merged in rows.items():
        for price in _prices_of(table, merged, own):
            if price != own and price not in known:
                counts[price] = counts.get(price, 0) + 1
    return tuple(
        f"{' '.join(filter(None, price))} to {' '.join(filter(None, own))}: {count} rows"
        for price, count in sorted(counts.items())
    )


def _prices_of(
    table: str, rows: Sequence[MergedRow], own: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    if table == "rates" or not rows:
        return
    money = money_columns(table, dict.fromkeys(name for row in rows for name in row.cells))
    for row in rows:
        counted = table == "benefits" and row.cells.get("unit", "").startswith("unit")
        if not counted and any(row.cells.get(name, "").strip() for name in money):
            yield (
                row.cells.get("currency", "").strip() or own[0],
                row.cells.get("price_year", "").strip() or own[1],
            )


def _price(source: SourceWorkspace) -> tuple[str | None, int | None]:
    return source.config.currency, source.config.price_year


def _rates(source: SourceWorkspace) -> Iterator[_Rate]:
    table = source.tables.get("rates")
    if table is None:
        return
    draft = table.draft
    for position, row in enumerate(draft.rows):
        currency, year = draft.value("currency", position), draft.value("year", position)
        factor = draft.value("factor", position)
        if currency and year and factor:
            place = RowSource(source.prefix, source.name, draft.file, row)
            yield _Rate((str(currency), int(year)), float(factor), place)


def _conflict(price: Price, rates: Sequence[_Rate]) -> Conflict:
    statements = tuple(
        Statement(
            rate.source.prefix,
            rate.source.name,
            rate.source.file,
            rate.source.row,
            f"{rate.factor:.6g}",
        )
        for rate in rates
    )
    outcome = "no rate, until somebody writes one into rates.csv"
    return Conflict("rate", f"rates {_shown(price)}", statements, outcome, is_open=True)


def _shown(price: tuple[object, object]) -> str:
    return " ".join(str(part) for part in price if part) or "money without a currency"
