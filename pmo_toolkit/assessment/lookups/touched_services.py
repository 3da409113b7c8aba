"""Services of today that a proposal touches, from its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol

import pandas as pd

from pmo_toolkit.analysis.capability.touched import TouchedService, touched_services
from pmo_toolkit.assessment.lookups.service_rows import (
    OPTION_COLUMNS,
    SERVICE_COLUMNS,
    options_on_services,
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
    """Services that its options reuse or replace, and those of the capabilities that it names.

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
    frames = [
        reader.rows("services", where, columns=SERVICE_COLUMNS)
        for where in (
            {"id": sorted(named)} if named else None,
            {"capability": sorted(capabilities)} if capabilities else None,
        )
        if where is not None
    ]
    services = [service_of(row) for frame in frames for row in frame.to_dict("records")]
    rules = reader.settings.capability
    return touched_services(
        services,
        options,
        capabilities,
        functional_from=rules.functional_from,
        usual_notice_days=rules.notice_days,
        as_of=reader.as_of,
    )
