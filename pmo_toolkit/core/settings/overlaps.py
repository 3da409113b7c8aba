"""Settings of the search for proposals that may ask for the same."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class OverlapSettings(SettingGroup):
    """Proposals that may ask for the same in other words."""

    nearest: int = setting(
        3,
        "nearness to the three nearest texts tells a text that is near to everything; more of them"
        " reach beyond the few that are truly alike",
        "Conneau et al. 2018, with 10 among 200,000 words",
        low=1,
        high=50,
        key="overlap_nearest",
    )
    corrected_from: int = setting(
        40,
        "among fewer texts the nearest are mostly chance: the correction then costs as much as it"
        " brings (from 4 to 12 texts it lost, from 30 on it gained, see docs/method.md)",
        low=2,
        high=100_000,
        key="overlap_corrected_from",
    )
    least: float = setting(
        0.15,
        "pairs below are not worth a department's time; --all lists their scores too",
        low=0,
        high=1,
        key="overlap_least",
    )
    strong: float = setting(
        0.5,
        "from here on a suggestion is called strong: among three labelled organisations 84 to 88 %"
        " of such pairs asked for the same, and 44 % of the others that are suggested",
        low=0,
        high=1,
        key="overlap_strong",
    )
    most: int = setting(
        100,
        "more questions than departments answer in a round",
        low=1,
        high=10_000,
        key="overlap_most",
    )
    characters: int = setting(
        800,
        "of a title, a need and a description: what is asked for stands at the beginning; longer"
        " texts cost time and blur",
        low=100,
        high=100_000,
        key="overlap_characters",
    )
    most_proposals: int = setting(
        3000,
        "every pair is compared: 3,000 proposals make 4.5 million pairs",
        low=2,
        high=20_000,
        key="overlap_most_proposals",
    )
    most_in_report: int = setting(
        1000,
        "every run compares all proposals, 1,000 of them in five CPU seconds; beyond, pmo overlaps"
        " does it on request",
        low=2,
        high=20_000,
        key="overlap_most_in_report",
    )
