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
    weakened_by : str
        Why it counts a step less than its sources would make it; the empty text where it does not.
    """

    grade: str
    sources: tuple[str, ...]
    weakened_by: str = ""

    @property
    def sentence(self) -> str:
        """What the conclusion rests on, and what follows from that."""
        if len(self.sources) == 1:
            basis = "it rests on tickets alone, so that it is a question and no reason"
        else:
            basis = f"it rests on {listed(self.sources)}"
        return f"{basis}; {self.weakened_by}" if self.weakened_by else basis


def grade_of(beside: Iterable[str], weakened_by: str = "") -> EvidenceGrade:
    """Grade by the kinds of evidence that speak beside tickets, a step lower where it is weakened.

    Examples
    --------
    >>> grade_of(()).grade, grade_of(["flow of work"]).grade
    ('tickets only', 'two sources')
    """
    others = tuple(dict.fromkeys(beside))
    grades = (TICKETS_ONLY, TWO_SOURCES, THREE_SOURCES)
    step = max(min(len(others), 2) - bool(weakened_by), 0)
    return EvidenceGrade(grades[step], ("tickets", *others), weakened_by)
