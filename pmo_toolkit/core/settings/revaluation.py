"""Settings of the capability map and of what is kept, moved or retired."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class CapabilitySettings(SettingGroup):
    """IT's offer seen from what the business is able to do."""

    technical_from: float = setting(
        3.0,
        "the middle of the scale from 1 to 5: a service rated 3 stands on the border",
        low=1,
        high=5,
        key="fit_technical_from",
    )
    functional_from: float = setting(
        3.0,
        "the middle of the scale from 1 to 5: a service rated 3 stands on the border",
        low=1,
        high=5,
        key="fit_functional_from",
    )
    fit_spread: float = setting(
        1.0,
        "another who rates the same service may well say a step more or less on a scale of five",
        "own assumption; state both ratings by several people and lower it where they agree",
        low=0,
        high=4,
    )
    important_from: float = setting(
        4.0,
        "4 and 5 of 5 are what a board would call important",
        low=1,
        high=5,
        key="capability_important_from",
    )
    low_maturity: float = setting(
        2.0,
        "up to 2 of 5 a capability depends on single people's effort",
        "levels 1 and 2 of the usual maturity scales",
        low=1,
        high=5,
        key="capability_low_maturity",
    )
    supplier_share: float = setting(
        0.4,
        "from two services in five on, one supplier's failure or price is a matter of the whole"
        " house",
        "own assumption",
        low=0,
        high=1,
        key="supplier_share_most",
    )
    contract_soon_days: int = setting(
        540,
        "choosing, buying and moving to another service takes a year and a half more often than a"
        " year",
        "own assumption; `in_flight` and `history` of the house may say better",
        low=1,
        high=3650,
    )
    notice_days: int = setting(
        90,
        "three months' notice is usual where a contract states none; the state of the contract"
        " counts where it is given",
        "own assumption",
        low=0,
        high=1095,
        key="usual_notice_days",
    )
    trend_least_months: int = setting(
        12,
        "fewer months than a year cannot tell a trend from the season",
        low=6,
        high=120,
        key="cost_trend_least_months",
    )
