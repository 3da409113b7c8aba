"""Lags and durations that reach beyond any plan; each is a finding with its row."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_toolkit.workspace.checking.draft import Draft

#: Table → columns that hold a time, and days of their unit.
_TIMES: Mapping[str, Mapping[str, float]] = {
    "dependencies": {"lag_days": 1.0},
    "proposals": {"estimate_duration_days": 1.0},
    "in_flight": {"estimate_duration_days": 1.0},
    "activities": {f"duration_days_{end}": 1.0 for end in ("low", "mode", "high")},
    "risks": {f"impact_days_{end}": 1.0 for end in ("low", "mode", "high")},
    "options": {"months_to_benefit": 30.4},
    "demand": {"start_month": 30.4, "months": 30.4},
}
_DAYS_A_YEAR = 365.25


def tell_too_long(drafts: Mapping[str, Draft], longest_days: float) -> None:
    """Report times longer than a plan can reach.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked; rows with faults are passed over.
    longest_days : float
        Calendar days.
    """
    for name, columns in _TIMES.items():
        draft = drafts.get(name)
        for column, days in columns.items() if draft is not None else ():
            assert draft is not None
            for position in draft.kept():
                value = draft.value(column, position)
                if value is None or abs(value) * days <= longest_days:
                    continue
                draft.note(
                    position,
                    column,
                    f"is longer than {longest_days / _DAYS_A_YEAR:.0f} years, and no plan reaches"
                    " that far: it counts as it stands, and is asked about",
                    found=draft.cells[column][position],
                    expected=f"at most {longest_days / days:,.0f}",
                    next_step="See whether another unit was meant, or too many digits were typed.",
                )
