"""What the rules of the advice would say if something were otherwise, or known.

For switching values and questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pmo_toolkit.advice.positions import Grounds, position_from
from pmo_toolkit.advice.shapes import Results
from pmo_toolkit.core.settings import Settings

#: Evidence that a net value rests on: only with all of it can one be assessed.
_VALUE = frozenset({"options", "costs", "benefits"})
#: Chances that are tried where nothing is known of the net value or of the budget: each as good as
#: another.
_CHANCES = tuple((place + 0.5) / 20 for place in range(20))


def position_at(results: Results, settings: Settings) -> Callable[[float], str]:
    """Position of the advice by the chance (0–1) that the net value is positive, all else equal."""
    grounds = Grounds.of(results)
    known: dict[float, str] = {}  # asked thousands of times, and the rules go by whole per cent

    def position(chance: float) -> str:
        printed = round(chance, 2)
        if printed not in known:
            known[printed] = position_from(replace(grounds, chance=printed), settings)
        return known[printed]

    return position


def if_answered(results: Results, settings: Settings) -> dict[str, dict[str, float]]:
    """Topic of each question for absent evidence → position → its probability once answered.

    An answer brings its share of the evidence. Where it makes the net value assessable, every
    chance of a positive one is taken to be as good as another; where it names the budget, every
    chance that it suffices is.
    """
    missing = [item for item in results.readiness.items if not item.present]
    absent = {item.key for item in missing}
    grounds = Grounds.of(results)
    chances = {}
    for item in missing:
        answered = replace(
            grounds,
            evidence=min(1.0, grounds.evidence + item.weight),
            goals=grounds.goals or item.key == "goals",
        )
        tried = [answered]
        if item.key in _VALUE and grounds.chance is None and not (absent - {item.key}) & _VALUE:
            tried = [replace(answered, chance=chance) for chance in _CHANCES]
        if item.key == "requested_budget":
            tried = [replace(answered, within=within) for within in _CHANCES]
        counts = Counter(position_from(place, settings) for place in tried)
        chances[item.key] = {
            position: count / len(tried) for position, count in sorted(counts.items())
        }
    return chances
