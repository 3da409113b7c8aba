"""The proposals of one sample: their themes, ids, and the effort from which all amounts follow."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.sample.content import Theme, themes
from pmo_toolkit.sample.effort_law import HOURLY_RATE, expected_hours
from pmo_toolkit.sample.variants import variant

#: Sponsors see their own work as easier than such work turned out to be.
_SPONSORS_VIEW = 0.85
#: Where a theme states no size, its amounts still need one.
_UNSTATED_HOURS = 2400.0


@dataclass(frozen=True)
class Case:
    """One proposal to be written.

    Parameters
    ----------
    index : int
        Place among the proposals, from 0; streams of chance are named by it.
    id, number : str
        ``P-007`` and ``007``.
    theme : Theme
    seed : int
    """

    index: int
    id: str
    number: str
    theme: Theme
    seed: int

    @property
    def labour(self) -> float:
        """Cost of the labour as the sponsor sees it, EUR."""
        theme = self.theme
        if theme.project_class is None or theme.size is None or theme.size_unit is None:
            return _UNSTATED_HOURS * HOURLY_RATE
        hours = expected_hours(
            theme.project_class,
            theme.size,
            theme.size_unit,
            interface_count=theme.interface_count,
            team_experience=theme.team_experience,
            requirements_clarity=theme.requirements_clarity,
            technology_novelty=theme.technology_novelty,
        )
        return _SPONSORS_VIEW * hours * HOURLY_RATE


def make_cases(proposals: int, seed: int) -> tuple[Case, ...]:
    """The first `proposals` cases: the hand-written ones, then variations on them."""
    width = max(3, len(str(proposals)))
    written = themes()
    cases = []
    for index in range(proposals):
        theme = written[index] if index < len(written) else variant(index - len(written), seed)
        number = f"{index + 1:0{width}d}"
        cases.append(Case(index, f"P-{number}", number, theme, seed))
    return tuple(cases)
