"""Settings of proposals among each other: their ties and their ranks."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class DependenciesSettings(SettingGroup):
    """Ties between proposals."""

    default_strength: float = setting(
        1.0, "a dependency without a stated strength is taken at its word", low=0.0, high=1.0
    )
    bundle_most: int = setting(
        30,
        "of the proposals that require one and the same, those that need it most are valued with"
        " it; what needs it less adds little, and every one of them is valued for each report",
        low=1,
        high=1000,
    )
    knock_on_days: float = setting(
        90.0,
        "a delay of three months is what a house can picture; what it does to others is told for"
        " a delay of this many days",
        low=1.0,
        high=3650.0,
    )
    followed_most: int = setting(
        60,
        "of all that hangs together with a proposal the nearest are followed in its report; a"
        " picture of more says nothing to a reader",
        low=2,
        high=2000,
    )


@dataclass(frozen=True)
class StandingSettings(SettingGroup):
    """Proposals among each other."""

    draws: int = setting(
        10_000,
        "rank acceptabilities are then within one percentage point (95 % interval of a share at"
        " 50 %)",
        low=500,
        high=1_000_000,
        key="standing_draws",
    )
    most_proposals: int = setting(
        1000,
        "every pair is compared in every draw; beyond a thousand proposals rank departments or"
        " goals by themselves",
        low=2,
        high=5000,
        key="standing_most",
    )
    weight_concentration: float = setting(
        24.0,
        "a stated weight of 20 % is taken as 20 % ± 8 points (one standard deviation), our"
        " judgement of how exactly people can state a weight; raise it where weights were elicited"
        " with care",
        low=1.0,
        high=100_000.0,
    )
    consistency_limit: float = setting(
        0.1,
        "pairwise comparisons that contradict each other more than this are asked again",
        "Saaty 1980",
        low=0,
        high=1,
    )
    tier_top_share: float = setting(
        1 / 3,
        "the upper third counts as the first: what a house can usually begin with",
        low=0.01,
        high=0.99,
    )
    tier_robust: float = setting(
        0.8,
        "very likely among the first: holds under nearly all plausible weights and scores",
        "ICD 203",
        low=0.5,
        high=1,
    )
    tier_weak: float = setting(0.2, "very unlikely among the first", "ICD 203", low=0, high=0.5)
    dissent_share: float = setting(
        0.3,
        "a score three tenths of the scale away from the others' median is another opinion, not"
        " another hand",
        low=0.01,
        high=1,
    )
