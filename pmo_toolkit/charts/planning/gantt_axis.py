"""The time axis of a Gantt chart: round months, days or periods whose words never touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from babel.dates import format_date

#: Start of a period → its day.
Dates = Callable[[int], date]
#: Width of a letter as a share of its size, wide enough for the widest fonts of a page.
LETTER, BOLD_LETTER = 0.62, 0.7
#: Free pixels between the words of two ticks, and least pixels from tick to tick.
_BETWEEN, _CLOSEST = 10.0, 64.0
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Tick:
    """A period with the words that stand below it, in the middle."""

    period: int
    words: str


def gantt_ticks(
    span: int, pixels: float, size: float, dates: Dates | None, *, edge: float = 0.0
) -> tuple[Tick, ...]:
    """As many round ticks from period 0 on as fit beside one another, at least the first.

    Parameters
    ----------
    span : int
        Periods of the chart.
    pixels : float
        Width of these periods.
    size : float
        Of the type, pixels.
    dates : callable or None
        Period → the day on which it begins; without it periods are counted.
    edge : float
        Pixels to the right of the last period that words may take.
    """
    each = pixels / max(1, span)
    for step in _steps(dates):
        periods = range(0, span + 1, step)
        widest = max(map(len, _words(list(islice(periods, 40)), dates))) * LETTER * size
        if step > span or max(widest + _BETWEEN, _CLOSEST) <= step * each:
            ticks = tuple(map(Tick, periods, _words(periods, dates)))
            fits = [
                tick
                for tick in ticks
                if (span - tick.period) * each + edge >= len(tick.words) * LETTER * size / 2
            ]
            return tuple(fits) or ticks[:1]
    raise AssertionError("steps have no end")


def are_months(dates: Dates) -> bool:
    """Whether each period is a month."""
    first, second = dates(0), dates(1)
    return first.day == 1 and second == (first + timedelta(days=31)).replace(day=1)


def _steps(dates: Dates | None) -> Iterator[int]:
    """Round numbers of periods, ever more."""
    if dates is not None and are_months(dates):
        yield from _MONTH_STEPS
    scale = 1
    while True:
        yield from (step * scale for step in _STEPS)
        scale *= 10


def _words(periods: Sequence[int], dates: Dates | None) -> list[str]:
    """Such as ``Dec 2026``, ``5 Jan 2026`` or ``1,200``."""
    if dates is None:
        return [f"{period:,}" for period in periods]
    pattern = "MMM y" if are_months(dates) else "d MMM y"
    return [format_date(dates(period), pattern, locale="en_US") for period in periods]
