"""Studies of many proposals or of a whole history.

Each is an orchestrator with its result. Names load at first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.studies.comparison import Comparison, compare_proposals
    from pmo_toolkit.studies.reliability import assess_history
    from pmo_toolkit.studies.reliability_result import (
        HistoryReliability,
        PastPredictsFuture,
    )
    from pmo_toolkit.studies.schedule_result import ScheduleStudy
    from pmo_toolkit.studies.scheduling import study_schedule

__all__ = [
    "Comparison",
    "HistoryReliability",
    "PastPredictsFuture",
    "ScheduleStudy",
    "assess_history",
    "compare_proposals",
    "study_schedule",
]

__getattr__ = at_first_use(
    __name__,
    {
        "Comparison": "studies.comparison",
        "HistoryReliability": "studies.reliability_result",
        "PastPredictsFuture": "studies.reliability_result",
        "ScheduleStudy": "studies.schedule_result",
        "assess_history": "studies.reliability",
        "compare_proposals": "studies.comparison",
        "study_schedule": "studies.scheduling",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
