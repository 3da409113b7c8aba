"""How much teams finish: forecasts with their coverage, cycle time, work in progress, deliveries.

Names load at first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.studies.flow.public import forecast_items, forecast_weeks
    from pmo_toolkit.studies.flow.result import FlowStudy, TeamFlow
    from pmo_toolkit.studies.flow.study import study_flow

__all__ = ["FlowStudy", "TeamFlow", "forecast_items", "forecast_weeks", "study_flow"]

__getattr__ = at_first_use(
    __name__,
    {
        "FlowStudy": "studies.flow.result",
        "TeamFlow": "studies.flow.result",
        "forecast_items": "studies.flow.public",
        "forecast_weeks": "studies.flow.public",
        "study_flow": "studies.flow.study",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
