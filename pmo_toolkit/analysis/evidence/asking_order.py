"""In which order departments are asked, where their answers are worth the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stakeholder:
    """A department's role with its interest in the proposals and its influence on them.

    Parameters
    ----------
    department : str
    role : str or None
    interest, influence : float or None
        1 to 5; None where nobody states it.
    """

    department: str
    role: str | None = None
    interest: float | None = None
    influence: float | None = None

    @property
    def weight(self) -> float | None:
        """Interest times influence, 1 to 25; None where one is not stated."""
        if self.interest is None or self.influence is None:
            return None
        return self.interest * self.influence


def order_of_asking(stakeholders: Iterable[Stakeholder]) -> tuple[str, ...]:
    """Departments by interest times influence, the most first.

    A department counts by its weightiest role; those that are not rated come last, by name.

    Parameters
    ----------
    stakeholders : iterable of Stakeholder

    Examples
    --------
    >>> order_of_asking([Stakeholder("Finance", None, 4, 5), Stakeholder("Operations", None, 5, 5)])
    ('Operations', 'Finance')
    """
    weights: dict[str, float] = {}
    for one in stakeholders:
        weights[one.department] = max(weights.get(one.department, -1.0), one.weight or -1.0)
    return tuple(sorted(weights, key=lambda name: (-weights[name], name)))
