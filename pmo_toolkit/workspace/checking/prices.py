"""One currency and one price year for the whole workspace.

Amounts are converted by ``rates`` or refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.identifiers import check_keys
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.currencies import currencies_of, currency_codes
from pmo_toolkit.workspace.dictionary.headers import nearest

Rates = Mapping[tuple[str, int], float]


#: Which currency is named first where a sign may mean several.
_USUAL = ("EUR", "USD", "GBP", "CHF")


@dataclass(frozen=True)
class _Row:
    """An amount-bearing row with what it states about its prices."""

    draft: Draft
    position: int
    columns: tuple[str, ...]
    currency: str | None
    year: int | None


def settle_prices(drafts: Mapping[str, Draft], config: WorkspaceConfig, troubles: Troubles) -> None:
    """Bring all money into the workspace's currency and price year.

    Converted rows then hold the workspace's currency and price year. Amounts in another currency or
    price year without a matching row in ``rates`` are not assessed.
    """
    for draft in drafts.values():
        _check_codes(draft)
    if "rates" in drafts:
        check_keys(drafts["rates"])
    rates = _rates(drafts.get("rates"))
    rows = [
        row for draft in drafts.values() if draft.name != "rates" for row in _priced_rows(draft)
    ]
    currency, year = config.currency, config.price_year
    if rows:
        if currency is None:
            currency = _undeclared_currency(rows, troubles)
        if year is None:
            year = _undeclared_year(rows, troubles)
    _check_marks(rows, currency)
    for row in rows:
        _convert(row, currency, year, rates)


def _money_columns(draft: Draft, position: int) -> list[str]:
    """Columns of a row that may hold money.

    What a benefit yields is money unless it is stated in units of something.
    """
    always = draft.columns_of("money")
    if draft.name != "benefits" or draft.value("unit", position) == "unit per year":
        return always
    return [*always, *(name for name in ("low", "mode", "high") if draft.present(name))]


def _priced_rows(draft: Draft) -> Iterator[_Row]:
    for position in range(len(draft)):
        possible = _money_columns(draft, position)
        columns = tuple(name for name in possible if draft.value(name, position) is not None)
        if columns:
            year = draft.value("price_year", position)
            yield _Row(
                draft,
                position,
                columns,
                draft.value("currency", position),
                None if year is None else int(year),
            )


def _check_codes(draft: Draft) -> None:
    """Currencies must be ISO codes; a sign that means only one currency is read as its code."""
    if "currency" not in draft.values:
        return
    for position, code in enumerate(draft.values["currency"]):
        if code is None or code in currency_codes():
            continue
        meant = currencies_of(draft.cells["currency"][position])
        if len(meant) == 1:
            draft.values["currency"][position] = next(iter(meant))
            continue
        _tell_no_currency(draft, position, code, several=bool(meant))


def _tell_no_currency(draft: Draft, position: int, code: str, *, several: bool) -> None:
    near = None if several else nearest(code, currency_codes())
    what = "could be several currencies" if several else "is not a currency code"
    where = {
        "found": draft.cells["currency"][position],
        "expected": "a three-letter code such as CAD",
        "next_step": f"Did you mean {near}?" if near else "Write its three-letter code.",
    }
    if draft.required("currency"):
        draft.row_fault(position, "currency", what, **where)
    else:
        draft.note(position, "currency", f"{what}: the amounts are not assessed", **where)
        _empty(draft, position, tuple(_money_columns(draft, position)))
    draft.values["currency"][position] = None


def _empty(draft: Draft, position: int, columns: tuple[str, ...]) -> None:
    for column in columns:
        draft.values[column][position] = None


def _rates(draft: Draft | None) -> Rates:
    if draft is None:
        return {}
    for position in range(len(draft)):
        if draft.value("factor", position) is None and position not in draft.bad:
            draft.row_fault(position, None, "the row has no factor", expected="a factor above 0")
        elif draft.value("factor", position) == 0:
            draft.row_fault(
                position,
                "factor",
                "a factor of 0 would wipe out the amounts",
                expected="a factor above 0",
            )
    return {
        (draft.value("currency", p), int(draft.value("year", p))): float(draft.value("factor", p))
        for p in draft.kept()
    }


def _undeclared_currency(rows: list[_Row], troubles: Troubles) -> str | None:
    """The one currency that all rows state, or None; different ones are a fault."""
    stated = {row.currency: row for row in reversed(rows) if row.currency is not None}
    signs = {
        amount.mark: (row, amount.currencies)
        for row in reversed(rows)
        if row.currency is None
        for column in row.columns
        for amount in [row.draft.amounts.get(column, {}).get(row.position)]
        if amount is not None
    }
    meant = [frozenset({code}) for code in stated] + [codes for _, codes in signs.values()]
    common = frozenset.intersection(*meant) if meant else frozenset()
    if meant and not common:
        shown = [
            f"{code} ({row.draft.name}, row {row.draft.rows[row.position]})"
            for code, row in stated.items()
        ]
        shown += [
            f"{sign} ({row.draft.name}, row {row.draft.rows[row.position]})"
            for sign, (row, _) in signs.items()
        ]
        troubles.fault(
            "workspace",
            "amounts stand in different currencies and none is declared",
            found=", ".join(sorted(shown)),
            expected="a declared currency, and rates for amounts in another one",
            next_step=(
                'Write currency = "…" in workspace.toml and add a table rates(currency, year,'
                " factor)."
            ),
        )
        return None
    only = next(iter(common)) if len(common) == 1 else None
    likely = only or next((code for code in _USUAL if code in common), _USUAL[0])
    seen = f"all amounts that name one are in {only}" if only else ""
    if signs and not only:
        seen = "amounts are written with " + ", ".join(sorted(signs))
    troubles.finding(
        "workspace",
        "no currency is declared, so money is shown without one",
        column="currency",
        found=seen or None,
        expected="the currency of the amounts",
        next_step=(
            f'Write currency = "{likely}" {"" if only else "(or what it is) "}in workspace.toml.'
        ),
    )
    return only if stated else None


def _undeclared_year(rows: list[_Row], troubles: Troubles) -> int | None:
    stated = {row.year: row for row in reversed(rows) if row.year is not None}
    if len(stated) > 1:
        shown = [
            f"{year} ({row.draft.name}, row {row.draft.rows[row.position]})"
            for year, row in stated.items()
        ]
        troubles.fault(
            "workspace",
            "amounts stand in different price years and none is declared",
            found=", ".join(sorted(shown)),
            expected="a declared price year, and rates for amounts of another one",
            next_step=(
                "Write price_year = 2026 (or what it is) in workspace.toml and add a table rates."
            ),
        )
        return None
    only = next(iter(stated), None)
    troubles.finding(
        "workspace",
        "no price year is declared, so amounts are compared as they stand",
        column="price_year",
        expected="the year whose prices the amounts are in",
        next_step=f"Write price_year = {only or '2026 (or what it is)'} in workspace.toml.",
    )
    return only


def _check_marks(rows: list[_Row], currency: str | None) -> None:
    """A sign in an amount must fit the currency of its row."""
    for row in rows:
        holds = row.currency or currency
        for column in row.columns:
            amount = row.draft.amounts.get(column, {}).get(row.position)
            if amount is not None and holds is not None and holds not in amount.currencies:
                whose = "the row's" if row.currency else "the workspace's"
                row.draft.note(
                    row.position,
                    column,
                    f"the amount is written in another currency than {whose}, which is {holds}: not"
                    " assessed",
                    found=row.draft.cells[column][row.position],
                    expected=f"an amount in {holds}",
                    next_step=(
                        "State the row's currency in the column currency, with a row in the table"
                        " rates."
                    ),
                )
                _empty(row.draft, row.position, (column,))


def _convert(row: _Row, currency: str | None, year: int | None, rates: Rates) -> None:
    other_currency = row.currency is not None and row.currency != currency
    other_year = row.year is not None and row.year != year
    if not other_currency and not other_year:
        return
    draft, position = row.draft, row.position
    of_currency, of_year = row.currency or currency, row.year or year
    if (currency is None and other_currency) or (year is None and other_year):
        return  # told as a fault of the workspace
    factor = (
        rates.get((of_currency, of_year))
        if of_currency is not None and of_year is not None
        else None
    )
    if factor is None:
        stated = " ".join(str(part) for part in (of_currency, of_year) if part is not None)
        draft.note(
            position,
            "currency" if other_currency else "price_year",
            "the amounts stand in another currency or price year, and no rate for it is given: not"
            " assessed",
            key=stated,
            found=stated,
            expected="a row in the table rates(currency, year, factor)"
            + ("" if of_year is not None else " and a price year"),
            next_step=(
                "Add the rate, or give the amounts in the workspace's currency and price year."
            ),
        )
        _empty(draft, position, row.columns)
        return
    for column in row.columns:
        if draft.values[column][position] is not None:
            draft.values[column][position] *= factor
    for name, value in (("currency", currency), ("price_year", year)):
        if value is not None:
            draft.values.setdefault(name, [None] * len(draft))[position] = value
