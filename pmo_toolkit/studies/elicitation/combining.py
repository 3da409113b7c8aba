"""Ranges of several scorers beside each other, and combined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.judgements.pooling import (
    ClassicalWeights,
    classical_weights,
    combined,
    equal_weights,
)
from pmo_toolkit.studies.elicitation.coherence import range_of
from pmo_toolkit.studies.elicitation.entries import (
    RANGE,
    ROUNDS,
    Entry,
    is_revealed,
    latest_ranges,
)
from pmo_toolkit.studies.elicitation.quantities import SEED, Quantity

#: What low, middle and high mean: one case in ten lies below, half, nine in ten.
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class ScorerRange:
    """What one scorer said of a quantity in one round, in the first unit of the quantity.

    Parameters
    ----------
    role : str
    round : int
    low, high : float
    mode : float or None
    entered : str
        As it was entered, with its unit.
    reason : str
        Of the second round.
    """

    role: str
    round: int
    low: float
    mode: float | None
    high: float
    entered: str
    reason: str


@dataclass(frozen=True)
class CombinedRange:
    """The ranges of several scorers combined.

    Parameters
    ----------
    low, mode, high : float
        Weighted means of each.
    weights : tuple of (str, float)
        Scorers, each with its weight; 0 for one that does not count.
    """

    low: float
    mode: float
    high: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class JudgedQuantity:
    """A quantity with what a reader may see of it.

    Parameters
    ----------
    quantity : Quantity
    ranges : tuple of ScorerRange
        Those that may be seen, first round first.
    scorers : tuple of tuple of str
        Roles that have entered a range, by round.
    revealed : int
        Rounds that all see.
    equal : CombinedRange or NotAssessed
        All alike, of the last round that is revealed; who said nothing in it keeps the first.
    classical : CombinedRange or NotAssessed
        By how scorers did on seed questions (Cooke).
    """

    quantity: Quantity
    ranges: tuple[ScorerRange, ...]
    scorers: tuple[tuple[str, ...], ...]
    revealed: int
    equal: CombinedRange | NotAssessed
    classical: CombinedRange | NotAssessed

    @property
    def is_closed(self) -> bool:
        """Whether nothing is to be said of it any more."""
        return self.revealed >= (1 if self.quantity.kind == SEED else ROUNDS)

    @cached_property
    def last(self) -> tuple[ScorerRange, ...]:
        """The last range of each scorer."""
        return tuple({seen.role: seen for seen in self.ranges}.values())


def judged_quantities(
    entries: Iterable[Entry], quantities: Sequence[Quantity], role: str
) -> tuple[JudgedQuantity, ...]:
    """All quantities as a role may see them.

    Parameters
    ----------
    entries : iterable of Entry
        All of the journal.
    quantities : sequence of Quantity
    role : str
        The empty text sees what is revealed, and nothing else.
    """
    known = tuple(entries)
    seeds = _seed_ranges(known, quantities)
    return tuple(_judged(known, quantity, role, seeds) for quantity in quantities)


def _judged(
    known: tuple[Entry, ...],
    quantity: Quantity,
    role: str,
    seeds: Mapping[Quantity, Mapping[str, ScorerRange]],
) -> JudgedQuantity:
    subject = quantity.subject
    revealed = sum(is_revealed(known, subject, number) for number in (1, 2))
    latest = latest_ranges(known, subject)
    scorers = tuple(tuple(who for who, number in latest if number == wanted) for wanted in (1, 2))
    open_to_all = _ranges(quantity, latest, revealed, "")
    equal = _equal(quantity, open_to_all)
    classical: CombinedRange | NotAssessed = NotAssessed(
        quantity.label, "no seed question was revealed", ReasonCode.NOT_SCORED
    )
    if seeds and quantity.kind != SEED:
        classical = _classical(quantity, open_to_all, seeds)
    seen = _ranges(quantity, latest, revealed, role)
    return JudgedQuantity(quantity, seen, scorers, revealed, equal, classical)


def _ranges(
    quantity: Quantity, latest: Mapping[tuple[str, int], Entry], revealed: int, role: str
) -> tuple[ScorerRange, ...]:
    found = []
    for (who, number), entry in sorted(
        latest.items(), key=lambda item: (item[0][1], item[1].number)
    ):
        ends = range_of(quantity, entry)
        if ends is None or (who != role and number > revealed):
            continue
        value = entry.value
        entered = " / ".join(
            "open" if end is None else f"{end:,.6g}"
            for end in (value["low"], value["mode"], value["high"])
        )
        reason = str(value.get("reason", ""))
        found.append(ScorerRange(who, number, *ends, f"{entered} {value['unit']}", reason))
    return tuple(found)


def _equal(quantity: Quantity, ranges: Sequence[ScorerRange]) -> CombinedRange | NotAssessed:
    whole = _whole({seen.role: seen for seen in ranges})
    if not whole:
        why = "nothing is revealed that has low, middle and high"
        return NotAssessed(quantity.label, why, ReasonCode.NOT_SCORED)
    weights = equal_weights(len(whole))
    return _pooled(whole, tuple(weights.tolist()))


def _classical(
    quantity: Quantity,
    ranges: Sequence[ScorerRange],
    seeds: Mapping[Quantity, Mapping[str, ScorerRange]],
) -> CombinedRange | NotAssessed:
    whole = _whole({seen.role: seen for seen in ranges})
    judged = [role for role in whole if all(role in answers for answers in seeds.values())]
    if not judged:
        why = "no scorer of it has answered all seed questions"
        return NotAssessed(quantity.label, why, ReasonCode.NOT_SCORED)
    stated = [[_ends(answers[role]) for answers in seeds.values()] for role in judged]
    known = np.array([seed.known for seed in seeds], dtype=float)
    try:
        found: ClassicalWeights = classical_weights(np.array(stated), known, LEVELS)
    except ValueError as error:
        why = f"the seed questions cannot be used: {error}"
        return NotAssessed(quantity.label, why, ReasonCode.UNUSABLE_RANGE)
    weight_of = dict(zip(judged, found.weights, strict=True))
    return _pooled(whole, tuple(weight_of.get(role, 0.0) for role in whole))


def _seed_ranges(
    known: tuple[Entry, ...], quantities: Iterable[Quantity]
) -> dict[Quantity, dict[str, ScorerRange]]:
    """Seed questions that are revealed, with the first range of each scorer."""
    found = {}
    for quantity in quantities:
        if quantity.kind == SEED and is_revealed(known, quantity.subject, 1):
            latest = latest_ranges(known, quantity.subject)
            ranges = _ranges(quantity, latest, 1, "")
            found[quantity] = _whole({seen.role: seen for seen in ranges})
    return found


def _whole(ranges: Mapping[str, ScorerRange]) -> dict[str, ScorerRange]:
    """Those with a middle."""
    return {role: seen for role, seen in ranges.items() if seen.mode is not None}


def _ends(seen: ScorerRange) -> tuple[float, float, float]:
    return seen.low, float("nan") if seen.mode is None else seen.mode, seen.high


def _pooled(whole: Mapping[str, ScorerRange], weights: tuple[float, ...]) -> CombinedRange:
    stated = np.array([_ends(seen) for seen in whole.values()], dtype=float)
    low, mode, high = combined(stated, np.array(weights)).tolist()
    return CombinedRange(low, mode, high, tuple(zip(whole, weights, strict=True)))


def is_anything_entered(entries: Iterable[Entry]) -> bool:
    """Whether a range was entered at all."""
    return any(entry.kind == RANGE for entry in entries)
