"""Teams of which one ends where another begins: perhaps one team under two names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.flow.counting.items import ItemNote
from pmo_toolkit.analysis.flow.counting.weeks import DAYS_A_WEEK, WeeklyItems, day_text

#: Weeks between the last item of one and the first of the other, at most.
_GAP = 4
#: Weeks by which one ends before the table does, and the other begins after it does, at least.
_APART = 8
#: Fewer items show no rate.
_FEWEST = 10
#: Times as many items a week, more or fewer, that the same team may have under another name.
_ALIKE_RATE = 2.0


@dataclass(frozen=True)
class _Span:
    """When a team finished its first and last items, in Mondays, and how many a week."""

    team: str
    first: int
    last: int
    items: float

    @property
    def rate(self) -> float:
        return self.items / ((self.last - self.first) // DAYS_A_WEEK + 1)


def renamed_teams(weekly: Sequence[WeeklyItems], rows: Mapping[str, int]) -> list[ItemNote]:
    """A note on every team that begins where another ends, at about its rate.

    They are not joined: a new team may as well have taken over.

    Parameters
    ----------
    weekly : sequence of WeeklyItems
    rows : mapping of str to int
        Team → a row of it, as the user sees it.
    """
    spans = list(_spans(weekly))
    if len(spans) < 2:
        return []
    apart = _APART * DAYS_A_WEEK
    begin, end = min(span.first for span in spans), max(span.last for span in spans)
    ended = [span for span in spans if span.last <= end - apart]
    begun = [span for span in spans if span.first >= begin + apart]
    return [
        ItemNote(
            f"begins in the week of {day_text(new.first)}, where {old.team!r} ends, at about as"
            " many items a week: perhaps one team under two names; each is forecast alone. Give"
            " both one name if they are one",
            "team",
            (rows[new.team],),
        )
        for new in begun
        for old in ended
        if new.team != old.team and _follows(old, new)
    ]


def _spans(weekly: Sequence[WeeklyItems]) -> Iterator[_Span]:
    for team in weekly:
        busy = np.flatnonzero(team.items)
        if team.items.sum() >= _FEWEST:
            first, last = (team.first + DAYS_A_WEEK * int(busy[place]) for place in (0, -1))
            yield _Span(team.team, first, last, float(team.items.sum()))


def _follows(old: _Span, new: _Span) -> bool:
    is_next = 0 <= new.first - old.last <= _GAP * DAYS_A_WEEK
    return is_next and 1 / _ALIKE_RATE <= new.rate / old.rate <= _ALIKE_RATE
