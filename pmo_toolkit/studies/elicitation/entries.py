"""Entries of a workshop's journal, and what each scorer may see of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.core.errors import UsageError

#: What an entry can be.
RANGE, REASON, REVEAL, FREEZE = "range", "reason", "reveal", "freeze"
#: Entries that all see at once: who takes part in what, which reasons belong together, what became
#: a risk, weights, what is asked of whom, and what is tried out (a role gone, a start later).
SETUP, GROUP, RISK, WEIGHTS = "setup", "group", "risk", "weights"
QUESTION, TRIAL = "question", "trial"
NOTES = (SETUP, GROUP, RISK, WEIGHTS, QUESTION, TRIAL)
#: Judgements are given at most so often: alone, and once more after all have been seen.
ROUNDS = 2
_LONGEST_TEXT, _LONGEST_NAME = 2000, 120


@dataclass(frozen=True)
class Entry:
    """One line of the journal.

    Parameters
    ----------
    number : int
        1 the first.
    kind : str
        ``"range"`` (low, mode, high of a quantity), ``"reason"`` (why it could fail),
        ``"reveal"`` (all see all of a subject), ``"freeze"``, or one of `NOTES`.
    subject : str
        What is judged, such as ``"P-007: effort"``; of a freeze empty.
    role : str
        Who judges, by role; of a reveal or freeze whoever moderates.
    round : int
        1 alone, 2 after the reveal.
    value : mapping of str
        ``low``, ``mode``, ``high`` and ``unit``; ``text``; or hashes.
    at : str
        When, ISO 8601.
    """

    number: int
    kind: str
    subject: str
    role: str
    round: int
    value: Mapping[str, Any] = field(hash=False)
    at: str


def checked_range(low: float, high: float, mode: float | None, unit: str) -> dict[str, Any]:
    """A range as an entry holds it; low and high are asked before the middle.

    Raises
    ------
    UsageError
        If it does not go from low to high, is not finite, or has no unit.
    """
    stated = [value for value in (low, mode, high) if value is not None]
    if not all(-1e300 < value < 1e300 for value in stated):
        raise UsageError("a range needs finite numbers")
    if stated != sorted(stated):
        raise UsageError(
            f"the range does not go from low to high: {', '.join(f'{value:g}' for value in stated)}"
        )
    if not unit.strip():
        raise UsageError("name the unit of the range, such as person-hours")
    return {"low": low, "mode": mode, "high": high, "unit": unit.strip()}


def checked_text(text: str, what: str, longest: int = _LONGEST_TEXT) -> str:
    """A text without idle blanks.

    Raises
    ------
    UsageError
        If it is empty or too long.
    """
    made = " ".join(text.split())
    if not made:
        raise UsageError(f"{what} is empty: write at least a word")
    if len(made) > longest:
        raise UsageError(f"{what} has {len(made):,} characters; at most {longest:,} are kept")
    return made


def checked_name(text: str, what: str) -> str:
    """The name of a role or a subject; raises as `checked_text` does."""
    return checked_text(text, what, _LONGEST_NAME)


def round_of(entries: Iterable[Entry], subject: str) -> int:
    """The round in which a subject is: 1 until its first reveal, then 2."""
    reveals = sum(entry.kind == REVEAL and entry.subject == subject for entry in entries)
    return min(reveals + 1, ROUNDS)


def is_revealed(entries: Iterable[Entry], subject: str, round_number: int) -> bool:
    """Whether a round of a subject has been shown to all."""
    reveals = sum(entry.kind == REVEAL and entry.subject == subject for entry in entries)
    return reveals >= round_number


def is_frozen(entries: Iterable[Entry]) -> bool:
    """Whether nothing can be added any more."""
    return any(entry.kind == FREEZE for entry in entries)


def seen_by(entries: Iterable[Entry], role: str) -> tuple[Entry, ...]:
    """What a role may see: its own entries, and those of others of rounds that are revealed."""
    known = tuple(entries)
    return tuple(
        entry
        for entry in known
        if entry.role == role
        or entry.kind in (REVEAL, FREEZE, *NOTES)
        or is_revealed(known, entry.subject, entry.round)
    )


def latest_ranges(entries: Iterable[Entry], subject: str) -> dict[tuple[str, int], Entry]:
    """The last range of each role and round of a subject; earlier ones stay in the journal."""
    return {
        (entry.role, entry.round): entry
        for entry in entries
        if entry.kind == RANGE and entry.subject == subject
    }
