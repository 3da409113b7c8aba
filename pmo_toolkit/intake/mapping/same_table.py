"""Several regions that fit one table: joined where their headers are the same, asked where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.suggestions import Certainty, TableSuggestion
from pmo_toolkit.intake.mapping.table_choice import TableFit
from pmo_toolkit.intake.mapping.texts.folding import spelling_key

#: A region gives way to another with a better fit where its next table is this near.
_GIVES_WAY = 0.1


def give_way(fits: Sequence[Sequence[TableFit]]) -> tuple[Sequence[TableFit], ...]:
    """Let a region whose table fits another one better have its next table, where that is near.

    Parameters
    ----------
    fits : sequence
        For each region how well it fits each table, best first.
    """
    result = list(fits)
    for place in sorted(range(len(fits)), key=lambda place: (fits[place][0].score, place)):
        best, following = fits[place][0], fits[place][1:2]
        rivals = [
            other[0].score
            for index, other in enumerate(result)
            if index != place and other[0].table == best.table
        ]
        taken = {other[0].table for index, other in enumerate(result) if index != place}
        if (
            rivals
            and following
            and max(rivals) > best.score + 0.02
            and following[0].table not in taken
            and best.score - following[0].score <= _GIVES_WAY
            and best.named <= following[0].named
        ):
            result[place] = (following[0], best, *fits[place][2:])
    return tuple(result)


def _headers(suggestion: TableSuggestion) -> frozenset[str]:
    return frozenset(map(spelling_key, suggestion.region.headers))


def with_conflicts(suggestions: Sequence[TableSuggestion]) -> tuple[TableSuggestion, ...]:
    """Say of tables that several regions fit whether they are joined or one must be chosen."""
    result = []
    for suggestion in suggestions:
        others = [
            other
            for other in suggestions
            if other is not suggestion
            and other.rule.table == suggestion.rule.table != ""
            and other.region is not suggestion.region
        ]
        if not others:
            result.append(suggestion)
            continue
        names = ", ".join(other.region.source.label for other in others)
        if all(_headers(other) == _headers(suggestion) for other in others):
            why = f"{suggestion.why}; {names} has the same headers: both are joined"
            result.append(replace(suggestion, why=why))
            continue
        why = f"{suggestion.why}; {names} fits {suggestion.rule.table} as well"
        result.append(replace(suggestion, certainty=Certainty.UNSURE, why=why))
    return tuple(result)
