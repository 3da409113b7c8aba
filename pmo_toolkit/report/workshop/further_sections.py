"""Weights and trials of a workshop: how they came about, and what they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

from pmo_toolkit.core.number_format import NumberFormat, counted, month
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.elicitation.entries import TRIAL, WEIGHTS, Entry

_NO_MONTH = "no month that is stated"
_NOT_KNOWN = "not assessed"


class TrialLine(NamedTuple):
    """A figure of a proposal today and under a trial, any text."""

    proposal: str
    figure: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Whether it is another than today."""
        return self.before != self.after


class NotedTrial(NamedTuple):
    """A trial that was kept, any text."""

    name: str
    role: str
    words: str
    lines: tuple[TrialLine, ...]
    effects: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How much of it changes."""
        changed = sum(line.changes for line in self.lines)
        if not changed:
            return "None of these figures changes."
        return f"{counted(changed, 'figure changes', 'figures change')}, marked in bold."


def workshop_weights(entries: Iterable[Entry]) -> Section:
    """How the weights came about, in a sentence or two.

    Parameters
    ----------
    entries : iterable of Entry
        Notes of a workshop; those that are no weights are passed over.
    """
    roles = dict.fromkeys(entry.role for entry in entries if entry.kind == WEIGHTS)
    one = len(roles) == 1
    sentence = (
        f"{counted(len(roles), 'scorer', 'scorers')} gave points to the move from the worst to the"
        " best end of each criterion, 100 to the one that matters most and to the others in"
        f" proportion (swing weights): {', '.join(roles)}."
        + ("" if one else " All are kept and have one voice each; no mean is taken.")
        + " The weights of the table criteria stay as they are."
    )
    return render("workshop_weights", weighed=bool(roles), sentence=sentence)


def workshop_trials(entries: Iterable[Entry], numbers: NumberFormat) -> Section:
    """What was tried out, with what it would do to each proposal.

    Parameters
    ----------
    entries : iterable of Entry
        Notes of a workshop; those that are no trials are passed over.
    numbers : NumberFormat
    """
    trials = [_trial(entry, numbers) for entry in entries if entry.kind == TRIAL]
    return render("workshop_trials", trials=trials)


def _trial(entry: Entry, numbers: NumberFormat) -> NotedTrial:
    value = entry.value
    return NotedTrial(
        entry.subject,
        entry.role,
        str(value.get("words", "")) or "not said",
        tuple(line for row in _rows(value, "then") for line in _lines(row)),
        tuple(_effect(row, numbers) for row in _rows(value, "passed_on")),
    )


def _rows(value: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    rows = value.get(name)
    if isinstance(rows, list | tuple):
        yield from (row for row in rows if isinstance(row, Mapping))


def _lines(row: Mapping[str, Any]) -> Iterator[TrialLine]:
    proposal = str(row.get("proposal", ""))
    before, after = (str(row.get(f"advice_{when}") or _NOT_KNOWN) for when in ("today", "then"))
    yield TrialLine(proposal, "Our advice", before, after)
    for chance in ("p50", "p80"):
        starts = (row.get(f"start_{chance}_{when}") for when in ("today", "then"))
        before, after = (month(str(start)) if start else _NO_MONTH for start in starts)
        yield TrialLine(proposal, f"Earliest start, {chance.upper()}", before, after)


def _effect(row: Mapping[str, Any], numbers: NumberFormat) -> str:
    p50, p80, chance = (row.get(name) for name in ("p50", "p80", "chance"))
    moves = numbers.chance(chance) if _is_number(chance) else _NOT_KNOWN
    return (
        f"{row.get('cause', '')} late moves {row.get('effect', '')} with a chance of {moves}:"
        f" by {_days(p50, numbers)} days in one case of two, by at most {_days(p80, numbers)} in"
        " four of five."
    )


def _days(value: object, numbers: NumberFormat) -> str:
    return numbers.number(round(value)) if _is_number(value) else _NOT_KNOWN


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
