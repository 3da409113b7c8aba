"""What teams finish, as one result."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.deliveries import Deliveries
from pmo_toolkit.analysis.flow.measures import FlowMeasures
from pmo_toolkit.analysis.flow.shapes import Coverage, TeamForecast
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.errors import ExitCode, Trouble, exit_code

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class TeamFlow:
    """One team.

    Parameters
    ----------
    forecast : TeamForecast
    measures : FlowMeasures or NotAssessed
        Where items with their days are known rather than counts alone.
    deliveries : Deliveries or NotAssessed
    """

    forecast: TeamForecast
    measures: FlowMeasures | NotAssessed
    deliveries: Deliveries | NotAssessed


@dataclass(frozen=True)
class FlowStudy(ShownAsFirstPage):
    """How much the teams of a workspace or table finish.

    Teams stand in the order of their names and are never ranked.

    Parameters
    ----------
    teams : tuple of TeamFlow
    coverage : Coverage
        Of all teams together.
    troubles : tuple of Trouble
        What was odd in the rows, and what became of it.
    source : str
        File, sheet or workspace.
    as_of : date
        The last day that counts.
    weeks, items : int or None
        What was asked: one of them.
    is_sample : bool
    input_hash, version : str
    settings_changed : mapping
        Settings that are not the defaults.

    Examples
    --------
    >>> from pmo_toolkit import study_flow
    >>> study_flow("sample").teams[0].forecast.forecast  # doctest: +SKIP
    """

    teams: tuple[TeamFlow, ...]
    coverage: Coverage
    troubles: tuple[Trouble, ...]
    source: str
    as_of: dt.date
    weeks: int | None
    items: int | None
    is_sample: bool
    input_hash: str
    version: str
    settings_changed: dict[str, Any]

    @property
    def exit_code(self) -> ExitCode:
        """1 where whole rows could not be used, else 0."""
        return exit_code(self.troubles)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What limits the whole."""
        names = [team.forecast.team for team in self.teams]
        if len(names) == 1:
            return self.teams[0].forecast.remarks
        return (
            f"{len(names)} teams: each has a forecast of its own under teams; coverage is of all"
            " together. Teams count different things as items, so that they are neither added"
            " nor ranked.",
        )

    def as_dict(self) -> dict[str, Any]:
        """What ``pmo forecast --json`` writes; see ``schemas/forecast.schema.json``."""
        only = self.teams[0].forecast.as_dict() if len(self.teams) == 1 else {}
        return {
            "schema_version": SCHEMA_VERSION,
            "source": self.source,
            "sample": self.is_sample,
            "as_of": self.as_of,
            "weeks": self.weeks,
            "items": self.items,
            "unit": "items" if self.items is None else "weeks",
            "coverage": self.coverage.as_dict(),
            "n_origins": self.coverage.n_origins,
            "team": only.get("team"),
            "forecast": only.get("forecast"),
            "regime": only.get("regime"),
            "remark": " ".join(self.remarks) or None,
            "teams": [
                {
                    **team.forecast.as_dict(),
                    "measures": team.measures,
                    "deliveries": team.deliveries,
                }
                for team in self.teams
            ],
            "findings": [
                {
                    "grade": trouble.grade,
                    "column": trouble.column,
                    "what": str(trouble),
                    "rows": list(trouble.rows or ((trouble.row,) if trouble.row else ())),
                }
                for trouble in self.troubles
            ],
            "input_hash": self.input_hash,
            "version": self.version,
            "settings_changed": self.settings_changed,
        }

    def __repr__(self) -> str:
        return f"FlowStudy({self.source!r}: {len(self.teams)} teams, as of {self.as_of})"
