"""How many independent kinds of evidence a conclusion from tickets rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_toolkit.core.number_format import listed

TICKETS_ONLY, TWO_SOURCES, THREE_SOURCES = "tickets only", "two sources", "three sources"


@dataclass(frozen=True)
class EvidenceGrade:
    """Grade of a conclusion.

    Parameters
    ----------
    grade : {"tickets only", "two sources", "three sources"}
    sources : tuple of str
        Tickets first, then what speaks beside them, such as ``"what its department said"``.
    """

    grade: str
    sources: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the conclusion rests on, and what follows from that."""
        if self.grade == TICKETS_ONLY:
            return "it rests on tickets alone, so that it is a question and no reason"
        return f"it rests on {listed(self.sources)}"


def grade_of(beside: Iterable[str]) -> EvidenceGrade:
    """Grade by the kinds of evidence that speak beside tickets.

    Examples
    --------
    >>> grade_of(()).grade, grade_of(["flow of work"]).grade
    ('tickets only', 'two sources')
    """
    others = tuple(dict.fromkeys(beside))
    grades = (TICKETS_ONLY, TWO_SOURCES, THREE_SOURCES)
    return EvidenceGrade(grades[min(len(others), 2)], ("tickets", *others))
