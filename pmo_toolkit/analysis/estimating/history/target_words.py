"""What a target is called in a sentence."""

from __future__ import annotations

_WORDS = {"effort_person_hours": "effort", "duration_days": "duration"}


def words_of_target(column: str) -> str:
    """``"actual_effort_person_hours"`` or ``"effort_person_hours"`` → ``"effort"``."""
    name = column.removeprefix("actual_")
    return _WORDS.get(name, name.replace("_", " "))
