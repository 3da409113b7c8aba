"""Settings of the portfolio as a whole: how far it looks ahead, and on how many joint draws."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class ModerationSettings(SettingGroup):
    """All proposals together, as whoever moderates the decision sees them."""

    plan_quarters: int = setting(
        8,
        "quarters in which work may begin: two years, beyond which hours of people are hardly ever"
        " stated",
        low=1,
        high=40,
    )
    joint_draws: int = setting(
        1024,
        "a power of two, as Sobol draws need: the first of those of the estimates; the chance of"
        " keeping a budget is then known to about one and a half in a hundred",
        low=16,
        high=65_536,
    )
    ellipse_share: float = setting(
        0.8,
        "an ellipse of value and cost holds as many cases as the ranges beside it",
        low=0.05,
        high=0.99,
    )
    frontier_points: int = setting(
        12,
        "amounts of money for which the best selection is found, each by a search of its own; above"
        " two hundred proposals half as many, above six hundred a third",
        low=2,
        high=100,
    )
