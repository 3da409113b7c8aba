"""Services of today that a proposal touches, from its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import pandas as pd

from pmo_toolkit.analysis.capability.recorded_year import recorded_year
from pmo_toolkit.analysis.capability.shapes import Service
from pmo_toolkit.analysis.capability.staying import annual_cost
from pmo_toolkit.analysis.capability.touched import TouchedService, touched_services
from pmo_toolkit.assessment.lookups.service_rows import (
    OPTION_COLUMNS,
    SERVICE_COLUMNS,
    options_on_services,
    service_months,
    service_of,
)
from pmo_toolkit.core.settings import Settings


class ServiceReader(Protocol):
    """Who reads a workspace for one proposal."""

    proposal: str
    settings: Settings
    as_of: dt.date

    def rows(
        self,
        table: str,
        where: Mapping[str, Iterable[str]] | None = None,
        *,
        columns: Iterable[str] = (),
    ) -> pd.DataFrame:
        """Rows of a table with certain values in certain columns."""
        ...


def services_touched(reader: ServiceReader) -> tuple[TouchedService, ...]:
    """Services that its options reuse or replace, and those at or below its capabilities.

    Parameters
    ----------
    reader : ServiceReader
        Notes what is read.
    """
    own = reader.rows("options", {"proposal": (reader.proposal,)}, columns=OPTION_COLUMNS)
    options = tuple(options_on_services(own))
    raised = reader.rows(
        "proposal_capabilities", {"proposal": (reader.proposal,)}, columns=("capability",)
    )
    capabilities = {str(name) for name in raised["capability"]}
    named = {name for one in options for name in (one.reuses, *one.replaces) if name}
    below = _below(reader, capabilities)
    places = capabilities | below
    frames = [
        reader.rows("services", where, columns=SERVICE_COLUMNS)
        for where in (
            {"id": sorted(named)} if named else None,
            {"capability": sorted(places)} if places else None,
        )
        if where is not None
    ]
    services = [service_of(row) for frame in frames for row in frame.to_dict("records")]
    services, cost_months = _priced(reader, services)
    rules = reader.settings.capability
    return touched_services(
        services,
        options,
        capabilities,
        functional_from=rules.functional_from,
        usual_notice_days=rules.notice_days,
        as_of=reader.as_of,
        below=below,
        cost_months=cost_months,
    )


def _below(reader: ServiceReader, names: set[str]) -> set[str]:
    """All capabilities below some; only rows that stand there are read."""
    found: set[str] = set()
    level = names
    while level:
        rows = reader.rows("capabilities", {"parent": sorted(level)}, columns=("id",))
        level = {str(name) for name in rows["id"]} - names - found
        found |= level
    return found


def _priced(
    reader: ServiceReader, services: Sequence[Service]
) -> tuple[list[Service], dict[str, int]]:
    """Services, months in place of a cost that nobody states, and how many months those are."""
    blank = sorted({one.id for one in services if one.annual_cost is None})
    if not blank:
        return list(services), {}
    rows = reader.rows("service_costs", {"service": blank}, columns=("service", "month", "amount"))
    months, _ = service_months(rows, reader.as_of)
    counts = {
        name: year.months
        for name, own in months.items()
        if (year := recorded_year(own, None, 0.0)) is not None
    }
    priced = [
        replace(one, annual_cost=annual_cost(one, months.get(one.id, ()))) for one in services
    ]
    return priced, counts
