"""How well a conclusion stands: by tickets alone, by two sources, or by three."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmo_toolkit.core.number_format import listed


class Source(StrEnum):
    """Where a conclusion comes from."""

    TICKETS = "tickets"
    RATINGS = "ratings of the service"
    MATURITY = "maturity of the capability"
    PROPOSALS = "proposals of departments"
    CAPACITY = "stated capacity"


class Grade(StrEnum):
    """Number of sources that agree."""

    ONE = "tickets only"
    TWO = "two sources"
    THREE = "three sources or more"


#: What a grade allows.
_ALLOWS = {
    Grade.ONE: "a lead to look into; nothing is decided on it alone",
    Grade.TWO: "worth a talk with those who answer for it",
    Grade.THREE: "strong enough to weigh beside proposals",
}
#: Confidence as in reports.
_CONFIDENCE = {Grade.ONE: "low", Grade.TWO: "moderate", Grade.THREE: "high"}


@dataclass(frozen=True)
class Graded:
    """The grade of a conclusion and its sources.

    Parameters
    ----------
    sources : tuple of Source
        Each once, tickets first.
    tickets : int
    least : int
        Tickets below which confidence is one step lower.
    """

    sources: tuple[Source, ...]
    tickets: int
    least: int = 30

    @property
    def grade(self) -> Grade:
        """By the number of sources."""
        return list(Grade)[min(len(self.sources), 3) - 1]

    @property
    def confidence(self) -> str:
        """``"low"``, ``"moderate"`` or ``"high"``: by sources, a step lower with few tickets."""
        steps = ("low", "moderate", "high")
        place = steps.index(_CONFIDENCE[self.grade])
        return steps[max(0, place - (self.tickets < self.least))]

    @property
    def allows(self) -> str:
        """What may be concluded, as a clause."""
        return _ALLOWS[self.grade]

    @property
    def sentence(self) -> str:
        """Grade and sources in words."""
        others = [source.value for source in self.sources if source is not Source.TICKETS]
        return f"{self.grade}" + (f" (also {listed(others)})" if others else "")
