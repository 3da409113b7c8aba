"""Questions about figures of a proposal that look as if they stood in another unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.evidence.readiness import BUSINESS

TOPIC = "units"
#: Table and column → what it holds, in words.
_WORDS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("proposals", "requested_budget"): "the budget",
        ("proposals", "estimate_effort_person_hours"): "the estimated effort",
        ("proposals", "estimate_duration_days"): "the estimated duration",
        ("costs", "mode"): "the cost of its options",
        ("activities", "duration_days_mode"): "the duration of its activities",
        ("demand", "hours_per_month_mode"): "the work that it asks of roles",
    }
)
_UNITS = {"thousand": "thousands", "million": "millions", "billion": "billions"}

Doubt = tuple[str, str, str, float]


def unit_questions(doubts: Iterable[Doubt], department: str | None) -> tuple[Question, ...]:
    """One question for each column whose unit is in doubt, to the department that stated it.

    Parameters
    ----------
    doubts : iterable of (str, str, str, float)
        Table, column, the unit that its figures look like, and their factor.
    department : str or None
        Of the proposal.
    """
    return tuple(
        Question(
            department or BUSINESS,
            f"In which unit is {_WORDS[table, column]} stated? The figures look like"
            f" {_UNITS.get(unit, unit)}, and are read as they stand.",
            f"All that is computed from it would change by a factor of {_shown(factor)}.",
            TOPIC,
        )
        for table, column, unit, factor in doubts
        if (table, column) in _WORDS
    )


def _shown(factor: float) -> str:
    size = max(factor, 1 / factor)
    return f"{size:,.0f}" if size >= 10 or size == int(size) else f"{size:.1f}"
