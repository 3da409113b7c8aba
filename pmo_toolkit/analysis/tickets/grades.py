"""How many independent kinds of evidence a conclusion from tickets rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmo_toolkit.core.number_format import listed

TICKETS_ONLY, TWO_SOURCES, THREE_SOURCES = "tickets only", "two sources", "three sources"
_GRADES = (TICKETS_ONLY, TWO_SOURCES, THREE_SOURCES)


@dataclass(frozen=True)
class EvidenceGrade:
    """Grade of a conclusion.

    Parameters
    ----------
    grade : {"tickets only", "two sources", "three sources"}
    sources : tuple of str
        Empty where nothing speaks; else tickets first, then what speaks beside them, such as
        ``"what its department said"``.
    weakened_by : str
        Why it counts a step less than its sources would make it; the empty text where it does not.
    """

    grade: str
    sources: tuple[str, ...]
    weakened_by: str = ""

    @property
    def sentence(self) -> str:
        """What the conclusion rests on, and what follows from that."""
        if not self.sources:
            return "nobody scored it, answered on it or states its benefits, and no ticket names it"
        if len(self.sources) == 1:
            basis = "it rests on tickets alone, so that it is a question and no reason"
        else:
            basis = f"it rests on {listed(self.sources)}"
        return f"{basis}; {self.weakened_by}" if self.weakened_by else basis

    def of_age(self, age_days: int | None, most_days: int) -> EvidenceGrade:
        """The same, a step lower where the last ticket is older than `most_days`."""
        if age_days is None or age_days <= most_days or not self.sources:
            return self
        old = f"the last ticket is {age_days} days old, so that it counts a step less"
        why = f"{self.weakened_by}; {old}" if self.weakened_by else old
        return replace(self, grade=_GRADES[max(_GRADES.index(self.grade) - 1, 0)], weakened_by=why)


#: Not even tickets speak: no better than tickets alone.
NOTHING_SPEAKS = EvidenceGrade(TICKETS_ONLY, ())


def grade_of(beside: Iterable[str], weakened_by: str = "") -> EvidenceGrade:
    """Grade by the kinds of evidence that speak beside tickets, a step lower where it is weakened.

    Examples
    --------
    >>> grade_of(()).grade, grade_of(["flow of work"]).grade
    ('tickets only', 'two sources')
    """
    others = tuple(dict.fromkeys(beside))
    step = max(min(len(others), 2) - bool(weakened_by), 0)
    return EvidenceGrade(_GRADES[step], ("tickets", *others), weakened_by)
