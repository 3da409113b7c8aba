"""Rows of services and of options as the capability map reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.capability.shapes import Capability, Service, ServiceMonth, ServiceOption
from pmo_toolkit.core.written_numbers import listed_names, named_shares, parted

SERVICE_COLUMNS = (
    *("id", "title", "supplier", "capability", "hosting", "annual_cost", "technical_fit"),
    *("functional_fit", "contract_end", "notice_days", "role"),
)
OPTION_COLUMNS = (
    *("id", "proposal", "kind", "title", "service", "replaces", "exit_cost", "lock_in"),
)


def day_of(value: Any) -> dt.date | None:
    """A day, or None for a blank cell."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def capability_of(row: Mapping[Any, Any]) -> Capability:
    """A row of ``capabilities``."""
    return Capability(
        str(row["id"]),
        text_of(row["title"]) or str(row["id"]),
        text_of(row["parent"]),
        number_of(row["importance"]),
        number_of(row["maturity_now"]),
        number_of(row["maturity_target"]),
        text_of(row["department"]),
        tuple(dict.fromkeys(parted(text_of(row["goals"]) or ""))),
    )


def service_of(row: Mapping[Any, Any]) -> Service:
    """A row of ``services``."""
    named = text_of(row["capability"]) or ""
    return Service(
        str(row["id"]),
        text_of(row["title"]) or str(row["id"]),
        tuple(dict.fromkeys(listed_names(named))),
        text_of(row["supplier"]),
        text_of(row["hosting"]),
        text_of(row["role"]),
        number_of(row["annual_cost"]),
        number_of(row["technical_fit"]),
        number_of(row["functional_fit"]),
        day_of(row["contract_end"]),
        number_of(row["notice_days"]),
        tuple(named_shares(named).values()),
    )


def service_months(
    rows: pd.DataFrame, as_of: dt.date
) -> tuple[dict[str, tuple[ServiceMonth, ...]], int]:
    """Service → its rows of ``service_costs``, and how many rows are of months that have not ended.

    Parameters
    ----------
    rows : DataFrame
        Of ``service_costs``; without ``units`` where these are not asked for.
    as_of : date
        Months that have not ended by then are no whole record of a cost and are left out.
    """
    found: dict[str, list[ServiceMonth]] = {}
    unended = 0
    for row in rows.to_dict("records"):
        month, amount = day_of(row["month"]), number_of(row["amount"])
        if month is None or amount is None:
            continue
        if _first_after(month) - dt.timedelta(days=1) > as_of:
            unended += 1
        else:
            one = ServiceMonth(str(row["service"]), month, amount, number_of(row.get("units")))
            found.setdefault(one.service, []).append(one)
    return {name: tuple(months) for name, months in found.items()}, unended


def _first_after(month: dt.date) -> dt.date:
    """First day of the month that follows."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def options_on_services(rows: pd.DataFrame) -> Iterator[ServiceOption]:
    """Rows of ``options`` that reuse or replace a service."""
    for row in rows.to_dict("records"):
        reuses, replaces = (
            text_of(row["service"]),
            tuple(dict.fromkeys(parted(text_of(row["replaces"]) or ""))),
        )
        if reuses or replaces:
            yield ServiceOption(
                str(row["id"]),
                str(row["proposal"]),
                str(row["kind"]),
                text_of(row["title"]) or str(row["id"]),
                reuses,
                replaces,
                number_of(row["exit_cost"]),
                text_of(row["lock_in"]),
            )
